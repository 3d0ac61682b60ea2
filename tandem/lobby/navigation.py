"""The menu of each role. One list; a page is current when its address starts the path."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from tandem.identity.rules import (
    ADMINISTRATOR,
    EXPERIENTIAL_EXPERT,
    FUND_OFFICER,
    ORGANISATION_CONTACT,
    PLANNER,
    ROLES,
    TRAINER,
    MembershipFacts,
    Viewer,
)

_PUBLIC = (("front", "Start"), ("catalogue", "Aanbod"), ("help_page", "Hulp en contact"))
_DUO = (
    ("start", "Vandaag"),
    ("trajectory_list", "Trajecten"),
    ("calendar", "Agenda"),
    ("attendance_scan_any", "Lijst opladen"),
)
MENUS: dict[str, tuple[tuple[str, str], ...]] = {
    ORGANISATION_CONTACT: (
        ("start", "Start"), ("application_list", "Aanvragen"), ("trajectory_list", "Ons traject"), ("calendar", "Agenda"),
        ("catalogue", "Aanbod"),
    ),
    FUND_OFFICER: (
        ("start", "Start"), ("application_queue", "Aanvragen"), ("decision_outbox", "Te versturen"),
        ("trajectory_list", "Trajecten"), ("settlement_queue", "Afrekeningen"), ("evaluation_overview", "Evaluaties"),
        ("template_list", "Programma’s"),
    ),
    PLANNER: (
        ("start", "Start"), ("planning_overview", "Planning"), ("trajectory_list", "Trajecten"), ("calendar", "Agenda"),
        ("settlement_queue", "Afrekeningen"), ("evaluation_overview", "Evaluaties"),
    ),
    TRAINER: _DUO,
    EXPERIENTIAL_EXPERT: _DUO,
    ADMINISTRATOR: (("start", "Start"), ("organisation_list", "Organisaties"), ("person_list", "Mensen"),
                    ("template_list", "Programma’s"), ("audit_trail", "Logboek")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the menu."""

    label: str
    url: str
    is_current: bool


def menu_for(viewer: Viewer, path: str) -> list[MenuEntry]:
    """The menu of the role the viewer works in now."""
    entries = MENUS[viewer.current.role] if viewer.current else _PUBLIC
    if viewer.is_known and not viewer.current:
        entries = _PUBLIC
    addresses = [(label, reverse(name)) for name, label in entries]
    current = _longest_start((url for _, url in addresses), path)
    return [MenuEntry(label, url, url == current) for label, url in addresses]


def _longest_start(urls: Iterable[str], path: str) -> str:
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


def role_text(membership: MembershipFacts | None) -> str:
    """Shown beside the name: who you are here."""
    return f"{ROLES[membership.role]}, {membership.organisation_name}" if membership else ""


def menu_context(request: HttpRequest) -> dict[str, object]:
    """Context processor of every page. Asks the database nothing."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {"navigation": [], "viewer_label": "", "viewer": None}
    return {"navigation": menu_for(viewer, request.path), "viewer_label": role_text(viewer.current), "viewer": viewer}
