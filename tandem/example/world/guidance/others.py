"""Six more people: a conversation without a name, a beginning, somebody who waits for us, somebody who rests, silence."""

from __future__ import annotations

from collections.abc import Callable

from tandem.example.world.cast import World
from tandem.example.world.guidance.cast import GuidanceCast, bring_guidance_cast
from tandem.example.world.guidance.path import Path
from tandem.example.world.guidance.rosa import BEGAN, rosa
from tandem.guidance.actions.appointment import answer_appointment, make_appointment
from tandem.guidance.actions.file import pause
from tandem.guidance.actions.message import send_message
from tandem.guidance.rules.talk import NewPromise


def tell_guidance(world: World) -> None:
    """The partnership and everybody's path, the oldest first."""
    cast = bring_guidance_cast(world)
    met = {"met": "Op het plein, bij de soepkar", "note": "Zoekt een andere woning. Wil later nog eens praten."}
    rosa(cast, Path(cast.guide, world.today, days_ago=BEGAN, called="Rosa", **met))
    for story in (resting, silent, waiting, beginning, nameless):
        story(world, cast)


def nameless(world: World, cast: GuidanceCast) -> None:
    """Somebody who gave no name: still a conversation."""
    Path(cast.guide, world.today, days_ago=3, called="", met="In het park, op de bank bij de vijver", language="pl",
         note="Slaapt soms buiten. Houdt van vissen. Wil volgende week weer een koffie.")  # fmt: skip


def beginning(world: World, cast: GuidanceCast) -> None:
    """Made their own last week: two wishes, one talk, one appointment today."""
    path = Path(
        cast.guide,
        world.today,
        days_ago=12,
        called="Danny",
        met="Aan de schoolpoort",
        note="Wil leren lezen met zijn dochter.",
    )
    path.becomes_theirs(8, contact_way="phone", year=1979)
    path.said(8, "wish", "Ik wil brieven zelf kunnen lezen.", kind="want")
    path.writes(7, "wish", "Ik kan alles herstellen wat draait.", kind="can")
    promise = NewPromise("client", "Zoekt de brief van de school")
    path.talks(
        8, "Danny vertelde over de school van vroeger.", "Hij was blij dat er tijd was.", promise=promise, next_in=8
    )
    make_appointment(
        path.along(8), starts_at=path.at(0, 16), with_whom=path.guide.first_name, place="Bij Danny thuis",
        travel="Ik kom naar jou.", by=path.guide, at=path.at(8),
    )  # fmt: skip


def waiting(world: World, cast: GuidanceCast) -> None:
    """The service is late here, and another day suits better."""
    path = Path(
        cast.guide, world.today, days_ago=60, called="Gerda", met="In het buurthuis", note="Heeft veel brieven."
    )
    path.becomes_theirs(55, contact_way="visit", year=1961)
    path.said(55, "wish", "Ik wil rust in mijn papieren.", kind="want")
    path.said(50, "barrier", "Elke brief maakt mij bang", domains=["administration", "mental"], state="begin_here")
    promise = NewPromise(
        "service", "Vraagt uitstel bij de deurwaarder", who=path.guide.first_name, by_day=path.at(6).date()
    )
    path.talks(10, "We legden alle brieven op tafel.", "Stil, maar samen.", promise=promise, next_in=11)
    met = make_appointment(
        path.along(9), starts_at=path.at(-2, 14), with_whom=path.guide.first_name, place="Huis van de Buurt",
        travel="Tien minuten stappen. Er is een lift.", by=path.guide, at=path.at(9),
    )  # fmt: skip
    answer_appointment(
        path.mine(2), met, answer="other_day", words="Woensdag past beter.", by=path.person, at=path.at(2)
    )
    send_message(path.mine(2), words="Er kwam weer een brief. Kan jij kijken?", by=path.person, at=path.at(2))


def resting(world: World, cast: GuidanceCast) -> None:
    """Rests since three weeks. Nothing runs on meanwhile."""
    path = Path(
        cast.guide,
        world.today,
        days_ago=120,
        called="Tomasz",
        met="Op de markt",
        note="Zoekt werk buiten.",
        language="pl",
    )
    path.becomes_theirs(110, contact_way="phone", needs_interpreter=True)
    path.said(110, "wish", "Ik wil in het groen werken.", kind="want")
    path.talks(40, "We bezochten samen de stadstuin.", "Hij wees alle planten aan.", where="outside")
    pause(path.mine(21), by=path.person, at=path.at(21))


def silent(world: World, cast: GuidanceCast) -> None:
    """Heard nothing for four weeks: on top of the list of her guide, who works elsewhere too."""
    for guide, called, days_ago in ((cast.guide, "Fien", 29), (cast.colleague, "Ibrahim", 35)):
        path = Path(guide, world.today, days_ago=90, called=called, met="Aan de voedselbank", note="Wil iets leren.")
        path.becomes_theirs(80, contact_way="here")
        path.said(80, "wish", "Ik wil iets leren waar ik goed in ben.", kind="want")
        path.talks(days_ago, "We keken naar cursussen in de buurt.", "Er was twijfel, en dat mocht.")


STORIES: tuple[Callable[[World, GuidanceCast], None], ...] = (nameless, beginning, waiting, resting, silent)
