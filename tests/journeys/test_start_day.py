"""From a start day to a held session: a network says what it needs, a tandem of two houses comes, and it is told how it went."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tandem.calls.models import SupportRequest
from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import clock
from tests.calls.network_factories import make_running_network, make_start_day
from tests.calls.support_factories import make_houses, make_offer
from tests.factories import make_membership, make_person
from tests.journeys import days
from tests.journeys.browsing import DESK, PHONE, NewWindow
from tests.journeys.site import Site
from tests.journeys.steps import planning
from tests.journeys.steps.entrance import go_to, label_of
from tests.journeys.steps.guidance import is_fine
from tests.journeys.steps.screen import Actor, about, follow, is_told, press, sees_title
from tests.sessions.factories import make_trained_expert, make_trainer

pytestmark = pytest.mark.journey
AREA = "limburg"


@pytest.fixture(autouse=True)
def back_in_time(site: Site) -> Iterator[None]:
    """The clock of the site goes back afterwards."""
    yield
    days.begin()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_need_of_a_start_day_becomes_a_held_session(new_window: NewWindow, javascript: bool) -> None:
    family = "Lentezon" if javascript else "Herfstmaan"
    provider, umbrella, coordinator = make_houses()
    planner = make_membership(
        roles.PLANNER, organisation=provider, person=make_person(last_name=f"{family}plan")
    ).person
    trainer, expert = make_trainer(umbrella), make_trained_expert(provider)
    promoter = make_membership(person=make_person(last_name=f"{family}huis")).person
    Person.objects.filter(pk=coordinator.pk).update(last_name=f"{family}brug")
    network = make_running_network(promoter, area=AREA, municipalities=["71022"], name=f"Netwerk {family}")
    day, offer = make_start_day(area=AREA), make_offer(title=f"Coaching {family}")

    def window(person: Person, width: int = DESK) -> Actor:
        page = new_window(width=width, javascript=javascript).page
        comes_in(page, Person.objects.get(pk=person.pk))
        return Actor(person.memberships.get(), page, is_scripted=javascript)

    desk = window(coordinator)
    words = f"Onze coördinator staat er alleen voor, zegt {family}."
    writes_down(desk.page, day.pk, network.name, words)
    makes_a_request(desk.page, offer.title, words, (provider.name, umbrella.name))
    request = SupportRequest.objects.get(offer=offer)
    plans(window(planner).page, request, str(trainer), str(expert), clock.today() + timedelta(days=21))
    phone = window(promoter, PHONE)
    agrees(phone.page, request, offer.title)
    go_to(desk, clock.moment_on(clock.today() + timedelta(days=21), 18))
    tells(desk.page, request, network.name, words)
    phone.page.goto(reverse("support_request", args=[request.pk]))
    is_told(phone.page, "8 mensen kwamen")
    is_told(phone.page, "beantwoord")
    is_fine(phone.page)


def comes_in(page: Page, person: Person) -> None:
    """Somebody with one role, through the example."""
    page.goto(f"/voorbeeld/?zoek={person.last_name}")
    press(page, label_of(person.memberships.get()))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()


def writes_down(page: Page, day: object, network: str, words: str) -> None:
    """At the table: one need, in the words of the network."""
    page.goto(reverse("start_day", args=[day]))
    follow(page, about("Schrijf noden op", network))
    row = page.get_by_role("group", name="Nood 1")
    row.get_by_label("Wat is er nodig?").select_option("coaching")
    row.get_by_label("In de woorden van het netwerk").fill(words)
    press(page, "Bewaar")
    is_told(page, f"{network}: het staat erbij.")
    page.goto(reverse("need_match"))
    is_told(page, words)


def makes_a_request(page: Page, offer: str, words: str, houses: tuple[str, str]) -> None:
    """The need and the offer that fits become a request; the planning opens for two houses."""
    match = page.locator("form").filter(has_text=words)
    match.get_by_label(words).check()
    match.get_by_label("Met welk aanbod?").select_option(label=offer)
    match.get_by_role("button", name="Maak er een vraag van").click()
    sees_title(page, "Vraag ondersteuning")
    page.get_by_label("Waar?").fill("Buurthuis, Kerkplein 1")
    press(page, "Verstuur de vraag")
    page.get_by_label("De ervaringsdeskundige komt van").select_option(label=houses[0])
    page.get_by_label("De vormingsmedewerker komt van").select_option(label=houses[1])
    press(page, "Open de planning")
    is_told(page, "De planning is open.")


def plans(page: Page, request: SupportRequest, trainer: str, expert: str, day: date) -> None:
    """The planner chooses an expert of the own house and a trainer of the other, and proposes a day."""
    page.goto(reverse("support_request", args=[request.pk]))
    follow(page, "Kies de tandem")
    page.get_by_role("radio", name=trainer).check()
    page.get_by_role("radio", name=expert).check()
    press(page, "Kies dit duo")
    page.goto(series_of(request))
    planning.propose(page, {request.offer.title: day})
    expect(planning.session_card(page, request.offer.title)).to_contain_text("datum voorgesteld")


def series_of(request: SupportRequest) -> str:
    request.refresh_from_db()
    return reverse("series_dates", args=[request.series_id])


def agrees(page: Page, request: SupportRequest, title: str) -> None:
    """The network says yes, on a phone."""
    page.goto(reverse("support_request", args=[request.pk]))
    follow(page, "Datums en duo")
    planning.confirm(page, title)
    page.goto(reverse("support_request", args=[request.pk]))
    is_told(page, "bevestigd")
    is_fine(page)


def tells(page: Page, request: SupportRequest, network: str, words: str) -> None:
    """Afterwards: how many came, and the need is met."""
    page.goto(reverse("support_request", args=[request.pk]))
    follow(page, "Vertel hoe het ging")
    page.get_by_label(f"Hoeveel mensen kwamen er van {network}?").fill("8")
    page.get_by_label(words, exact=False).check()
    press(page, "Bewaar")
    is_told(page, "Wat nog open staat, komt terug in het overzicht.")
