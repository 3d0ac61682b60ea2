"""The planner's desk of the example: series that wait, a question to a duo, somebody who cannot, a plan that was searched."""

from __future__ import annotations

from datetime import timedelta

from tandem.calls.actions.support import open_planning
from tandem.calls.models import SupportRequest
from tandem.example.world.cast import World, at_hour
from tandem.example.world.duos.people import tell_availability
from tandem.identity.models import Organisation, Person
from tandem.identity.queries import members_with_role
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.planning.actions.asking import Ask, ask_duos
from tandem.planning.actions.choice import choose_days
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.actions.limit import ask_limit
from tandem.planning.actions.plan.making import start_plan
from tandem.planning.jobs.plan import search_plan
from tandem.planning.models import RequestSheet
from tandem.planning.queries.facts import Situation, situation
from tandem.planning.queries.plans.waiting import waiting_ids
from tandem.planning.queries.ranking import DuoRow, ranked
from tandem.sessions.models import Series, Session

TITLE, SECONDS = "Wat deze week wacht", 5
DIRECTIONS = "Bus tot aan de kerk. Parkeren kan achter het gebouw, de ingang is aan de zijkant."


def tell_planning(world: World) -> None:
    """Everybody told when they can a month ago; what came in since waits for a duo and days."""
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    planner, provider = world.provider.people[0], world.provider.organisation
    tell_availability(world, at=at_hour(world.today - timedelta(days=30), 9))
    _open_requests(world, planner)
    for number, series in enumerate(_waiting(provider)):
        _tell_the_way(series, is_told=number > 0)
    to_choose, *to_plan, to_ask = [one for one in _waiting(provider) if one.pk in set(waiting_ids(provider.pk))]
    _choose(to_choose)
    _ask(to_ask, planner)
    _plan(to_plan, planner)
    _somebody_cannot(world, planner)


def _open_requests(world: World, planner: Person) -> None:
    """Requests of networks that asked first go to the planner."""
    umbrella = Organisation.objects.filter(kind="umbrella").order_by("pk").first()
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    for row in SupportRequest.objects.filter(state="asked", series__isnull=True).order_by("asked_at", "pk"):
        open_planning(row, provider=world.provider.organisation, budget_holder=umbrella, by=planner,
                      at=at_hour(world.today - timedelta(days=3), 10))  # fmt: skip


def _waiting(provider: Organisation) -> list[Series]:
    ids = Session.objects.filter(series__provider=provider, status="to_plan").values("series_id")
    return list(
        Series.objects.filter(pk__in=ids).select_related("organisation", "provider", "funder").order_by("made_at", "pk")
    )


def _tell_the_way(series: Series, *, is_told: bool) -> None:
    sheet, _is_new = RequestSheet.objects.get_or_create(series=series, defaults={"changed_at": clock.now()})
    sheet.address = sheet.address or series.place or f"{series.organisation.street}, {series.organisation.place}"
    sheet.directions = DIRECTIONS if is_told else ""
    sheet.place = sheet.place or ("" if series.organisation.postal_code else "44021")
    sheet.save()


def _ask(series: Series, planner: Person) -> None:
    """The best duo is asked; nobody answered yet."""
    known, best = _best(series)
    dates = tuple((session.pk, at) for session, at in zip(known.sessions[str(series.pk)], best.dates, strict=True))
    ask_duos([Ask(series, best.trainer_id, best.expert_id, dates)], provider_id=series.provider_id, by=planner,
             at=clock.now() - timedelta(days=2))  # fmt: skip


def _choose(series: Series) -> None:
    """The organisation picks its days itself; the planner goes on from there."""
    contact = members_with_role(series.organisation_id, ORGANISATION_CONTACT, on=clock.today())[0].person
    choose_days(series, half_days=_best(series)[1].dates, by=contact, at=clock.now() - timedelta(days=1))


def _best(series: Series) -> tuple[Situation, DuoRow]:
    known = situation(series.provider_id, [series.pk], on=clock.today())
    return known, ranked(known, str(series.pk)).rows[0]


def _plan(waiting: list[Series], planner: Person) -> None:
    plan = start_plan(provider_id=waiting[0].provider_id, series_ids=[one.pk for one in waiting], title=TITLE, seconds=SECONDS,
                      by=planner, at=clock.now())  # fmt: skip
    search_plan(plan.pk)


def _somebody_cannot(world: World, planner: Person) -> None:
    """The next session of one expert does not work; another is asked for a half-day more a week."""
    row = Session.objects.filter(status="confirmed", starts_at__gt=clock.now() + timedelta(days=6)).select_related(
        "experiential_expert"
    )
    session = row.order_by("starts_at", "pk").first()
    if session and session.experiential_expert:
        say_cannot(session, person=session.experiential_expert, by=session.experiential_expert, at=clock.now())
    assert world.provider is not None  # noqa: S101 -- the cast brings one
    ask_limit(world.experts[1].person, provider=world.provider.organisation, limit="max_per_week", value=4, by=planner,
              at=clock.now())  # fmt: skip
