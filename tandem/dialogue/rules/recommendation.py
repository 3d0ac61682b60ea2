"""When a recommendation may be put to somebody, and what each step of its follow-up asks. Pure (guidance.md section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tandem.dialogue.rules.states import DONE, NOT_FOLLOWED, PROPOSED, TAKEN_UP
from tandem.kernel.refusal import Problem

REVIEW_AFTER = timedelta(days=182)  # the vertical consultation meets twice a year
VERBS = {
    "take_up": "opgenomen: er wordt aan gewerkt",
    "carry_out": "uitgevoerd",
    "not_follow": "niet gevolgd",
    "look_again": "nog niets veranderd, we kijken later opnieuw",
}
STAYS_OPEN = frozenset({"take_up", "look_again"})  # then there is a day to look again
VERDICT_WORDS = {"good": "goed genoeg", "partly": "deels goed", "not_good": "niet goed genoeg"}
_CLOSED = frozenset({DONE, NOT_FOLLOWED})


def propose_problems(
    *, has_addressee: bool, has_owner: bool, evidence: int, review_on: date | None, on: date
) -> list[Problem]:
    """What a recommendation lacks before it goes to somebody."""
    checks = (
        ("addressee", has_addressee, "Kies aan wie de aanbeveling gericht is."),
        ("owner", has_owner, "Kies wie ze opvolgt."),
        (
            "",
            evidence > 0,
            "Voeg eerst een bewijs toe: een uitspraak, een bron, een cijfer, een citaat of een signaal.",
        ),
        (
            "review_on",
            review_on is not None and review_on > on,
            "Kies een dag in de toekomst waarop we opnieuw kijken.",
        ),
    )
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def follow_up_problems(*, verb: str, words: str, reason: str, review_on: date | None, on: date) -> list[Problem]:
    """A step says what happened; not followed says why; what stays open says when we look again."""
    problems = []
    if verb not in VERBS:
        problems.append(Problem("Kies wat er van de aanbeveling werd.", "verb"))
    if not words.strip():
        problems.append(Problem("Schrijf wat er gebeurde.", "words"))
    if verb == "not_follow" and not reason.strip():
        problems.append(Problem("Schrijf waarom de aanbeveling niet gevolgd wordt.", "reason"))
    if verb in STAYS_OPEN and (review_on is None or review_on <= on):
        problems.append(Problem("Kies een dag in de toekomst waarop we opnieuw kijken.", "review_on"))
    return problems


def is_review_due(state: str, review_on: date | None, on: date) -> bool:
    """The day to look again has come."""
    return state not in _CLOSED and state in {PROPOSED, TAKEN_UP} and review_on is not None and review_on <= on


def groups_say(verdicts: Sequence[str]) -> str:
    """What the groups say of one follow-up, in one sentence; empty when none said anything."""
    if not verdicts:
        return ""
    who, find = ("De groepen", "vinden") if len(verdicts) > 1 else ("De groep", "vindt")
    if len(set(verdicts)) > 1:
        return "De groepen zijn het niet eens."
    return f"{who} {find} dit {VERDICT_WORDS[verdicts[0]]}."
