"""The best total score under envelopes, waves and limits per area: proven, and one answer only.

Among choices with the same total the one wins that holds the best ranked project in which they differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tandem.calls.selection.call import Call, Submission, Way
from tandem.calls.selection.grants import granted
from tandem.calls.selection.outcome import FEASIBLE, INFEASIBLE, OPTIMAL, Ledger, Outcome, total_score
from tandem.calls.selection.prices import FINE, Prices
from tandem.calls.selection.program import Asked, program_of, years_together
from tandem.calls.selection.search import CoreModel
from tandem.calls.selection.solver import EFFORT, Effort
from tandem.calls.selection.spread import spread

TIES = 3  # a part of the effort for each search among equal totals
FIRST_CORE = 40  # projects in doubt at the first try; the try widens until an answer lies within


@dataclass(frozen=True)
class Answer:
    """The projects of the best total as far as it was found. `bound`: no choice is worth more."""

    keys: tuple[str, ...]
    bound: int
    is_proven: bool
    is_unique: bool = False


def best_total(call: Call, *, effort: float = EFFORT) -> Outcome:
    """Proven with `optimal`; `feasible` when the effort ran out, with the best known choice and a bound."""
    known = spread(call)
    if known.status == INFEASIBLE:
        return replace(known, rule="best-total")
    answer, chosen = _answer(call, total_score(call, known.chosen), effort)
    if chosen is None or total_score(call, chosen) < total_score(call, known.chosen):
        answer, chosen = replace(answer, is_unique=False), known.chosen
    status = OPTIMAL if total_score(call, chosen) == answer.bound else FEASIBLE
    return Outcome("best-total", status, chosen, _reasons(call, chosen), answer.bound, answer.is_unique)


def _answer(call: Call, known: int, effort: float) -> tuple[Answer, Mapping[str, Way] | None]:
    """First with the years together, which is far easier; if those projects fit in the years, nothing can be better."""
    if all(len(one.bare_ways) == 1 for one in call.submissions):
        return _given(call, _search(call, known, effort), effort)
    looser = _search(years_together(call), known, effort)
    answer, chosen = _given(call, looser, effort)
    if looser.is_proven and chosen is not None:
        return answer, chosen
    answer, chosen = _given(call, _search(call, known, effort), effort)
    return replace(answer, bound=min(answer.bound, looser.bound)), chosen


def _given(call: Call, answer: Answer, effort: float) -> tuple[Answer, Mapping[str, Way] | None]:
    """The ways of the projects; None when nothing was found or it does not fit in the waves."""
    known = granted(call, answer.keys, Effort(effort / TIES)) if answer.keys or answer.is_proven else None
    if known is None:
        return answer, None
    return replace(answer, is_unique=answer.is_unique and known.is_unique), known.ways


def _search(call: Call, known: int, effort: float) -> Answer:
    """`known`: a total that can be had. Ever more projects are in doubt until the best choice lies among them."""
    asked = program_of(call)
    prices, left = Prices(asked.program), Effort(effort / 2)
    width, bound = prices.width_of(FIRST_CORE), prices.bound // FINE
    while True:
        target = max(known, -((width - prices.bound) // FINE))
        model = CoreModel(asked.program, prices.core(target), target)
        found = model.best(left)
        if found.is_proven:
            break
        if not found.is_impossible:
            return _best_so_far(asked, prices, known, bound, effort / 2)
        width, bound = 2 * width, min(bound, target - 1)
    inside = model.inside(found)
    total = sum(asked.program.items[number].score for number in inside)
    best = CoreModel(asked.program, prices.core(total), total)
    first = best.first_ranked(set(inside), Effort(effort / TIES))
    return Answer(asked.keys_of(best.inside(first)), total, is_proven=True, is_unique=first.is_proven)


def _best_so_far(asked: Asked, prices: Prices, known: int, bound: int, effort: float) -> Answer:
    """The proof takes too long: look for any choice better than the known one, among all that may hold it."""
    model = CoreModel(asked.program, prices.core(known), known)
    found = model.best(Effort(effort))
    inside = model.inside(found)
    return Answer(asked.keys_of(inside), min(bound, model.bound(found)) if inside else bound, is_proven=False)


def _reasons(call: Call, chosen: Mapping[str, Way]) -> dict[str, str]:
    ledger = Ledger(call)
    for key, way in chosen.items():
        ledger.take(call.submission(key), way)
    return {one.key: _reason(one, ledger) for one in call.submissions if one.key not in chosen}


def _reason(submission: Submission, ledger: Ledger) -> str:
    if ledger.is_full(submission.area):
        return f"{submission.area} zit aan de bovengrens van {ledger.most[submission.area]}."
    if not any(ledger.fits(way) for way in submission.ways):
        return f"{ledger.shortage(submission.ways)} Andere projecten geven voor dat geld samen meer punten."
    return "De keuze zonder dit project heeft samen meer punten."
