"""What a file may say well and still cannot be planned: one sentence each, with what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta

from tandem.kernel.dutch import date_nl
from tandem.planning.admission import language_word, person_reasons
from tandem.planning.problem.half_days import HALF_WORDS, HalfDay, working_days
from tandem.planning.problem.people import EXPERT, ROLE_WORDS, TRAINER, Person
from tandem.planning.problem.problem import Pin, Problem
from tandem.planning.problem.requests import Request

LONGEST = timedelta(days=3 * 366)


def input_problems(problem: Problem) -> Iterator[str]:
    """Every sentence; the later checks only when the earlier ones found nothing, because they build on them."""
    for step in STEPS:
        found = [text for check in step for text in check(problem)]
        if found:
            yield from found
            return


def _missing(problem: Problem) -> Iterator[str]:
    if not problem.requests:
        yield "Er zijn geen aanvragen. Zet er minstens één in requests."
    for role, people in ((TRAINER, problem.trainers), (EXPERT, problem.experts)):
        if not people:
            yield f"Er is geen enkele {ROLE_WORDS[role]}. Een duo heeft er altijd één: voeg iemand toe."


def _windows(problem: Problem) -> Iterator[str]:
    for one in problem.requests.values():
        first, last = one.window.first, one.window.last
        if last < first:
            yield f"{one.name}: het venster eindigt voor het begint. Draai from en until om."
        elif last < problem.today:
            yield f"{one.name}: het venster ligt in het verleden, tot {date_nl(last)}. Kies een later venster."
        elif max(last, first) > problem.today + LONGEST:
            yield f"{one.name}: het venster gaat verder dan drie jaar. Kies een vroeger einde."
        elif one.rhythm.max_gap < one.rhythm.min_gap:
            yield f"{one.name}: max_gap is kleiner dan min_gap. Draai ze om."
        elif not working_days(one.window, problem.closed_days).days:
            yield f"{one.name}: het venster heeft geen enkele werkdag. Kies een ruimer venster."


def _spans(problem: Problem) -> Iterator[str]:
    calendars = [(one.name, one.availability) for one in problem.people.values()]
    calendars += [(one.name, one.availability) for one in problem.requests.values()]
    for name, availability in calendars:
        if any(span.last < span.first for span in availability.away):
            yield f"{name}: een afwezigheid eindigt voor ze begint. Draai from en until om."


def _languages(problem: Problem) -> Iterator[str]:
    for role, people in ((EXPERT, problem.experts), (TRAINER, problem.trainers)):
        spoken = {language for person in people for language in person.languages}
        for one in problem.requests.values():
            if one.language not in spoken:
                word = language_word(one.language)
                who = f"geen enkele {ROLE_WORDS[role]} spreekt dat"
                yield f"{one.name} vraagt {word}, en {who}. Voeg iemand toe of kies een andere taal."


def _unknown_ids(problem: Problem) -> Iterator[str]:
    for name, rows in (("pinned", problem.pins), ("forbidden", problem.forbidden), ("existing", problem.existing)):
        for row in rows:
            request = getattr(row, "request", None)
            if request is not None and request not in problem.requests:
                yield f"{name}: de aanvraag {request!r} kennen we niet. Gebruik een id uit requests."
            for role in (TRAINER, EXPERT, "person"):
                yield from _unknown_person(problem, name, role, getattr(row, role, None))


def _unknown_person(problem: Problem, name: str, role: str, key: str | None) -> Iterator[str]:
    if key is not None and key not in problem.people:
        yield f"{name}: {key!r} kennen we niet. Gebruik een id uit people."
    elif key is not None and role in ROLE_WORDS and problem.people[key].role != role:
        yield f"{name}: {problem.people[key].name} is geen {ROLE_WORDS[role]}. Kies een ander id."


def _strange_numbers(problem: Problem) -> Iterator[str]:
    rows = [(pin.request, pin.session, "pinned") for pin in problem.pins if pin.session]
    rows += [(one.request, one.number, "existing") for one in problem.existing]
    for key, number, name in rows:
        request = problem.requests[key]
        if number > request.rhythm.sessions:
            yield f"{name}: {request.name} heeft geen sessie {number}, wel {request.rhythm.sessions}. Pas het nummer aan."
    for row, times in Counter(rows).items():
        if times > 1 and row[2] == "existing":
            yield f"existing: sessie {row[1]} van {problem.requests[row[0]].name} staat er {times} keer. Houd er één."


def _half_pins(problem: Problem) -> Iterator[str]:
    for pin in problem.pins:
        if (pin.session is None) != (pin.at is None):
            yield f"pinned: geef bij {problem.requests[pin.request].name} session en at samen, of geen van beide."
        elif pin.at is None and pin.trainer is None and pin.expert is None:
            yield f"pinned: zeg wat vastligt bij {problem.requests[pin.request].name}: trainer, expert, of session met at."
    for one in problem.forbidden:
        if not (one.person or (one.trainer and one.expert)):
            yield "forbidden: geef person (met of zonder request), of trainer en expert samen."


def _pinned_people(problem: Problem) -> Iterator[str]:
    for pin in problem.pins:
        request = problem.requests[pin.request]
        for key in (pin.trainer, pin.expert):
            if key is not None:
                yield from _pinned_person(problem, request, problem.people[key], pin)
    for key in {pin.request for pin in problem.pins}:
        yield from _two_pinned(problem, problem.requests[key])


def _pinned_person(problem: Problem, request: Request, person: Person, pin: Pin) -> Iterator[str]:
    on = pin.at.on if pin.at else max(request.window.first, problem.today)
    if person.left_on is not None and person.left_on < on:
        yield f"{person.name} is weg sinds {date_nl(person.left_on)} en ligt toch vast bij {request.name}. Maak dat los."
    elif reason := next((one for one in person_reasons(problem, request, person) if one.code != "pinned"), None):
        yield f"{request.name} ligt vast met {person.name}. {reason.text} Maak dat los, of vraag het eerst."


def _two_pinned(problem: Problem, request: Request) -> Iterator[str]:
    for role in (TRAINER, EXPERT):
        keys = sorted({key for pin in problem.pins if pin.request == request.id and (key := getattr(pin, role))})
        if len(keys) > 1:
            names = " en ".join(problem.people[key].name for key in keys)
            yield f"{request.name} ligt vast met {names}, maar er is plaats voor één {ROLE_WORDS[role]}. Houd er één."


def _pinned_dates(problem: Problem) -> Iterator[str]:
    of: dict[tuple[str, int], set[HalfDay]] = defaultdict(set)
    for pin in problem.pins:
        if pin.session and pin.at:
            of[pin.request, pin.session].add(pin.at)
            request = problem.requests[pin.request]
            if not request.window.holds(pin.at.on) or pin.at.on not in problem.days.numbers:
                fixed = f"{request.name}: {_words(pin.at)} ligt vast"
                yield f"{fixed}, maar valt buiten de werkdagen van het venster. Kies een andere dag."
            elif not request.availability.holds(pin.at):
                yield f"{request.name}: {_words(pin.at)} ligt vast, maar de organisatie kan dan niet. Maak dat los."
    for (key, number), dates in of.items():
        if len(dates) > 1:
            yield f"{problem.requests[key].name}: sessie {number} ligt op twee momenten vast. Houd er één."


def _overlapping_pins(problem: Problem) -> Iterator[str]:
    people: dict[str, set[str]] = defaultdict(set)
    for pin in problem.pins:
        people[pin.request] |= {pin.trainer or "", pin.expert or ""} - {""}
    taken: dict[tuple[str, HalfDay], set[tuple[str, int]]] = defaultdict(set)
    for pin in problem.pins:
        if pin.session and pin.at:
            for person in people[pin.request]:
                taken[person, pin.at].add((pin.request, pin.session))
    for (person, at), sessions in sorted(taken.items()):
        if len(sessions) > 1:
            names = " en ".join(problem.requests[key].name for key, _ in sorted(sessions))
            yield f"{problem.people[person].name} ligt {_words(at)} twee keer vast: {names}. Maak er één los."


def _words(at: HalfDay) -> str:
    return f"{date_nl(at.on)} ({HALF_WORDS[at.half]})"


def _no_days(problem: Problem) -> Iterator[str]:
    if not problem.days.days:
        yield "Er is geen enkele werkdag om op te plannen. Kies een ruimer venster."


STEPS: tuple[tuple[Callable[[Problem], Iterator[str]], ...], ...] = (
    (_missing,),
    (_windows, _spans),
    (_languages, _unknown_ids),
    (_strange_numbers, _half_pins, _no_days),
    (_pinned_people, _pinned_dates),
    (_overlapping_pins,),
)
