"""Steps: the list, one step with all that belongs to it, and earlier unpaid ones with what they led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from tandem.guidance.models import Barrier, Decision, OrganisationNo, ServiceStop, Step, Wish
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.other_view import SeenOtherwise, other_views_of
from tandem.guidance.queries.step_money import newest_money
from tandem.guidance.rules.barrier_map import shortened
from tandem.guidance.rules.service_stop import REASONS
from tandem.guidance.rules.step import GROUPS, STEPS, needs_money_view
from tandem.guidance.rules.step_money import MoneyView
from tandem.guidance.rules.vocabulary import STEP_KINDS, STEP_STATES, UNPAID_STEPS
from tandem.kernel.states import may


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the list, ready to print. `chosen_by` is "zelf" or "samen" once there is a yes."""

    pk: UUID
    words: str
    kind_text: str
    url: str
    hangs_on: str
    chosen_by: str


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps in one state."""

    state: str
    title: str
    lines: list[StepLine]


@dataclass(frozen=True, slots=True)
class StopLine:
    """A programme that the service stopped."""

    pk: UUID
    organisation: str
    programme: str
    at: datetime
    reason_text: str
    reason: str
    what_next: str
    who_next: str
    other_views: list[SeenOtherwise]


@dataclass(frozen=True, slots=True)
class NoLine:
    """An organisation's no, with the reply of the person."""

    pk: UUID
    organisation: str
    at: datetime
    about: str
    reason: str
    alternative: str
    contact_name: str
    reply: str
    replied_at: datetime | None
    other_views: list[SeenOtherwise]


@dataclass(frozen=True, slots=True)
class UnpaidLine:
    """An earlier unpaid step, and what it led to as far as it was said."""

    words: str
    kind_text: str
    state_text: str
    led_to: str
    url: str


@dataclass(frozen=True, slots=True)
class OneStep:
    """One step. `may` names what can happen next; the yes is among it only when money was shown, where that is needed."""

    step: Step
    kind_text: str
    state_text: str
    hangs_on: str
    hangs_on_url: str
    chosen_by: str
    needs_money: bool
    money: MoneyView | None
    may: frozenset[str]
    nos: list[NoLine]


def step_groups(place: Place) -> list[StepGroup]:
    """The steps by state, in the order of the page; empty groups stay out."""
    steps = list(parts(place, Step))
    hangers = _hangers(place, steps)
    chosen = _chosen_by(place)
    lines = {step.pk: _line(step, hangers, chosen) for step in steps}
    groups = [StepGroup(state, title, [lines[s.pk] for s in steps if s.state == state]) for state, title in GROUPS]
    return [group for group in groups if group.lines]


def one_step(place: Place, step: Step) -> OneStep:
    """A step with the newest look at the money, who chose it, and what organisations answered."""
    needs_money = needs_money_view(step.kind, changes_money=step.changes_money)
    found = newest_money(place, step)
    verbs = {verb for verb in STEPS if may(STEPS, verb, step.state)}
    if needs_money and not step.money_shown_at:
        verbs -= {"choose"}
    hangs_on, url = _hangs_on(place, step)
    return OneStep(
        step=step, kind_text=STEP_KINDS[step.kind], state_text=STEP_STATES[step.state], hangs_on=hangs_on, hangs_on_url=url,
        chosen_by=_chosen_by(place).get(step.pk, "") if step.chosen_at else "", needs_money=needs_money,
        money=found[1] if found else None, may=frozenset(verbs), nos=no_lines(place, step=step),
    )  # fmt: skip


def earlier_unpaid(place: Place) -> list[UnpaidLine]:
    """Every unpaid step so far, oldest first: internships, volunteer jobs, trials."""
    steps = [step for step in parts(place, Step) if step.is_unpaid or step.kind in UNPAID_STEPS]
    return [
        UnpaidLine(step.words, STEP_KINDS[step.kind], STEP_STATES[step.state], step.led_to,
                   reverse("step_edit", args=[step.file_id, step.pk]))
        for step in steps
    ]  # fmt: skip


