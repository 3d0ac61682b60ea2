"""Something went wrong: look, then go on. The service is late, the person is asked what came between; nothing counts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tandem.guidance.models import ClientFile
from tandem.guidance.rules.promise import CLIENT, SERVICE
from tandem.guidance.rules.talk import NewAgreement, NewPromise
from tandem.kernel import clock, dutch
from tests.guidance import talk_factories
from tests.journeys import days
from tests.journeys.browsing import NewWindow
from tests.journeys.site import Site
from tests.journeys.steps import guidance_mishap as mishap
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps import guidance_talk as talk
from tests.journeys.steps.guidance import Walk, is_fine, more
from tests.journeys.steps.screen import card, follow, is_told, sees_title

pytestmark = pytest.mark.journey
LATER = timedelta(days=8)
AGREED, LIGHTER = "Elke dag naar de les.", "Twee dagen per week naar de les."
OURS, OWN = "De school bellen.", "Me inschrijven op school."


@pytest.fixture
def a_week_later(site: Site) -> Iterator[None]:
    """The clock is right again afterwards."""
    yield
    days.begin()


@pytest.mark.usefixtures("a_week_later")
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_not_done_is_looked_at_and_ends_in_something_lighter(new_window: NewWindow, javascript: bool) -> None:
    walk = Walk(new_window, javascript=javascript)
    file = walk.file("Youssef")
    first_day = talks_first(walk, file)
    days.go_by(days.first_shift() + LATER)
    guide = walk.at_work(walk.guide)
    service_is_late(guide)
    person = start.card_for(guide, walk.phone(), file)
    looks(person)
    talks_again(guide)
    goes_on(person, first_day)
    sees_what_holds(guide)


def talks_first(walk: Walk, file: ClientFile) -> str:
    """A talk with an agreement and a promise on both sides, both for the day after tomorrow."""
    by_day = clock.today() + timedelta(days=2)
    first = talk_factories.make_talk(file, walk.guide)
    for what, facts in (
        ("agreement", {"agreement": NewAgreement(AGREED, "together")}),
        ("promise", {"promise": NewPromise(SERVICE, OURS, by_day=by_day)}),
        ("close", {"promise": NewPromise(CLIENT, OWN, by_day=by_day)}),
    ):
        first = talk_factories.close(file, walk.guide, first, what=what, **facts)
    return dutch.date_nl(first.held_at)


def service_is_late(guide: Page) -> None:
    """What we promised is late, and on top of the day; what the person promised is not there."""
    late = card(guide, "De dienst is hiermee te laat")
    is_told(guide, OURS)
    mishap.counts_nothing(guide, OWN)
    assert OURS in late.inner_text()
    is_fine(guide)


def looks(person: Page) -> None:
    """Only a question: what came between? Then, if the person wants, what was going on."""
    mishap.open_promises(person)
    own = person.locator("section").filter(has_text=OWN)
    assert "te laat" not in own.inner_text()
    is_fine(person)
    mishap.say_what_came_between(person, OWN, "De bus reed niet.")
    mishap.look_longer(person, OWN, ["vervoer", "zorg voor kinderen"], "Mijn zoon was ziek en de bus kwam niet.")
    is_fine(person)


def talks_again(guide: Page) -> None:
    """The next talk begins with what stood before; a lighter agreement is said later."""
    talk.begin(guide, "bij de persoon thuis")
    talk.sees_open_rows(guide, [AGREED, OWN, OURS])
    is_told(guide, "De dienst is hiermee te laat.")
    talk.answers(guide, AGREED, "liever anders")
    talk.answers(guide, OURS, "gedaan")
    talk.keep_answers(guide)
    talk.note(guide, "De school is ver.", "We zochten samen.")
    talk.promise(guide, "ik, of iemand van mijn dienst", "De buslijnen opzoeken.", clock.today() + timedelta(days=3))
    talk.close(guide, clock.today() + timedelta(days=7))


def goes_on(person: Page, first_day: str) -> None:
    """Over both talks, the person chooses a lighter agreement."""
    more(person, "Onze gesprekken")
    follow(person, "Er ging iets anders")
    mishap.counts_nothing(person)
    follow(person, "zorg voor kinderen of anderen, vervoer")
    for day in (first_day, dutch.date_nl(clock.now())):
        mishap.came_back_in(person, day)
    mishap.go_on(person, "een lichtere afspraak", LIGHTER)
    sees_title(person, "Er ging iets anders")
    mishap.counts_nothing(person)
    is_fine(person)


def sees_what_holds(guide: Page) -> None:
    """The next talk asks about the lighter agreement."""
    talk.begin(guide, "aan de telefoon")
    talk.sees_open_rows(guide, [LIGHTER])
