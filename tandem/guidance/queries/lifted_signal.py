"""The signals of a file: what may leave, what left, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from tandem.guidance.models import Barrier, LiftedSignal, OrganisationNo, StepMoney
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.rules.lifted_signal import answer_sms, proposed_policy_domain
from tandem.guidance.rules.step_money import view_of
from tandem.policy_signals.queries.thread import SignalThread, answered_among, signal_threads
from tandem.policy_signals.rules.vocabulary import AREA_OF_PROVINCE

BARRIER, ORGANISATION_NO, INCOME_LOSS = "barrier", "organisation_no", "income_loss"


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal of this file. `state`: what people read; `answer` empty until there is one."""

    pk: UUID
    words: str
    url: str
    at: datetime
    state: str
    tag: str
    is_draft: bool
    thread: SignalThread | None
    is_answer: bool | None

    @property
    def waits_for_mark(self) -> bool:
        """There is an answer, and the person did not say yet whether it is one."""
        return bool(self.thread and self.thread.is_answered and self.is_answer is None)


@dataclass(frozen=True, slots=True)
class Source:
    """What a signal is lifted from: its own words stay in the file."""

    kind: str
    pk: UUID
    words: str
    theme: str
    back_url: str


def signal_lines(place: Place) -> list[SignalLine]:
    """Newest first. Four queries however many."""
    return _lines(list(parts(place, LiftedSignal)))


def signal_line(row: LiftedSignal) -> SignalLine:
    """One of them."""
    return _lines([row])[0]


def answers_to_read(place: Place) -> int:
    """How many answers came that the person said nothing of. One query when nothing left, else two."""
    left = parts(place, LiftedSignal).filter(signal_id__isnull=False, withdrawn_at__isnull=True, marked_at__isnull=True)
    ids = [row.signal_id for row in left if row.signal_id]
    return len(answered_among(ids)) if ids else 0


def source_of(place: Place, text: str) -> Source:
    """`barrier:<id>`, `organisation_no:<id>` or `income_loss:<id>` of this file; raises Http404 for anything else."""
    kind, _colon, pk = text.partition(":")
    makers = {BARRIER: _of_barrier, ORGANISATION_NO: _of_no, INCOME_LOSS: _of_loss}
    if kind not in makers:
        raise Http404
    return makers[kind](place, pk)


def first_choices(place: Place, source: Source) -> dict[str, str]:
    """What stands ready in the form: theme and domain of the source, the province of who walks along."""
    province = place.file.opened_for.province if place.file.opened_for else ""
    return {
        "theme": source.theme, "policy_domain": proposed_policy_domain(source.theme),
        "area": AREA_OF_PROVINCE.get(province, ""),
    }  # fmt: skip


def sms_of(line: SignalLine) -> str:
    """The text message that brings the answer back; empty while there is none."""
    if line.thread is None or not line.thread.is_answered:
        return ""
    return answer_sms(addressee=line.thread.addressee, answer=line.thread.answer or line.thread.outcome)


def answer_told(line: SignalLine) -> list[tuple[str, str]]:
    """What came back, as label and words; empty while nothing was sent."""
    thread = line.thread
    if thread is None or not thread.is_sent:
        return []
    told = [("Gestuurd aan", thread.addressee), ("Stand", thread.state_words), ("Het antwoord", thread.answer),
            ("Wat ervan werd", thread.outcome)]  # fmt: skip
    return [(label, words) for label, words in told if words]


def _of_barrier(place: Place, pk: str) -> Source:
    row = part_for(place, Barrier, pk)
    theme = row.domains[0] if row.domains else ""
    return Source(BARRIER, row.pk, row.words, theme, reverse("barrier", args=[place.file.pk, row.pk]))


def _of_no(place: Place, pk: str) -> Source:
    row = part_for(place, OrganisationNo, pk)
    return Source(ORGANISATION_NO, row.pk, row.reason, "", reverse("organisation_no_list", args=[place.file.pk]))


def _of_loss(place: Place, pk: str) -> Source:
    """A look at the money of a step in which some month brings less."""
    row = part_for(place, StepMoney, pk)
    view = view_of(row.figures, unknown=row.unknown)
    if not view.is_losing:
        raise Http404
    back = reverse("step_money", args=[place.file.pk, row.step_id])
    return Source(INCOME_LOSS, row.pk, " ".join(view.sentences), "income", back)


def _lines(rows: Iterable[LiftedSignal]) -> list[SignalLine]:
    rows = list(rows)
    threads = signal_threads([row.signal_id for row in rows if row.signal_id])
    return [_line(row, threads.get(row.signal_id) if row.signal_id else None) for row in rows]


def _line(row: LiftedSignal, thread: SignalThread | None) -> SignalLine:
    state, tag = _state(row, thread)
    return SignalLine(
        row.pk, row.words, reverse("lifted_signal", args=[row.file_id, row.pk]), row.approved_at or row.made_at, state, tag,
        row.signal_id is None and row.withdrawn_at is None, thread, row.is_answer,
    )  # fmt: skip


def _state(row: LiftedSignal, thread: SignalThread | None) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return "teruggenomen", "grey"
    if thread is None:
        return "wacht op een ja", "yellow"
    if thread.is_sent:
        return thread.state_words, "green" if thread.is_answered else "blue"
    return "wacht op signalen van anderen", "blue"