def hanging_places(place: Place) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a step may hang on: the wishes and the barriers that this viewer sees."""
    wishes = [(f"wish:{row.pk}", shortened(row.words)) for row in parts(place, Wish) if row.put_away_at is None]
    barriers = [(f"barrier:{row.pk}", shortened(row.words)) for row in parts(place, Barrier) if row.state != "gone"]
    return [("wens", wishes), ("drempel", barriers)]


def service_stops(place: Place) -> list[StopLine]:
    """What services stopped, newest first. A service's event, for every page that tells how it went."""
    rows = list(parts(place, ServiceStop).select_related("organisation"))
    views = other_views_of(place, [row.pk for row in rows])
    return [
        StopLine(row.pk, row.organisation.name, row.programme, row.made_at, REASONS.get(row.reason_kind, ""), row.reason,
                 row.what_next, row.who_next, views[row.pk])
        for row in rows
    ]  # fmt: skip


def no_lines(place: Place, *, step: Step | None = None, wish: Wish | None = None) -> list[NoLine]:
    """The noes of organisations, all or those about one step or wish. Who may see single items sees their own noes."""
    rows = parts(place, OrganisationNo)
    if not place.is_whole:
        rows = place.file.organisationno_set.filter(made_by_id=place.viewer.person_id, is_mine_only=False)
    if step is not None:
        rows = rows.filter(step=step)
    if wish is not None:
        rows = rows.filter(wish=wish)
    about = _about_words(place, list(rows))
    views = other_views_of(place, [row.pk for row in rows])
    return [
        NoLine(row.pk, row.organisation_name, row.made_at, about.get(row.pk, ""), row.reason, row.alternative,
               row.contact_name, row.reply, row.replied_at, views[row.pk])
        for row in rows
    ]  # fmt: skip


def _about_words(place: Place, rows: list[OrganisationNo]) -> dict[UUID, str]:
    wishes = {row.wish_id for row in rows if row.wish_id}
    steps = {row.step_id for row in rows if row.step_id}
    words: dict[UUID | None, str] = {}
    if wishes:
        words |= {row.pk: row.words for row in parts(place, Wish).filter(pk__in=wishes)}
    if steps:
        words |= {row.pk: row.words for row in parts(place, Step).filter(pk__in=steps)}
    return {row.pk: words.get(row.wish_id or row.step_id, "") for row in rows}


def _hangers(place: Place, steps: list[Step]) -> dict[UUID, str]:
    wishes = {step.wish_id for step in steps if step.wish_id}
    barriers = {step.barrier_id for step in steps if step.barrier_id}
    words = {row.pk: row.words for row in parts(place, Wish).filter(pk__in=wishes)} if wishes else {}
    return words | (
        {row.pk: row.words for row in parts(place, Barrier).filter(pk__in=barriers)} if barriers else {}
    )  # fmt: skip


def _hangs_on(place: Place, step: Step) -> tuple[str, str]:
    words = _hangers(place, [step]).get(step.wish_id or step.barrier_id or step.pk, "")
    url = reverse("barrier", args=[step.file_id, step.barrier_id]) if step.barrier_id and words else ""
    return words, url


def _chosen_by(place: Place) -> dict[UUID | None, str]:
    """Step -> who said yes, by the newest decision that still stands."""
    rows = parts(place, Decision).filter(step__isnull=False, taken_back_at__isnull=True)
    return {row.step_id: row.get_chosen_by_display() for row in reversed(rows)}


def _line(step: Step, hangers: dict[UUID, str], chosen: dict[UUID | None, str]) -> StepLine:
    hangs_on = hangers.get(step.wish_id or step.barrier_id or step.pk, "")
    return StepLine(
        step.pk, step.words, STEP_KINDS[step.kind], reverse("step", args=[step.file_id, step.pk]), hangs_on,
        chosen.get(step.pk, "") if step.chosen_at else "",
    )  # fmt: skip
