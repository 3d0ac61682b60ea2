"""What an application says, and what still misses before it can be sent (seeds 000 and 001)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tandem.kernel.refusal import Problem

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
PLACES = {
    "on_site": "bij ons ter plaatse",
    "mixed": "ter plaatse, soms op afstand",
    "remote": "op afstand",
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


def step_problems(step: str, answers: Mapping[str, Any], *, on: date) -> list[Problem]:
    """What misses in one step; a draft may be saved with these, a submission may not."""
    return list(_CHECKS[step](answers, on))


def submission_problems(answers: Mapping[str, Any], *, on: date) -> list[Problem]:
    """Everything that misses in all steps."""
    return [problem for step in STEPS for problem in step_problems(step, answers, on=on)]


def _organisation(answers: Mapping[str, Any], on: date) -> list[Problem]:
    return [] if answers.get("is_eligible") else [
        Problem("Kies eerst een sector die in aanmerking komt.", "sector")]  # fmt: skip


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
    if not start:
        problems.append(Problem("Kies vanaf wanneer je wil starten.", "wished_from"))
    elif start < on:
        problems.append(Problem("Deze datum is al voorbij. Kies een dag in de toekomst.", "wished_from"))
    if start and end and end < start:
        problems.append(Problem("Het einde ligt voor het begin. Kies een latere dag.", "wished_until"))
    return problems


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
