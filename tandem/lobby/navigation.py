"""The menu of each role. One list; an entry is current when its address, or another of its starts, begins the path."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from tandem.identity.rules import (
    ADMINISTRATOR,
    CALL_OFFICER,
    EXPERIENTIAL_EXPERT,
    FACILITATOR,
    FUND_OFFICER,
    GUIDE,
    JUROR,
    ORGANISATION_CONTACT,
    PARTNERSHIP_COORDINATOR,
    PLANNER,
    POLICY_WORKER,
    ROLES,
    SUPPORT_COORDINATOR,
    TRAINER,
    MembershipFacts,
    Viewer,
)

_PUBLIC = (("front", "Start"), ("catalogue", "Aanbod"), ("what_if", "Wat als?"), ("structural_signals", "Signalen"),
           ("recommendations_public", "Aanbevelingen"), ("dossiers_public", "Dossiers"), ("calls_public", "Oproepen"),
           ("help_page", "Hulp en contact"))  # fmt: skip
# Somebody with a login and no role is a person with a file of their own.
_OWN = (("my_plan", "Mijn plan"), ("my_appointments", "Afspraken"), ("my_messages", "Berichten"), ("my_money", "Mijn geld"),
        ("my_more", "Meer"))  # fmt: skip
_DUO = (
    ("start", "Vandaag"),
    ("my_planning", "Mijn planning"),
    ("availability", "Beschikbaar"),
    ("trajectory_list", "Trajecten"),
    ("calendar", "Agenda"),
    ("attendance_scan_any", "Lijst opladen"),
)
MENUS: dict[str, tuple[tuple[str, str], ...]] = {
    ORGANISATION_CONTACT: (
        ("start", "Start"), ("application_list", "Aanvragen"), ("trajectory_list", "Ons traject"), ("calendar", "Agenda"),
        ("submission_list", "Projecten"), ("catalogue", "Aanbod"),
    ),
    FUND_OFFICER: (
        ("start", "Start"), ("application_queue", "Aanvragen"), ("decision_outbox", "Te versturen"),
        ("trajectory_list", "Trajecten"), ("settlement_queue", "Afrekeningen"), ("evaluation_overview", "Evaluaties"),
        ("template_list", "Programma’s"),
    ),
    PLANNER: (
        ("start", "Start"), ("planning_queue", "Te doen"), ("planning_overview", "Planning"), ("duo_plan_list", "Plannen"),
        ("crew", "Ploeg"), ("trajectory_list", "Trajecten"), ("calendar", "Agenda"), ("settlement_queue", "Afrekeningen"),
        ("evaluation_overview", "Evaluaties"),
    ),
    TRAINER: _DUO,
    EXPERIENTIAL_EXPERT: _DUO,
    GUIDE: (("guide_day", "Vandaag"), ("guide_people", "Mijn groep"), ("thread_open", "Nieuw gesprek"),
            ("shared_with_me", "Gedeeld met mij")),
    PARTNERSHIP_COORDINATOR: (("partnership_list", "Partnerschap"), ("retention_review", "Bewaren"),
                              ("help_page", "Hulp en contact")),
    POLICY_WORKER: (("signal_desk", "Signalen"), ("consultation_list", "Overleg"), ("forum_list", "Forumdagen"),
                    ("recommendation_list", "Aanbevelingen"), ("dossier_list", "Dossiers"), ("meeting_reports", "Verslagen")),
    FACILITATOR: (("group_list", "Mijn groepen"), ("meeting_reports", "Verslagen"), ("recommendations_public", "Aanbevelingen"),
                  ("structural_signals", "Signalen"), ("help_page", "Hulp en contact")),
    CALL_OFFICER: (("call_list", "Oproepen"), ("grant_list", "Subsidies"), ("payment_queue", "Betalingen"),
                   ("network_list", "Netwerken"), ("help_page", "Hulp en contact")),
    JUROR: (("jury_desk", "Jury"), ("help_page", "Hulp en contact")),
    SUPPORT_COORDINATOR: (("support_overview", "Overzicht"), ("network_list", "Netwerken"), ("start_day_list", "Startdagen"),
                          ("support_request_queue", "Vragen"), ("offer_list", "Aanbod"), ("network_map", "Kaart")),
    ADMINISTRATOR: (("start", "Start"), ("organisation_list", "Organisaties"), ("person_list", "Mensen"),
                    ("partnership_list", "Partnerschappen"), ("template_list", "Programma’s"),
                    ("parameter_list", "Bedragen"), ("audit_trail", "Logboek")),
}  # fmt: skip
_OF_SERIES = ("/reeksen/", "/bijeenkomsten/", "/deelnemers/")
# Pages that stand elsewhere than under the entry that leads to them. Of two entries with one start the first counts.
_OTHER_STARTS: dict[str, tuple[str, ...]] = {
    "application_queue": ("/aanvragen/",),
    "planning_overview": _OF_SERIES,
    "trajectory_list": _OF_SERIES,
    "organisation_list": ("/organisatie/",),
    "guide_people": ("/dossier/",),
    "partnership_list": ("/gezondheidsgegevens/",),
    "my_plan": ("/dossier/",),
    "signal_desk": ("/signalen/",),
    "group_list": ("/groepsgesprekken/",),
    "meeting_reports": ("/groepsgesprekken/",),
    "recommendation_list": ("/aanbevelingen/",),
    "forum_list": ("/forumdagen/",),
    "dossier_list": ("/dossiers/",),
    "submission_list": ("/netwerken/", "/subsidies/"),
    "call_list": ("/oproepen/", "/projecten/dossier/", "/jury/"),
    "my_planning": ("/vragen/", "/lukt-niet/", "/grenzen/"),
    "planning_queue": ("/herstel/", "/lukt-niet/"),
    "crew": ("/belasting/", "/reiskaart/"),
}
_QUIET_STARTS = ("/kaart/", "/slot/pincode/", "/gewist/")


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
        entries = _OWN
    current = _current((name for name, _ in entries), path)
    return [MenuEntry(label, reverse(name), name == current) for name, label in entries]


def _current(names: Iterable[str], path: str) -> str:
    """The entry with the longest start of this path; empty when there is none."""
    starts = [(start, name) for name in names for start in (reverse(name), *_OTHER_STARTS.get(name, ()))]
    fitting = [(start, name) for start, name in starts if path == start or (start != "/" and path.startswith(start))]
    return max(fitting, key=lambda found: len(found[0]), default=("", ""))[1]


def role_text(membership: MembershipFacts | None) -> str:
    """Shown beside the name: who you are here."""
    return f"{ROLES[membership.role]}, {membership.organisation_name}" if membership else ""


def menu_context(request: HttpRequest) -> dict[str, object]:
    """Context processor of every page. Asks the database nothing."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {"navigation": [], "viewer_label": "", "viewer": None, "is_quiet": False}
    return {
        "navigation": menu_for(viewer, request.path), "viewer_label": role_text(viewer.current), "viewer": viewer,
        "is_quiet": _is_quiet(viewer, request.path),
    }  # fmt: skip


def _is_quiet(viewer: Viewer, path: str) -> bool:
    """Pages of somebody with a file, and their way in: title, icon and foot name no service."""
    return (viewer.is_known and not viewer.current) or path.startswith(_QUIET_STARTS)
