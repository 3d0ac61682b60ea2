"""From a need to a held session with a tandem; who may see it; two people at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tandem.calls.actions.offer import CannotKeepOffer, edit_offer, make_offer
from tandem.calls.actions.support import (
    CannotAsk,
    CannotFinish,
    Wish,
    ask_support,
    hold_request,
    open_planning,
    withdraw_request,
)
from tandem.calls.models import Network, SupportRequest
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tandem.planning.models import RequestSheet
from tandem.sessions.actions.dates import Proposal, confirm_date, mark_held, propose_dates
from tandem.sessions.actions.duo import assign_duo
from tandem.sessions.models import Series
from tests.architecture.test_query_budget import questions
from tests.calls import support_factories as made
from tests.calls.call_factories import make_submitter
from tests.sessions.factories import make_trained_expert, make_trainer

pytestmark = pytest.mark.django_db


def asked(
    network: Network, *, needs: tuple[UUID, ...] = (), by: Person | None = None, **offer: object
) -> SupportRequest:
    return ask_support(made.make_offer(**offer), [network], Wish(words="Liefst dicht bij de school.", needs=needs), by=by,
                       at=clock.now())  # fmt: skip


def planned(row: SupportRequest) -> tuple[Series, Person]:
    """With a tandem of two houses and a confirmed date next week."""
    provider, umbrella, coordinator = made.make_houses()
    with access.as_system():
        series = open_planning(row, provider=provider, budget_holder=umbrella, by=coordinator, at=clock.now())
        assign_duo(series, trainer=make_trainer(umbrella), experiential_expert=make_trained_expert(provider), by=None,
                   at=clock.now())  # fmt: skip
        day = clock.today() + timedelta(days=7)
        session = series.sessions.get()
        proposal = Proposal(starts_at=clock.moment_on(day, 9), ends_at=clock.moment_on(day, 12), place="Kerkplein 1, Gent",
                            version=session.version, directions="Bus 3")  # fmt: skip
        propose_dates(series, proposals={session.pk: proposal}, side="provider", by=None, at=clock.now())
        confirm_date(series.sessions.get(), side="organisation", by=coordinator, at=clock.now())
    return series, coordinator


def held(series: Series) -> None:
    with access.as_system():
        session = series.sessions.get()
        mark_held(session, by=None, at=session.ends_at)


def test_a_need_becomes_a_held_session_and_stays_open_when_it_is_not_met() -> None:
    network = made.make_network()
    met, unmet = made.make_need(network), made.make_need(network)
    row = asked(network, needs=(met.pk, unmet.pk))
    series, coordinator = planned(row)
    row.refresh_from_db()
    assert (row.state, series.organisation_id) == ("planned", network.organisation_id)
    with pytest.raises(CannotFinish, match="Nog niet elk moment"):
        hold_request(row, came={network.pk: 5}, met=[], version=row.version, by=coordinator, at=clock.now())
    held(series)
    with pytest.raises(CannotFinish, match="Hoeveel mensen"):
        hold_request(row, came={}, met=[], version=row.version, by=coordinator, at=clock.now())
    hold_request(row, came={network.pk: 5}, met=[met.pk], version=row.version, by=coordinator, at=clock.now())
    met.refresh_from_db(), unmet.refresh_from_db(), row.refresh_from_db()
    assert (row.state, met.state, unmet.state) == ("held", "met", "open")
    assert row.request_networks.get().came == 5


def test_telling_how_it_went_says_that_it_took_place() -> None:
    network = made.make_network()
    row = asked(network)
    series, coordinator = planned(row)
    with access.as_system():
        ends_at = series.sessions.get().ends_at
        row.refresh_from_db()
        hold_request(row, came={network.pk: 5}, met=[], version=row.version, by=coordinator, at=ends_at)
        assert series.sessions.get().status == "held"


def test_how_it_went_is_told_once_when_two_tell_it() -> None:
    network = made.make_network()
    row = asked(network)
    series, coordinator = planned(row)
    held(series)
    row.refresh_from_db()
    hold_request(row, came={network.pk: 5}, met=[], version=row.version, by=coordinator, at=clock.now())
    with pytest.raises(Conflict):
        hold_request(row, came={network.pk: 9}, met=[], version=row.version, by=coordinator, at=clock.now())
    assert row.request_networks.get().came == 5


def test_withdrawing_cancels_what_was_planned_and_opens_the_needs() -> None:
    network = made.make_network()
    need = made.make_need(network)
    row = asked(network, needs=(need.pk,))
    series, coordinator = planned(row)
    with access.as_system():
        withdraw_request(row, reason="De school sluit.", by=coordinator, at=clock.now())
        assert series.sessions.get().status == "cancelled"
    row.refresh_from_db(), need.refresh_from_db()
    assert (row.state, need.state) == ("withdrawn", "open")


def test_a_request_is_no_longer_planned_when_its_date_is_given_up() -> None:
    row = asked(made.make_network())
    series, _coordinator = planned(row)
    with access.as_system():
        session = series.sessions.get()
        later = session.starts_at + timedelta(days=7)
        proposal = Proposal(
            starts_at=later, ends_at=later + timedelta(hours=3), place="Kerkplein 1", version=session.version,
            directions="Bus 3",
        )  # fmt: skip
        propose_dates(series, proposals={session.pk: proposal}, side="provider", by=None, at=clock.now())
    row.refresh_from_db()
    assert row.state == "asked"


def test_a_need_is_taken_up_once() -> None:
    network = made.make_network()
    need = made.make_need(network)
    asked(network, needs=(need.pk,))
    with pytest.raises(CannotAsk, match="intussen opgenomen"):
        asked(network, needs=(need.pk,))
    with pytest.raises(CannotAsk, match="intussen opgenomen"):
        asked(made.make_network(), needs=(made.make_need(network).pk,))


def test_an_ended_network_and_a_closed_offer_ask_nothing() -> None:
    with pytest.raises(CannotAsk, match="afgelopen"):
        asked(made.make_network(state="ended"))
    with pytest.raises(CannotAsk, match="nu niet te vragen"):
        asked(made.make_network(), is_open=False)
    with pytest.raises(CannotAsk, match="al voorbij"):
        ask_support(
            made.make_offer(), [made.make_network()], Wish(wished_until=date(2020, 1, 1)), by=None, at=clock.now()
        )


def test_what_a_network_wished_reaches_the_planner() -> None:
    wish = Wish(days=("mon_am", "fri_pm"), wished_from=date(2031, 1, 6), people=11, place="Kerkplein 1, 9000 Gent")
    row = ask_support(made.make_offer(theme="youth"), [made.make_network()], wish, by=None, at=clock.now())
    provider, umbrella, coordinator = made.make_houses()
    with access.as_system():
        series = open_planning(row, provider=provider, budget_holder=umbrella, by=coordinator, at=clock.now())
        sheet = RequestSheet.objects.get(series=series)
    assert (sheet.weekly, sheet.window_first, sheet.group_size) == (["0am", "4pm"], date(2031, 1, 6), 11)
    assert (sheet.place, sheet.address, sheet.theme) == ("44021", "Kerkplein 1, 9000 Gent", "youth")


def test_several_networks_together_are_guests_of_the_budget_holder() -> None:
    networks = [made.make_network(), made.make_network()]
    row = ask_support(made.make_offer(is_shared=True), networks, Wish(), by=None, at=clock.now())
    provider, umbrella, coordinator = made.make_houses()
    with access.as_system():
        series = open_planning(row, provider=provider, budget_holder=umbrella, by=coordinator, at=clock.now())
        again = open_planning(row, provider=provider, budget_holder=umbrella, by=coordinator, at=clock.now())
    assert (series.organisation_id, again.pk) == (umbrella.pk, series.pk)


def test_two_coordinators_never_overwrite_each_others_offer() -> None:
    offer, by = made.make_offer(), made.make_houses()[2]
    facts = {"title": "Coaching voor twee", "about": "Van de eerste."}
    edit_offer(offer, facts, version=1, by=by, at=clock.now())
    with pytest.raises(Conflict):
        edit_offer(offer, {"about": "Van de tweede."}, version=1, by=by, at=clock.now())
    with pytest.raises(CannotKeepOffer, match="deze titel"):
        make_offer({"title": "Coaching voor twee", "kind": "coaching"}, by=by, at=clock.now())


def test_pages_of_a_request_are_for_its_network_its_tandem_and_the_coordinators(client: Client) -> None:
    network = made.make_network(promoter := make_submitter())
    row = asked(network, by=promoter)
    series, coordinator = planned(row)
    with access.as_system():
        trainer = series.sessions.get().trainer
    page, queue = reverse("support_request", args=[row.pk]), reverse("support_request_queue")
    for person, status in ((promoter, 200), (coordinator, 200), (trainer, 200), (make_submitter(), 404)):
        client.force_login(person)
        assert client.get(page).status_code == status
    client.force_login(make_submitter())
    assert network.name not in client.get(queue).content.decode()


def test_a_network_asks_in_the_browser_and_keeps_what_was_typed(client: Client) -> None:
    network, offer = made.make_network(promoter := make_submitter()), made.make_offer(most_people=10)
    need = made.make_need(network)
    client.force_login(promoter)
    typed = {"offer": str(offer.pk), "networks": [str(network.pk)], "needs": [str(need.pk)], "people": "30",
             "words": "Graag na schooltijd."}  # fmt: skip
    answer = client.post(reverse("support_request_new"), typed)
    assert (answer.status_code, SupportRequest.objects.count()) == (422, 0)
    assert "Er is plaats voor 10 mensen" in answer.content.decode()
    assert "Graag na schooltijd." in answer.content.decode()
    answer = client.post(reverse("support_request_new"), {**typed, "people": "8"})
    assert (answer.status_code, SupportRequest.objects.get().people) == (302, 8)
    other = made.make_network()
    answer = client.post(reverse("support_request_new"), {**typed, "networks": [str(other.pk)], "needs": []})
    assert (answer.status_code, SupportRequest.objects.count()) == (422, 1)


def test_a_coordinator_opens_the_planning_and_tells_how_it_went(client: Client) -> None:
    network = made.make_network()
    need = made.make_need(network)
    row = asked(network, needs=(need.pk,))
    provider, umbrella, coordinator = made.make_houses()
    client.force_login(coordinator)
    assert client.get(reverse("need_match")).status_code == 200
    plan = reverse("support_plan", args=[row.pk])
    assert client.post(plan, {"provider": "0"}).status_code == 422
    assert client.post(plan, {"provider": provider.pk, "budget_holder": umbrella.pk}).status_code == 302
    row.refresh_from_db()
    assert row.series_id
    answer = client.post(reverse("support_hold", args=[row.pk]), {f"came-{network.pk}": "4", "version": row.version})
    assert (answer.status_code, "Nog niet elk moment" in answer.content.decode()) == (422, True)


def test_the_queue_asks_the_same_for_one_and_for_thirty(client: Client) -> None:
    offer, url = made.make_offer(), reverse("support_request_queue")
    client.force_login(made.make_houses()[2])
    ask_support(offer, [made.make_network()], Wish(), by=None, at=clock.now())
    few = questions(client, url)
    for _number in range(29):
        ask_support(offer, [made.make_network()], Wish(), by=None, at=clock.now())
    many = questions(client, url)
    assert client.get(url).content.decode().count('data-label="Netwerk"') == 30
    assert len(few) == len(many) <= 12, "\n".join(many)
