"""The pages of bundles: one with its signals and history, and the list of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.urls import reverse

from tandem.kernel import dutch
from tandem.policy_signals.models import Bundle, BundleEvent, BundleSignal, Signal
from tandem.policy_signals.queries.backing import backing_of
from tandem.policy_signals.queries.queue import SignalRow, signal_rows, waiting_signals
from tandem.policy_signals.queries.similar import most_alike_first
from tandem.policy_signals.rules import bundle as rules
from tandem.policy_signals.rules.history import sentence_of
from tandem.policy_signals.rules.overdue import is_overdue
from tandem.policy_signals.rules.states import BUNDLE_STATES, BUNDLED, OPEN_STATES, PUBLIC_STATES, STATES
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES, WHOLE_AREA

MOST_ALIKE = 5
TAG_KINDS = {
    "bundled": "blue", "sent": "yellow", "acknowledged": "yellow", "answered": "green", "acted_on": "green",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One bundle as lists print it."""

    pk: UUID
    url: str
    title: str
    about: str
    state_text: str
    tag_kind: str
    addressee: str
    due_text: str
    is_overdue: bool
    is_addressee_ended: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: a sentence, and words that belong to it."""

    when: str
    who: str
    text: str
    words: str
    is_long: bool


def bundles_of(*, search: str = "", state: str = "", policy_domain: str = "") -> QuerySet[Bundle]:
    """All bundles that fit, the highest number first."""
    rows = Bundle.objects.select_related("addressee").order_by("-number")
    if search:
        rows = rows.filter(search=SearchQuery(search, config="dutch", search_type="websearch"))
    facts = {"state": state, "policy_domain": policy_domain}
    return rows.filter(**{name: value for name, value in facts.items() if value})


def bundle_rows(bundles: Sequence[Bundle], *, on: date) -> list[BundleRow]:
    """Rows of one page."""
    return [bundle_row(bundle, on=on) for bundle in bundles]


def bundle_row(bundle: Bundle, *, on: date) -> BundleRow:
    """With the addressee at hand."""
    is_late = is_overdue(bundle.state, bundle.due_on, on)
    addressee = bundle.addressee
    return BundleRow(
        pk=bundle.pk, url=reverse("bundle", args=[bundle.pk]), title=f"{bundle.number}. {bundle.title}", about=about(bundle),
        state_text=STATES[bundle.state], tag_kind="red" if is_late else TAG_KINDS.get(bundle.state, "grey"),
        addressee=addressee.name if addressee else "", due_text=dutch.date_short(bundle.due_on), is_overdue=is_late,
        is_addressee_ended=bool(addressee and addressee.ended_on) and bundle.state in OPEN_STATES,
    )  # fmt: skip


def about(bundle: Bundle) -> str:
    """Theme, policy domain and area in words."""
    return " · ".join((THEMES[bundle.theme], POLICY_DOMAINS[bundle.policy_domain], area_of(bundle)))


def area_of(bundle: Bundle) -> str:
    """Its area in words."""
    return AREAS.get(bundle.area, WHOLE_AREA)


def lacking(bundle: Bundle) -> list[str]:
    """What a bundle in the making still needs, as sentences without numbers."""
    if bundle.state != BUNDLED:
        return []
    return [problem.text for problem in rules.lacks(backing_of(bundle), asks=bundle.asks)]


def signals_of(bundle: Bundle) -> QuerySet[Signal]:
    """That lie in it now, newest first."""
    lying = BundleSignal.objects.filter(bundle=bundle, removed_at__isnull=True).values("signal")
    return Signal.objects.filter(pk__in=lying).order_by("-received_at", "-pk")


def alike(bundle: Bundle) -> list[SignalRow]:
    """Waiting signals that share words with a bundle in the making."""
    if bundle.state != BUNDLED:
        return []
    return signal_rows(list(most_alike_first(waiting_signals(), to=bundle.pk)[:MOST_ALIKE]))


def history(bundle: Bundle) -> list[HistoryLine]:
    """What happened, newest first."""
    rows = BundleEvent.objects.filter(bundle=bundle).select_related("by").order_by("-at", "-pk")
    return [
        HistoryLine(dutch.datetime_nl(row.at), row.actor or (str(row.by) if row.by else ""), sentence_of(row.act), row.words,
                    is_long=row.act == "change")
        for row in rows
    ]  # fmt: skip


def acts_now(bundle: Bundle) -> dict[str, bool]:
    """What the desk can do in this state."""
    return {
        "is_in_the_making": bundle.state == BUNDLED,
        "is_public": bundle.state in PUBLIC_STATES,
        "may_send_again": bundle.state in BUNDLE_STATES["send_again"].from_states,
        "is_addressee_ended": bool(bundle.addressee and bundle.addressee.ended_on) and bundle.state in OPEN_STATES,
    }


def facts_of(bundle: Bundle) -> dict[str, str]:
    """Its words, to begin a form with."""
    return {name: getattr(bundle, name) for name in rules.Wording.__dataclass_fields__}


def shared_facts(ids: Sequence[UUID]) -> dict[str, str]:
    """What all these signals have in common: theme, policy domain, area."""
    names = ("theme", "policy_domain", "area")
    rows = set(Signal.objects.filter(pk__in=ids).values_list(*names))
    values = dict(zip(names, map(set, zip(*rows, strict=True)), strict=False))
    return {name: found.pop() for name, found in values.items() if len(found) == 1}
