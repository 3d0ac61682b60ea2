"""What an organisation asks of a planning: handed over when the series opens, and changed by the organisation or the planner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.planning.models import RequestDate, RequestSheet
from tandem.planning.queries.facts.requests import usual_sheet
from tandem.planning.queries.places import municipality_in
from tandem.planning.rules import words
from tandem.sessions.actions.bookings import locked_series

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person
    from tandem.sessions.models import Series

OF_ORGANISATION = (
    "window_first", "window_last", "weekly", "is_remote", "remote_link", "place", "address", "directions", "language",
    "theme", "group_size",
)  # fmt: skip
OF_PLANNER = (*OF_ORGANISATION, "min_gap", "max_gap", "start_within", "needs", "continuity", "appeal")


class CannotSave(Refusal):
    """These wishes do not fit together."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What people already told elsewhere, before there was a series; empty is not told."""

    first: date | None = None
    last: date | None = None
    weekly: tuple[str, ...] = ()
    place: str = ""
    is_remote: bool = False
    group_size: int | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Days on which the organisation cannot, or can besides its usual week."""

    first: date
    last: date
    half: str = ""
    is_away: bool = True


@transaction.atomic
def open_sheet(series: Series, wished: Wished, *, by: Person | None, at: datetime) -> RequestSheet:
    """The sheet of a new series with what is known; one that exists stays as people left it."""
    on = clock.local(at).date()
    address = "" if wished.is_remote else wished.place or _address_of(series.organisation)
    first, last = _period(wished, on=on)
    sheet, is_new = RequestSheet.objects.get_or_create(series=series, defaults={
        "window_first": first, "window_last": last, "weekly": [key for key in words.HALF_DAYS if key in wished.weekly],
        "address": address, "place": municipality_in(address, on=on), "is_remote": wished.is_remote,
        "group_size": wished.group_size or None,
        "theme": wished.theme if wished.theme in words.THEMES else "", "changed_at": at, "changed_by": by,
    })  # fmt: skip
    if is_new:
        audit.record("request_sheet.open", series, by=by, at=at, sheet=sheet.pk)
    return sheet


def _address_of(organisation: Organisation) -> str:
    """Where an organisation is, as far as it said; a name is no address."""
    if not organisation.street:
        return ""
    return f"{organisation.street}, {organisation.postal_code} {organisation.place}".strip(", ")


def _period(wished: Wished, *, on: date) -> tuple[date | None, date | None]:
    """A wished end that is over, or before the start, tells nothing any more."""
    last = wished.last if wished.last and wished.last >= max(on, wished.first or on) else None
    return wished.first, last


@transaction.atomic
def save_sheet(
    series: Series, *, facts: Mapping[str, object], days: Iterable[Days], version: int, by: Person, at: datetime
) -> RequestSheet:
    """Write what is asked; `facts` are fields of the sheet, `version` what stood on the screen (0: nothing saved yet)."""
    sheet = locked_sheet(series, version=version, at=at)
    for name in OF_PLANNER:
        if name in facts:
            setattr(sheet, name, facts[name])
    rows = list(dict.fromkeys(days))
    CannotSave.if_any(_problems(sheet, rows))
    sheet.version, sheet.changed_at, sheet.changed_by = sheet.version + 1, at, by
    sheet.save()
    _replace_days(sheet, rows)
    audit.record("request_sheet.save", series, by=by, at=at, sheet=sheet.pk, days=len(rows))
    return sheet


def locked_sheet(series: Series, *, version: int | None = None, at: datetime) -> RequestSheet:
    """The sheet as it stands now, held until the end of the transaction; the usual one, not saved, when there is none."""
    series = locked_series(series.pk)
    sheet = RequestSheet.objects.select_for_update(of=("self",)).filter(series=series).first()
    if sheet is None:
        sheet = usual_sheet(series)
        sheet.version, sheet.changed_at = 0, at
    if version is not None and sheet.version != version:
        text = _("Iemand anders wijzigde dit terwijl jij bezig was. Kijk na wat er nu staat en bewaar opnieuw.")
        raise Conflict(text, current=sheet)
    return sheet


def _problems(sheet: RequestSheet, days: list[Days]) -> Iterable[Problem]:
    """What the database would refuse as well, each at its field."""
    if sheet.window_first and sheet.window_last and sheet.window_last < sheet.window_first:
        yield Problem(_("Het einde ligt voor het begin. Kies een latere dag."), "window_last")
    if sheet.max_gap < sheet.min_gap:
        yield Problem(_("De langste tussentijd is korter dan de kortste. Vul een groter getal in."), "max_gap")
    if any(one.last < one.first for one in days):
        yield Problem(_("Bij een van de dagen ligt het einde voor het begin. Kies een latere dag."))
    yield from _place_problems(sheet)


def _place_problems(sheet: RequestSheet) -> Iterable[Problem]:
    """Everybody knows where to go and how to get there, or which link to open."""
    if sheet.is_remote:
        if not sheet.remote_link:
            yield Problem(_("Vul de link in waarmee iedereen online meedoet."), "remote_link")
        return
    if not sheet.place:
        yield Problem(_("Kies de gemeente waar jullie samenkomen."), "place")
    if not sheet.address:
        yield Problem(_("Vul het adres in waar jullie samenkomen."), "address")
    if not sheet.directions:
        yield Problem(_("Schrijf hoe je er geraakt, ook zonder auto: halte, parking, ingang."), "directions")


def _replace_days(sheet: RequestSheet, days: list[Days]) -> None:
    sheet.dates.all().delete()
    RequestDate.objects.bulk_create(
        RequestDate(sheet=sheet, first=one.first, last=one.last, half=one.half, is_away=one.is_away) for one in days
    )
