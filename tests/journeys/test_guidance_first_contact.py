"""From a first name on a square to an own file: a talk, the web of barriers, one share that the person takes back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tandem.kernel import clock, dutch
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import guidance_barrier as barriers
from tests.journeys.steps import guidance_network as network
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps import guidance_talk as talk
from tests.journeys.steps.guidance import Walk, is_fine, more, tab
from tests.journeys.steps.screen import about, follow, is_not_told, is_told, press, sees_title

pytestmark = pytest.mark.journey
LOOP = ["Schimmel in de slaapkamer", "Geen propere kleren", "Vaak wat later op het werk", "Mijn werk kwijt",
        "Geen inkomen", "Een slecht huis"]  # fmt: skip
BLOCK, WORDS = "De schimmel", "De muur in de slaapkamer is zwart. De huisbaas weet het al twee jaar."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_first_contact_becomes_a_plan_and_a_share_that_is_taken_back(new_window: NewWindow, javascript: bool) -> None:
    walk = Walk(new_window, javascript=javascript)
    guide = walk.at_work(walk.guide)
    meets(guide)
    person = start.card_for(guide, walk.phone())
    talks(guide, walk.phone(), person)
    wants(person)
    maps(person, guide)
    service = walk.at_work(walk.worker("Lena", "Woonpunt"))
    shares(person, service)
    asks_why(person, service)
    takes_back(person, service)


def meets(guide: Page) -> None:
    """A first name is enough; it becomes a file when the person says so."""
    is_fine(guide)
    start.meet(guide, "Sami", note="Zocht een plek om warm te zitten.")
    is_fine(guide)
    start.become_theirs(guide)
    sees_title(guide, "Plan van Sami")


def talks(guide: Page, other_phone: Page, person: Page) -> None:
    """Both layers, promises on both sides and a next contact; how it was is said on a phone without login."""
    today = clock.today()
    talk.begin(guide, "onderweg of buiten")
    talk.note(guide, "We zochten een wasmachine.", "Rustig, op een bank in het park.")
    talk.put_aside_and_open_again(guide, "We zochten een wasmachine.")
    talk.agree(guide, "We bellen elke maandag.")
    talk.promise(guide, "ik, of iemand van mijn dienst", "De huisbaas bellen.", today + timedelta(days=2))
    talk.promise(guide, "Sami", "Foto's nemen van de muur.")
    is_fine(guide)
    talk.close(guide, today + timedelta(days=7))
    is_fine(guide)
    talk.say_how_it_was(other_phone, talk.heard_code(guide), "Eindelijk iemand met tijd.")
    is_fine(other_phone)
    guide.reload()
    is_told(guide, "Er kwam een antwoord. Alleen de persoon zelf leest het.")
    is_not_told(guide, "Eindelijk iemand met tijd.")
    more(person, "Onze gesprekken")
    follow(person, dutch.date_nl(clock.now()))
    is_told(person, "Eindelijk iemand met tijd.")
    is_told(person, "Alleen jij leest dit.")


def wants(person: Page) -> None:
    """The plan opens with what the person wants and can."""
    for group, words in (("Wat ik wil", "Een droog huis."), ("Wat ik goed kan", "Ik kan alles herstellen.")):
        person.goto("/mijn/plan/")
        follow(person, about("Schrijf erbij", group))
        person.get_by_label("In eigen woorden").fill(words)
        press(person, "Bewaar")
        is_told(person, words)
    is_fine(person)


def maps(person: Page, guide: Page) -> None:
    """Six barriers in one ring, on a map and in words, for both; the person chooses where to begin."""
    more(person, "Mijn drempels")
    barriers.write_down(person, LOOP[0], "wonen")
    barriers.tell_a_loop(person, LOOP)
    more(person, "Mijn drempels")
    barriers.sees_map(person, LOOP)
    barriers.sees_loop(person, LOOP)
    is_told(person, "Je kan overal beginnen. Jij kiest waar.")
    is_told(person, "Ik kan alles herstellen.")
    is_fine(person)
    tab(guide, "Drempels")
    barriers.sees_loop(guide, LOOP)
    is_told(guide, "Sami kiest waar.")


def shares(person: Page, service: Page) -> None:
    """A service takes part and sees nothing; then one block, exactly as the person sees that they see it."""
    address = network.invite(person, "Lena", "dienst")
    network.join(service, address)
    is_told(service, "Hier is nu niets gedeeld")
    network.tell(person, "wonen", BLOCK, WORDS)
    network.share(person, BLOCK, "Lena", "Voor een ander huis.")
    is_fine(person)
    network.open_shared(service, "Sami")
    is_told(service, WORDS)
    is_not_told(service, "Een droog huis.")
    is_fine(service)
    network.see_as(person, "Lena")
    is_told(person, WORDS)
    is_not_told(person, "Een droog huis.")
    is_fine(person)


def asks_why(person: Page, service: Page) -> None:
    """The person sees who looked at what; who looked answers."""
    more(person, "Wie keek er?")
    network.ask_why(person, network.look_of(person, "Lena", BLOCK))
    is_fine(person)
    network.answer_why(service, "Sami", "Om een huis te zoeken dat past.")
    person.reload()
    is_told(person, "Om een huis te zoeken dat past.")


def takes_back(person: Page, service: Page) -> None:
    """The next click of the service shows nothing."""
    network.open_shared(service, "Sami")
    is_told(service, WORDS)
    network.stop_sharing(person, "Lena", BLOCK)
    service.reload()
    is_not_told(service, WORDS)
    is_told(service, "Hier is nu niets gedeeld")
    network.see_as(person, "Lena")
    is_not_told(person, WORDS)
