"""The answers of an application: as values for the rules, and as lines ready to print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tandem.identity.joint_committees import joint_committees
from tandem.identity.rules import enterprise_number_text
from tandem.kernel import dutch
from tandem.programmes.models import Application
from tandem.programmes.rules.application import (
    APPLICANT_KINDS,
    FIELD_LABELS,
    MOTIVES,
    PLACES,
    STEP_FIELDS,
    STEP_SLUGS,
    STEP_TITLES,
    STEPS,
)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question with its answer; lines are printed under each other."""

    field: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """One step with its answers."""

    step: str
    slug: str
    title: str
    rows: tuple[AnswerRow, ...]


def answers_of(application: Application) -> dict[str, Any]:
    """Every answer by its field name; `sector` is the chosen joint committee and category."""
    fields = [field for names in STEP_FIELDS.values() for field in names if field != "sector"]
    answers = {field: getattr(application, field) for field in fields}
    chosen = f"{application.joint_committee}/{application.rsz_category}" if application.joint_committee else ""
    return answers | {"sector": chosen, "is_eligible": application.is_eligible}


def answer_sections(application: Application) -> tuple[AnswerSection, ...]:
    """Every step with its answers, in order; the organisation itself comes first."""
    answers = answers_of(application)
    return tuple(
        AnswerSection(step, STEP_SLUGS[step], STEP_TITLES[step], _rows(application, step, answers))
        for step in STEPS
        if STEP_FIELDS[step]
    )


def _rows(application: Application, step: str, answers: Mapping[str, Any]) -> tuple[AnswerRow, ...]:
    own = organisation_rows(application) if step == "organisation" else ()
    asked = (AnswerRow(field, FIELD_LABELS[field], answer_lines(field, answers[field])) for field in STEP_FIELDS[step])
    return (*own, *asked)


def organisation_rows(application: Application) -> tuple[AnswerRow, ...]:
    """Who asks: name, KBO number and address as they are known today."""
    organisation = application.organisation
    town = f"{organisation.postal_code} {organisation.place}".strip()
    number = enterprise_number_text(organisation.enterprise_number or "")
    facts = ((_("Naam"), organisation.name), (_("Ondernemingsnummer"), number),
             (_("Adres"), ", ".join(filter(None, [organisation.street, town]))))  # fmt: skip
    return tuple(AnswerRow("", label, (value,) if value else ()) for label, value in facts)


def answer_lines(field: str, value: Any) -> tuple[str, ...]:
    """One answer as people read it; nothing for an empty one."""
    if value in (None, "", []):
        return ()
    if isinstance(value, date):
        return (dutch.date_nl(value),)
    in_words = _IN_WORDS.get(field)
    return in_words(value) if in_words else tuple(line for line in str(value).splitlines() if line.strip())


def _sector(value: str) -> tuple[str, ...]:
    code, _, category = value.partition("/")
    committee = joint_committees().get(code)
    name = f" ({committee.name})" if committee else ""
    return f"PC {code}{name}", f"RSZ-categorie {category}"


_IN_WORDS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "sector": _sector,
    "applicant_kind": lambda value: (APPLICANT_KINDS.get(value, value),),
    "motives": lambda value: tuple(MOTIVES.get(motive, motive) for motive in value),
    "place_kind": lambda value: (PLACES.get(value, value),),
}
