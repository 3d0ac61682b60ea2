"""What is shared: the list of the person, and the page of who sees single items. "Zo ziet X het" is that same page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.http import Http404

from tandem.guidance.models import FileAccess, FileItem, ItemAccess, NetworkMember, Share
from tandem.guidance.queries.doors import MODELS, Place, accessible, item_for, part_for, parts, place_for
from tandem.guidance.queries.network import Standing, day_of, standings
from tandem.guidance.rules import share as rules
from tandem.guidance.rules.network import GUIDE_ROLE
from tandem.guidance.rules.vocabulary import ANSWERED_HOW, DOMAINS, ITEM_KINDS, STEP_KINDS, WISH_KINDS
from tandem.identity.queries import viewer_of
from tandem.identity.rules import Viewer
from tandem.kernel import access

SHORT = 80


@dataclass(frozen=True, slots=True)
class SharedItem:
    """One item as its reader sees it."""

    kind: str
    kind_words: str
    pk: UUID
    heading: str
    text: str
    purpose: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One share, as the person sees it."""

    pk: object
    member: str
    member_pk: object
    item: str
    kind: str
    purpose: str
    until: datetime | None
    since: datetime
    given: str
    state: str


@dataclass(frozen=True, slots=True)
class SharedFileRow:
    """A file in which somebody sees single items."""

    file_id: object
    name: str
    items: int


def shared_items(place: Place) -> list[SharedItem]:
    """Everything the viewer of this place may see item by item: by the same doors that guard every page."""
    shares = {} if place.is_whole else _shares_with(place)
    kinds = list(ITEM_KINDS) if place.is_whole else sorted({share.item_kind for share in shares.values()})
    items = [item for kind in kinds for item in parts(place, MODELS[kind])]
    return [_shared_item(item, shares.get(item.pk)) for item in items]


def items_to_choose(place: Place) -> list[tuple[str, list[SharedItem]]]:
    """What could be shared, by kind: not what is for the person alone or put away."""
    found: dict[str, list[SharedItem]] = {}
    for kind in ITEM_KINDS:
        for item in parts(place, MODELS[kind]).filter(is_mine_only=False):
            if not getattr(item, "put_away_at", None) and not getattr(item, "let_go_at", None):
                found.setdefault(ITEM_KINDS[kind].capitalize(), []).append(_shared_item(item, None))
    return list(found.items())


def place_as(place: Place, member: NetworkMember) -> Place:
    """The file as this member sees it now; 404 when they see nothing at all. Call inside `seen_by`."""
    if member.person is None:
        raise Http404
    return place_for(viewer_of(member.person, on=day_of(place)), place.file.pk, at=place.at, is_whole=False)


def seen_as(place: Place, member: NetworkMember) -> list[SharedItem] | None:
    """The items this member sees now, read with the database's eyes of that member; None when nothing opens."""
    if member.person is None:
        return None
    viewer = viewer_of(member.person, on=day_of(place))
    with access.as_reader(person_id=member.person.pk, organisation_ids=viewer.organisation_ids()):
        try:
            return shared_items(place_as(place, member))
        except Http404:
            return None


def share_rows(place: Place) -> list[ShareRow]:
    """What is shared now, with what stands in the way of it; a share that ended is not shown."""
    shares = _open_shares(place)
    members = list({share.member_id: share.member for share in shares}.values())
    by_member = dict(zip((m.pk for m in members), standings(members, on=day_of(place)), strict=True))
    names = labels_of(place, _by_kind(shares))
    return [_share_row(share, by_member[share.member_id], names, place.at) for share in shares]


def shares_of(place: Place, item_ids: Collection[UUID]) -> dict[UUID, list[Share]]:
    """Per item the shares that hold now, with their members."""
    found: dict[UUID, list[Share]] = {pk: [] for pk in item_ids}
    shares = [s for s in _open_shares(place) if s.item_id in found and (s.until is None or s.until > place.at)]
    stands = standings([share.member for share in shares], on=day_of(place))
    for share, standing in zip(shares, stands, strict=True):
        if standing.works_there:
            found[share.item_id].append(share)
    return found


def labels_of(place: Place, wanted: Mapping[str, Collection[UUID]]) -> dict[UUID, str]:
    """The first words of items of every kind, in one query."""
    rows = [
        parts(place, MODELS[kind]).filter(pk__in=ids).order_by().annotate(of=Value(kind)).values_list("of", "pk", "sealed")
        for kind, ids in sorted(wanted.items()) if ids
    ]  # fmt: skip
    if not rows:
        return {}
    found = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    return {pk: _short(MODELS[kind](id=pk, sealed=bytes(sealed), file=place.file)) for kind, pk, sealed in found}


def shared_item_for(place: Place, kind: str, pk: object) -> FileItem:
    """An item that can be shared; 404 for anything else."""
    if kind not in ITEM_KINDS:
        raise Http404
    return item_for(place, kind, pk)


