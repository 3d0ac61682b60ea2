"""Opens every address as every role and says what is wrong with the pages that come back.

Every answer is judged; a page is drawn and measured once per layout, because the same blocks with other words
cost the same and have the same faults.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import APIResponse, Browser

from tandem.identity.middleware import CHOSEN_MEMBERSHIP
from tandem.identity.models import Membership
from tandem.identity.rules import ROLES
from tandem.programmes.rules.application import STEPS
from tandem.programmes.rules.definition import DOCUMENT_KINDS
from tests.journeys.addresses import Address
from tests.journeys.browsing import DESK, HEIGHTS, PHONE, Window, open_window
from tests.journeys.measuring import CLIENT, STAFF, Scale, faults_of
from tests.journeys.site import Site
from tests.journeys.subjects import Subject, subjects_of

NOBODY = ""
MORE_ARGUMENTS: dict[str, list[object]] = {"step": list(STEPS), "kind": list(DOCUMENT_KINDS), "language": ["nl"]}
SHAPE = re.compile(r"<(?:main|/?[a-z][a-z0-9]*)(?: [^>]*?class=\"[^\"]*\")?")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


@dataclass(frozen=True)
class Visit:
    """One address, with these arguments, as this role."""

    path: str
    role: str
    membership_id: int | None
    state: str

    def __str__(self) -> str:
        return f"{self.path} as {self.role or 'nobody'} ({self.state})"


@dataclass
class Visitor:
    """A window per role; becoming another member of the same role changes only the cookie."""

    window: Window
    scale: Scale
    membership_id: int | None = None


class Crawler:
    """Visits pages; keeps one window per role for the whole crawl."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.visitors: dict[str, Visitor] = {}
        self.frames: set[str] = set()

    def is_new(self, visit: Visit, shape: tuple[str, ...], seen: set[tuple[str, ...]]) -> bool:
        """Built of blocks that were not measured yet at this address, or in the frame of a role seen for the first time."""
        is_new = shape not in seen or visit.role not in self.frames
        self.frames.add(visit.role)
        return is_new

    def close(self) -> None:
        """Close all windows."""
        for visitor in self.visitors.values():
            visitor.window.close()

    def visits(self, address: Address) -> Iterator[Visit]:
        """Every subject as every role that may see it."""
        for subject in subjects_of(address):
            for arguments in complete_arguments(address, subject):
                path = reverse(f"{address.name}", kwargs=arguments, urlconf="tandem.config.urls_example")
                if address.may_be_opened_by(NOBODY):
                    yield Visit(path, NOBODY, None, subject.state)
                for role in ROLES:
                    if address.may_be_opened_by(role) and role in subject.members:
                        yield Visit(path, role, subject.members[role], subject.state)

    def look(self, visit: Visit) -> APIResponse:
        """The answer to a plain GET, without following it."""
        context = self.visitor_for(visit).window.context
        return context.request.get(visit.path, max_redirects=0)

    def faults(self, visit: Visit, *, is_public: bool) -> list[str]:
        """What is wrong with this page, on a desk and on a phone."""
        visitor = self.visitor_for(visit)
        page = visitor.window.page
        page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
        weight = visitor.scale.weigh(visit.path)
        faults = weight.too_much(CLIENT if is_public and visit.role == NOBODY else STAFF)
        faults += [f"at {DESK} px: {fault}" for fault in faults_of(page)]
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        faults += [f"at {PHONE} px: {fault}" for fault in faults_of(page)]
        faults += visitor.window.complaints
        visitor.window.complaints.clear()
        return [f"{visit}: {fault}" for fault in faults]

    def visitor_for(self, visit: Visit) -> Visitor:
        """The window of this role, logged in as the right member."""
        if visit.role not in self.visitors:
            window = open_window(self.browser, base_url=self.site.url)
            self.visitors[visit.role] = Visitor(window, Scale(window.page))
        visitor = self.visitors[visit.role]
        if visitor.membership_id != visit.membership_id:
            log_in(visitor.window, self.site, visit.membership_id)
            visitor.membership_id = visit.membership_id
        return visitor


def log_in(window: Window, site: Site, membership_id: int | None) -> None:
    """Give the window a session of this member, as if they had logged in."""
    membership = Membership.objects.select_related("person").get(pk=membership_id)
    client = Client()
    client.force_login(membership.person)
    session = client.session
    session[CHOSEN_MEMBERSHIP] = membership.pk
    session.save()
    window.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": site.url}])


def complete_arguments(address: Address, subject: Subject) -> Iterator[dict[str, Any]]:
    """The arguments of the address: those of the subject, and every value of a step, a kind, a language."""
    missing = [name for name in address.arguments if name not in subject.arguments]
    if unknown := [name for name in missing if name not in MORE_ARGUMENTS]:
        raise LookupError(f"{address.name}: tests/journeys/subjects.py gives no {', '.join(unknown)}.")
    given = {name: value for name, value in subject.arguments.items() if name in address.arguments}
    for values in product(*(MORE_ARGUMENTS[name] for name in missing)):
        yield {**given, **dict(zip(missing, values, strict=True))}


def kind_of(answer: APIResponse) -> str:
    """What somebody finds at an address: a page, a file, only a button's target, a way on, nothing, or a fault."""
    if answer.status == 200:
        return "page" if answer.headers.get("content-type", "").startswith("text/html") else "file"
    if answer.status >= 500:
        return "broken"
    return {405: "button", 403: "closed", 404: "nothing"}.get(answer.status, f"answer {answer.status}")


def shape_of(answer: APIResponse) -> tuple[str, ...]:
    """The building blocks of a page without its words: two rows in the same state look alike and are measured once."""
    main = MAIN.search(answer.text())
    return tuple(sorted(set(SHAPE.findall(main.group() if main else answer.text()))))
