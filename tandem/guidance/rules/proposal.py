"""A proposal in words: what it is about and which choices it holds, beside its text. Pure (guidance.md 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from tandem.guidance.rules import vocabulary

KIND_WORDS = {
    "wish": "een wens of een talent",
    "storyblock": "een stuk van het verhaal",
    "barrier": "een drempel",
    "agreement": "een afspraak",
    "decision": "een beslissing",
    "expectation": "een verwachting",
    "step": "een stap",
}
# Kind and choice -> its label, and the words of its values.
_CHOICES: dict[tuple[str, str], tuple[str, Mapping[str, str]]] = {
    ("wish", "kind"): ("Soort", vocabulary.WISH_KINDS),
    ("storyblock", "topic"): ("Waarover", vocabulary.DOMAINS),
    ("barrier", "domains"): ("Levensdomein", vocabulary.DOMAINS),
    ("barrier", "state"): ("Hoe staat het", vocabulary.BARRIER_STATES),
    ("decision", "chosen_by"): ("Gekozen door", vocabulary.CHOSEN_BY),
    ("decision", "rung"): ("Hoe kwam het er", vocabulary.RUNGS),
    ("step", "kind"): ("Soort stap", vocabulary.STEP_KINDS),
}
_TEXTS = {
    "title": "Titel", "advice": "Raad van de gids", "brings_now": "Wat het nu brengt", "brings_later": "Wat het later brengt",
    "led_to": "Wat eruit kwam",
}  # fmt: skip


def choices_in_words(kind: str, facts: Mapping[str, object]) -> list[tuple[str, str]]:
    """Label and words of everything in a proposal beside its text; own words of a domain stay as they are."""
    return [*_chosen(kind, facts), *_unpaid(facts), *_other_texts(facts)]


def _chosen(kind: str, facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for (of_kind, name), (label, words) in _CHOICES.items():
        if of_kind == kind and facts.get(name):
            yield label, ", ".join(words.get(value, value) for value in _values(facts[name]))


def _values(value: object) -> Iterable[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _unpaid(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if facts.get("is_unpaid"):
        yield "Loon", "zonder loon"


def _other_texts(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, text in json.loads(str(facts.get("texts", "{}"))).items():
        if text and name in _TEXTS:
            yield _TEXTS[name], text
