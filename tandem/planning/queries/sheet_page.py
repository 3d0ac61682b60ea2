"""The page on what an organisation asks: what stands there, and what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.identity.places import municipalities
from tandem.kernel import dutch
from tandem.planning.models import Qualification
from tandem.planning.queries.places import municipality_in
from tandem.planning.rules import words

if TYPE_CHECKING:
    from tandem.planning.models import RequestDate, RequestSheet
    from tandem.sessions.models import Series

FIELDS = (
    "window_first", "window_last", "weekly", "is_remote", "remote_link", "place", "address", "directions", "language",
    "theme", "group_size", "min_gap", "max_gap", "start_within", "needs", "continuity", "appeal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked, in words."""

    name: str
    label: str
    text: str


def qualification_names(series: Series, sheet: RequestSheet) -> list[str]:
    """What people of this provider hold, and what was asked before."""
    held = Qualification.objects.filter(person__memberships__organisation_id=series.provider_id)
    return sorted({*held.values_list("name", flat=True), *sheet.needs})


def initial_of(series: Series, sheet: RequestSheet, *, on: date) -> dict[str, Any]:
    """What the form shows at first; of what was never filled in, what is known of the organisation."""
    facts = {name: getattr(sheet, name) for name in FIELDS}
    facts["version"] = sheet.version if sheet.pk else 0
    facts["group_size"] = sheet.group_size or series.expected_participants or None
    if not sheet.place and not sheet.is_remote:
        address = sheet.address or f"{series.organisation.postal_code} {series.organisation.place}"
        facts["place"] = municipality_in(address, on=on)
    return facts


def initial_days(sheet: RequestSheet, *, cannot: str, can: str) -> list[dict[str, Any]]:
    """The days on the sheet, as rows of the form."""
    return [
        {"first": one.first, "last": one.last, "half": one.half, "kind": cannot if one.is_away else can}
        for one in dates_of(sheet)
    ]


def dates_of(sheet: RequestSheet) -> list[RequestDate]:
    """The days that differ from the usual week; a sheet that is not saved has none."""
    return list(sheet.dates.all()) if sheet.pk else []


def lines_of(sheet: RequestSheet, *, on: date) -> list[Line]:
    """Everything that stands on a sheet, in words."""
    rows = [*_when(sheet), *_where(sheet, on), *_about(sheet)]
    return [Line(name, str(label), text or _("niet ingevuld")) for name, label, text in rows]


def differing(current: RequestSheet, typed: dict[str, Any], days: Iterable[Any], *, on: date) -> list[Line]:
    """What stands there now wherever something else was typed."""
    other = type(current)(**{name: typed.get(name, getattr(current, name)) for name in FIELDS})
    mine = {line.name: line.text for line in lines_of(other, on=on)} | {"dates": _days_text(days)}
    return [line for line in lines_of(current, on=on) if mine[line.name] != line.text]


def _when(sheet: RequestSheet) -> Iterator[tuple[str, Any, str]]:
    yield "window_first", _("Vanaf"), dutch.date_nl(sheet.window_first)
    yield "window_last", _("Tot en met"), dutch.date_nl(sheet.window_last)
    yield "weekly", _("Gewone week"), ", ".join(words.HALF_DAYS.get(key, key) for key in sheet.weekly)
    yield "dates", _("Andere dagen"), _days_text(dates_of(sheet))
    gaps = _("%(least)s tot %(most)s werkdagen") % {"least": sheet.min_gap, "most": sheet.max_gap}
    yield "min_gap", _("Tussen twee sessies"), gaps
    yield "start_within", _("Eerste sessie binnen"), str(sheet.start_within or "")


def _where(sheet: RequestSheet, on: date) -> Iterator[tuple[str, Any, str]]:
    yield "is_remote", _("Online"), _("ja") if sheet.is_remote else _("nee")
    yield "remote_link", _("Link"), sheet.remote_link
    yield "place", _("Gemeente"), municipalities(on=on).get(sheet.place, sheet.place)
    yield "address", _("Adres"), sheet.address
    yield "directions", _("Hoe geraak je er"), sheet.directions


def _about(sheet: RequestSheet) -> Iterator[tuple[str, Any, str]]:
    yield "language", _("Taal"), words.LANGUAGES.get(sheet.language, sheet.language)
    yield "theme", _("Thema"), words.THEMES.get(sheet.theme, "")
    yield "group_size", _("Aantal deelnemers"), str(sheet.group_size or "")
    yield "needs", _("Kwalificaties"), ", ".join(sheet.needs)
    yield "continuity", _("Duo"), words.CONTINUITY[sheet.continuity]
    yield "appeal", _("Soort werk"), words.APPEAL[sheet.appeal]


def _days_text(days: Iterable[Any]) -> str:
    return "; ".join(_day_text(one) for one in days) or _("niet ingevuld")


def _day_text(one: Any) -> str:
    period = dutch.date_nl(one.first)
    if one.last != one.first:
        period = _("%(first)s tot en met %(last)s") % {"first": period, "last": dutch.date_nl(one.last)}
    return f"{period}, {words.HALF_OR_DAY[one.half]}: {_('niet') if one.is_away else _('wel')}"
