"""One network as its page shows it: company, needs, support, contacts, practices, signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import Http404

from tandem.calls.models import Network, NetworkNote, NetworkSignal, Practice, SupportNeed, SupportRequest
from tandem.calls.queries.doors import is_coordinator, network_for, networks_of
from tandem.calls.queries.network import may_tell
from tandem.calls.rules.need import about_text
from tandem.calls.rules.network import Partner
from tandem.identity.queries.organisation import organisations
from tandem.identity.rules import Viewer
from tandem.kernel.finding import one_or_404
from tandem.policy_signals.queries.thread import signal_threads

if TYPE_CHECKING:
    from tandem.identity.models import Organisation

NEED_TAGS = {"open": "yellow", "planned": "blue", "met": "green", "dropped": "grey"}
FACTS = ("name", "area", "starts_on", "ends_on", "coordinator_state", "coordinator_since", "contact_name", "contact_email",
         "contact_phone", "about")  # fmt: skip
KEPT, LATER, LATE, TO_COME = "gehouden", "later gehouden", "nog niet gehouden", "komt nog"


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A contact, and what became of the next one that was promised; empty when none was."""

    note: NetworkNote
    promise: str
    tag: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need with what it is about."""

    need: SupportNeed
    about: str
    tag: str


@dataclass(frozen=True, slots=True)
class SentSignal:
    """A signal that left, and where it stands now."""

    title: str
    sent_at: datetime
    state: str
    answer: str
    addressee: str


def tellable_network_for(viewer: Viewer, pk: object) -> Network:
    """A network the viewer may write needs and practices of."""
    network = network_for(viewer, pk)
    if not may_tell(viewer, network):
        raise Http404
    return network


def need_for(viewer: Viewer, pk: object) -> SupportNeed:
    """A need of a network the viewer may see."""
    rows = SupportNeed.objects.filter(network__in=networks_of(viewer))
    return one_or_404(rows.select_related("network__organisation", "start_day"), pk)


def practice_for(viewer: Viewer, pk: object) -> Practice:
    """A practice of a network the viewer may write for."""
    row = one_or_404(Practice.objects.filter(network__in=networks_of(viewer)).select_related("network"), pk)
    if not may_tell(viewer, row.network):
        raise Http404
    return row


def need_rows(rows: QuerySet[SupportNeed] | Sequence[SupportNeed]) -> list[NeedRow]:
    """Needs as they are shown."""
    return [NeedRow(row, about_text(theme=row.theme, task=row.task), NEED_TAGS[row.state]) for row in rows]


def note_rows(viewer: Viewer, network: Network, *, on: date) -> list[NoteRow]:
    """Contacts, the latest first, for the coordinators; nobody else reads them."""
    if not is_coordinator(viewer):
        return []
    notes = list(network.notes.select_related("by"))
    return [_note_row(note, notes, on) for note in notes]


def requests_of_network(network: Network) -> list[SupportRequest]:
    """Support that was asked for, newest first; withdrawn ones left out."""
    rows = network.requests.exclude(Q(state="withdrawn")).select_related("offer")
    return list(rows.order_by("-asked_at", "pk"))


def sent_signals(network: Network) -> list[SentSignal]:
    """What left, and what came back."""
    rows = list(network.signals.all())
    threads = signal_threads([row.signal_id for row in rows]) if rows else {}
    return [_sent(row, threads.get(row.signal_id)) for row in rows]


def partners_of(network: Network) -> list[Partner]:
    """Its company as the actions take it."""
    return [
        Partner(row.name, row.part, row.organisation_id, row.since, row.until)
        for row in network.partners.all()
    ]  # fmt: skip


def facts_of(network: Network) -> dict[str, object]:
    """What the form about a network starts with."""
    return {name: getattr(network, name) for name in FACTS}


def organisation_named(name: str) -> Organisation | None:
    """The only organisation of exactly this name; two of one name are nobody."""
    wanted = name.strip().casefold()
    found = [row for row in organisations(words=name.strip())[:20] if row.name.casefold() == wanted]
    return found[0] if len(found) == 1 else None


def organisation_names() -> list[str]:
    """For the list to choose from while typing."""
    return list(organisations().values_list("name", flat=True)[:500])


def _note_row(note: NetworkNote, notes: Sequence[NetworkNote], on: date) -> NoteRow:
    if note.next_contact_on is None:
        return NoteRow(note, "", "")
    after = [other.contacted_on for other in notes if other.contacted_on > note.contacted_on]
    if after:
        is_kept = min(after) <= note.next_contact_on
        return NoteRow(note, KEPT if is_kept else LATER, "green" if is_kept else "yellow")
    is_late = note.next_contact_on < on
    return NoteRow(note, LATE if is_late else TO_COME, "red" if is_late else "blue")


def _sent(row: NetworkSignal, thread: object) -> SentSignal:
    words = getattr(thread, "state_words", "") or "bij wie signalen samenlegt"
    return SentSignal(row.title, row.sent_at, words, getattr(thread, "answer", ""), getattr(thread, "addressee", ""))
