"""What the pages of one step show: where we are, what misses, and both texts when two people wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from tandem.identity.rules import enterprise_number_problems
from tandem.kernel import audit, dutch
from tandem.kernel.refusal import Problem
from tandem.programmes.models import Application
from tandem.programmes.queries.application_answers import (
    AnswerRow,
    AnswerSection,
    answer_lines,
    answer_sections,
    answers_of,
    organisation_rows,
)
from tandem.programmes.queries.application_eligibility import running_beside, sector_result, sector_results
from tandem.programmes.queries.application_page import Source, sources_of
from tandem.programmes.rules.application import (
    FIELD_LABELS,
    STEP_TITLES,
    STEPS,
    step_of_field,
    step_problems,
    submission_problems,
)
from tandem.programmes.rules.eligibility import TRUST_TEXTS

NO_LONGER = (
    "De sector die je koos, staat niet meer bij je organisatie. Kies een andere sector, "
    "of pas de gegevens van je organisatie aan."
)


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step in the line of steps."""

    title: str
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """Where a step stands, and facts that are shown beside its form."""

    step: str
    title: str
    number: int
    count: int
    back_url: str
    autosave_url: str
    facts: tuple[AnswerRow, ...]
    sentence: str
    is_fitting: bool
    trust_text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """Something that keeps the application from being sent, with the way to its field."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything before sending."""

    sections: tuple[AnswerSection, ...]
    missing: tuple[MissingAnswer, ...]
    steps: tuple[StepLink, ...]
    sentence: str
    beside: tuple[Application, ...]


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field that two people changed."""

    name: str
    label: str
    theirs: tuple[str, ...]
    mine: tuple[str, ...]


def step_page(application: Application, step: str, *, on: date) -> StepPage:
    """A step with its way back; on the first step the sector is checked again on today's facts."""
    index = STEPS.index(step)
    is_first = step == "organisation"
    result = sector_result(application, application.template.parsed, on=on) if is_first else None
    back = step_url(application, STEPS[index - 1]) if index else reverse("application", args=[application.pk])
    return StepPage(
        step=step, title=STEP_TITLES[step], number=index + 1, count=len(STEPS), back_url=back,
        autosave_url=reverse("application_autosave", args=[application.pk, step]),
        facts=organisation_rows(application) if is_first else (),
        sentence=result.sentence if result else NO_LONGER, is_fitting=result is not None and result.is_eligible,
        trust_text=TRUST_TEXTS.get(result.trust, "") if result else "", sources=sources_of(result.sources if result else ()),
    )  # fmt: skip


def step_url(application: Application, step: str) -> str:
    """The address of one step."""
    return reverse("application_step", args=[application.pk, step])


def sector_choices(application: Application, *, on: date) -> dict[str, str]:
    """Sectors of the organisation that qualify today."""
    results = sector_results(application.organisation, application.template.parsed, on=on)
    return {
        f"{result.joint_committee}/{result.rsz_category}":
            f"PC {result.joint_committee}, RSZ-categorie {result.rsz_category} (vormingsfonds {result.fund_code})"
        for result in results
        if result.is_eligible
    }  # fmt: skip


def check_page(application: Application, *, on: date) -> CheckPage:
    """All answers, and every problem that a submission would meet today."""
    result = sector_result(application, application.template.parsed, on=on)
    answers = answers_of(application) | {"is_eligible": result is not None and result.is_eligible}
    problems = [*_number_problems(application), *submission_problems(answers, on=on)]
    return CheckPage(
        sections=answer_sections(application),
        missing=tuple(MissingAnswer(problem.text, _field_url(application, problem)) for problem in problems),
        steps=tuple(_step_links(application, answers, on)),
        sentence=result.sentence if result else "",
        beside=tuple(running_beside(application.organisation, besides=application)),
    )  # fmt: skip


def _number_problems(application: Application) -> list[Problem]:
    return enterprise_number_problems(application.organisation.enterprise_number or "")


def _field_url(application: Application, problem: Problem) -> str:
    """Straight to the field; a wrong KBO number is mended at the organisation itself."""
    if problem.field == "enterprise_number":
        return reverse("organisation", args=[application.organisation.public_id])
    step = step_of_field(problem.field)
    is_group = problem.field in {"applicant_kind", "motives", "place_kind", "sector"}
    return f"{step_url(application, step)}#id_{problem.field}{'_0' if is_group else ''}"


def _step_links(application: Application, answers: Mapping[str, Any], on: date) -> Iterable[StepLink]:
    for step in STEPS:
        state = "current" if step == "check" else "todo" if step_problems(step, answers, on=on) else "done"
        yield StepLink(STEP_TITLES[step], step_url(application, step), state)


def conflict_fields(
    application: Application, fields: Iterable[str], typed: Mapping[str, Any]
) -> tuple[ConflictField, ...]:
    """Both texts of every field that two people changed."""
    answers = answers_of(application)
    return tuple(
        ConflictField(
            field, FIELD_LABELS[field], answer_lines(field, answers[field]), answer_lines(field, typed[field])
        )
        for field in fields
    )


def last_saved_by(application: Application) -> str:
    """Who saved last and when, in words."""
    entry = audit.history_of(application).filter(action="application.saved").order_by("-pk").first()
    return f"{entry.by}, {dutch.datetime_nl(entry.at)}" if entry else ""
