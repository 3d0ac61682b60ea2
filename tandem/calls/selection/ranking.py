"""Down the jury's ranking until the money is gone. Looks at money only; it says which limits of areas it misses."""

from __future__ import annotations

from tandem.calls.selection.call import Call, Submission, Way
from tandem.calls.selection.outcome import FEASIBLE, Ledger, Outcome

BELOW = "Onder de streep: "


def rank(call: Call) -> Outcome:
    """The budget line: the first project that no longer fits closes its wave, and nobody below it gets in there."""
    ledger, reasons = Ledger(call), dict[str, str]()
    closed: dict[int | None, str] = {}
    for submission in call.submissions:
        ways = [way for way in submission.ways if way.wave not in closed]
        if way := _first_that_fits(ledger, ways):
            ledger.take(submission, way)
            continue
        reasons[submission.key] = ledger.shortage(ways) if ways else _below(submission, closed)
        for found in ways:
            closed.setdefault(found.wave, submission.key)
    return Outcome("rank", FEASIBLE, ledger.chosen, reasons)


def rank_skip(call: Call) -> Outcome:
    """A project that no longer fits is passed over; a smaller one below it may still get in."""
    ledger, reasons = Ledger(call), dict[str, str]()
    for submission in call.submissions:
        if way := _first_that_fits(ledger, submission.ways):
            ledger.take(submission, way)
        else:
            reasons[submission.key] = ledger.shortage(submission.ways)
    return Outcome("rank-skip", FEASIBLE, ledger.chosen, reasons)


def _first_that_fits(ledger: Ledger, ways: list[Way] | tuple[Way, ...]) -> Way | None:
    return next((way for way in ways if ledger.fits(way)), None)


def _below(submission: Submission, closed: dict[int | None, str]) -> str:
    waves = list(dict.fromkeys(way.wave for way in submission.ways))
    lines = " en ".join(dict.fromkeys(closed[wave] for wave in waves))
    return f"{BELOW}de streep staat bij {lines}, dat niet meer paste."
