"""What networks need, altogether: kind by theme with counts and own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet

from tandem.calls.models import SupportNeed
from tandem.calls.queries.doors import networks_of
from tandem.calls.rules.need import about_text
from tandem.calls.rules.vocabulary import AREAS, NEED_STATES, SUPPORT_KINDS, URGENCIES
from tandem.identity.rules import Viewer

CSV_HEADER = ("Netwerk", "Provincie", "Wat", "Thema of opdracht", "In eigen woorden", "Tegen wanneer", "Stand", "Reden",
              "Opgeschreven")  # fmt: skip
NO_ABOUT = "geen vast thema"


@dataclass(frozen=True, slots=True)
class HeardRow:
    """A theme or task with a count per kind, in the order of the kinds."""

    about: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class HeardGroup:
    """Needs of one kind and theme, in the words of the networks."""

    kind: str
    about: str
    needs: tuple[SupportNeed, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard: a table of counts, and the words behind it."""

    kinds: tuple[str, ...]
    rows: tuple[HeardRow, ...]
    totals: tuple[int, ...]

    @property
    def total(self) -> int:
        """Everything."""
        return sum(self.totals)

    @property
    def sentence(self) -> str:
        """The most asked, in one sentence; empty when nothing was heard."""
        if not self.rows:
            return ""
        most, _ = max(zip(self.kinds, self.totals, strict=True), key=lambda pair: pair[1])
        named = [row for row in self.rows if row.about != NO_ABOUT]
        about = f" Het vaakst genoemd: {max(named, key=lambda row: row.total).about}." if named else ""
        return f"Het meest gevraagd: {most}.{about}"


@dataclass(frozen=True, slots=True)
class SoughtNeeds:
    """Filters of the list; unknown values look for nothing."""

    area: str = ""
    kind: str = ""
    state: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> SoughtNeeds:
        """From the address of the page; the open ones unless told."""
        state = asked.get("stand", "open")
        return cls(
            area=asked.get("streek", "") if asked.get("streek", "") in AREAS else "",
            kind=asked.get("soort", "") if asked.get("soort", "") in SUPPORT_KINDS else "",
            state=state if state in NEED_STATES else "",
        )


def sought_needs(viewer: Viewer, sought: SoughtNeeds) -> QuerySet[SupportNeed]:
    """Needs of networks the viewer may see that have not ended, the most urgent first."""
    rows = SupportNeed.objects.filter(network__in=networks_of(viewer).exclude(state="ended")).select_related("network")
    wanted = {"network__area": sought.area, "kind": sought.kind, "state": sought.state}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def heard(rows: QuerySet[SupportNeed]) -> Heard:
    """Counts by kind and theme or task. One query."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows.order_by().values("kind", "theme", "task").annotate(n=Count("pk")):
        counts[row["kind"], about_text(theme=row["theme"], task=row["task"]) or NO_ABOUT] += row["n"]
    kinds = [kind for kind in SUPPORT_KINDS if any(key[0] == kind for key in counts)]
    lines = [HeardRow(about, tuple(counts[kind, about] for kind in kinds)) for about in {about for _, about in counts}]
    totals = tuple(sum(counts[kind, line.about] for line in lines) for kind in kinds)
    in_order = sorted(lines, key=lambda line: (-line.total, line.about))
    return Heard(tuple(SUPPORT_KINDS[kind] for kind in kinds), tuple(in_order), totals)


def heard_groups(rows: Iterable[SupportNeed]) -> list[HeardGroup]:
    """The words themselves, together by kind and theme."""
    ordered = sorted(rows, key=_place)
    return [
        HeardGroup(SUPPORT_KINDS[kind], about or NO_ABOUT, tuple(group)) for (kind, about), group in groupby(ordered, key=_sign)
    ]  # fmt: skip


def need_lines(rows: Iterable[SupportNeed]) -> Iterator[tuple[object, ...]]:
    """Everything, for a spreadsheet."""
    for row in rows:
        yield (row.network.name, AREAS[row.network.area], SUPPORT_KINDS[row.kind],
               about_text(theme=row.theme, task=row.task), row.words, URGENCIES[row.urgency], NEED_STATES[row.state],
               row.drop_reason, row.made_at.date())  # fmt: skip


def open_needs_by_area() -> dict[str, int]:
    """Open needs of networks that have not ended."""
    rows = SupportNeed.objects.filter(state="open").exclude(network__state="ended").order_by()
    return dict(rows.values_list("network__area").annotate(Count("pk")))


def _sign(row: SupportNeed) -> tuple[str, str]:
    return row.kind, about_text(theme=row.theme, task=row.task)


def _place(row: SupportNeed) -> tuple[Any, ...]:
    return (list(SUPPORT_KINDS).index(row.kind), _sign(row)[1], row.urgency, row.made_at, row.network.name)
