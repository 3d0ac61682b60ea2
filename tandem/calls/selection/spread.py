"""Down the ranking with floors and ceilings per area: a better ranked project gives way only when a floor needs it."""

from __future__ import annotations

from tandem.calls.selection.call import Call, Submission, Way
from tandem.calls.selection.clashes import clash_of
from tandem.calls.selection.floors import Floors
from tandem.calls.selection.outcome import FEASIBLE, INFEASIBLE, Ledger, Outcome


def spread(call: Call) -> Outcome:
    """Takes each project from the top that leaves every floor within reach. Without limits this is `rank_skip`."""
    floors = Floors(call)
    if clash := clash_of(floors):
        return Outcome("spread", INFEASIBLE, clash=clash)
    ledger, reasons, needs = Ledger(call), dict[str, str](), floors.needs
    for place, submission in enumerate(call.submissions):
        found = _next(submission, place, ledger, floors, needs)
        if isinstance(found, str):
            reasons[submission.key] = found
        else:
            ledger.take(submission, found)
            needs = _after(needs, submission.area)
    return Outcome("spread", FEASIBLE, ledger.chosen, reasons)


def _next(submission: Submission, place: int, ledger: Ledger, floors: Floors, needs: dict[str, int]) -> Way | str:
    """The way to take it, or why not."""
    if ledger.is_full(submission.area):
        return f"{submission.area} zit aan de bovengrens van {ledger.most[submission.area]}."
    fitting = [way for way in submission.ways if ledger.fits(way)]
    if not fitting:
        return ledger.shortage(submission.ways)
    still = _after(needs, submission.area)
    for way in fitting:
        if floors.can_meet(still, _without(ledger.left, way), after=place):
            return way
    waiting = " en ".join(area for area, number in still.items() if number > 0)
    return f"Het geld is nodig voor de ondergrens van {waiting}."


def _after(needs: dict[str, int], area: str) -> dict[str, int]:
    return {**needs, area: max(0, needs[area] - 1)} if area in needs else needs


def _without(left: list[int], way: Way) -> list[int]:
    remaining = list(left)
    for index, cents in way.costs:
        remaining[index] -= cents
    return remaining
