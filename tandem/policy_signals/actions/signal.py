"""A signal comes in, is taken back, is marked: by the room that keeps the giver's thread. No actor is known here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tandem.kernel import access, audit
from tandem.kernel.pseudonyms import pseudonym
from tandem.kernel.refusal import Problem, Refusal
from tandem.policy_signals.models import BundleEvent, BundleSignal, ContributorMark, Signal
from tandem.policy_signals.rules.states import ANSWERED_STATES, PUBLIC_STATES
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, SIGNAL_KINDS, THEMES


class CannotReceive(Refusal):
    """The signal lacks something, or names what does not exist."""


class CannotTakeBack(Refusal):
    """It was sent already."""


class CannotMark(Refusal):
    """There is no answer to mark."""


@dataclass(frozen=True, slots=True)
class Approved:
    """Words as the giver approved them. `giver` and `source` identify person and organisation in the giving room alone:
    only their keyed hash is kept."""

    words: str
    kind: str
    theme: str
    policy_domain: str
    area: str
    giver: str
    source: str
    how: str


@transaction.atomic
def receive(approved: Approved, *, at: datetime) -> UUID:
    """Keep a signal; returns its id, which the giving room keeps as its thread. Raises CannotReceive."""
    CannotReceive.if_any(_problems(approved))
    with access.as_system():
        signal = Signal.objects.create(
            words=approved.words.strip(), kind=approved.kind, theme=approved.theme, policy_domain=approved.policy_domain,
            area=approved.area, month=date(at.year, at.month, 1), giver=pseudonym("signal-giver", approved.giver),
            source=pseudonym("signal-source", approved.source), approved_how=approved.how, received_at=at,
        )  # fmt: skip
        # Nobody is named: the room of the thread records who said yes.
        audit.record(
            "signal.receive", signal, by=None, at=at, theme=approved.theme, policy_domain=approved.policy_domain
        )
    return signal.pk


@transaction.atomic
def take_back(signal_id: UUID, *, at: datetime) -> None:
    """The giver takes the signal back; also out of a bundle that is not sent yet. Raises CannotTakeBack."""
    with access.as_system():
        signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal_id)
        if signal.withdrawn_at is not None:
            return
        place = BundleSignal.objects.filter(signal=signal, removed_at__isnull=True).select_related("bundle").first()
        if place is not None and place.bundle.state in PUBLIC_STATES:
            raise CannotTakeBack(
                "Dit signaal is al verstuurd. Je kan het niet meer terugnemen. Je naam staat er niet bij."
            )
        if place is not None:
            BundleSignal.objects.filter(pk=place.pk).update(removed_at=at)
            BundleEvent.objects.create(bundle=place.bundle, at=at, act="take_back")
        Signal.objects.filter(pk=signal_id).update(withdrawn_at=at)
        audit.record("signal.take_back", signal, by=None, at=at)


@transaction.atomic
def mark_answer(signal_id: UUID, *, is_answer: bool, at: datetime) -> None:
    """The giver says whether the answer is one; saying it again replaces it. Raises CannotMark."""
    with access.as_system():
        place = (
            BundleSignal.objects.filter(signal_id=signal_id, removed_at__isnull=True).select_related("bundle").first()
        )
        if place is None or place.bundle.state not in ANSWERED_STATES:
            raise CannotMark("Er is nog geen antwoord op dit signaal.")
        ContributorMark.objects.update_or_create(
            signal_id=signal_id, defaults={"bundle": place.bundle, "is_answer": is_answer, "at": at}
        )
        audit.record("signal.mark", place.bundle, by=None, at=at)


def _problems(approved: Approved) -> list[Problem]:
    """What is missing or unknown."""
    checks = (
        ("words", bool(approved.words.strip()), "Schrijf in een paar woorden wat er in de weg stond."),
        ("words", len(approved.words) <= 1000, "Dat is te lang. Hou het bij hoogstens 1000 tekens."),
        ("kind", approved.kind in SIGNAL_KINDS, "Kies waar dit signaal over gaat."),
        ("theme", approved.theme in THEMES, "Kies een thema."),
        ("policy_domain", approved.policy_domain in POLICY_DOMAINS, "Kies een beleidsdomein."),
        ("area", approved.area in AREAS, "Kies een provincie of Brussel."),
    )
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]
