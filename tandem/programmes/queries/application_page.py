"""Everything the page of one application shows, for whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.programmes.models import Application, Turn
from tandem.programmes.queries.application_answers import AnswerSection, answer_sections
from tandem.programmes.queries.application_contact import ContactFacts, released_contact
from tandem.programmes.queries.application_eligibility import running_beside
from tandem.programmes.queries.application_history import application_history
from tandem.programmes.queries.application_queue import fund_status_text
from tandem.programmes.queries.doors import FUND, ORGANISATION, application_parts
from tandem.programmes.queries.history import HistoryRow
from tandem.programmes.queries.turns import median_days_of
from tandem.programmes.rules import states
from tandem.programmes.rules.application import (
    DECIDED,
    EDITABLE,
    PUBLIC_STATE_NAMES,
    TAG_KINDS,
    UNDECIDED,
    status_for_applicant,
)
from tandem.programmes.rules.eligibility import TRUST_TEXTS
from tandem.programmes.rules.rails import SIDE_TEXTS, TURN_TEXTS


@dataclass(frozen=True, slots=True)
class TurnLine:
    """Whose move it is, since when, and how long this step usually takes."""

    who: str
    text: str
    since: date
    median_days: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as far as the reader may know it; `decided_by` is for the fund alone."""

    is_approved: bool
    reason: str
    alternatives: tuple[str, ...]
    decided_text: str
    decided_by: str
    provider: str
    is_released: bool
    released_text: str


@dataclass(frozen=True, slots=True)
class Round:
    """A question of the fund with its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read; no address when it is only a name."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """What a reader sees, and may do, with one application."""

    status: str
    status_text: str
    tag_kind: str
    is_organisation: bool
    is_fund: bool
    sections: tuple[AnswerSection, ...]
    sentence: str
    trust_text: str
    sources: tuple[Source, ...]
    turn: TurnLine | None
    question: str
    answer: str
    earlier_questions: tuple[Round, ...]
    decision: Decision | None
    contact: ContactFacts | None
    beside: tuple[Application, ...]
    history: list[HistoryRow]
    trajectory_id: UUID | None

    @property
    def shown_questions(self) -> tuple[Round, ...]:
        """Every round, oldest first; the open question is left out where it is shown on top to be answered."""
        last = (Round(self.question, self.answer),) if self.question and not self.may_answer else ()
        return self.earlier_questions + last

    @property
    def is_undecided(self) -> bool:
        """Still being written, asked or decided, as far as the reader knows."""
        return self.status in UNDECIDED

    @property
    def may_edit(self) -> bool:
        return self.is_organisation and self.status in EDITABLE

    @property
    def may_answer(self) -> bool:
        return self.is_organisation and self.status == states.ASKED

    @property
    def may_withdraw(self) -> bool:
        return self.is_organisation and self.status in {states.DRAFT, states.SUBMITTED, states.ASKED}

    @property
    def may_decide(self) -> bool:
        return self.is_fund and self.status == states.SUBMITTED

    @property
    def may_release(self) -> bool:
        return self.is_fund and self.decision is not None and not self.decision.is_released


def application_page(application: Application, viewer: Viewer) -> ApplicationPage:
    """The page for this viewer; a decision exists for an applicant only when it was released."""
    parts = application_parts(application, viewer)
    is_fund, is_released = FUND in parts, application.released_at is not None
    status = application.status if is_fund else status_for_applicant(application.status, is_released=is_released)
    kept = application.eligibility
    return ApplicationPage(
        status=status, status_text=fund_status_text(application) if is_fund else PUBLIC_STATE_NAMES[status],
        tag_kind=TAG_KINDS[status], is_organisation=ORGANISATION in parts, is_fund=is_fund,
        sections=answer_sections(application), sentence=kept.get("sentence", ""),
        trust_text=TRUST_TEXTS.get(kept.get("trust", ""), ""), sources=sources_of(kept.get("sources", ())),
        turn=_turn(application, hides_decision=not is_fund),
        question=application.question, answer=application.answer,
        earlier_questions=tuple(Round(earlier["question"], earlier["answer"]) for earlier in application.earlier_questions),
        decision=_decision(application) if is_fund or is_released else None,
        contact=released_contact(application), beside=tuple(running_beside(application.organisation, besides=application)),
        history=application_history(application, is_fund=is_fund), trajectory_id=_trajectory_id(application),
    )  # fmt: skip


def sources_of(texts: Iterable[str] | None) -> tuple[Source, ...]:
    """Sources as links where they hold an address."""
    return tuple(Source(text, text.split()[0] if text.startswith("http") else "") for text in texts or ())


def _trajectory_id(application: Application) -> UUID | None:
    if application.released_at is None or application.status != states.APPROVED:
        return None
    return type(application).objects.filter(pk=application.pk).values_list("trajectory__pk", flat=True).first()


def _turn(application: Application, *, hides_decision: bool) -> TurnLine | None:
    """The open move. To an applicant, sending a decision looks like deciding."""
    turns = list(Turn.objects.filter(application=application).order_by("-began_at", "-pk"))
    current = next((turn for turn in turns if turn.ended_at is None), None)
    if current is None:
        return None
    if hides_decision and current.step == "release":
        current = next((turn for turn in turns if turn.step == "decide"), current)
    step = "decide" if hides_decision and current.step == "release" else current.step
    median = median_days_of([step]).get(step)
    return TurnLine(
        SIDE_TEXTS[current.side], TURN_TEXTS[step], current.began_at, None if median is None else round(median)
    )


def _decision(application: Application) -> Decision | None:
    if application.status not in DECIDED:
        return None
    return Decision(
        is_approved=application.status == states.APPROVED, reason=application.decision_reason,
        alternatives=tuple(line for line in application.alternative.splitlines() if line.strip()),
        decided_text=dutch.datetime_nl(application.decided_at), decided_by=str(application.decided_by),
        provider=application.provider.name if application.provider else "",
        is_released=application.released_at is not None, released_text=dutch.datetime_nl(application.released_at),
    )  # fmt: skip
