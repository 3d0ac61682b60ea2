"""Plan a vertical consultation, make its agenda, hold it or call it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.dutch import date_nl
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import CannotTransition, next_state
from tandem.policy_signals.models import AgendaItem, Bundle, BundleEvent, Consultation
from tandem.policy_signals.queries.consultation import bundles_to_add, open_bundles
from tandem.policy_signals.rules import consultation as rules
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS

if TYPE_CHECKING:
    from tandem.identity.models import Person

_TWICE = Problem("Op die dag is er al een overleg van dit beleidsdomein. Kies een andere dag.", "held_on")


class CannotConsult(Refusal):
    """The day is taken or past, the consultation is over, or something is missing."""


class AgendaChanged(Conflict):
    """Somebody changed the agenda meanwhile: `current` is the consultation as it is now."""


@transaction.atomic
def plan_consultation(*, policy_domain: str, held_on: date, place: str, by: Person, at: datetime) -> Consultation:
    """A consultation with an agenda of everything that is open in its domain. Raises CannotConsult."""
    today = clock.local(at).date()
    CannotConsult.if_any(
        rules.plan_problems(policy_domain=policy_domain, held_on=held_on, today=today, domains=POLICY_DOMAINS)
    )
    made = Consultation(policy_domain=policy_domain, held_on=held_on, place=place.strip(), made_at=at, made_by=by)
    _save(made)
    entries = open_bundles(policy_domain, on=held_on)[: rules.LONGEST_AGENDA]
    AgendaItem.objects.bulk_create(
        AgendaItem(consultation=made, position=position, bundle_id=entry.bundle)
        for position, entry in enumerate(entries, start=1)
    )
    audit.record("consultation.plan", made, by=by, at=at, policy_domain=policy_domain, points=len(entries))
    return made


@transaction.atomic
def move_consultation(
    consultation: Consultation, *, held_on: date, place: str, by: Person, at: datetime
) -> Consultation:
    """To another day or place. Raises CannotConsult."""
    row = _locked_planned(consultation)
    CannotConsult.if_any(rules.plan_problems(
        policy_domain=row.policy_domain, held_on=held_on, today=clock.local(at).date(), domains=POLICY_DOMAINS
    ))  # fmt: skip
    row.held_on, row.place = held_on, place.strip()
    _save(row)
    audit.record("consultation.move", row, by=by, at=at, held_on=held_on)
    return row


@transaction.atomic
def set_agenda(
    consultation: Consultation, points: Sequence[rules.Point], *, version: int, by: Person, at: datetime
) -> Consultation:  # fmt: skip
    """These points, in this order; what is not among them leaves. Raises CannotConsult or AgendaChanged."""
    row = _locked_planned(consultation)
    if row.version != version:
        raise AgendaChanged(
            "Iemand paste de agenda net aan. Alles staat nu samen. Kijk na en bewaar opnieuw.", current=row
        )
    CannotConsult.if_any(rules.agenda_problems(points))
    known = {item.pk: item for item in row.items.all()}
    _check(row, points, known)
    kept = [point.item for point in points if point.item is not None]
    row.items.exclude(pk__in=kept).delete()
    for position, point in enumerate(points, start=1):
        if point.item is not None:
            AgendaItem.objects.filter(pk=point.item).update(position=position)
        else:
            AgendaItem.objects.create(
                consultation=row, position=position, bundle_id=point.bundle, words=point.words.strip()
            )
    _save(row)
    audit.record("consultation.set_agenda", row, by=by, at=at, points=len(points))
    return row


@transaction.atomic
def add_agenda_point(
    consultation: Consultation, *, words: str, about: UUID | None = None, by: Person, at: datetime
) -> AgendaItem:  # fmt: skip
    """A point of another room, at the end: its words, and what it is about. The same `about` twice stands once."""
    row = _locked_planned(consultation)
    if not words.strip():
        raise CannotConsult(Problem("Schrijf waarover dit punt gaat.", "words"))
    point = rules.Point(words=words.strip())
    standing = row.items.filter(about=about).first() if about else None
    if standing is not None:
        return standing
    CannotConsult.if_any(rules.agenda_problems([*(rules.Point(item=item.pk) for item in row.items.all()), point]))
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(consultation=row, position=last + 1, words=point.words, about=about)
    _save(row)
    audit.record("consultation.add_point", row, by=by, at=at, about=about)
    return item


@transaction.atomic
def hold_consultation(
    consultation: Consultation, *, outcomes: Mapping[int, str], report: str, version: int, by: Person, at: datetime
) -> Consultation:  # fmt: skip
    """It took place: an outcome per point, and a report. Raises CannotConsult or AgendaChanged."""
    row = _locked_planned(consultation, verb="hold")
    if row.version != version:
        raise AgendaChanged("Iemand paste de agenda net aan. Kijk na en bewaar opnieuw.", current=row)
    CannotConsult.if_any(rules.holding_problems(held_on=row.held_on, today=clock.local(at).date(), report=report))
    for item in row.items.all():
        item.outcome = outcomes.get(item.pk, "").strip()
        item.save(update_fields=["outcome"])
    _tell_bundles(row, by=by, at=at)
    row.state, row.report = rules.HELD, report.strip()
    _save(row)
    audit.record("consultation.hold", row, by=by, at=at)
    return row


@transaction.atomic
def cancel_consultation(consultation: Consultation, *, by: Person, at: datetime) -> Consultation:
    """It does not take place; its day is free again. Raises CannotConsult."""
    row = _locked_planned(consultation, verb="cancel")
    row.state = rules.CANCELLED
    _save(row)
    audit.record("consultation.cancel", row, by=by, at=at)
    return row


def _locked_planned(consultation: Consultation, *, verb: str = "hold") -> Consultation:
    """The row as it is now; refused when it is over."""
    row = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    try:
        next_state(rules.CONSULTATION_STATES, verb, row.state)
    except CannotTransition as refusal:
        raise CannotConsult(*refusal.problems) from refusal
    return row


def _save(row: Consultation) -> None:
    """Refused with a sentence when the domain meets on that day already, also when that happened this very moment."""
    others = Consultation.objects.filter(policy_domain=row.policy_domain, held_on=row.held_on)
    if row.state != rules.CANCELLED and others.exclude(state=rules.CANCELLED).exclude(pk=row.pk).exists():
        raise CannotConsult(_TWICE)
    if not row._state.adding:
        row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CannotConsult(_TWICE) from error


def _check(row: Consultation, points: Sequence[rules.Point], known: Mapping[int, AgendaItem]) -> None:
    """Every point that is named exists, once, and every signal is public and of this domain."""
    items = [point.item for point in points if point.item is not None]
    bundles = [point.bundle for point in points if point.bundle is not None]
    standing = {item.bundle_id for item in known.values()}
    is_known = set(items) <= set(known) and bundles_to_add(row.policy_domain, bundles) == set(bundles)
    is_once = len(set(items)) == len(items) and len(set(bundles)) == len(bundles) and not standing & set(bundles)
    if not is_known or not is_once:
        raise CannotConsult("Een van deze punten bestaat niet meer. Kijk de agenda opnieuw na.")


def _tell_bundles(row: Consultation, *, by: Person, at: datetime) -> None:
    """The public history of each signal says that it was discussed and when; not what was said."""
    words = _("Op %(day)s.") % {"day": date_nl(row.held_on)}
    for bundle in Bundle.objects.filter(agenda_items__consultation=row):
        BundleEvent.objects.create(bundle=bundle, at=at, by=by, act="discuss", words=words, is_public=True)
