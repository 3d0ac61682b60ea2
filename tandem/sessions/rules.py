"""Rules of sessions, duos and lists. Pure: no ORM, no request, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tandem.kernel.refusal import Problem
from tandem.kernel.states import Transition

TO_PLAN, PROPOSED, CONFIRMED, HELD, CANCELLED = "to_plan", "proposed", "confirmed", "held", "cancelled"
STATES = {
    TO_PLAN: "nog te plannen",
    PROPOSED: "datum voorgesteld",
    CONFIRMED: "bevestigd",
    HELD: "voorbij",
    CANCELLED: "gaat niet door",
}
ORGANISATION_SIDE, PROVIDER_SIDE = "organisation", "provider"
SIDES = {ORGANISATION_SIDE: "de organisatie", PROVIDER_SIDE: "de aanbieder"}
FOLLOW_UP = "follow_up_visit"
KINDS = {
    "exploratory_talk": "verkennend gesprek",
    "training": "vorming",
    "scan": "organisatiescan",
    "workshop": "workshop",
    "contact_moment": "contactmoment",
    FOLLOW_UP: "feedbackmoment",
    "network_support": "ondersteuning van netwerken",
}
GROUP_KINDS = {
    "applicants": "aanvragers van het project",
    "whole_organisation": "hele organisatie",
    "small_group": "kleine groep",
    "project_leads": "projectverantwoordelijken",
    "working_group": "werkgroep",
}

SESSION_STATES = {
    "propose": Transition(frozenset({TO_PLAN, PROPOSED, CONFIRMED}), PROPOSED,
                          "Deze bijeenkomst is voorbij of afgelast. Je kan geen nieuwe datum meer voorstellen."),
    "confirm": Transition(frozenset({PROPOSED}), CONFIRMED,
                          "Er ligt geen voorstel meer om te bevestigen. Bekijk de pagina opnieuw."),
    "withdraw": Transition(frozenset({PROPOSED}), TO_PLAN,
                           "Er ligt geen voorstel meer om in te trekken. Bekijk de pagina opnieuw."),
    "hold": Transition(frozenset({CONFIRMED}), HELD,
                       "Alleen een bevestigde bijeenkomst kan doorgaan. Bevestig eerst de datum."),
    "cancel": Transition(frozenset({TO_PLAN, PROPOSED, CONFIRMED}), CANCELLED,
                         "Deze bijeenkomst is al voorbij of al afgelast."),
    "replan": Transition(frozenset({CANCELLED}), TO_PLAN,
                         "Alleen een afgelaste bijeenkomst kan opnieuw gepland worden."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DuoMember:
    """Facts about one member of a duo. `trained_on` is the day an experiential expert finished the training."""

    person_id: int
    name: str
    role: str
    trained_on: date | None = None


def duo_problems(trainer: DuoMember | None, expert: DuoMember | None, *, on: date) -> list[Problem]:
    """Always two people, one of them a trained experiential expert (seed 000)."""
    problems = []
    if trainer is None:
        problems.append(Problem("Kies een vormingsmedewerker. Een bijeenkomst heeft altijd een duo.", "trainer"))
    if expert is None:
        problems.append(
            Problem(
                "Kies een opgeleide ervaringsdeskundige. Een bijeenkomst heeft altijd een duo.", "experiential_expert"
            )
        )
    elif expert.trained_on is None or expert.trained_on > on:
        problems.append(
            Problem(f"{expert.name} heeft de opleiding tot ervaringsdeskundige nog niet afgerond. Kies iemand anders.",
                    "experiential_expert")
        )  # fmt: skip
    if trainer and expert and trainer.person_id == expert.person_id:
        problems.append(Problem("Een duo bestaat uit twee verschillende mensen.", "experiential_expert"))
    return problems


def date_problems(starts_at: datetime, ends_at: datetime, *, at: datetime, half_days: int = 1) -> list[Problem]:
    """A date lies ahead, ends after it starts, and each half-day lasts at most five hours."""
    problems = []
    if starts_at <= at:
        problems.append(Problem("Deze datum is al voorbij. Kies een dag in de toekomst.", "day"))
    if ends_at <= starts_at:
        problems.append(Problem("Het einde ligt voor het begin. Kies een later einduur.", "ends"))
    elif ends_at - starts_at > LONGEST_HALF_DAY * half_days:
        problems.append(Problem(_too_long_text(half_days), "ends"))
    return problems


def _too_long_text(half_days: int) -> str:
    if half_days == 1:
        return "Een halve dag duurt ten hoogste vijf uur. Kies een vroeger einduur."
    hours = int(LONGEST_HALF_DAY * half_days / timedelta(hours=1))
    return f"Deze bijeenkomst telt {half_days} halve dagen en duurt ten hoogste {hours} uur. Kies een vroeger einduur."


def half_day_problems(planned: Iterable[int], extra: int, maximum: int) -> list[Problem]:
    """The fund pays for at most `maximum` half-days (seeds 000 and 001: six)."""
    if sum(planned) + extra > maximum:
        return [
            Problem(
                f"Het vormingsfonds betaalt ten hoogste {maximum} halve dagen. Schrap eerst een andere bijeenkomst."
            )
        ]
    return []


def other_side(side: str) -> str:
    """The side whose turn it is after a proposal."""
    return PROVIDER_SIDE if side == ORGANISATION_SIDE else ORGANISATION_SIDE


SIGNING_METHODS = {
    "tablet": "handtekening op de tablet",
    "phone": "eigen telefoon",
    "paper": "papieren lijst",
    "late": "later getekend",
}
LONGEST_HALF_DAY = timedelta(hours=5)
LIST_OPENS_BEFORE = timedelta(minutes=60)
DOOR_CODE_SECONDS = 30
DOOR_CLOSES_AFTER = timedelta(minutes=30)
ANONYMITY_THRESHOLD = 5
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English"}
