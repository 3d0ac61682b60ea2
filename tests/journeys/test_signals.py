"""What stands in one person's way becomes a signal of many, is sent and answered, and the answer comes back."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tandem.kernel import clock
from tandem.policy_signals.actions.signal import mark_answer, take_back
from tandem.policy_signals.models import Addressee, Signal
from tests.guidance.factories import make_item
from tests.journeys.browsing import NewWindow
from tests.journeys.steps import guidance_start as start
from tests.journeys.steps import signals as steps
from tests.journeys.steps.guidance import Walk, is_fine
from tests.journeys.steps.screen import follow, is_not_told, is_told
from tests.policy_signals.factories import make_addressee, make_policy_worker, make_signal

pytestmark = pytest.mark.journey
BARRIER, DRAFTED = "Schimmel in de badkamer.", "Mensen wonen in een huis met schimmel."
ANSWER, NAME = "We komen elke woning bekijken voor de winter.", "Vandermeulen"


@dataclass(frozen=True)
class Told:
    """Words of one run, which no other run uses."""

    topic: str

    @property
    def own(self) -> str:
        return f"Mijn {self.topic} is zwart. Niemand komt kijken."

    @property
    def others(self) -> list[str]:
        words = ("is nat", "ruikt naar schimmel", "heeft geen raam", "droogt nooit", "is zwart")
        return [f"De {self.topic} {what} en niemand komt kijken." for what in words]

    @property
    def title(self) -> str:
        return f"Niemand komt kijken naar een natte {self.topic}"

    @property
    def words(self) -> str:
        return f"Wie huurt, leeft met een natte {self.topic}. Niemand komt kijken."


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_barrier_becomes_a_signal_that_is_answered(new_window: NewWindow, javascript: bool, tmp_path: Path) -> None:
    walk, told = Walk(new_window, javascript=javascript), Told("badkamer" if javascript else "slaapkamer")
    others = [make_signal(words) for words in told.others]
    addressee = make_addressee(email=f"wonen-{told.topic}@voorbeeld.test")
    person = lifts(walk, told)
    desk = steps.at_desk(walk, make_policy_worker(first_name="Hanne", last_name=walk.family), "Signalen")
    lays_together(desk, told)
    sends(desk, told, addressee, others[0])
    answers(walk, addressee, picture(tmp_path), told)
    everybody_reads(walk, told, tmp_path)
    comes_back(person, told)
    steps.desk_reads(desk, told.title, "Nog niet bekend")
    for signal in others[1:3]:
        mark_answer(signal.pk, is_answer=True, at=clock.now())
    steps.desk_reads(desk, told.title, "De mensen die dit signaal gaven, vinden dit een antwoord.")


def lifts(walk: Walk, told: Told) -> Page:
    """The guide drafts; the person says it in own words and says yes, on a phone of their own."""
    file = walk.file("Ilse")
    make_item(file, "barrier", BARRIER, domains=["housing"])
    guide = walk.at_work(walk.guide)
    person = start.card_for(guide, walk.phone(), file)
    steps.draft(guide, BARRIER, DRAFTED, NAME)
    steps.open_own(person, DRAFTED, "Lees de woorden na")
    is_fine(person)
    steps.say_otherwise(person, told.own)
    steps.approve(person)
    return person


def lays_together(desk: Page, told: Told) -> None:
    """With four of others; the fifth waits. A name in the text is found before it goes out."""
    steps.choose_waiting(desk, told.topic, [told.own, *told.others[:4]])
    steps.begin_bundle(desk, told.title, f"{told.words} Ook mevrouw {NAME} niet.", "Kijk elke woning na.")


def sends(desk: Page, told: Told, addressee: Addressee, one: Signal) -> None:
    """While the desk looks for the last time, a giver takes a signal back."""
    steps.look_before_sending(desk, addressee.name)
    is_fine(desk)
    steps.take_name_out(desk, NAME, told.words)
    steps.look_before_sending(desk, addressee.name)
    take_back(one.pk, at=clock.now())
    steps.cannot_send(desk)
    is_fine(desk)
    steps.lay_one_more(desk, told.title, told.others[4])
    steps.look_before_sending(desk, addressee.name)
    steps.send(desk)


def answers(walk: Walk, addressee: Addressee, attachment: Path, told: Told) -> None:
    """Without an account, behind the link of the mail."""
    page = steps.stranger(walk)
    page.goto(steps.link_in_mail(page, addressee.email))
    is_told(page, told.words)
    steps.answer(page, ANSWER, attachment)
    is_fine(page)


def everybody_reads(walk: Walk, told: Told, folder: Path) -> None:
    """The words, the answer and its file; nobody's name, and not how many gave it."""
    page = steps.stranger(walk)
    steps.read_in_public(page, told.title)
    is_told(page, ANSWER)
    is_told(page, "minstens 5 mensen uit minstens 2 organisaties")
    is_not_told(page, told.own)
    is_not_told(page, NAME)
    path = steps.open_attachment(page, "aanpak.png", folder)
    with Image.open(path) as arrived:
        assert arrived.size == (60, 40)


def comes_back(person: Page, told: Told) -> None:
    """The plan says that there is an answer; the person alone says whether it is one."""
    person.goto("/mijn/plan/")
    is_told(person, "Er is antwoord op een signaal.")
    follow(person, "Lees het")
    steps.open_own(person, told.own, "Lees het antwoord")
    is_told(person, ANSWER)
    steps.mark(person, "ja")
    is_fine(person)
    person.goto("/mijn/plan/")
    is_not_told(person, "Er is antwoord op een signaal.")


def picture(folder: Path) -> Path:
    """Something to send along."""
    path = folder / "aanpak.png"
    Image.new("RGB", (60, 40), "white").save(path)
    return path
