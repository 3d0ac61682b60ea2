"""What a structural signal needs before it goes out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.kernel.identifying_words import Found, found_in
from tandem.kernel.refusal import Problem
from tandem.policy_signals.rules.suppression import bundle_problems
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES
from tandem.sessions.timetable import working_days

DAYS_TO_ANSWER = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """What people write about a bundle; `area` empty is all of Flanders and Brussels."""

    title: str
    words: str
    asks: str
    theme: str
    policy_domain: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Backing:
    """How many people and organisations stand behind it. Never leaves this room."""

    people: int = 0
    organisations: int = 0

    @property
    def problems(self) -> list[Problem]:
        """What lacks, without numbers."""
        return bundle_problems(people=self.people, organisations=self.organisations)


def wording_problems(wording: Wording) -> Iterator[Problem]:
    """What is missing or unknown."""
    checks = (
        ("title", bool(wording.title.strip()), "Geef het signaal een titel."),
        ("title", len(wording.title) <= 160, "Maak de titel korter. Er is plaats voor 160 tekens."),
        ("words", bool(wording.words.strip()), "Schrijf wat er misgaat."),
        ("words", len(wording.words) <= 4000, "Maak de tekst korter. Er is plaats voor 4000 tekens."),
        ("asks", len(wording.asks) <= 2000, "Maak de vraag korter. Er is plaats voor 2000 tekens."),
        ("theme", wording.theme in THEMES, "Kies een thema."),
        ("policy_domain", wording.policy_domain in POLICY_DOMAINS, "Kies een beleidsdomein."),
        ("area", wording.area in {"", *AREAS}, "Kies een provincie, Brussel of het hele gebied."),
    )
    return (Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine)


def lacks(backing: Backing, *, asks: str) -> list[Problem]:
    """What a bundle in the making still needs before it can be sent."""
    missing = [] if asks.strip() else [Problem("Schrijf wat je vraagt aan wie dit leest.", "asks")]
    return [*backing.problems, *missing]


def due_problems(due_on: date, *, on: date) -> list[Problem]:
    """An answer is asked on a working day that is still to come."""
    if due_on <= on:
        return [Problem("Kies een dag na vandaag.", "due_on")]
    if next(working_days(due_on)) != due_on:
        return [Problem("Dat is een weekend of een feestdag. Kies een werkdag.", "due_on")]
    return []


def default_due_on(on: date) -> date:
    """Sixty days later, or the first working day after that."""
    return next(working_days(on + timedelta(days=DAYS_TO_ANSWER)))


def identifying_words(*texts: str) -> list[Found]:
    """What may point at somebody in these texts; the same words are told once."""
    return list({found.words: found for text in texts for found in found_in(text)}.values())


def word_problems(*texts: str, accepted: Collection[str]) -> list[Problem]:
    """Words that may point at somebody and that nobody said may stay."""
    left = [found.words for found in identifying_words(*texts) if found.words not in accepted]
    if not left:
        return []
    listed = ", ".join(f"“{words}”" for words in left)
    return [
        Problem(f"Kijk deze woorden na: {listed}. Vink aan dat ze er mogen staan, of pas de tekst aan.", "accepted")
    ]
