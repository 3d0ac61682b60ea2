"""Who follows a network writes down a contact and when the next one is; a network sends a signal to the desk (seed 002, 004)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.network import still_going
from tandem.calls.models import Network, NetworkNote, NetworkSignal
from tandem.calls.rules.network import note_problems
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal
from tandem.policy_signals.actions import signal as desk

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotKeepNote(Refusal):
    """Words or days are missing."""


class CannotSend(Refusal):
    """The signal lacks something."""


@dataclass(frozen=True, slots=True)
class SignalDraft:
    """What leaves: words and where they belong. `title` stays with the network, to know it again."""

    title: str
    words: str
    theme: str
    policy_domain: str
    area: str


@transaction.atomic
def add_note(
    network: Network, *, words: str, contacted_on: date, next_contact_on: date | None, by: Person, at: datetime
) -> NetworkNote:  # fmt: skip
    """Only added to. Raises CannotKeepNote."""
    today = clock.local(at).date()
    CannotKeepNote.if_any(
        note_problems(words=words, contacted_on=contacted_on, next_contact_on=next_contact_on, on=today)
    )
    note = NetworkNote.objects.create(
        network=network, words=words.strip(), contacted_on=contacted_on, next_contact_on=next_contact_on, at=at, by=by
    )
    audit.record("network.contact", network, by=by, at=at, note=note.pk)
    return note


@transaction.atomic
def send_signal(network: Network, draft: SignalDraft, *, by: Person, at: datetime) -> NetworkSignal:
    """The words leave without names: the desk keeps only a keyed hash of network and organisation. Raises CannotSend."""
    row = still_going(network)
    if not draft.title.strip():
        raise CannotSend(Problem(_("Geef het signaal een korte naam."), "title"))
    if row.signals.filter(title__iexact=draft.title.strip()).exists():
        raise CannotSend(Problem(_("Een signaal met deze naam is al vertrokken. Geef het een andere naam."), "title"))
    approved = desk.Approved(
        words=draft.words, kind="barrier", theme=draft.theme, policy_domain=draft.policy_domain, area=draft.area,
        giver=f"network-{row.pk}", source=f"organisation-{row.organisation_id}", how="own",
    )  # fmt: skip
    try:
        signal_id = desk.receive(approved, at=at)
    except desk.CannotReceive as refusal:
        raise CannotSend(*refusal.problems) from refusal
    sent = NetworkSignal.objects.create(
        network=row, signal_id=signal_id, title=draft.title.strip()[:160], sent_at=at, sent_by=by
    )
    audit.record("network.send_signal", row, by=by, at=at)
    return sent
