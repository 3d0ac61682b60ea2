"""Does a document have the shape of its JSON schema? The part of the schema language that our two schemas use."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "null": (type(None),),
}  # fmt: skip
TYPE_WORDS = {
    "object": "een groep velden { }", "array": "een lijst [ ]", "string": "een tekst", "integer": "een geheel getal",
    "number": "een getal", "boolean": "true of false", "null": "null",
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Schema = Mapping[str, Any]


@cache
def schema(name: str) -> Schema:
    """A schema that ships beside the room: `problem` or `plan`."""
    text = resources.files("tandem.planning").joinpath(f"reference/{name}.schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    return found


def shape_problems(document: object, root: Schema, part: Schema | None = None, where: str = "") -> Iterator[str]:
    """One sentence per place where the document differs from the schema."""
    part = _resolved(root, root if part is None else part)
    if sentence := _wrong_type(document, part):
        yield f"{where or 'Het bestand'}: {sentence}"
    elif isinstance(document, dict):
        yield from _in_object(document, root, part, where)
    elif isinstance(document, list):
        for number, one in enumerate(document):
            yield from shape_problems(one, root, part.get("items", {}), f"{where}[{number}]")
    else:
        yield from (f"{where}: {text}" for check in CHECKS if (text := check(document, part)))


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2027-01-04."""
    if not DAY.fullmatch(text):
        return False
    try:
        return date.fromisoformat(text) is not None
    except ValueError:
        return False


def is_half_day(text: str) -> bool:
    """Whether a text is a half-day such as `2027-01-04 am`."""
    day, _, half = text.partition(" ")
    return is_day(day) and half in {"am", "pm"}


def _resolved(root: Schema, part: Schema) -> Schema:
    name = part.get("$ref", "").rpartition("/")[2]
    return _resolved(root, root["$defs"][name]) if name else part


def _wrong_type(document: object, part: Schema) -> str:
    named = part.get("type", [])
    names = [named] if isinstance(named, str) else named
    if not names or any(_is_of(document, name) for name in names):
        return ""
    return f"hier hoort {' of '.join(TYPE_WORDS[name] for name in names)}."


def _is_of(document: object, name: str) -> bool:
    """A yes or no is no number, although Python says so."""
    return isinstance(document, TYPES[name]) and (name == "boolean" or not isinstance(document, bool))


def _in_object(document: dict[str, object], root: Schema, part: Schema, where: str) -> Iterator[str]:
    known, begin = part.get("properties", {}), f"{where}." if where else ""
    for name in part.get("required", ()):
        if name not in document:
            yield f"{where or 'Het bestand'}: het veld {name} ontbreekt."
    for name, value in document.items():
        if name in known:
            yield from shape_problems(value, root, known[name], f"{begin}{name}")
        elif part.get("additionalProperties") is False:
            yield f"{where or 'Het bestand'}: het veld {name[:40]!r} kennen we niet. Kies uit: {', '.join(known)}."


def _not_chosen(value: object, part: Schema) -> str:
    choices = part.get("enum")
    return f"kies uit: {', '.join(choices)}." if choices and value not in choices else ""


def _out_of_range(value: object, part: Schema) -> str:
    if not isinstance(value, int) or "minimum" not in part:
        return ""
    low, high = part["minimum"], part["maximum"]
    return "" if low <= value <= high else f"kies een getal van {low} tot {high}."


def _other_pattern(value: object, part: Schema) -> str:
    pattern = part.get("pattern")
    if not isinstance(value, str) or not pattern or re.fullmatch(pattern.strip("^$"), value):
        return ""
    return f"{value[:40]!r} kan hier niet. Schrijf zoals 'mon am'." if "mon" in pattern else "schrijf een korte tekst."


def _other_format(value: object, part: Schema) -> str:
    if not isinstance(value, str):
        return ""
    if part.get("format") == "date" and not is_day(value):
        return f"{value[:40]!r} is geen dag. Schrijf zoals '2027-01-04'."
    if part.get("format") == "half-day" and not is_half_day(value):
        return f"{value[:40]!r} is geen halve dag. Schrijf zoals '2027-01-04 am'."
    return ""


CHECKS: tuple[Callable[[object, Schema], str], ...] = (_not_chosen, _out_of_range, _other_pattern, _other_format)
