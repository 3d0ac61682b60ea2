"""Who stands round the person, in plain words; what an invitation needs and where it stands. Pure (guidance.md 14)."""

from collections.abc import Collection
from datetime import datetime

from tandem.guidance.rules.pen import PAPER, TOGETHER
from tandem.guidance.rules.vocabulary import NETWORK_ROLES
from tandem.kernel.refusal import Problem

GUIDE_ROLE, SERVICE_ROLE = "guide", "service"
SECRECY_WORDS = {
    "professional_secrecy": "mag niets doorvertellen (beroepsgeheim)",
    "duty_of_discretion": "gaat voorzichtig om met wat je vertelt (discretieplicht)",
    "none": "heeft geen zwijgplicht",
}
MAIL, LINK, NO_LOGIN = "mail", "link", "no_login"
INVITE_WAYS = {
    MAIL: "Tandem stuurt een e-mail",
    LINK: "Ik geef een link of QR-code zelf door",
    NO_LOGIN: "Zonder login: staat erbij, maar ziet niets",
}
# Who works for an organisation needs a login, or the list says nothing about who they are.
WITH_LOGIN_ONLY = frozenset({GUIDE_ROLE, SERVICE_ROLE})
TOGETHER_WAYS = {
    TOGETHER: "Samen gezegd, in dit gesprek",
    PAPER: "Op papier gegeven",
}


def invite_problems(*, called: str, role: str, way: str, email: str) -> list[Problem]:
    """What misses before somebody can be invited."""
    problems = [] if called.strip() else [Problem("Schrijf een naam. Een voornaam is genoeg.", "called")]
    if role not in NETWORK_ROLES:
        problems.append(Problem("Kies wie dit is voor jou.", "role"))
    if way == MAIL and not email:
        problems.append(Problem("Vul het e-mailadres in, of geef de link zelf door.", "email"))
    if way == NO_LOGIN and role in WITH_LOGIN_ONLY:
        problems.append(Problem("Een gids of een dienst meldt zich aan. Kies een e-mail of een link.", "way"))
    return problems


def joining_problems(
    *, role: str, organisation_id: int | None, guide_in: Collection[int], works_in: Collection[int]
) -> list[Problem]:
    """Why somebody cannot join in this role: a guide works as a guide, a service is an organisation."""
    if role == GUIDE_ROLE and organisation_id not in guide_in:
        return [Problem("Alleen een trajectbegeleider kan gids zijn. Vraag je organisatie om die rol.", "organisation")]
    if role == SERVICE_ROLE and organisation_id is None:
        return [Problem("Kies de organisatie waarvoor je dit doet.", "organisation")]
    if organisation_id is not None and organisation_id not in works_in:
        return [Problem("Je werkt niet voor deze organisatie. Kies een andere.", "organisation")]
    return []


def door_state(*, state: str, accepted_at: datetime | None, expires_at: datetime | None, at: datetime) -> str:
    """What a link can still do: open, expired, or over."""
    if state not in {"invited", "suggested"} or accepted_at is not None:
        return "over"
    return "expired" if expires_at is not None and at >= expires_at else "open"


def strongest(regimes: Collection[str]) -> str:
    """The strictest secrecy of somebody's functions in one organisation."""
    return next((regime for regime in SECRECY_WORDS if regime in regimes), "none")
