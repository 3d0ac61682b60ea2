"""The board of the jury's decision, what hinders finishing it, and who on the waiting list fits in freed money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tandem.calls.models import Call, Decision
from tandem.calls.queries.selection_input import CallFacts, call_facts, changed_since
from tandem.calls.queries.selection_rules import MoneyCell
from tandem.calls.queries.selection_sitting import Sitting, target_of, targets_for, words_for
from tandem.calls.rules.answer_back import points_text
from tandem.calls.rules.decision import CHOSEN, WAITING, Target, differs
from tandem.calls.selection.call import Way
from tandem.calls.selection.waves import Column

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """One project on the board."""

    pk: object
    number: int
    title: str
    organisation: str
    area: str
    score: str
    place: int
    money: Decimal
    where: str
    by_rule: str
    is_other: bool
    reason: str
    is_ready: bool | None
    waiting_place: int | None


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One wave: its money against the ceiling, readiness and areas."""

    title: str
    money: Sequence[MoneyCell]
    ready: int
    not_ready: int
    ready_unknown: int
    areas: Sequence[tuple[str, int]]
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything the board shows."""

    columns: Sequence[BoardColumn]
    shared: Sequence[MoneyCell]
    waiting: Sequence[Card]
    refused: Sequence[Card]
    gone: Sequence[Card]
    problems: Sequence[str]
    hindrances: Sequence[str]
    stamp: str

    @property
    def chosen_count(self) -> int:
        """How many are in."""
        return sum(len(column.cards) for column in self.columns)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A project on the waiting list with the ways it could be given money now."""

    card: Card
    fitting: Choices
    is_first: bool


def board_page(call: Call, sitting: Sitting, *, is_open: bool) -> BoardPage:
    """The board as it stands; `hindrances` only while it can be finished."""
    cards = {number: card_of(sitting, row) for number, row in sitting.decisions.items()}
    outside = [row for row in sitting.in_order() if row.submission.number not in sitting.gone and row.outcome != CHOSEN]
    counted = sitting.board
    return BoardPage(
        columns=[_column(sitting, column, cards) for column in counted.columns if _is_shown(column)],
        shared=_money(sitting, None),
        waiting=[cards[row.submission.number or 0] for row in outside if row.outcome == WAITING],
        refused=[cards[row.submission.number or 0] for row in outside if row.outcome != WAITING],
        gone=[cards[number] for number in sitting.gone],
        problems=counted.problems,
        hindrances=what_hinders(call, sitting) if is_open else [],
        stamp=sitting.stamp,
    )


def what_hinders(call: Call, sitting: Sitting, facts: CallFacts | None = None) -> list[str]:
    """Why the decision cannot be finished; nothing when it can."""
    facts = facts or call_facts(call)
    changed = changed_since(sitting.round, facts, sitting.gone)
    if changed:
        changed.append(_("Bewaar de regel opnieuw, dan klopt alles weer."))
    unscored = [_("Nog niet elk project heeft een eindscore.")] if facts.unscored else []
    return [*changed, *unscored, *sitting.over]


def card_of(sitting: Sitting, row: Decision) -> Card:
    """One project."""
    number = row.submission.number or 0
    core, target = sitting.core, target_of(row)
    one, said = core.submission(str(number)), sitting.by_rule[number]
    return Card(
        pk=row.submission_id, number=number, title=row.submission.title, organisation=row.submission.organisation.name,
        area=one.area, score=points_text(core.points(one.score)), place=core.places[str(number)],
        money=sum((Decimal(amount) for amount in row.grant.values()), Decimal(0)),
        where=words_for(target, sitting.names), by_rule=words_for(said, sitting.names), is_other=differs(said, target),
        reason=row.reason, is_ready=one.is_ready, waiting_place=row.waiting_place,
    )  # fmt: skip


