"""What an application says, and what still misses before it can be sent (seeds 000 and 001)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem.kernel.refusal import Problem
from tandem.programmes.rules.states import APPROVED, ASKED, DRAFT, REFUSED, SUBMITTED, WITHDRAWN

APPLICANT_KINDS = {
    "service_provider": "We helpen of ontvangen mensen in kansarmoede en willen dat beter doen.",
    "employer": "We zijn werkgever van mensen in kansarmoede (medewerkers of vrijwilligers).",
}
MOTIVES = {
    "reach": "Het is moeilijk om kwetsbare groepen te bereiken.",
    "offer": "Het is moeilijk om een aanbod te maken dat echt ondersteunt.",
    "turnover": "Veel medewerkers vertrekken.",
    "absence": "Medewerkers zijn vaak afwezig.",
    "communication": "De communicatie met kwetsbare mensen loopt moeilijk.",
    "conflict": "Er zijn conflicten en frustraties.",
}
REMOTE = "remote"
PLACES = {
    "on_site": "bij ons ter plaatse",
    "mixed": "ter plaatse, soms op afstand",
    REMOTE: "op afstand",
}
STEPS = ("organisation", "reason", "group", "period", "contact", "check")
STEP_TITLES = {
    "organisation": "Je organisatie",
    "reason": "Waarom dit traject",
    "group": "Wie doet mee",
    "period": "Waar en wanneer",
    "contact": "Contactpersoon",
    "check": "Nakijken en indienen",
}
STEP_SLUGS = {
    "organisation": "organisatie",
    "reason": "reden",
    "group": "groep",
    "period": "periode",
    "contact": "contact",
    "check": "nakijken",
}
STEP_FIELDS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("sector",),
    "reason": ("applicant_kind", "motives", "motive_text", "wishes"),
    "group": ("group_description", "expected_participants"),
    "period": ("place_kind", "place", "wished_from", "wished_until", "period_note"),
    "contact": ("contact_name", "contact_email", "contact_phone"),
    "check": (),
}
FIELD_LABELS = {
    "sector": "Paritair comité en RSZ-categorie",
    "applicant_kind": "Wat past het best bij jullie?",
    "motives": "Waarom vraag je dit traject aan?",
    "motive_text": "Een andere reden",
    "wishes": "Wat hoop je te bereiken?",
    "group_description": "Wie doet mee?",
    "expected_participants": "Hoeveel mensen ongeveer?",
    "place_kind": "Waar gaan de bijeenkomsten door?",
    "place": "Adres",
    "wished_from": "Starten vanaf",
    "wished_until": "Klaar tegen",
    "period_note": "Wanneer past het wel of niet?",
    "contact_name": "Naam",
    "contact_email": "E-mailadres",
    "contact_phone": "Telefoonnummer",
}

EDITABLE = frozenset({DRAFT, ASKED})
UNDECIDED = frozenset({DRAFT, SUBMITTED, ASKED})
DECIDED = frozenset({APPROVED, REFUSED})
PUBLIC_STATE_NAMES = {
    DRAFT: "klad",
    SUBMITTED: "in behandeling",
    ASKED: "vraag van het fonds",
    APPROVED: "goedgekeurd",
    REFUSED: "niet goedgekeurd",
    WITHDRAWN: "ingetrokken",
}
TAG_KINDS = {
    DRAFT: "grey", SUBMITTED: "yellow", ASKED: "blue", APPROVED: "green", REFUSED: "red", WITHDRAWN: "grey",
}  # fmt: skip
LIST_TURNS = {
    DRAFT: "Jij bent aan zet: maak de aanvraag af.",
    SUBMITTED: "Het fonds is aan zet.",
    ASKED: "Jij bent aan zet: beantwoord de vraag van het fonds.",
    APPROVED: "Het traject kan starten.",
    REFUSED: "Bekijk waarom, en wat je wel kan doen.",
    WITHDRAWN: "Ingetrokken.",
}


def status_for_applicant(status: str, *, is_released: bool) -> str:
    """What the applicant sees: a decision exists only when a person released it."""
    return SUBMITTED if status in DECIDED and not is_released else status


def application_number(year: int, sequence: int) -> str:
    """BT-2026-0012: year of sending and the next number of the installation."""
    return f"BT-{year}-{sequence:04d}"


def next_step(step: str) -> str:
    """The step after this one; the last one stays."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def step_of_field(field: str) -> str:
    """The step on which a field stands; the first one for anything else."""
    return next((step for step, fields in STEP_FIELDS.items() if field in fields), STEPS[0])


