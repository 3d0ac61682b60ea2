"""Money before yes: now and month by month after a step, every month below today first, in words. Pure.

guidance.md behaviour 15 (seed 004: "daardoor daalde mijn inkomen, maar dat wist ik nadien pas"). Amounts in cents. What
nobody knows stays unknown: it is never counted as zero, and there is no total of a year.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from tandem.income.months_told import Told, month_name, sentences, span
from tandem.kernel import dutch
from tandem.kernel.sentences import Said, say

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month after the step: `after` and `difference` in cents, None when nobody knows; `kind`: less, unknown, same or more."""

    name: str
    after: int | None
    difference: int | None
    kind: str

    @property
    def tag(self) -> str:
        """The colour that goes with the words."""
        return {"less": "red", "more": "green", "same": "grey", "unknown": "yellow"}[self.kind]

    @property
    def after_text(self) -> str:
        """The amount, or that it is not known."""
        return Said("niet geweten") if self.after is None else say("{amount}", amount=euros(self.after))

    @property
    def difference_text(self) -> str:
        """How it differs from today."""
        if self.difference is None:
            return "?"
        return say(_DIFFERENCES[self.kind], amount=euros(abs(self.difference)))


@dataclass(frozen=True, slots=True)
class Look:
    """What was calculated and shown: months from `first` on, in cents, `nows` beside them; careful, never the best guess.

    `rights` and `beside` (a title and its sentences) are kept in the words of that day, and never calculated again.
    """

    first: date
    nows: tuple[int, ...]
    months: tuple[int | None, ...]
    unknown: str
    rights: tuple[str, ...] = ()
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyView:
    """What the page shows: the figures, and the same in sentences."""

    now: int
    months: tuple[Month, ...]
    sentences: tuple[str, ...]
    unknown: str
    rights: tuple[str, ...] = ()
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_computed: bool = False

    @property
    def rows(self) -> tuple[Month, ...]:
        """The months of the table; of a calculation, months that are alike stand together."""
        if not self.is_computed:
            return self.months
        alike = (tuple(run) for _, run in groupby(self.months, key=lambda row: (row.after, row.difference)))
        return tuple(replace(run[0], name=span(run[0].name, run[-1].name)) for run in alike)

    @property
    def is_losing(self) -> bool:
        """At least one month below today."""
        return any(month.kind == "less" for month in self.months)

    @property
    def now_text(self) -> str:
        """Today, per month."""
        return euros(self.now)


_DIFFERENCES = {"less": "{amount} minder", "more": "{amount} meer", "same": "gelijk"}


def money_view(
    *, now: int, months: Sequence[int | None], first: date, unknown: str = "", nows: Sequence[int] = ()
) -> MoneyView:
    """The view of one step from `now` (cents per month) and the months after it, the first of which is `first`.

    Whoever has figures feeds them here: the person, a guide, a calculation of income. `nows`: when today's income would
    itself change over the months, what it would be in each of them.
    """
    before = nows or [now] * len(months)
    paired = zip(before, months, strict=True)
    rows = tuple(_month(today, after, _month_after(first, number)) for number, (today, after) in enumerate(paired))
    return MoneyView(now, rows, tuple(sentences([_told(row) for row in rows])), unknown)


def month_names(first: date, count: int = MONTHS) -> list[str]:
    """`december 2026`, `januari 2027` and on."""
    return [month_name(_month_after(first, number)) for number in range(count)]


def month_after(day: date) -> date:
    """The first day of the next month."""
    return _month_after(day.replace(day=1), 1)


def figures_text(*, now: int, months: Sequence[int | None], first: date) -> str:
    """Figures as they are kept."""
    return json.dumps({"now": now, "months": list(months), "from": first.isoformat()})


def look_text(look: Look) -> str:
    """A calculation as it is kept: its outcome, not what went in."""
    kept = {
        "now": look.nows[0], "months": list(look.months), "from": look.first.isoformat(), "nows": list(look.nows),
        "rights": list(look.rights), "beside": [[title, list(said)] for title, said in look.beside],
    }  # fmt: skip
    return json.dumps(kept)


def view_of(figures: str, *, unknown: str) -> MoneyView:
    """The view of kept figures."""
    kept = json.loads(figures)
    first, nows = date.fromisoformat(kept["from"]), kept.get("nows", ())
    view = money_view(now=kept["now"], months=kept["months"], first=first, unknown=unknown, nows=nows)
    beside = tuple((title, tuple(said)) for title, said in kept.get("beside", ()))
    return replace(view, rights=tuple(kept.get("rights", ())), beside=beside, is_computed=bool(nows))


def cents(amount: Decimal | None) -> int | None:
    """An amount in euros as cents."""
    return None if amount is None else int(amount * 100)


def euros(amount: int) -> str:
    """`€ 300`, and cents only when there are."""
    return dutch.euros(Decimal(amount) / 100)


def _month(now: int, after: int | None, day: date) -> Month:
    if after is None:
        return Month(month_name(day), None, None, "unknown")
    kind = "less" if after < now else "more" if after > now else "same"
    return Month(month_name(day), after, after - now, kind)


def _told(month: Month) -> Told:
    difference = Decimal(month.difference or 0) / 100
    return Told(month.name, month.kind, difference, difference)


def _month_after(first: date, number: int) -> date:
    return date(first.year + (first.month - 1 + number) // 12, (first.month - 1 + number) % 12 + 1, 1)
