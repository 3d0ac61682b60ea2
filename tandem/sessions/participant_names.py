"""Names of participants: pasted, compared and shortened. Pure: no ORM, no request, no clock.

Only a name and a function are kept (GDPR article 5.1.c): what looks like an address or a birth date is refused.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.kernel.refusal import Problem

NAME_LENGTH = 120
LINES_LIMIT = 500
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}\s*[.):]|[-*•–])\s*")
_TOO_PERSONAL = re.compile(r"@|(?:\d[\s./-]*){6,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant as somebody typed it."""

    name: str
    function: str = ""


def clean_line(text: str) -> str:
    """One line of plain text: no control characters, no double spaces."""
    plain = "".join(
        sign if unicodedata.category(sign)[0] != "C" else " " for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(plain.split())


def name_key(name: str) -> str:
    """Two names with the same key are the same name: accents, capitals, spaces and points do not count."""
    plain = unicodedata.normalize("NFKD", clean_line(name)).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", "".join(s for s in plain if not unicodedata.combining(s))).split())


def is_same_person(one: Entry, other: Entry) -> bool:
    """Same name, and not two different functions that tell two people apart."""
    if name_key(one.name) != name_key(other.name):
        return False
    functions = {name_key(one.function), name_key(other.function)} - {""}
    return len(functions) < 2


def entry_problems(entry: Entry, *, where: str = "") -> list[Problem]:
    """A name of at most 120 signs with letters in it, and nothing that we do not want to keep."""
    if not any(sign.isalpha() for sign in entry.name):
        return [Problem(where + _("Schrijf een naam met letters."), "name")]
    if _TOO_PERSONAL.search(entry.name) or _TOO_PERSONAL.search(entry.function):
        return [Problem(where + _("Schrijf alleen een naam en een functie. E-mailadressen, geboortedata en nummers "
                                  "bewaren we niet."), "name")]  # fmt: skip
    if len(entry.name) > NAME_LENGTH or len(entry.function) > NAME_LENGTH:
        return [Problem(where + _("Deze naam of functie is te lang. Gebruik ten hoogste 120 tekens."), "name")]
    return []


def parse_pasted(text: str) -> tuple[list[Entry], list[Problem]]:
    """One name per line, the function behind `;` or a tab. Numbers and dashes before a name are left out."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if clean_line(line)]
    if not lines:
        return [], [Problem(_("Plak of typ ten minste een naam."), "names")]
    if len(lines) > LINES_LIMIT:
        return [], [Problem(_("Plak ten hoogste 500 namen tegelijk."), "names")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in lines:
        entry = _entry(line)
        found = entry_problems(entry, where=_("Regel %(number)s: ") % {"number": number})
        problems.extend(Problem(problem.text, "names") for problem in found)
        entries.append(entry)
    return entries, problems


def _entry(line: str) -> Entry:
    name, _separator, function = _NUMBERING.sub("", line).replace("\t", ";").partition(";")
    return Entry(clean_line(name), clean_line(function.rstrip("; ")))


def short_names(names: Sequence[str]) -> list[str]:
    """First name and the first letter of the next word; the whole name where that is not enough to tell people apart."""
    shorts = [_short(name) for name in names]
    counts = Counter(map(name_key, shorts))
    return [short if counts[name_key(short)] == 1 else name for short, name in zip(shorts, names, strict=True)]


def _short(name: str) -> str:
    first, *rest = name.split() or [""]
    return f"{first} {rest[0][0].upper()}." if rest else first


def without_doubles(entries: Iterable[Entry]) -> list[Entry]:
    """The first of each person."""
    kept: list[Entry] = []
    for entry in entries:
        if not any(is_same_person(entry, known) for known in kept):
            kept.append(entry)
    return kept
