"""Who may do what: every reason that keeps a person or a duo from a request, as one Dutch sentence.

Places and themes that somebody does not want give only "niet mogelijk" (carrying capacity is nobody's business).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tandem.kernel.dutch import date_nl
from tandem.planning import travel
from tandem.planning.problem.half_days import Span
from tandem.planning.problem.people import EXPERT, ROLE_WORDS, TRAINED, Person
from tandem.planning.problem.problem import Problem
from tandem.planning.problem.requests import TWO_ORGANISATIONS, Request

NOT_POSSIBLE = "not_possible"
LANGUAGES = {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits", "ar": "Arabisch", "tr": "Turks"}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code for counting and a sentence for reading."""

    code: str
    text: str

    @property
    def is_private(self) -> bool:
        """Nobody may be asked to set this aside."""
        return self.code == NOT_POSSIBLE


PersonRule = Callable[[Problem, Request, Person], str]
PairRule = Callable[[Problem, Request, Person, Person], str]


def person_reasons(problem: Problem, request: Request, person: Person) -> Iterator[Reason]:
    """Why somebody cannot serve a request, whatever the dates and the partner."""
    for code, rule in PERSON_RULES.items():
        if text := rule(problem, request, person):
            yield Reason(code, text)


def pair_reasons(problem: Problem, request: Request, trainer: Person, expert: Person) -> Iterator[Reason]:
    """Why two people cannot serve a request together, whatever the dates."""
    for code, rule in PAIR_RULES.items():
        if text := rule(problem, request, trainer, expert):
            yield Reason(code, text)


def candidates(problem: Problem, request: Request, people: Iterable[Person]) -> list[Person]:
    """Who can serve a request as far as one person can be judged."""
    return [person for person in people if next(person_reasons(problem, request, person), None) is None]


def is_pair_admitted(problem: Problem, request: Request, trainer: Person, expert: Person) -> bool:
    """Whether no rule about the two together forbids it."""
    return next(pair_reasons(problem, request, trainer, expert), None) is None


def language_word(code: str) -> str:
    """The language in Dutch, or its code."""
    return LANGUAGES.get(code, code)


def _private(_: Problem, request: Request, person: Person) -> str:
    refuses = request.organisation in person.limits.never_at or request.theme in person.limits.never_about
    return f"{person.name}: niet mogelijk." if refuses else ""


def _gone(problem: Problem, request: Request, person: Person) -> str:
    start = max(request.window.first, problem.today)
    return f"{person.name} is weg sinds {date_nl(person.left_on)}." if person.left_on and person.left_on < start else ""


def _excluded(problem: Problem, request: Request, person: Person) -> str:
    banned = any(one.person == person.id and one.request in {request.id, None} for one in problem.forbidden)
    return f"De planner sluit {person.name} hier uit." if banned else ""


def _other_pinned(problem: Problem, request: Request, person: Person) -> str:
    pinned = {getattr(pin, person.role) for pin in problem.pins if pin.request == request.id} - {None}
    return f"Een andere {ROLE_WORDS[person.role]} dan {person.name} ligt vast." if pinned - {person.id} else ""


def _language(_: Problem, request: Request, person: Person) -> str:
    speaks = request.language in person.languages
    return "" if speaks else f"{person.name} spreekt geen {language_word(request.language)}."


def _untrained(_: Problem, request: Request, person: Person) -> str:
    if person.role != EXPERT or any(_overlaps(request.window, one) for one in validity(person, TRAINED)):
        return ""
    return f"{person.name} heeft in die periode geen geldige opleiding als ervaringsdeskundige."


def _group(_: Problem, request: Request, person: Person) -> str:
    most = person.limits.max_group
    if most is None or request.group_size <= most:
        return ""
    return f"De groep van {request.group_size} is te groot voor {person.name} (hoogstens {most})."


def _travel(_: Problem, request: Request, person: Person) -> str:
    most, away = person.limits.max_travel, travel.minutes(person.home, request.place, person.transport)
    if most is None or away <= most:
        return ""
    return f"{person.name} is ongeveer {away} minuten onderweg, het maximum is {most}."


def _load(problem: Problem, request: Request, person: Person) -> str:
    most = person.limits.max_total
    if most is None or request.rhythm.sessions <= most:
        return ""
    return f"{person.name} doet hoogstens {most} sessies, deze aanvraag telt er {request.rhythm.sessions}."


def _theme(_: Problem, request: Request, trainer: Person, expert: Person) -> str:
    known = request.theme is None or request.theme in trainer.themes | expert.themes
    return "" if known else f"{trainer.name} noch {expert.name} kent het thema {request.theme}."


def _needs(_: Problem, request: Request, trainer: Person, expert: Person) -> str:
    held = {one.name for one in (*trainer.qualifications, *expert.qualifications)}
    missing = sorted(request.needs - held)
    return f"{trainer.name} noch {expert.name} heeft de kwalificatie {missing[0]}." if missing else ""


def _organisations(_: Problem, request: Request, trainer: Person, expert: Person) -> str:
    if request.composition != TWO_ORGANISATIONS or trainer.organisation != expert.organisation:
        return ""
    return f"{trainer.name} en {expert.name} komen uit dezelfde organisatie; hier zijn er twee nodig."


def _apart(problem: Problem, _: Request, trainer: Person, expert: Person) -> str:
    banned = any((one.trainer, one.expert) == (trainer.id, expert.id) for one in problem.forbidden)
    return f"De planner sluit {trainer.name} en {expert.name} samen uit." if banned else ""


def validity(person: Person, qualification: str) -> list[Span]:
    """When a person holds a qualification."""
    held = [one for one in person.qualifications if one.name == qualification]
    return [Span(one.valid_from or date.min, one.valid_until or date.max) for one in held]


def _overlaps(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


PERSON_RULES: dict[str, PersonRule] = {
    "left": _gone, NOT_POSSIBLE: _private, "excluded": _excluded, "pinned": _other_pinned, "language": _language,
    "untrained": _untrained, "group": _group, "travel": _travel, "load": _load,
}  # fmt: skip
PAIR_RULES: dict[str, PairRule] = {"apart": _apart, "organisations": _organisations, "theme": _theme, "needs": _needs}
