"""A call from a JSON file. What is wrong is told in one sentence; nothing is guessed or rounded.

The same shape stands as a JSON schema in docs/rooms/calls-select.schema.json.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tandem.calls.selection.call import AreaLimit, Call, CannotPlace, Envelope, Submission, euro, in_order, ways_of

KEYS = {
    "call": {"envelopes", "cap", "spread", "areas", "submissions"},
    "envelope": {"name", "year", "amount", "kind"},
    "limit": {"area", "min", "max"},
    "submission": {"id", "area", "score", "ask", "optional", "year", "rank", "ready"},
}
MOST_CENTS = 10**13
CENT = Decimal("0.01")
MOST_POINTS = 10**6
MOST_DECIMALS = 6
NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
YEARS = range(1900, 2201)


class CannotRead(ValueError):
    """The file cannot be a call: the sentence says what to change."""


@dataclass(frozen=True)
class Reading:
    """The call, the identifications as they were written (text or number), and what was left unread."""

    call: Call
    ids: Mapping[str, str | int]
    remarks: tuple[str, ...] = ()


def call_from(text: str) -> Reading:
    """Read a file of `tandem calls select`."""
    whole = _loaded(text)
    if not isinstance(whole, dict):
        raise CannotRead("Begin het bestand met { en geef envelopes en submissions.")
    unread = [_unread(whole, "call")]
    envelopes = _envelopes(_rows(whole, "envelopes", unread, "envelope"))
    limits = _limits(_rows(whole, "spread", unread, "limit", may_miss=True))
    caps = _caps(whole.get("cap"), envelopes)
    rows = _rows(whole, "submissions", unread, "submission")
    scores = [_score(row) for row in rows]
    decimals = max((_decimals(score) for score in scores), default=0)
    submissions = [
        _submission(row, int(score.scaleb(decimals)), envelopes, caps) for row, score in zip(rows, scores, strict=True)
    ]
    _check_together(submissions, limits, whole.get("areas"))
    call = Call(envelopes, limits, in_order(submissions), decimals)
    ids = {str(row["id"]): row["id"] for row in rows}
    return Reading(call, ids, tuple(dict.fromkeys(remark for remark in unread if remark)))


def _loaded(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as problem:
        raise CannotRead(
            f"Dit is geen geldige JSON: kijk op regel {problem.lineno} bij teken {problem.colno}."
        ) from None
    except CannotRead:
        raise
    except (ValueError, ArithmeticError, RecursionError):
        raise CannotRead("Dit is geen bruikbare JSON: een getal is te lang of er zit te veel in elkaar.") from None


def _no_number(text: str) -> object:
    raise CannotRead(f"{text} is geen getal: schrijf een gewoon getal.")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    double = [key for key, number in Counter(key for key, _ in pairs).items() if number > 1]
    if double:
        raise CannotRead(f"De sleutel {double[0]} staat twee keer in hetzelfde deel: hou er één.")
    return dict(pairs)


def _unread(row: Mapping[str, object], what: str) -> str:
    unknown = sorted(row.keys() - KEYS[what])
    return f"Niet gelezen, want onbekend: {', '.join(unknown)}." if unknown else ""


def _rows(
    whole: Mapping[str, Any], key: str, unread: list[str], what: str, *, may_miss: bool = False
) -> list[dict[str, Any]]:
    rows = whole.get(key)
    if rows is None and may_miss:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CannotRead(f"Geef bij {key} een lijst van onderdelen tussen {{ en }}.")
    unread += [_unread(row, what) for row in rows]
    return rows


def _envelopes(rows: list[dict[str, Any]]) -> tuple[Envelope, ...]:
    found = []
    for row in rows:
        name = _text(row.get("name"), "De naam van een envelop")
        year = _year(row.get("year"), f"Het jaar van envelop {name}")
        kind = _text(row.get("kind", name), f"De soort van envelop {name}")
        found.append(Envelope(name, _cents(row.get("amount"), f"Het bedrag van envelop {name}"), year, kind))
    names = Counter(one.name for one in found)
    found = [replace(one, label=f"{one.name} {one.year}" if names[one.name] > 1 else one.name) for one in found]
    _refuse_double([str(one) for one in found], "Envelop {} staat er twee keer: geef elke naam één keer per jaar.")
    if any(one.year is None and names[one.name] > 1 for one in found):
        raise CannotRead("Geef elk van de enveloppen met dezelfde naam een eigen jaar.")
    return tuple(found)


def _limits(rows: list[dict[str, Any]]) -> tuple[AreaLimit, ...]:
    found = []
    for row in rows:
        area = _text(row.get("area"), "Het gebied van een spreidingsregel")
        least = _whole(row.get("min"), f"Het minimum van {area}") or 0
        most = _whole(row.get("max"), f"Het maximum van {area}")
        if most is not None and least > most:
            raise CannotRead(
                f"Bij {area} is het minimum {least} hoger dan het maximum {most}: pas een van de twee aan."
            )
        found.append(AreaLimit(area, least, most))
    _refuse_double([one.area for one in found], "Gebied {} heeft twee spreidingsregels: hou er één.")
    return tuple(found)


def _caps(given: object, envelopes: tuple[Envelope, ...]) -> dict[str, int]:
    """Cents per kind of envelope; the empty kind is the whole project."""
    if given is None:
        return {}
    if not isinstance(given, dict):
        return {"": _cents(given, "De cap")}
    kinds = {one.kind for one in envelopes}
    for kind in given:
        if kind not in kinds:
            raise CannotRead(f"De cap noemt {kind}, maar geen envelop is van die soort: kijk de naam na.")
    return {kind: _cents(amount, f"De cap van {kind}") for kind, amount in given.items()}


def _submission(
    row: dict[str, Any], score: int, envelopes: tuple[Envelope, ...], caps: Mapping[str, int]
) -> Submission:
    key = _text(row.get("id"), "Het id van een project", may_be_number=True)
    ask = _ask(row.get("ask"), key, envelopes)
    submission = Submission(
        key, _text(row.get("area"), f"Het gebied van project {key}"), score,
        {name: cents for name, cents in ask.items() if cents},
        _optional(row.get("optional"), key, ask),
        _year(row.get("year"), f"Het jaar van project {key}"),
        _whole(row.get("rank"), f"De plaats van project {key}"),
        _yes_or_no(row.get("ready"), key),
    )  # fmt: skip
    _hold_caps(submission, envelopes, caps)
    try:
        return replace(submission, ways=ways_of(submission, envelopes))
    except CannotPlace as problem:
        raise CannotRead(f"Project {problem}") from None


def _ask(given: object, key: str, envelopes: tuple[Envelope, ...]) -> dict[str, int]:
    if not isinstance(given, dict):
        raise CannotRead(f"Geef bij project {key} in ask per envelop een bedrag.")
    names = {one.name for one in envelopes}
    for name in given:
        if name not in names:
            raise CannotRead(f"Project {key} vraagt geld uit {name}, maar die envelop bestaat niet: kijk de naam na.")
    return {name: _cents(amount, f"Wat project {key} vraagt uit {name}") for name, amount in given.items()}


def _optional(given: object, key: str, ask: Mapping[str, int]) -> frozenset[str]:
    if given is None:
        return frozenset()
    if not isinstance(given, list) or not all(isinstance(name, str) and name in ask for name in given):
        raise CannotRead(f"Geef bij project {key} in optional een lijst van enveloppen waaruit het vraagt.")
    asked = {name for name, cents in ask.items() if cents}
    if asked and asked <= set(given):
        raise CannotRead(f"Bij project {key} is alles facultatief: minstens één deel moet nodig zijn.")
    return frozenset(given)


def _hold_caps(submission: Submission, envelopes: tuple[Envelope, ...], caps: Mapping[str, int]) -> None:
    kinds = {one.name: one.kind for one in envelopes}
    for kind, most in caps.items():
        asked = sum(cents for name, cents in submission.ask.items() if not kind or kinds[name] == kind)
        if asked > most:
            what = f" uit {kind}" if kind else ""
            raise CannotRead(
                f"Project {submission.key} vraagt {euro(asked)}{what}, maar een project krijgt hoogstens {euro(most)}."
            )


def _check_together(submissions: list[Submission], limits: tuple[AreaLimit, ...], areas: object) -> None:
    _refuse_double([one.key for one in submissions], "Project {} staat er twee keer: geef elk project een eigen id.")
    ranks = [str(one.rank) for one in submissions if one.rank is not None]
    if ranks and len(ranks) < len(submissions):
        raise CannotRead("Geef elk project een plaats in rank, of geen enkel.")
    _refuse_double(ranks, "Plaats {} staat er twee keer: geef elk project een eigen plaats in rank.")
    if areas is None:
        return
    if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas):
        raise CannotRead("Geef bij areas een lijst van namen van gebieden.")
    for named in [*(one.area for one in limits), *(one.area for one in submissions)]:
        if named not in areas:
            raise CannotRead(f"Gebied {named} staat niet in areas: kijk de naam na.")


def _refuse_double(names: list[str], sentence: str) -> None:
    for name, number in Counter(names).items():
        if number > 1:
            raise CannotRead(sentence.format(name))


def _text(given: object, what: str, *, may_be_number: bool = False) -> str:
    if may_be_number and isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str) or not given.strip():
        raise CannotRead(f"{what} ontbreekt of is geen tekst.")
    return given


def _number(given: object, what: str) -> Decimal:
    """A number, or a number as text with a point or a comma before the decimals."""
    if isinstance(given, str) and NUMBER.fullmatch(given.strip()):
        return Decimal(given.strip().replace(",", "."))
    if isinstance(given, (int, Decimal)) and not isinstance(given, bool):
        return Decimal(given)
    raise CannotRead(f"{what} ontbreekt of is geen getal.")


def _score(row: Mapping[str, Any]) -> Decimal:
    what = f"De score van project {row.get('id')}"
    number = _number(row.get("score"), what)
    if abs(number) > MOST_POINTS:
        raise CannotRead(f"{what} gaat verder dan {MOST_POINTS}: kijk het getal na.")
    if _decimals(number) > MOST_DECIMALS:
        raise CannotRead(f"{what} heeft meer dan {MOST_DECIMALS} cijfers na de komma: rond ze af.")
    return number


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _cents(given: object, what: str) -> int:
    number = _number(given, what)
    if number < 0:
        raise CannotRead(f"{what} is lager dan nul: geef nul of meer.")
    if isinstance(given, str) and int(number.as_tuple().exponent) < -2:
        raise CannotRead(f"{what} heeft meer dan twee cijfers na de komma: schrijf duizend als 1000 of 1000,00.")
    if number > MOST_CENTS // 100:
        raise CannotRead(f"{what} is hoger dan {euro(MOST_CENTS)}: kijk het bedrag na.")
    if number.quantize(CENT) != number:
        raise CannotRead(f"{what} is geen heel aantal cent: rond het af.")
    return int(number * 100)


def _whole(given: object, what: str) -> int | None:
    if given is None:
        return None
    if isinstance(given, str) and given.isdecimal() and len(given) < 10:
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= MOST_POINTS:
        raise CannotRead(f"{what} is geen heel getal van nul of meer.")
    return given


def _year(given: object, what: str) -> int | None:
    found = _whole(given, what)
    if found is not None and found not in YEARS:
        raise CannotRead(f"{what} is geen jaar: schrijf het met vier cijfers.")
    return found


def _yes_or_no(given: object, key: str) -> bool | None:
    if given is not None and not isinstance(given, bool):
        raise CannotRead(f"Geef bij project {key} in ready true of false.")
    return given
