"""Walks along every address as every role with bad input: arguments, filters, forms, bodies and headers.

What a request writes is taken back, so that each starts from the same world.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import quote_from_bytes, urlsplit

from django.core.cache import cache as rate_limits
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls.converters import get_converters

from tandem.identity.middleware import CHOSEN_MEMBERSHIP
from tandem.identity.models import Membership
from tandem.identity.rules import ROLES
from tests.architecture import bad_values
from tests.architecture.page_forms import PageForm, read_forms
from tests.journeys.addresses import Address, addresses
from tests.journeys.rooms import KnownSubjects, brought, rows_for
from tests.journeys.subjects import Subject

ANONYMOUS, LEAVING = "", "/afmelden/"
PACKAGE = Path(__file__).parents[2] / "tandem"
READ_IN_CODE = re.compile(
    r"""(?:GET|POST)\.(?:get|getlist)\(\s*["'](\w+)["']|["'](\w+)["'] (?:not )?in request\.(?:GET|POST)"""
)
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
OPEN_ARGUMENTS = ("str", "int", "slug", "path", None)  # what may hold something bad and still find its view
MOST_READ_BACK = 5000
Pair = tuple[bytes, bytes]


class Undone(Exception):
    """Takes back what a request wrote."""


@dataclass(frozen=True)
class BadRequest:
    """One request, ready to send."""

    role: str
    membership_id: int | None
    method: str
    path: str
    query: bytes = b""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        body = self.body[:300] + (b"..." if len(self.body) > 300 else b"")
        query = f"?{self.query.decode('ascii', 'replace')[:300]}" if self.query else ""
        return f"{self.method} {self.path[:300]}{query} as {self.role or 'nobody'} {body!r} {str(self.headers)[:300]}"


@dataclass(frozen=True)
class Visit:
    """An address with arguments that exist, and who comes there."""

    address: Address
    arguments: dict[str, object]
    role: str
    membership_id: int | None

    def path(self, instead: dict[str, bytes] | None = None) -> str:
        """The path, with some arguments replaced; quoted by hand because reversing refuses what is bad."""
        values = {name: str(value).encode() for name, value in self.arguments.items()} | (instead or {})
        route = self.address.route
        for found in ARGUMENT.finditer(self.address.route):
            kind, name = found.groups()
            value = values.get(name) or known_value(kind or "str", name)
            route = route.replace(found.group(), quote_from_bytes(value, safe=""))
        return f"/{route}"


@cache
def known_value(kind: str, name: str) -> bytes:
    """A value for an argument that no row gives: a choice of the address itself, or something unknown."""
    known = {"int": b"1", "uuid": b"00000000-0000-4000-8000-000000000000", "str": b"onbekend", "slug": b"onbekend"}
    return known.get(kind) or get_converters()[kind].regex.split("|")[0].encode()


@cache
def names_in_code() -> tuple[bytes, ...]:
    """Every name that a view reads out of a query string or a form by hand."""
    texts = (path.read_text("utf-8") for path in sorted(PACKAGE.glob("*/**/*.py")))
    return tuple(sorted({(a or b).encode() for text in texts for a, b in READ_IN_CODE.findall(text)}))


class Walker:
    """Makes and sends bad requests to the world that is in the database."""

    def __init__(self) -> None:
        self.clients: dict[int | None, Client] = {None: Client()}
        self.visits = list(all_visits())
        self.by_name: dict[str, list[Visit]] = {}
        for visit in self.visits:
            self.by_name.setdefault(visit.address.name, []).append(visit)
        self.pages: dict[tuple[str, int | None], tuple[list[PageForm], set[str]]] = {}
        self.forms_to: dict[str, list[PageForm]] = {}

    def bad_request(self, random: Random) -> BadRequest:
        """Any address, any person who may come there (sometimes one who may not), one kind of badness."""
        visit = random.choice(self.by_name[random.choice(sorted(self.by_name))])
        kinds = [self._filter, self._filter, self._form, self._form, self._form, self._body]
        if any(kind in OPEN_ARGUMENTS for kind, _ in _arguments_of(visit.address)):
            kinds += [self._argument, self._argument]
        return random.choice(kinds)(visit, random)

    def send(self, request: BadRequest) -> HttpResponse:
        """The answer. Rows are checked as at a commit and rolled back; cookies and rate limits are as before."""
        client = self._client(request.membership_id)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        try:
            with transaction.atomic():
                response = client.generic(
                    request.method, request.path, request.body, request.content_type,
                    QUERY_STRING=request.query.decode("latin-1"), **headers,
                )  # fmt: skip
                _read_and_close(response)
                _check_as_at_commit(response)
                raise Undone  # noqa: TRY301 (leaving the block any other way would keep the rows)
        except Undone:
            return response
        finally:
            client.cookies.clear()
            client.cookies.load(cookies)
            rate_limits.clear()

    def _filter(self, visit: Visit, random: Random) -> BadRequest:
        forms, linked = self._page(visit)
        known = {name for form in forms if form.method == "get" for name, _ in form.pairs} | linked
        own, others = [name.encode() for name in sorted(known)], list(names_in_code())
        names = [random.choice(own if own and random.randrange(5) else others) for _ in range(random.randrange(1, 5))]
        pairs = [(name, bad_values.bad_value(random)) for name in names]
        return self._request(visit, random, "GET", visit.path(), query=_encoded(_polluted(pairs, random)))

    def _form(self, visit: Visit, random: Random) -> BadRequest:
        forms = self._posted_from(visit) or [PageForm("post", "", [(name.decode(), "1") for name in names_in_code()])]
        form = random.choice(forms)
        pairs = [(name.encode(), value.encode()) for name, value in form.pairs]
        for _ in range(random.randrange(1, 4) if pairs else 0):
            spot = random.randrange(len(pairs))
            pairs[spot] = (pairs[spot][0], bad_values.bad_value(random))
        pairs = _polluted(pairs, random)
        target = urlsplit(form.action)
        path, query = target.path or visit.path(), target.query.encode()
        if not form.files:
            return self._request(visit, random, "POST", path, query=query, body=_encoded(pairs))
        body, content_type = _multipart(pairs, form.files, random)
        return self._request(visit, random, "POST", path, query=query, body=body, content_type=content_type)

    def _posted_from(self, visit: Visit) -> list[PageForm]:
        """The forms on the page, and those on pages seen before that post to it; leaving is tried on its own page."""
        found = [form for form in self._page(visit)[0] if form.method == "post" and form.action != LEAVING]
        return found + self.forms_to.get(visit.path(), [])

    def _body(self, visit: Visit, random: Random) -> BadRequest:
        body, content_type = random.choice(bad_values.BODIES)
        method = random.choice(("POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"))
        return self._request(visit, random, method, visit.path(), body=body, content_type=content_type)

    def _argument(self, visit: Visit, random: Random) -> BadRequest:
        kind, name = random.choice([found for found in _arguments_of(visit.address) if found[0] in OPEN_ARGUMENTS])
        value = random.choice(bad_values.DIGITS) if kind == "int" else bad_values.bad_value(random)
        return self._request(visit, random, random.choice(("GET", "POST")), visit.path({name: value[:3000] or b"%"}))

    def _request(self, visit: Visit, random: Random, method: str, path: str, **facts: object) -> BadRequest:
        is_stranger = random.randrange(12) == 0
        role, member = (ANONYMOUS, None) if is_stranger else (visit.role, visit.membership_id)
        return BadRequest(role, member, method, path, headers=bad_values.bad_headers(random), **facts)  # type: ignore[arg-type]

    def _page(self, visit: Visit) -> tuple[list[PageForm], set[str]]:
        """The forms and links of the page as this person finds it."""
        key = (visit.path(), visit.membership_id)
        if key not in self.pages:
            response = self.send(BadRequest(visit.role, visit.membership_id, "GET", visit.path()))
            is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
            self.pages[key] = read_forms(response.content.decode()) if is_page else ([], set())
            for form in self.pages[key][0]:
                self.forms_to.setdefault(urlsplit(form.action).path, []).append(form)
        return self.pages[key]

    def _client(self, membership_id: int | None) -> Client:
        if membership_id not in self.clients:
            member = Membership.objects.select_related("person").get(pk=membership_id)
            client = Client()
            client.force_login(member.person)
            session = client.session
            session[CHOSEN_MEMBERSHIP] = member.pk
            session.save()
            self.clients[membership_id] = client
        return self.clients[membership_id]


def all_visits() -> Iterator[Visit]:
    """Every address with every row it can be opened with, as every role that may open it."""
    known = KnownSubjects()
    for address in addresses():
        subjects = _known_subjects(address, known)
        if not subjects or address.is_public:
            yield Visit(address, subjects[0].arguments if subjects else {}, ANONYMOUS, None)
        for subject in subjects:
            for role in ROLES:
                if address.may_be_opened_by(role) and role in subject.members:
                    yield Visit(address, subject.arguments, role, subject.members[role])


def _known_subjects(address: Address, known: KnownSubjects) -> list[Subject]:
    """The rows of the journeys that this world has too; none for what is no page, such as a file for another program."""
    if not address.arguments:
        return known.of(address)
    is_told = any(address.route.startswith(start) for start in brought("SUBJECTS"))
    return known.look_up(rows_for(address)) if is_told else []


def _arguments_of(address: Address) -> list[tuple[str | None, str]]:
    return [(kind or None, name) for kind, name in ARGUMENT.findall(address.route)]


def _polluted(pairs: list[Pair], random: Random) -> list[Pair]:
    """Sometimes a name twice, a name too many, or one that misses."""
    kind = random.randrange(6)
    if kind == 0 and pairs:
        return [*pairs, (random.choice(pairs)[0], bad_values.bad_value(random))]
    if kind == 1:
        return [(random.choice(bad_values.NAMES), bad_values.bad_value(random)), *pairs]
    if kind == 2 and pairs:
        return [pair for pair in pairs if pair[0] != random.choice(pairs)[0]]
    return pairs


def _encoded(pairs: list[Pair]) -> bytes:
    return "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs).encode()


def _multipart(pairs: list[Pair], files: list[str], random: Random) -> tuple[bytes, str]:
    parts = [b'--grens\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % pair for pair in pairs]
    for name in files:
        head = b'--grens\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n' % (
            name.encode(), random.choice(bad_values.FILE_NAMES), random.choice((b"image/png", b"application/pdf", b"x", b"")),
        )  # fmt: skip
        parts.append(head + random.choice(bad_values.FILES) + b"\r\n")
    return b"".join(parts) + b"--grens--\r\n", "multipart/form-data; boundary=grens"


def _read_and_close(response: HttpResponse) -> None:
    """Read a file to its end, and keep the database connection of the caller."""
    if response.streaming:
        for number, _part in enumerate(response.streaming_content):
            if number > MOST_READ_BACK:
                break
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def _check_as_at_commit(response: HttpResponse) -> None:
    """What the database only judges at the end of a transaction."""
    if response.status_code < 500:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
