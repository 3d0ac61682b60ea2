"""Who looks after an organisation and its members, and why some things cannot be done. Pure."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher

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
    SUPPORT_COORDINATOR,
    TRAINER,
    Viewer,
    sort_key,
)
from tandem.kernel.dutch import date_short
from tandem.kernel.refusal import Problem

INVITATION_DAYS = 14
ROLES_OF_KIND = {
    "organisation": (ORGANISATION_CONTACT, GUIDE, PARTNERSHIP_COORDINATOR),
    "provider": (PLANNER, TRAINER, EXPERIENTIAL_EXPERT, SUPPORT_COORDINATOR),
    "training_fund": (FUND_OFFICER,),
    "association": (FACILITATOR,),
    "umbrella": (POLICY_WORKER, SUPPORT_COORDINATOR, TRAINER),
    "administration": (CALL_OFFICER, JUROR),
    "platform": (ADMINISTRATOR,),
}
# The first role of each kind looks after the members; funds and the platform are looked after by administrators.
SELF_MANAGED = ("organisation", "provider", "association", "umbrella", "administration")
PERSON_CLOSING_REASONS = {
    "left": "werkt niet meer mee",
    "asked": "vroeg het zelf",
    "double_login": "had twee logins",
    "safety": "misbruik of een gestolen toestel",
}
ORGANISATION_CLOSING_REASONS = {
    "stopped": "bestaat niet meer",
    "merged": "ging op in een andere organisatie",
    "double": "stond er twee keer in",
    "mistake": "hoort niet op dit platform",
}
_LEGAL_FORMS = re.compile(r"\b(vzw|asbl|nv|bv|cv|cvba|ivzw|stichting|van|de|het|en)\b|[^a-z0-9 ]")


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """Where an invitation stands."""

    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


def may_manage(viewer: Viewer, organisation_id: int, kind: str) -> bool:
    """An administrator everywhere; a contact person or planner in their own organisation."""
    if viewer.has_role(ADMINISTRATOR):
        return True
    return kind in SELF_MANAGED and organisation_id in viewer.organisation_ids(ROLES_OF_KIND[kind][0])


def role_problems(role: str, kind: str) -> list[Problem]:
    """A role that does not exist in this kind of organisation."""
    if role in ROLES_OF_KIND[kind]:
        return []
    return [Problem("Deze rol past niet bij deze organisatie. Kies een rol uit de lijst.", "role")]


def invitation_state(invitation: InvitationFacts, *, at: datetime) -> str:
    """open, expired, accepted or withdrawn."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    return "expired" if at >= invitation.expires_at else "open"


def hash_of(token: str) -> str:
    """What is kept of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_expiry(at: datetime) -> datetime:
    """When a link sent now stops working."""
    return at + timedelta(days=INVITATION_DAYS)


def membership_ending_problems(
    *, role: str, kind: str, successors: int, valid_from: date, ends_on: date
) -> list[Problem]:  # fmt: skip
    """Why a membership cannot end: before it began, or nobody is left who looks after the organisation."""
    if ends_on < valid_from:
        return [Problem(f"Deze rol begon op {date_short(valid_from)}. Kies een latere dag.", "ends_on")]
    if role == ROLES_OF_KIND[kind][0] and not successors:
        return [Problem("Dit is de laatste persoon met deze rol. Nodig eerst een opvolger uit. "
                        "Zodra die de uitnodiging aanneemt, kan deze rol eindigen.")]  # fmt: skip
    return []


def person_closing_problems(*, is_self: bool, alone_in: Iterable[str]) -> list[Problem]:
    """Why a login cannot be closed: it is one's own, or an organisation would have nobody left."""
    if is_self:
        return [Problem("Je eigen login sluit je niet zelf af. Vraag het aan een andere beheerder.")]
    return [
        Problem(f"{name} heeft dan niemand meer die voor de organisatie instaat. Nodig eerst een opvolger uit.")
        for name in alone_in
    ]


def similar_names(name: str, others: Iterable[str], *, from_ratio: float = 0.85) -> list[str]:
    """Names that look so much like this one that it may be the same organisation."""
    plain = _plain(name)
    return [other for other in others if plain and SequenceMatcher(None, plain, _plain(other)).ratio() >= from_ratio]


def _plain(name: str) -> str:
    return " ".join(_LEGAL_FORMS.sub(" ", sort_key(name)).split())
