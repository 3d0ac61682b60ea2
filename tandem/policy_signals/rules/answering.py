"""What an addressee may say. An answer is public at once, so numbers of people never get in. Pure."""

from tandem.kernel.pasted_numbers import pasted_numbers
from tandem.kernel.refusal import Problem

ACKNOWLEDGE, ANSWER, ACT, NOT_FOLLOW = "acknowledge", "answer", "act", "not_follow"  # verbs of rules/states.py
# Where the words stand in the form, how long they may be, and the sentence when there are none.
_WORDS = {
    ANSWER: ("answer", 8000, "Schrijf je antwoord. Zeg ook wat er nu gebeurt."),
    ACT: ("changed", 4000, "Schrijf wat er veranderd is."),
    NOT_FOLLOW: ("reason", 4000, "Schrijf waarom je dit niet volgt. De mensen die het signaal gaven, lezen dit."),
}
LONGEST = {verb: longest for verb, (_field, longest, _sentence) in _WORDS.items()}
ATTACHMENT_BYTES = 10 * 1024 * 1024


def words_problems(verb: str, words: str) -> list[Problem]:
    """Why these words cannot be kept; a receipt needs none."""
    if verb not in _WORDS:
        return []
    field, longest, needed = _WORDS[verb]
    if not words.strip():
        return [Problem(needed, field)]
    if len(words) > longest:
        return [Problem(f"Dat is te lang. Hou het bij hoogstens {longest} tekens.", field)]
    kinds = dict.fromkeys(number.kind for number in pasted_numbers(words))
    return [Problem(f"Hier staat {kind} in. Iedereen kan dit lezen. Haal het weg.", field) for kind in kinds]
