"""Signals that wait: rows ready to print, newest first, with what looks like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, QuerySet

from tandem.kernel import dutch
from tandem.policy_signals.models import Bundle, BundleSignal, Signal
from tandem.policy_signals.queries.similar import Suggestion, most_alike_first, suggestions_for
from tandem.policy_signals.rules.states import BUNDLED
from tandem.policy_signals.rules.suppression import half_year_after
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, SIGNAL_KINDS, THEMES

MOST_BUNDLES_TO_CHOOSE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the queue; empty is everything."""

    search: str = ""
    theme: str = ""
    policy_domain: str = ""
    area: str = ""
    half_year: date | None = None
    like: UUID | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal as pages print it."""

    pk: UUID
    words: str
    about: str  # theme, policy domain, area, month
    kind: str
    suggestions: Sequence[Suggestion] = ()


def waiting_signals() -> QuerySet[Signal]:
    """Not taken back and in no bundle, newest first."""
    lies = BundleSignal.objects.filter(signal=OuterRef("pk"), removed_at__isnull=True)
    return Signal.objects.filter(~Exists(lies), withdrawn_at__isnull=True).order_by("-received_at", "-pk")


def queue_of(wanted: Wanted) -> QuerySet[Signal]:
    """What waits and fits; with `like` the most alike first."""
    rows = waiting_signals()
    if wanted.search:
        rows = rows.filter(search=SearchQuery(wanted.search, config="dutch", search_type="websearch"))
    facts = {"theme": wanted.theme, "policy_domain": wanted.policy_domain, "area": wanted.area}
    rows = rows.filter(**{name: value for name, value in facts.items() if value})
    if wanted.half_year:
        rows = rows.filter(month__gte=wanted.half_year, month__lt=half_year_after(wanted.half_year))
    return most_alike_first(rows, to=wanted.like) if wanted.like else rows


def signal_rows(signals: Sequence[Signal], *, with_suggestions: bool = False) -> list[SignalRow]:
    """Rows of one page."""
    found = suggestions_for([signal.pk for signal in signals]) if with_suggestions and signals else {}
    return [
        SignalRow(signal.pk, signal.words, _about(signal), SIGNAL_KINDS[signal.kind], found.get(signal.pk, ()))
        for signal in signals
    ]


def chosen_signals(ids: Sequence[UUID]) -> list[SignalRow]:
    """Those of a selection that still wait."""
    return signal_rows(list(waiting_signals().filter(pk__in=ids)))


def bundles_to_choose(*, but: Bundle | None = None) -> list[tuple[str, str]]:
    """Bundles in the making, newest first, as choices."""
    rows = Bundle.objects.filter(state=BUNDLED).order_by("-number").values_list("pk", "number", "title")
    rows = rows.exclude(pk=but.pk) if but else rows
    return [(str(pk), f"{number}. {title}") for pk, number, title in rows[:MOST_BUNDLES_TO_CHOOSE]]


def _about(signal: Signal) -> str:
    month = f"{dutch.MONTHS[signal.month.month - 1]} {signal.month.year}"
    return " · ".join((THEMES[signal.theme], POLICY_DOMAINS[signal.policy_domain], AREAS[signal.area], month))