def target_choices(sitting: Sitting, number: int) -> Choices:
    """Where one project may be put, as a form offers it."""
    if str(number) not in sitting.core.places:
        return []
    return [(str(target), words_for(target, sitting.names)) for target in targets_for(sitting, number)]


def every_target(sitting: Sitting) -> Choices:
    """All places on the board, for a form that does not know its project yet."""
    found: dict[str, str] = {}
    for number in sitting.decisions:
        found |= dict(target_choices(sitting, number))
    last = {key: found.pop(key) for key in (WAITING, "refused") if key in found}
    return [*sorted(found.items()), *last.items()]


def project_choices(sitting: Sitting) -> Choices:
    """The projects that can be moved, by number."""
    rows = sorted(sitting.decisions.items())
    return [
        (str(number), f"{number} · {row.submission.title} ({words_for(target_of(row), sitting.names)})")
        for number, row in rows if number not in sitting.gone
    ]  # fmt: skip


def fits(sitting: Sitting, way: Way) -> bool:
    """Whether the money that is left is enough."""
    left = sitting.left
    return all(cents <= left[index] for index, cents in way.costs)


def waiting_in_order(sitting: Sitting) -> list[Decision]:
    """Who waits, in the order of the places."""
    rows = [row for row in sitting.decisions.values() if row.outcome == WAITING and row.submission.state == WAITING]
    return sorted(rows, key=lambda row: row.waiting_place or 0)


def fitting_before(sitting: Sitting, decision: Decision) -> list[Decision]:
    """Projects higher on the waiting list that could be given money now."""
    before = [row for row in waiting_in_order(sitting) if (row.waiting_place or 0) < (decision.waiting_place or 0)]
    return [row for row in before if _fitting(sitting, row.submission.number or 0)]


def waiting_rows(sitting: Sitting) -> list[WaitingRow]:
    """Who waits, with what fits; the first that fits is proposed."""
    rows, is_found = [], False
    for row in waiting_in_order(sitting):
        fitting = _fitting(sitting, row.submission.number or 0)
        rows.append(WaitingRow(card_of(sitting, row), fitting, is_first=bool(fitting) and not is_found))
        is_found = is_found or bool(fitting)
    return rows


def freed_money(sitting: Sitting) -> list[MoneyCell]:
    """What is used and left of every envelope now."""
    return [
        MoneyCell(str(one), Decimal(one.cents - left).scaleb(-2), Decimal(one.cents).scaleb(-2))
        for one, left in zip(sitting.core.envelopes, sitting.left, strict=True)
    ]


def _fitting(sitting: Sitting, number: int) -> Choices:
    left, core, key = sitting.left, sitting.core, str(number)
    found: dict[str, str] = {}
    for way in core.submission(key).ways:
        if all(cents <= left[index] for index, cents in way.costs):
            target = Target(CHOSEN, way.wave, tuple(sorted(sitting.kinds[name] for name in way.without)))
            found[str(target)] = words_for(target, sitting.names)
    return list(found.items())


def _is_shown(column: Column) -> bool:
    return column.wave is not None or bool(column.keys)


def _column(sitting: Sitting, column: Column, cards: Mapping[int, Card]) -> BoardColumn:
    keys = sorted(column.keys, key=sitting.core.places.__getitem__)
    return BoardColumn(
        title=_("Golf %(year)s") % {"year": column.wave} if column.wave else _("Zonder jaar"),
        money=_money(sitting, column.wave) if column.wave else [], ready=column.ready, not_ready=column.not_ready,
        ready_unknown=column.ready_unknown, areas=sorted(column.areas.items()), cards=[cards[int(key)] for key in keys],
    )  # fmt: skip


def _money(sitting: Sitting, wave: int | None) -> list[MoneyCell]:
    """Envelopes of one year, or those of all waves together."""
    years = zip(sitting.core.envelopes, freed_money(sitting), strict=True)
    return [cell for envelope, cell in years if envelope.year == wave]
