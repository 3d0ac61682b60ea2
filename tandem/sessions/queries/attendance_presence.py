"""The overview of a series, ready to print and ready for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.kernel.csv_lines import safe_cell
from tandem.sessions.models import Series
from tandem.sessions.queries.attendance import (
    ABSENT,
    OPEN,
    PRESENT,
    HalfDay,
    Presence,
    PresenceOverview,
    presence_by_participant,
)

SIGNS = {PRESENT: "✓", ABSENT: "–", OPEN: ""}


@dataclass(frozen=True, slots=True)
class Cell:
    """One half-day of one participant: a sign, and words for who cannot see it."""

    label: str
    state: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One participant."""

    participant_id: int
    name: str
    function: str
    cells: tuple[Cell, ...]
    half_days: int


@dataclass(frozen=True, slots=True)
class PresencePage:
    """Columns, rows, and how many closed lists there are."""

    columns: tuple[HalfDay, ...]
    rows: tuple[PresenceRow, ...]
    closed: int


def presence_page(series: Series) -> PresencePage:
    """Who came to which half-day, with a sign and a word in each cell."""
    overview = presence_by_participant(series)
    words = {PRESENT: _("was er"), ABSENT: _("was er niet"), OPEN: _("nog geen lijst")}
    rows = tuple(
        PresenceRow(
            row.participant_id,
            row.name,
            row.function,
            tuple(
                Cell(column.title, state, SIGNS[state], words[state])
                for column, state in zip(overview.columns, row.cells, strict=True)
            ),
            row.half_days,
        )
        for row in overview.rows
    )
    return PresencePage(overview.columns, rows, sum(column.present is not None for column in overview.columns))


def presence_lines(overview: PresenceOverview) -> tuple[list[str], Iterator[list[object]]]:
    """Header and lines of the CSV: ja, nee or empty per half-day, and the half-days attended."""
    header = [_("Naam"), _("Functie"), *(_column_text(column) for column in overview.columns), _("Halve dagen")]
    return [str(safe_cell(text)) for text in header], (_line(row) for row in overview.rows)


def _column_text(column: HalfDay) -> str:
    return f"{column.title} ({column.date_text})" if column.date_text else column.title


def _line(row: Presence) -> list[object]:
    words = {PRESENT: _("ja"), ABSENT: _("nee"), OPEN: ""}
    return [row.name, row.function, *(words[cell] for cell in row.cells), row.half_days]