@dataclass(frozen=True, slots=True)
class Merge:
    """What to save of one step, and the fields that two people changed in different ways."""

    values: Mapping[str, Any]
    conflicts: tuple[str, ...] = ()


def answer_text(value: Any) -> str:
    """One answer as comparable text: what a page remembers of what it showed."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "|".join(sorted(map(str, value)))
    return value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n").strip()


def shown_answers(answers: Mapping[str, Any], fields: Iterable[str]) -> dict[str, str]:
    """The answers of one step as a page shows them, to compare with later."""
    return {field: answer_text(answers.get(field)) for field in fields}


def merge_answers(shown: Mapping[str, str], typed: Mapping[str, Any], current: Mapping[str, Any]) -> Merge:
    """Nobody overwrites anybody: a field changed on one side is taken over, changed on both sides is a conflict."""
    values, conflicts = {}, []
    for field, value in typed.items():
        mine, theirs, before = answer_text(value), answer_text(current.get(field)), shown.get(field)
        if mine in (theirs, before):
            values[field] = current.get(field)
        elif theirs == before:
            values[field] = value
        else:
            conflicts.append(field)
    return Merge(values, tuple(conflicts))


def step_problems(step: str, answers: Mapping[str, Any], *, on: date) -> list[Problem]:
    """What misses in one step; a draft may be saved with these, a submission may not."""
    return list(_CHECKS[step](answers, on))


def submission_problems(answers: Mapping[str, Any], *, on: date) -> list[Problem]:
    """Everything that misses in all steps."""
    return [problem for step in STEPS for problem in step_problems(step, answers, on=on)]


def _organisation(answers: Mapping[str, Any], on: date) -> list[Problem]:
    return [] if answers.get("is_eligible") else [
        Problem("Kies eerst een sector die in aanmerking komt.", "sector")]  # fmt: skip


def period_problems(start: date | None, end: date | None, *, on: date) -> list[Problem]:
    """A wished period lies ahead and ends after it starts."""
    problems = []
    if start and start < on:
        problems.append(Problem("Deze datum is al voorbij. Kies een dag in de toekomst.", "wished_from"))
    if start and end and end < start:
        problems.append(Problem("Het einde ligt voor het begin. Kies een latere dag.", "wished_until"))
    elif end and end < on:
        problems.append(Problem("Deze datum is al voorbij. Kies een dag in de toekomst.", "wished_until"))
    return problems


def _reason(answers: Mapping[str, Any], on: date) -> list[Problem]:
    problems = []
    if answers.get("applicant_kind") not in APPLICANT_KINDS:
        problems.append(Problem("Kies wat het best bij je organisatie past.", "applicant_kind"))
    if not answers.get("motives") and not answers.get("motive_text"):
        problems.append(Problem("Kies minstens één reden, of schrijf er zelf een.", "motives"))
    return problems


def _group(answers: Mapping[str, Any], on: date) -> list[Problem]:
    problems = []
    if not answers.get("group_description"):
        problems.append(Problem("Schrijf kort wie er meedoet.", "group_description"))
    if not answers.get("expected_participants"):
        problems.append(Problem("Schat hoeveel mensen meedoen.", "expected_participants"))
    return problems


def _period(answers: Mapping[str, Any], on: date) -> list[Problem]:
    problems = []
    start, end = answers.get("wished_from"), answers.get("wished_until")
    if answers.get("place_kind") not in PLACES:
        problems.append(Problem("Kies waar de bijeenkomsten doorgaan.", "place_kind"))
    elif answers["place_kind"] != REMOTE and not answers.get("place"):
        problems.append(Problem("Vul het adres in waar de bijeenkomsten doorgaan.", "place"))
    if not start:
        problems.append(Problem("Kies vanaf wanneer je wil starten.", "wished_from"))
    return problems + period_problems(start, end, on=on)


def _contact(answers: Mapping[str, Any], on: date) -> list[Problem]:
    fields = {
        "contact_name": "Vul de naam van de contactpersoon in.",
        "contact_email": "Vul het e-mailadres van de contactpersoon in.",
        "contact_phone": "Vul een telefoonnummer in waarop we je kunnen bereiken.",
    }
    return [Problem(text, field) for field, text in fields.items() if not answers.get(field)]


def _nothing(answers: Mapping[str, Any], on: date) -> list[Problem]:
    return []


_CHECKS = {
    "organisation": _organisation,
    "reason": _reason,
    "group": _group,
    "period": _period,
    "contact": _contact,
    "check": _nothing,
}
