"""Lift a signal out of a file: draft, the person's yes on the exact words, take back, mark whether the answer is one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import how_said, says_yes
from tandem.guidance.models import ClientFile, LiftedSignal
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.lifted_signal import words_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Refusal
from tandem.policy_signals.actions import signal as desk
from tandem.policy_signals.actions.signal import Approved

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotLift(Refusal):
    """Words are missing, or they left already."""


class CannotApprove(Refusal):
    """Only the person says yes, alone or together in a talk."""


class WordsChanged(Conflict):
    """The words are not the ones that were on the screen: nothing leaves."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What would leave: words, and how they are put away. `source_id`: the barrier, the no or the money look."""

    words: str
    theme: str
    policy_domain: str
    area: str
    source_kind: str
    source_id: UUID | None = None


@transaction.atomic
def draft_signal(
    place: Place, draft: Draft, *, by: Person, at: datetime, row: LiftedSignal | None = None, version: int = 0
) -> LiftedSignal:  # fmt: skip
    """A new draft, or other words for one that has not left. Raises CannotLift, WordsChanged."""
    CannotLift.if_any(words_problems(draft.words))
    facts = {"theme": draft.theme, "policy_domain": draft.policy_domain, "area": draft.area}
    if row is None:
        made = LiftedSignal.add(
            file=place.file, made_at=at, made_by=by, is_by_client=place.is_owner, words=draft.words.strip(),
            source_kind=draft.source_kind, source_id=draft.source_id, **facts,
        )  # fmt: skip
        audit.record("liftedsignal.draft", made, by=by, at=at, file=place.file.pk, source=draft.source_kind)
        return made
    held = _held(place, row, version)
    for name, value in {**facts, "words": draft.words.strip(), "version": held.version + 1}.items():
        setattr(held, name, value)
    held.save()
    audit.record("liftedsignal.change", held, by=by, at=at, file=place.file.pk)
    return held


@transaction.atomic
def approve_signal(
    place: Place, row: LiftedSignal, *, version: int, by: Person, at: datetime, how: str = ""
) -> LiftedSignal:  # fmt: skip
    """The person says yes to these exact words: they leave, without a name. Raises CannotApprove, WordsChanged, CannotLift."""
    how = how_said(place, how)
    if place.file.is_thread or not says_yes(place, how):
        raise CannotApprove(
            _("Alleen de persoon zelf zegt ja. Lees de woorden samen, en kies dan dat jullie het samen zeiden.")
        )
    held = _held(place, row, version)
    try:
        held.signal_id = desk.receive(
            Approved(
                words=held.words, kind=held.source_kind, theme=held.theme, policy_domain=held.policy_domain, area=held.area,
                giver=str(place.file.pk), source=_source(place), how=how,
            ),
            at=at,
        )  # fmt: skip
    except desk.CannotReceive as refusal:
        raise CannotLift(*refusal.problems) from refusal
    held.approved_at, held.approved_how, held.version = at, how, held.version + 1
    held.save()
    audit.record("liftedsignal.approve", held, by=by, at=at, file=place.file.pk, how=how)
    return held


@transaction.atomic
def take_back_signal(place: Place, row: LiftedSignal, *, by: Person, at: datetime, how: str = "") -> LiftedSignal:
    """Drop a draft, or take back what is not sent yet. Raises CannotApprove, and CannotTakeBack of the desk."""
    if row.signal_id is not None and not says_yes(place, how_said(place, how)):
        raise CannotApprove(_("Alleen de persoon zelf neemt dit terug. Doe het samen, in een gesprek."))
    held = parts(place, LiftedSignal).select_for_update(of=("self",)).get(pk=row.pk)
    if held.signal_id is not None:
        desk.take_back(held.signal_id, at=at)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.version = at, held.version + 1
        held.save()
        audit.record("liftedsignal.take_back", held, by=by, at=at, file=place.file.pk)
    return held


@transaction.atomic
def mark_signal(
    place: Place, row: LiftedSignal, *, is_answer: bool, by: Person, at: datetime, how: str = ""
) -> LiftedSignal:  # fmt: skip
    """Is this an answer? Only who gave the signal says so. Raises CannotApprove, and CannotMark of the desk."""
    if row.signal_id is None or not says_yes(place, how_said(place, how)):
        raise CannotApprove(_("Alleen de persoon zelf zegt of dit een antwoord is. Vraag het samen, in een gesprek."))
    held = parts(place, LiftedSignal).select_for_update(of=("self",)).get(pk=row.pk)
    desk.mark_answer(row.signal_id, is_answer=is_answer, at=at)
    held.is_answer, held.marked_at, held.version = is_answer, at, held.version + 1
    held.save()
    audit.record("liftedsignal.mark", held, by=by, at=at, file=place.file.pk)
    return held


def take_back_unsent(file: ClientFile, *, at: datetime) -> None:
    """The file goes: what still waits is taken back. What was sent named nobody, and stays. Call as the system."""
    left = LiftedSignal.objects.filter(file=file, signal_id__isnull=False).values_list("signal_id", flat=True)
    for signal_id in filter(None, left):
        with suppress(desk.CannotTakeBack):
            desk.take_back(signal_id, at=at)


def _held(place: Place, row: LiftedSignal, version: int) -> LiftedSignal:
    """The draft, locked, as it stood on the screen."""
    held = parts(place, LiftedSignal).select_for_update(of=("self",)).get(pk=row.pk)
    if held.signal_id is not None or held.withdrawn_at is not None:
        raise CannotLift(_("Dit signaal is al vertrokken of teruggenomen. Bekijk de pagina opnieuw."))
    if held.version != version:
        raise WordsChanged(
            _("De woorden zijn net aangepast. Lees ze opnieuw: alleen wat je las, vertrekt."), current=held
        )
    return held


def _source(place: Place) -> str:
    """The organisation that walks along: signals are counted per organisation, by a sign nobody can read back."""
    return str(place.file.opened_for_id or place.organisation_id or place.file.pk)
