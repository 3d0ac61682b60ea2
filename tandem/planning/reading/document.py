"""From the JSON text to a `Problem`: shape first, then places and ids, then what cannot go together."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from tandem.kernel.refusal import Problem as Sentence
from tandem.kernel.refusal import Refusal
from tandem.planning import travel
from tandem.planning.problem.half_days import WEEKDAYS, Availability, HalfDay, Span
from tandem.planning.problem.people import EXPERT, Limits, Person, Qualification, Wishes
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Forbidden, Pin, Problem, Weights
from tandem.planning.problem.requests import NETWORK, ORDINARY, SAME, TRAINER_EXPERT, TWO_ORGANISATIONS, Request, Rhythm
from tandem.planning.reading.checks import input_problems
from tandem.planning.reading.shape import schema, shape_problems

MOST_SENTENCES = 10
WEEKLY_MOST = {EXPERT: 3}  # where nobody says: three a week for an expert, four for a trainer
OTHERWISE_MOST = 4
Document = Mapping[str, Any]


class CannotPlan(Refusal):
    """The file cannot be planned; the sentences say why and what to do."""


def problem_from(text: str, *, today: date) -> Problem:
    """The problem in a JSON text. `today` holds unless the file says another day."""
    document = _parsed(text)
    _refuse_if(shape_problems(document, schema("problem")))
    today = _day(document.get("today")) or today
    _refuse_if(_double_ids(document))
    _refuse_if(_unclear_places(document, today))
    problem = _problem(document, today)
    _refuse_if(input_problems(problem))
    return problem


def _parsed(text: str) -> Document:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as broken:
        line = f" Kijk op regel {broken.lineno}." if isinstance(broken, json.JSONDecodeError) else ""
        raise CannotPlan(f"Dit is geen leesbare JSON.{line}") from broken
    _refuse_if(shape_problems(document, {"type": "object"}))
    found: Document = document
    return found


def _refuse_if(sentences: Iterable[str]) -> None:
    CannotPlan.if_any(Sentence(text) for text in islice(sentences, MOST_SENTENCES))


def _double_ids(document: Document) -> Iterator[str]:
    for kind in ("people", "requests"):
        for key, times in Counter(one["id"] for one in document[kind]).items():
            if times > 1:
                yield f"{kind}: het id {key!r} staat er {times} keer. Geef elk een eigen id."


def _unclear_places(document: Document, today: date) -> Iterator[str]:
    for one in document["people"]:
        yield from _place_problems(one["home"], f"people, {one['id']}", today)
    for one in document["requests"]:
        if ("place" in one) == one.get("is_remote", False):
            yield f"requests, {one['id']}: geef een plaats (place) of zet is_remote op true, een van beide."
        elif "place" in one:
            yield from _place_problems(one["place"], f"requests, {one['id']}", today)


def _place_problems(text: str, where: str, today: date) -> Iterator[str]:
    places = travel.found(text, on=today)
    if not places:
        yield f"{where}: de gemeente {text!r} kennen we niet. Geef een postcode of NIS-code in Vlaanderen of Brussel."
    elif len(places) > 1:
        names = ", ".join(f"{place.name} ({place.nis_code})" for place in places)
        yield f"{where}: {text!r} kan meer dan een gemeente zijn. Kies de NIS-code: {names}."


def _problem(document: Document, today: date) -> Problem:
    people = [_person(one, today) for one in document["people"]]
    requests = [_request(one, today) for one in document["requests"]]
    return Problem(
        people={one.id: one for one in people},
        requests={one.id: one for one in requests},
        today=today,
        weights=Weights(**document.get("weights", {})),
        pins=tuple(_pin(one) for one in document.get("pinned", ())),
        forbidden=tuple(Forbidden(**one) for one in document.get("forbidden", ())),
        closed_days=frozenset(date.fromisoformat(one) for one in document.get("closed_days", ())),
        existing=tuple(_booking(one) for one in document.get("existing", ())),
        pause_minutes=document.get("pause_minutes", 60),
    )


def _person(one: Document, today: date) -> Person:
    qualifications = [
        Qualification(held["name"], _day(held.get("valid_from")), _day(held.get("valid_until")))
        for held in one.get("qualifications", ())
    ]
    return Person(
        id=one["id"], name=one.get("name", one["id"]), role=one["role"], organisation=one.get("organisation", ""),
        home=_nis(one["home"], today), transport=one["transport"], languages=frozenset(one.get("languages", ["nl"])),
        themes=frozenset(one.get("themes", ())), qualifications=tuple(qualifications),
        availability=_availability(one["availability"]), limits=_limits(one), wishes=_wishes(one.get("wishes", {})),
        is_newcomer=one.get("is_newcomer", False), left_on=_day(one.get("left_on")),
    )  # fmt: skip


def _limits(one: Document) -> Limits:
    otherwise = {"max_per_week": WEEKLY_MOST.get(one["role"], OTHERWISE_MOST)}
    never = {"never_at": frozenset(one.get("not_at", ())), "never_about": frozenset(one.get("not_about", ()))}
    return Limits(**{**otherwise, **one.get("limits", {}), **never})


def _wishes(wishes: Document) -> Wishes:
    return Wishes(frozenset(map(_weekly, wishes.get("never_on", ()))), wishes.get("max_per_week"))


def _request(one: Document, today: date) -> Request:
    network = one["kind"] == NETWORK
    sessions = one.get("sessions", 1 if network else 6)
    rhythm = Rhythm(sessions, one.get("min_gap", 8), one.get("max_gap", 20), one.get("start_within"))
    return Request(
        id=one["id"], name=one.get("name", one["id"]), kind=one["kind"], organisation=one["organisation"],
        place=_nis(one["place"], today) if "place" in one else None, window=_span(one["window"]), rhythm=rhythm,
        availability=_availability(one["availability"]), language=one.get("language", "nl"), theme=one.get("theme"),
        needs=frozenset(one.get("needs", ())), group_size=one.get("group_size", 12), continuity=one.get("continuity", SAME),
        composition=one.get("composition", TWO_ORGANISATIONS if network else TRAINER_EXPERT),
        appeal=one.get("appeal", ORDINARY), met_before=frozenset(one.get("met_before", ())),
    )  # fmt: skip


def _pin(one: Document) -> Pin:
    at = _half_day(one["at"]) if "at" in one else None
    return Pin(one["request"], one.get("trainer"), one.get("expert"), one.get("session"), at)


def _booking(one: Document) -> Booking:
    return Booking(one["request"], one["session"], one["trainer"], one["expert"], _half_day(one["at"]))


def _availability(one: Document) -> Availability:
    return Availability(
        frozenset(map(_weekly, one.get("weekly", ()))),
        frozenset(map(_half_day, one.get("dates", ()))),
        tuple(map(_span, one.get("away", ()))),
    )


def _span(one: Document) -> Span:
    return Span(date.fromisoformat(one["from"]), date.fromisoformat(one["until"]))


def _weekly(text: str) -> tuple[int, str]:
    day, half = text.split()
    return WEEKDAYS.index(day), half


def _half_day(text: str) -> HalfDay:
    day, half = text.split()
    return HalfDay(date.fromisoformat(day), half)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _nis(text: str, today: date) -> str:
    return travel.found(text, on=today)[0].nis_code