def share_for(place: Place, pk: object) -> Share:
    """One share of this file."""
    share = part_for(place, Share, pk)
    if share.revoked_at:
        raise Http404
    return share


def possible_members(place: Place) -> list[tuple[NetworkMember, rules.Receiver]]:
    """Who could get an item: everybody with a login who takes part and sees single items only."""
    members = list(
        parts(place, NetworkMember).filter(state="active", person__isnull=False).exclude(role=GUIDE_ROLE)
        .select_related("person", "organisation").order_by("called", "pk")
    )  # fmt: skip
    stands = standings(members, on=day_of(place))
    return [(member, receiver_of(member, standing)) for member, standing in zip(members, stands, strict=True)]


def receiver_of(member: NetworkMember, standing: Standing) -> rules.Receiver:
    """What the rule of sharing asks of a member."""
    return rules.Receiver(
        is_active=member.state == "active", has_login=member.person_id is not None,
        sees_all=member.role == GUIDE_ROLE, works_there=standing.works_there, secrecy=standing.secrecy,
    )  # fmt: skip


def is_health_item(item: FileItem) -> bool:
    """Whether an item speaks of health."""
    domains = [*getattr(item, "domains", []), getattr(item, "topic", ""), getattr(item, "domain", "")]
    step_kind = item.kind if hasattr(item, "kind") else ""
    return rules.is_health(domains=domains, step_kind=step_kind)


def shared_files(viewer: Viewer) -> QuerySet[FileAccess]:
    """Files in which the viewer sees single items."""
    return accessible(viewer).filter(is_owner=False, is_whole=False)


def shared_file_rows(accesses: Iterable[FileAccess], viewer: Viewer, *, at: datetime) -> list[SharedFileRow]:
    """The rows of one page of that list, with how many items each."""
    accesses = list(accesses)
    holds_now = Q(until__isnull=True) | Q(until__gt=at)
    counts = dict(
        ItemAccess.objects.filter(holds_now, reader_id=viewer.person_id, file_id__in=[a.file_id for a in accesses])
        .values_list("file_id").annotate(Count("pk")).order_by()
    )  # fmt: skip
    return [SharedFileRow(a.file_id, str(a.file), counts.get(a.file_id, 0)) for a in accesses]


def heading_of(item: FileItem) -> str:
    """What kind of thing this is, in words."""
    kind = type(item).__name__.lower()
    about = {
        "storyblock": lambda: getattr(item, "title", "") or topic_words(getattr(item, "topic", "")),
        "domainview": lambda: topic_words(getattr(item, "domain", "")),
        "wish": lambda: WISH_KINDS[getattr(item, "kind", "want")],
        "step": lambda: STEP_KINDS[getattr(item, "kind", "other")],
        "filedocument": lambda: getattr(item, "title", ""),
        "barrier": lambda: ", ".join(map(topic_words, getattr(item, "domains", []))),
    }.get(kind, lambda: "")()
    return str(about or ITEM_KINDS[kind]).capitalize()


def topic_words(topic: str) -> str:
    """A life domain in words; a word of the person's own as it is."""
    return DOMAINS.get(topic, topic)


def _shares_with(place: Place) -> dict[UUID, Share]:
    rows = place.file.share_set.filter(member__person_id=place.viewer.person_id or 0, revoked_at__isnull=True)
    return {share.item_id: share for share in rows}


def _open_shares(place: Place) -> list[Share]:
    rows = parts(place, Share).filter(revoked_at__isnull=True, member__state="active")
    return list(rows.select_related("member", "member__person", "member__organisation"))


def _by_kind(shares: Iterable[Share]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for share in shares:
        found.setdefault(share.item_kind, set()).add(share.item_id)
    return found


def _share_row(share: Share, standing: Standing, names: dict[UUID, str], at: datetime) -> ShareRow:
    is_over = share.until is not None and share.until <= at
    state = "left" if not standing.works_there else "over" if is_over else "on"
    helped = f", {share.helped_by}" if share.helped_by else ""
    return ShareRow(
        pk=share.pk, member=share.member.called, member_pk=share.member_id, item=names.get(share.item_id, ""),
        kind=ITEM_KINDS[share.item_kind], purpose=share.purpose, until=share.until, since=share.made_at,
        given=f"{ANSWERED_HOW[share.given_by]}{helped}", state=state,
    )  # fmt: skip


def _shared_item(item: FileItem, share: Share | None) -> SharedItem:
    kind = type(item).__name__.lower()
    return SharedItem(
        kind=kind, kind_words=ITEM_KINDS[kind], pk=item.pk, heading=heading_of(item), text=getattr(item, "words", ""),
        purpose=share.purpose if share else "", until=share.until if share else None,
    )  # fmt: skip


def _short(item: FileItem) -> str:
    text = " ".join((getattr(item, "title", "") or getattr(item, "words", "")).split())
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
