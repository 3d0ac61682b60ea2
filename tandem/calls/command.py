"""`tandem calls ...`: a selection under a budget from the command line. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

REFUSED = 2
RULES = ("best-total", "rank", "rank-skip", "spread")
EFFORT = 60.0


def select(given: argparse.Namespace) -> int:
    """Apply a rule to a file; exit status 2 with a sentence for what cannot be a call."""
    from tandem.calls.selection import answer, reading, rules  # noqa: PLC0415 (slow import)

    try:
        read = reading.call_from(given.file.read_text("utf-8-sig"))
    except OSError:
        return _refuse(f"Het bestand {given.file} is niet te lezen: kijk de naam en de rechten na.")
    except UnicodeDecodeError:
        return _refuse(f"Het bestand {given.file} is geen tekst in UTF-8: bewaar het opnieuw als UTF-8.")
    except reading.CannotRead as problem:
        return _refuse(problem)
    outcome = rules.select(read.call, given.rule, effort=given.effort)
    if given.format == "json":
        print(json.dumps(answer.answer_of(read, outcome), indent=1, ensure_ascii=False))
    else:
        print("\n".join(answer.lines_of(read, outcome)))
    return 0


def add_to(commands: Any, add: Any) -> None:
    """The sub-commands, for the command `tandem`."""
    one = add(commands, "select", "Kies projecten binnen het geld en de spreiding.", select)
    one.add_argument("file", metavar="BESTAND.json", type=Path, help="enveloppen, cap, spreiding en projecten")
    one.add_argument("--rule", choices=RULES, default=RULES[0], help="hoe gekozen wordt (standaard best-total)")
    one.add_argument(
        "--effort", metavar="N", type=_effort, default=EFFORT,
        help="hoe lang best-total mag zoeken, in eenheden van ongeveer een seconde (standaard 60)",
    )  # fmt: skip
    one.add_argument("--format", choices=["text", "json"], default="text", help="hoe het antwoord eruitziet")


def _effort(text: str) -> float:
    number = float(text)
    if not 0 < number <= 3600:
        raise argparse.ArgumentTypeError("kies een getal boven 0 en hoogstens 3600")
    return number


def _refuse(problem: object) -> int:
    print(problem, file=sys.stderr)
    return REFUSED
