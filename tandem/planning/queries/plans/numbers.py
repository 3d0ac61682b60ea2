"""The numbers that matter of a plan, beside who comes first and beside other plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tandem.kernel import dutch
from tandem.planning.queries.plans.reading import Reading, amount_of

Numbers = dict[str, Any]
TENTHS = frozenset({"fairness", "hard_jobs", "nice_jobs"})
BEST_IS_LITTLE = (
    "travel", "km", "theme", "fairness", "hard_jobs", "nice_jobs", "learning", "continuity", "wishes", "earliest",
)  # fmt: skip
CHANGES = ("change_duo", "change_date")


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One line of the comparison; the first figure is that of the plan on the page. `best`: which columns are best."""

    label: str
    figures: tuple[str, ...]
    best: tuple[bool, ...]
    hint: str = ""

    @property
    def cells(self) -> list[tuple[str, bool]]:
        """Figure by figure, with whether it is the best of the row."""
        return list(zip(self.figures, self.best, strict=True))


def number_rows(columns: Sequence[Numbers | None], *, with_changes: bool = False) -> list[NumberRow]:
    """The lines for plans beside each other; None is a column without numbers."""
    labels = labels_of()
    rows = [_placed(columns)]
    for part in (*BEST_IS_LITTLE, *(CHANGES if with_changes else ())):
        values = [_value(one, part) for one in columns]
        if any(values) or part in {"travel", "fairness", "wishes"}:
            label, hint = labels[part]
            rows.append(NumberRow(label, tuple(_figure(part, one) for one in values), _best(values), hint))
    return rows


def labels_of() -> dict[str, tuple[str, str]]:
    """What each number is, with what it means."""
    return {
        "travel": (_("Onderweg"), _("heen en terug, beide mensen, schatting")),
        "km": (_("Kilometers"), _("heen en terug, beide mensen, schatting")),
        "theme": (_("Ervaringsdeskundige kent het thema niet"), _("trajecten")),
        "fairness": (_("Ongelijk verdeeld"), _("sessies verschil met een eerlijk deel, iedereen samen")),
        "hard_jobs": (_("Zwaar werk ongelijk verdeeld"), _("sessies verschil")),
        "nice_jobs": (_("Fijn werk ongelijk verdeeld"), _("sessies verschil")),
        "learning": (_("Duo's van twee nieuwe mensen"), ""),
        "continuity": (_("Wissels van duo"), _("binnen een traject")),
        "wishes": (_("Wensen die niet lukken"), ""),
        "earliest": (_("Werkdagen tot alles klaar is"), _("alle trajecten samen")),
        "change_duo": (_("Mensen vervangen"), _("tegenover het vorige plan")),
        "change_date": (_("Sessies verplaatst"), _("tegenover het vorige plan")),
    }  # fmt: skip


def proof_words(result: Numbers) -> str:
    """How good the duos are: proven, or how much dearer at most."""
    proof = result.get("duos")
    if not proof:
        return _("Voor dit plan is niet bewezen hoe ver het van het beste ligt.")
    if proof["is_optimal"]:
        return _("Bewezen: betere duo's bestaan niet, met deze gewichten.")
    return _("De duo's kosten hoogstens %(gap)s meer dan het beste dat kan bestaan.") % {"gap": percent(proof["gap"])}


def percent(share: float) -> str:
    """0,4 %."""
    return f"{100 * share:.1f} %".replace(".", ",")


def hours_words(minutes: int) -> str:
    """12 u 05, for long times on the way."""
    hours, rest = divmod(minutes, 60)
    return _("%(hours)s u %(rest)s") % {"hours": dutch.number(hours), "rest": f"{rest:02}"}


def placed_words(placed: int, asked: int) -> str:
    """7 van 8."""
    return _("%(placed)s van %(asked)s") % {"placed": placed, "asked": asked}


def difference(one: Reading, other: Reading) -> list[str]:
    """Requests that do not have the same duo on the same half-days in both plans."""
    keys = [*one.requests, *(key for key in other.requests if key not in one.requests)]
    return [key for key in keys if _facts(one, key) != _facts(other, key)]


def _facts(reading: Reading, key: str) -> list[object]:
    return [(row.number, row.duo, row.at) for row in reading.rows.get(key, ())]


def _placed(columns: Iterable[Numbers | None]) -> NumberRow:
    values = [one["placed"] if one else None for one in columns]
    figures = tuple(placed_words(one["placed"], one["asked"]) if one else "" for one in columns)
    most = max((one for one in values if one is not None), default=None)
    best = tuple(one is not None and one == most for one in values)
    return NumberRow(
        _("Aanvragen met een plaats"), figures, best if len(set(values)) > 1 else tuple(False for _one in best)
    )


def _value(numbers: Numbers | None, part: str) -> int | None:
    if numbers is None:
        return None
    return numbers.get("km") if part == "km" else amount_of(numbers, part)


def _best(values: Sequence[int | None]) -> tuple[bool, ...]:
    known = [one for one in values if one is not None]
    if len(set(known)) < 2:
        return tuple(False for _one in values)
    return tuple(one == min(known) for one in values)


def _figure(part: str, value: int | None) -> str:
    if value is None:
        return ""
    if part == "travel":
        return hours_words(value)
    return f"{value / 10:.1f}".replace(".", ",") if part in TENTHS else dutch.number(value)
