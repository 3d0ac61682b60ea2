"""A link to hand over, kept in the session of who made it: the database only knows its hash."""

from typing import cast

from tandem.identity.access import Request

KEPT = "network_links"
AT_MOST = 5


def keep_link(request: Request, member_id: object, token: str) -> None:
    """Remember the newest links of this session."""
    links = {**_links(request), str(member_id): token}
    request.session[KEPT] = dict(list(links.items())[-AT_MOST:])


def kept_link(request: Request, member_id: object) -> str:
    """The link that was made in this session; empty when it was made elsewhere."""
    return _links(request).get(str(member_id), "")


def _links(request: Request) -> dict[str, str]:
    return cast(dict[str, str], request.session.get(KEPT, {}))
