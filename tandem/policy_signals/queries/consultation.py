"""The vertical consultation: who met when, and what is open for the next agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404

from tandem.identity.rules import Viewer
from tandem.kernel.dutch import date_nl
from tandem.policy_signals.models import AgendaItem, Bundle, Consultation
from tandem.policy_signals.queries.doors import is_policy_worker
from tandem.policy_signals.queries.marks import said_at_desk
from tandem.policy_signals.rules import consultation as rules
from tandem.policy_signals.rules import states
from tandem.policy_signals.rules.marks import said_by_givers
from tandem.policy_signals.rules.overdue import is_overdue
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS


@dataclass(frozen=True, slots=True)
class DomainRow:
    """How often a policy domain meets."""

    key: str
    label: str
    last: date | None
    next: date | None
    held: int
    planned: int

    @property
    def times(self) -> int:
        """This year: held, and still to come."""
        return self.held + self.planned

    @property
    def lacks(self) -> str:
        """Said when it is less than twice this year."""
        return rules.times_said(self.held, self.planned)


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of the agenda as people read it. `bundle` is None for a point by its own words."""

    item: AgendaItem
    title: str
    note: str
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """The agenda; `waiting` is what is open in this domain and does not stand on it."""

    consultation: Consultation
    points: list[PointRow]
    waiting: list[rules.Entry]

    @property
    def is_planned(self) -> bool:
        """Whether it can still change."""
        return self.consultation.state == rules.PLANNED


def consultation_for(viewer: Viewer, pk: object) -> Consultation:
    """One consultation, for the desk."""
    if not is_policy_worker(viewer):
        raise Http404
    try:
        return Consultation.objects.get(pk=str(pk))
    except (Consultation.DoesNotExist, ValidationError) as error:
        raise Http404 from error


def consultations_of(viewer: Viewer, *, policy_domain: str = "") -> QuerySet[Consultation]:
    """All of them, the latest day first."""
    if not is_policy_worker(viewer):
        return Consultation.objects.none()
    rows = Consultation.objects.order_by("-held_on", "-pk")
    return rows.filter(policy_domain=policy_domain) if policy_domain in POLICY_DOMAINS else rows


def domain_rows(*, on: date) -> list[DomainRow]:
    """Every policy domain, also one that never met. One query."""
    held, planned, this_year = Q(state=rules.HELD), Q(state=rules.PLANNED), Q(held_on__year=on.year)
    found = {
        row["policy_domain"]: row
        for row in Consultation.objects.order_by().values("policy_domain").annotate(
            last=Max("held_on", filter=held), next=Min("held_on", filter=planned & Q(held_on__gte=on)),
            held=Count("pk", filter=held & this_year), planned=Count("pk", filter=planned & this_year),
        )
    }  # fmt: skip
    return [_domain_row(key, label, found.get(key, {})) for key, label in POLICY_DOMAINS.items()]


def _domain_row(key: str, label: str, facts: Mapping[str, Any]) -> DomainRow:
    return DomainRow(
        key,
        label,
        last=facts.get("last"),
        next=facts.get("next"),
        held=facts.get("held", 0),
        planned=facts.get("planned", 0),
    )


def planned_consultations(policy_domain: str, *, on: date) -> list[Consultation]:
    """Those to which something can still be added, the first one first; for rooms that bring points of their own."""
    rows = Consultation.objects.filter(policy_domain=policy_domain, state=rules.PLANNED, held_on__gte=on)
    return list(rows.order_by("held_on", "pk"))


def consultation_page(consultation: Consultation, *, on: date) -> ConsultationPage:
    """The agenda with where each signal stands now."""
    items = list(consultation.items.select_related("bundle__addressee").order_by("position", "pk"))
    there = {item.bundle.pk: item.bundle for item in items if item.bundle}
    others = _bundles_of(consultation.policy_domain) if consultation.state == rules.PLANNED else []
    said = said_at_desk([row.pk for row in (*there.values(), *others) if row.state in states.ANSWERED_STATES])
    points = [_point(item, said, on) for item in items]
    waiting = [entry for entry in _open_entries(others, said, on) if entry.bundle not in there]
    return ConsultationPage(consultation, points, waiting)


def entries_of(page: ConsultationPage) -> list[rules.Entry]:
    """The lines of the form: what stands there, and what may come."""
    standing = [rules.Entry(f"p{row.item.pk}", row.title, row.note, item=row.item.pk) for row in page.points]
    return [*standing, *page.waiting]


def open_bundles(policy_domain: str, *, on: date) -> list[rules.Entry]:
    """What waits for an answer, the latest first, and what the givers call no answer. For policy workers."""
    rows = _bundles_of(policy_domain)
    said = said_at_desk([row.pk for row in rows if row.state in states.ANSWERED_STATES])
    return _open_entries(rows, said, on)


def _bundles_of(policy_domain: str) -> list[Bundle]:
    rows = Bundle.objects.filter(policy_domain=policy_domain, state__in=states.PUBLIC_STATES)
    return list(
        rows.select_related("addressee").defer("words", "answer", "outcome", "search").order_by("due_on", "number")
    )


def _open_entries(bundles: Sequence[Bundle], said: Mapping[UUID, bool | None], on: date) -> list[rules.Entry]:
    return [
        rules.Entry(f"s{bundle.pk.hex}", _title(bundle), _note(bundle, said, on), bundle=bundle.pk)
        for bundle in sorted(bundles, key=lambda bundle: bundle.state in states.ANSWERED_STATES)
        if bundle.state in states.OPEN_STATES or said.get(bundle.pk) is False
    ]


def _point(item: AgendaItem, said: Mapping[UUID, bool | None], on: date) -> PointRow:
    if item.bundle is None:
        return PointRow(item, item.words, "")
    return PointRow(item, _title(item.bundle), _note(item.bundle, said, on), item.bundle)


def _title(bundle: Bundle) -> str:
    return f"Signaal {bundle.number}: {bundle.title}"


def _note(bundle: Bundle, said: Mapping[UUID, bool | None], on: date) -> str:
    """To whom, where it stands, and what is late of the addressee."""
    parts = [f"Voor {bundle.addressee}", states.STATES[bundle.state]]
    if is_overdue(bundle.state, bundle.due_on, on):
        parts.append(f"te laat: antwoord gevraagd tegen {date_nl(bundle.due_on)}")
    text = ", ".join(parts) + "."
    return f"{text} {said_by_givers(False)}" if said.get(bundle.pk) is False else text


def bundles_to_add(policy_domain: str, ids: Sequence[UUID]) -> set[UUID]:
    """Those of these that are public and of this domain."""
    rows = Bundle.objects.filter(pk__in=ids, policy_domain=policy_domain, state__in=states.PUBLIC_STATES)
    return set(rows.values_list("pk", flat=True))
