"""What has to be put right before a form can be published, each with the part it belongs to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.calls.rules.answers import NotUnderstood, clean
from tandem.calls.rules.conditions import WITHOUT_VALUE, Tree, is_empty
from tandem.calls.rules.definition import STANDARD, Definition, Question, Section, Stop, questions_of
from tandem.calls.rules.form_edit import MOST_CHOICES, MOST_QUESTIONS, MOST_SECTIONS, MOST_STOPS, WITH_CHOICES, before
from tandem.calls.rules.form_words import GONE
from tandem.calls.rules.vocabulary import OPERATORS, QUESTION_KINDS

SECTION, QUESTION, STOP, FORM = "section", "question", "stop", "form"
FIXED_SECTIONS = frozenset({"project", "budget"})
# What an officer may ask; the budget stands in every form already.
OWN_KINDS = {kind: words for kind, words in QUESTION_KINDS.items() if kind != "budget"}
_ANY = ("is", "is_not", "filled", "empty")
_AMOUNT = ("is", "is_not", "at_least", "at_most", "filled", "empty")
OPERATORS_OF: Mapping[str, tuple[str, ...]] = {
    "text": ("is", "is_not", "includes", "filled", "empty"), "long_text": ("includes", "filled", "empty"),
    "number": _AMOUNT, "money": _AMOUNT, "yes": _ANY, "choice": _ANY, "choices": ("includes", "filled", "empty"),
    "date": _ANY, "municipality": _ANY, "file": ("filled", "empty"), "budget": ("filled", "empty"),
}  # fmt: skip


BUILDING = frozenset({"draft", "published"})


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing to put right: in words, at which part; `is_condition`: in the condition of that part."""

    text: str
    part: str = FORM
    id: str = ""  # of a section or question; the place of a stop, from 0
    name: str = ""
    is_condition: bool = False


def faults(own: Definition, whole: Definition) -> list[FormFault]:
    """Everything that keeps `own` from being published; `whole` has the fixed questions around it."""
    return [
        *_too_many(own),
        *(fault for section in own.sections for fault in _of_section(section, own, whole)),
        *(fault for place, stop in enumerate(own.stops) for fault in _of_stop(stop, place, whole)),
    ]


def may_build(state: str, closes_at: datetime | None, at: datetime) -> bool:
    """The form changes until the call closes; drafts keep the revision they were written on."""
    return state in BUILDING and (closes_at is None or at < closes_at)


def condition_problems(tree: Tree | None, earlier: list[Question], whole: Definition) -> list[str]:
    """Why a condition cannot stand: what it looks at comes later or is gone, or cannot be compared like that."""
    known = {question.id: question for question in earlier}
    return [text for leaf in _leaves(tree) if (text := _leaf_problem(leaf, known, whole))]


def _too_many(own: Definition) -> Iterator[FormFault]:
    numbers = (("delen", len(own.sections), MOST_SECTIONS), ("stops", len(own.stops), MOST_STOPS),
               ("vragen", sum(1 for _ in questions_of(own)), MOST_QUESTIONS))  # fmt: skip
    for what, number, most in numbers:
        if number > most:
            yield FormFault(f"Het formulier heeft {number} {what}. Hoogstens {most} mag.")
    ids = [*(section.id for section in own.sections), *(question.id for question in questions_of(own))]
    if any(number > 1 for number in Counter(ids).values()) or {*ids} & (STANDARD | FIXED_SECTIONS):
        yield FormFault("Twee delen of vragen hebben dezelfde sleutel. Haal er een weg en maak die opnieuw.")


def _of_section(section: Section, own: Definition, whole: Definition) -> Iterator[FormFault]:
    name = section.title.strip() or "Deel zonder titel"
    if not section.title.strip():
        yield FormFault("Geef dit deel een titel.", SECTION, section.id, name)
    elif _is_twice(section.title, [one.title for one in whole.sections]):
        yield FormFault("Een ander deel heeft dezelfde titel. Kies een andere.", SECTION, section.id, name)
    if not section.questions:
        yield FormFault(
            "In dit deel staat nog geen vraag. Voeg er een toe of haal het deel weg.", SECTION, section.id, name
        )
    for text in condition_problems(section.when, before(whole, section), whole):
        yield FormFault(text, SECTION, section.id, name, is_condition=True)
    for question in section.questions:
        yield from _of_question(question, whole)


