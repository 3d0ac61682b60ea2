"""What everybody may read about structural signals. No page here says how many people stand behind one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.http import Http404

from tandem.kernel.models import StoredFile
from tandem.policy_signals.models import Bundle, BundleEvent
from tandem.policy_signals.queries.doors import public_bundle_for, public_bundles
from tandem.policy_signals.queries.marks import said_of_answers
from tandem.policy_signals.rules import shown, states
from tandem.policy_signals.rules.history import sentence_of
from tandem.policy_signals.rules.marks import said_by_givers
from tandem.policy_signals.rules.overdue import is_overdue
from tandem.policy_signals.rules.shown import Wanted

# Acts whose words stand nowhere else on the page: of the others they are the answer or the outcome.
_WITH_WORDS = frozenset({"send", "send_again", "earlier_answer", "earlier_outcome", "discuss"})


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One structural signal in the list."""

    bundle: Bundle
    is_overdue: bool

    @property
    def kind(self) -> str:
        """The colour of its state."""
        return shown.STATE_KINDS.get(self.bundle.state, "grey")


@dataclass(frozen=True, slots=True)
class Happening:
    """One public line of its history."""

    at: datetime
    text: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class SignalPage:
    """Everything on the public page."""

    row: SignalRow
    history: list[Happening]
    said: str  # by the people who gave it; empty until there is something to say it of

    @property
    def bundle(self) -> Bundle:
        """The signal itself."""
        return self.row.bundle


def signals_shown(wanted: Wanted, *, on: date) -> QuerySet[Bundle]:
    """Whose answer is late first, the longest first; then the newest."""
    late = Q(state__in=states.OPEN_STATES, due_on__lt=on)
    rows = public_bundles()
    if wanted.search:
        rows = rows.filter(search=SearchQuery(wanted.search, config="dutch", search_type="websearch"))
    if wanted.theme:
        rows = rows.filter(theme=wanted.theme)
    if wanted.policy_domain:
        rows = rows.filter(policy_domain=wanted.policy_domain)
    if wanted.state:
        rows = rows.filter(state__in=shown.STATE_CHOICES[wanted.state][1])
    if wanted.state == shown.OVERDUE:
        rows = rows.filter(late)
    return rows.annotate(
        is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=BooleanField()),
        late_since=Case(When(late, then=F("due_on"))),
    ).order_by("-is_late", "late_since", "-sent_at", "-number")


def rows_of(bundles: list[Bundle], *, on: date) -> list[SignalRow]:
    """As the list shows them."""
    return [_row(bundle, on) for bundle in bundles]


def signal_page(pk: object, *, on: date) -> SignalPage:
    """One signal with its public history; Http404 when it was not sent."""
    bundle = public_bundle_for(pk)
    said = said_by_givers(said_of_answers([bundle.pk]).get(bundle.pk)) if bundle.state in states.ANSWERED_STATES else ""
    return SignalPage(_row(bundle, on), _history(bundle.pk), said)


def answer_document_for(pk: object) -> StoredFile:
    """The file with the answer; Http404 when there is none."""
    bundle = public_bundle_for(pk)
    if bundle.answer_document is None:
        raise Http404
    return bundle.answer_document


def _row(bundle: Bundle, on: date) -> SignalRow:
    return SignalRow(bundle, is_overdue(bundle.state, bundle.due_on, on))


def _history(pk: UUID) -> list[Happening]:
    events = BundleEvent.objects.filter(bundle=pk, is_public=True).order_by("at", "pk")
    return [
        Happening(row.at, sentence_of(row.act), row.actor, row.words if row.act in _WITH_WORDS else "")
        for row in events
    ]
