"""Roles, secrecy regimes and what a number must look like. Pure."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.be import vat
from stdnum.exceptions import ValidationError

from tandem.kernel.refusal import Problem

ORGANISATION_CONTACT = "organisation_contact"
FUND_OFFICER = "fund_officer"
PLANNER = "planner"
TRAINER = "trainer"
EXPERIENTIAL_EXPERT = "experiential_expert"
ADMINISTRATOR = "administrator"
GUIDE = "guide"
PARTNERSHIP_COORDINATOR = "partnership_coordinator"
POLICY_WORKER = "policy_worker"
FACILITATOR = "facilitator"
CALL_OFFICER = "call_officer"
JUROR = "juror"
SUPPORT_COORDINATOR = "support_coordinator"

ROLES = {
    ORGANISATION_CONTACT: "contactpersoon van de organisatie",
    FUND_OFFICER: "medewerker van het fonds",
    PLANNER: "planner",
    TRAINER: "vormingsmedewerker",
    EXPERIENTIAL_EXPERT: "opgeleide ervaringsdeskundige",
    ADMINISTRATOR: "beheerder",
    GUIDE: "trajectbegeleider",
    PARTNERSHIP_COORDINATOR: "coördinator van een partnerschap",
    POLICY_WORKER: "beleidsmedewerker",
    FACILITATOR: "begeleider van een groep",
    CALL_OFFICER: "dossierbehandelaar van oproepen",
    JUROR: "jurylid",
    SUPPORT_COORDINATOR: "coördinator ondersteuning van netwerken",
}
SECRECY_REGIMES = {
    "professional_secrecy": "beroepsgeheim (art. 458 Strafwetboek)",
    "duty_of_discretion": "discretieplicht",
    "none": "geen bijzondere plicht",
}
ORGANISATION_KINDS = {
    "organisation": "organisatie",
    "provider": "aanbieder",
    "training_fund": "vormingsfonds",
    "association": "vereniging waar armen het woord nemen",
    "umbrella": "netwerk van verenigingen",
    "administration": "overheidsdienst",
    "platform": "beheer van het platform",
}
DUO_ROLES = (TRAINER, EXPERIENTIAL_EXPERT)


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """One role of one person in one organisation, as pages and doors use it."""

    membership_id: int
    organisation_id: int
    organisation_name: str
    role: str
    secrecy_regime: str = "none"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the person and every role that holds today. `current` is the role chosen for menus and start page."""

    person_id: int | None
    name: str
    memberships: tuple[MembershipFacts, ...] = ()
    current: MembershipFacts | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody is logged in."""
        return self.person_id is not None

    def organisation_ids(self, *roles: str) -> tuple[int, ...]:
        """Organisations in which the viewer has one of these roles (any role when none is named)."""
        return tuple({m.organisation_id for m in self.memberships if not roles or m.role in roles})

    def has_role(self, *roles: str) -> bool:
        """Whether the viewer has one of these roles anywhere."""
        return any(m.role in roles for m in self.memberships)


NOBODY = Viewer(person_id=None, name="")


def enterprise_number_problems(number: str) -> list[Problem]:
    """KBO number: ten digits, first 0 or 1, check digits 97 - (first eight mod 97)."""
    if not number.strip():
        return [Problem("Vul het ondernemingsnummer in. Het staat op kbopub.economie.fgov.be.", "enterprise_number")]
    try:
        vat.validate(number)
    except ValidationError:
        return [Problem("Dit ondernemingsnummer klopt niet. Kijk de tien cijfers na, bijvoorbeeld 0123.456.749.",
                        "enterprise_number")]  # fmt: skip
    return []


def compact_enterprise_number(number: str) -> str:
    """Ten digits without dots or the letters BE."""
    return str(vat.compact(number))


def enterprise_number_text(number: str) -> str:
    """Shown as 0123.456.749."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}" if len(number) == 10 else number


def sort_key(*names: str) -> str:
    """Sorts Dutch names without help of the database's language: no accents, no capitals."""
    text = unicodedata.normalize("NFKD", " ".join(names)).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


def holds_on(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Validity with open ends; `valid_to` is the last day in force."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
