"""Opens every address as every role and says what is wrong with the pages that come back.

Every answer is judged. Pages are drawn and measured until every block that an address can show was on the screen once:
the same blocks with other words have the same faults.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import APIResponse, Browser

from tandem.identity.locking import CHOSEN_MEMBERSHIP
from tandem.identity.models import Membership, Person
from tests.journeys.addresses import PERSON, URLCONF, Address
from tests.journeys.browsing import DESK, HEIGHTS, PHONE, Window, open_window
from tests.journeys.measuring import Scale, faults_of
from tests.journeys.rooms import NOBODY, KnownSubjects, budget_of
from tests.journeys.site import Site

PATIENCE = 6
LOGIN_SECONDS = 180
WORTH = {"closed": 1, "nothing": 1, "button": PATIENCE}
BLOCK = re.compile(r'<([a-z][a-z0-9]*)(?:[^>]*?\sclass="([^"]*)")?')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


@dataclass(frozen=True)
class Visit:
    """One address, with these arguments, as this role."""

    path: str
    role: str
    login: int | None  # a membership; of PERSON the person
    state: str

    def __str__(self) -> str:
        return f"{self.path} as {self.role or 'nobody'} ({self.state})"


@dataclass
class Visitor:
    """A window per role; becoming somebody else in the same role changes only the cookie."""

    window: Window
    scale: Scale
    key: str = ""


class Crawler:
    """Visits pages; keeps one window per role for the whole crawl."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.visitors: dict[str, Visitor] = {}
        self.keys: dict[tuple[str, int], tuple[str, float]] = {}
        self.frames: set[str] = set()
        self.known = KnownSubjects()

    def worth_measuring(self, pages: dict[Visit, frozenset[tuple[str, str]]]) -> Iterator[Visit]:
        """The fullest pages first, until every kind of block was there once; and one page in the frame of each role."""
        measured: set[tuple[str, str]] = set()
        for visit, blocks in sorted(pages.items(), key=lambda page: -len(page[1])):
            if blocks - measured or visit.role not in self.frames:
                measured |= blocks
                self.frames.add(visit.role)
                yield visit

    def close(self) -> None:
        """Close all windows."""
        for visitor in self.visitors.values():
            visitor.window.close()

    def visits(self, address: Address) -> Iterator[Visit]:
        """Every subject as every role that may see it.

        A public page is the same for all: who has a role opens the first row, nobody in particular opens them all.
        """
        for number, subject in enumerate(self.known.of(address)):
            arguments = {name: subject.arguments[name] for name in address.arguments}
            path = reverse(address.name, kwargs=arguments, urlconf=URLCONF) + subject.query
            if address.may_be_opened_by(NOBODY):
                yield Visit(path, NOBODY, None, subject.state)
            for role, login in subject.members.items():
                if address.may_be_opened_by(role) and not (address.is_public and number):
                    yield Visit(path, role, login, subject.state)

    def tour(self, address: Address) -> dict[Visit, APIResponse]:
        """The answers to plain GETs. A role that is refused time after time has no business at this address.

        Where only a button leads, nothing more is to be seen with another row.
        """
        answers: dict[Visit, APIResponse] = {}
        refused: Counter[str] = Counter()
        for visit in self.visits(address):
            if refused[visit.role] < PATIENCE:
                answers[visit] = self.visitor_for(visit).window.context.request.get(visit.path, max_redirects=0)
                refused[visit.role] += WORTH.get(kind_of(answers[visit]), -1000)
        return answers

    def faults(self, visit: Visit, *, is_public: bool) -> list[str]:
        """What is wrong with this page, on a desk and on a phone."""
        visitor = self.visitor_for(visit)
        page = visitor.window.page
        page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
        weight = visitor.scale.weigh(visit.path)
        faults = weight.too_much(budget_of(visit.role, is_public=is_public))
        faults += [f"at {DESK} px: {fault}" for fault in faults_of(page)]
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        faults += [f"at {PHONE} px: {fault}" for fault in faults_of(page)]
        faults += visitor.window.complaints
        visitor.window.complaints.clear()
        page.goto("about:blank")
        return [f"{visit}: {fault}" for fault in faults]

    def visitor_for(self, visit: Visit) -> Visitor:
        """The window of this role, logged in as the right member."""
        if visit.role not in self.visitors:
            window = open_window(self.browser, base_url=self.site.url)
            self.visitors[visit.role] = Visitor(window, Scale(window.page))
        visitor = self.visitors[visit.role]
        key = self.key_of(visit) if visit.login is not None else visitor.key
        if visitor.key != key:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.site.url}
            visitor.window.context.add_cookies([cookie])
            visitor.key = key
        return visitor

    def key_of(self, visit: Visit) -> str:
        """Somebody logs in anew every few minutes: some pages ask for a login that is not long ago."""
        who, now = (visit.role, visit.login), monotonic()
        if who not in self.keys or now - self.keys[who][1] > LOGIN_SECONDS:
            self.keys[who] = (session_of(visit), now)
        return self.keys[who][0]


def judge(address: Address, crawler: Crawler) -> None:
    """Every answer of an address, and the pages worth measuring: fails with everything that is wrong."""
    answers = crawler.tour(address)
    kinds = {kind_of(answer) for answer in answers.values()}
    faults = [f"{visit}: broken" for visit, answer in answers.items() if kind_of(answer) == "broken"]
    pages = {visit: blocks_of(answer) for visit, answer in answers.items() if kind_of(answer) == "page"}
    for visit in crawler.worth_measuring(pages):
        faults += crawler.faults(visit, is_public=address.is_public)
    assert not faults, "\n".join(faults)
    assert kinds & {"page", "file", "button"}, "\n".join(f"{visit}: {kind_of(a)}" for visit, a in answers.items())


def session_of(visit: Visit) -> str:
    """The key of a session of this person in this role, as if they had logged in just now."""
    membership = None if visit.role == PERSON else Membership.objects.select_related("person").get(pk=visit.login)
    person = membership.person if membership else Person.objects.get(pk=visit.login)
    client = Client()
    client.force_login(person)
    session = client.session
    if membership:
        session[CHOSEN_MEMBERSHIP] = membership.pk
    request = HttpRequest()
    request.session = session
    record_authentication(request, person, method="code")
    session.save()
    return str(session.session_key)


def kind_of(answer: APIResponse) -> str:
    """What somebody finds at an address: a page, a file, only a button's target, a way on, nothing, or a fault."""
    if answer.status == 200:
        return "page" if answer.headers.get("content-type", "").startswith("text/html") else "file"
    if answer.status >= 500:
        return "broken"
    return {405: "button", 403: "closed", 404: "nothing"}.get(answer.status, f"answer {answer.status}")


def blocks_of(answer: APIResponse) -> frozenset[tuple[str, str]]:
    """What the page is built of, without its words: tags with their classes."""
    main = MAIN.search(answer.text())
    return frozenset(BLOCK.findall(main.group() if main else answer.text()))