def _of_question(question: Question, whole: Definition) -> Iterator[FormFault]:
    name = question.label.strip() or "Vraag zonder tekst"
    for text in _question_texts(question, whole):
        yield FormFault(text, QUESTION, question.id, name)
    for text in condition_problems(question.when, before(whole, question), whole):
        yield FormFault(text, QUESTION, question.id, name, is_condition=True)


def _question_texts(question: Question, whole: Definition) -> Iterator[str]:
    if not question.label.strip():
        yield "Schrijf de vraag."
    elif _is_twice(question.label, [one.label for one in questions_of(whole)]):
        yield "Deze vraag staat twee keer in het formulier. Maak een van de twee anders."
    if question.kind not in OWN_KINDS:
        yield "Kies hoe mensen op deze vraag antwoorden."
    if question.kind in WITH_CHOICES:
        yield from _choice_texts(question)


def _choice_texts(question: Question) -> Iterator[str]:
    texts = [choice.text.strip().casefold() for choice in question.choices]
    if len(texts) < 2:
        yield "Geef minstens twee keuzes."
    if len(texts) > MOST_CHOICES:
        yield f"Geef hoogstens {MOST_CHOICES} keuzes."
    if "" in texts:
        yield "Een van de keuzes heeft geen tekst."
    if len(set(texts)) < len(texts) or len({choice.id for choice in question.choices}) < len(texts):
        yield "Twee keuzes zijn dezelfde."


def _of_stop(stop: Stop, place: int, whole: Definition) -> Iterator[FormFault]:
    name = stop.sentence.strip() or "Stop zonder tekst"
    if not stop.sentence.strip():
        yield FormFault("Schrijf waarom dit project niet past.", STOP, str(place), name)
    if not any(_leaves(stop.when)):
        yield FormFault("Zeg wanneer deze stop geldt. Nu zou niemand kunnen indienen.", STOP, str(place), name)
    for text in condition_problems(stop.when, before(whole, None), whole):
        yield FormFault(text, STOP, str(place), name, is_condition=True)


def _leaves(tree: Tree | None) -> Iterator[Tree]:
    """Every comparison; an empty group counts as one that looks at nothing."""
    if not tree:
        return
    for connector in ("all", "any"):
        if connector in tree:
            for part in tree[connector]:
                yield from _leaves(part)
            return
    yield tree


def _leaf_problem(leaf: Tree, known: Mapping[str, Question], whole: Definition) -> str:
    question = known.get(str(leaf.get("question", "")))
    if question is None:
        later = whole.by_id.get(str(leaf.get("question", "")))
        return (
            f"De voorwaarde kijkt naar “{later.label}”. Die vraag komt pas later."
            if later
            else f"De voorwaarde kijkt naar {GONE}."
        )
    operator = str(leaf.get("op", ""))
    if operator not in OPERATORS_OF.get(question.kind, ()):
        words = OPERATORS.get(operator, operator)
        return f"Bij “{question.label}” kan je niet vragen of het antwoord “{words}”. Kies iets anders."
    return "" if operator in WITHOUT_VALUE else _value_problem(question, leaf.get("value"))


def _value_problem(question: Question, value: object) -> str:
    if is_empty(value):
        return f"Zeg met welk antwoord op “{question.label}” je vergelijkt."
    if question.kind in {"text", "long_text"}:
        return ""
    try:
        clean(question, value)
    except NotUnderstood as refusal:
        return f"Voorwaarde met “{question.label}”: {refusal.problems[0].text}"
    return ""


def _is_twice(text: str, texts: list[str]) -> bool:
    wanted = _plain(text)
    return sum(1 for one in texts if _plain(one) == wanted) > 1


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" ?.!")
