"""What somebody told about when, where and what: one sheet in words, and the days that differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock, dutch
from tandem.kernel.finding import one_or_404
from tandem.planning import travel
from tandem.planning.models import PersonDate, Profile, Qualification
from tandem.planning.problem.half_days import HALF_WORDS
from tandem.planning.rules import words

if TYPE_CHECKING:
    from tandem.identity.models import Person


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in words; `lacks` says what is still needed before anybody can be planned."""

    profile: Profile
    home: str
    transport: str
    languages: str
    themes: str
    week: tuple[str, ...]
    wishes: tuple[str, ...]
    told: str
    lacks: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether anybody ever saved something here."""
        return self.profile.changed_by_id is not None


@dataclass(frozen=True, slots=True)
class Change:
    """When a sheet was saved, and by whom."""

    when: str
    who: str


@dataclass(frozen=True, slots=True)
class Month:
    """Days of one month, in words."""

    title: str
    days: tuple[str, ...]


def profile_of(person: Person) -> Profile:
    """The sheet of somebody; an empty one, not saved, while nothing was told."""
    row = Profile.objects.filter(person=person).select_related("changed_by").first()
    return row or Profile(person=person, version=0)


def sheet_of(person: Person, *, on: date) -> Sheet:
    """Everything on the sheet, as people read it. Two queries at most."""
    row = profile_of(person)
    return Sheet(
        row, home_words(row.home), words.TRANSPORT[row.transport] if row.home else "",
        _words(row.languages, words.LANGUAGES) if row.home else "", _words(row.themes, words.THEMES),
        week_words(row.weekly), _wishes(row), told_words(row), _lacks(row, on=on),
    )  # fmt: skip


def home_words(code: str) -> str:
    """The name of the municipality; empty while it is not known."""
    place = travel.municipalities().get(code)
    return place.name if place else ""


def told_words(row: Profile) -> str:
    """Who filled it in and when."""
    if row.changed_by_id is None:
        return ""
    day = dutch.date_short(clock.local(row.changed_at).date())
    if row.changed_by_id == row.person_id:
        return _("zelf ingevuld op %(day)s") % {"day": day}
    return _("ingevuld door %(who)s op %(day)s") % {"who": row.changed_by, "day": day}


def week_words(keys: Iterable[str]) -> tuple[str, ...]:
    """The half-days of a week, a whole day in one word: maandag, dinsdagvoormiddag."""
    chosen, found = set(keys), []
    for number, day in enumerate(words.WEEKDAY_WORDS):
        halves = [half for half in HALF_WORDS if f"{number}{half}" in chosen]
        found += [day] if len(halves) == len(HALF_WORDS) else [f"{day}{HALF_WORDS[half]}" for half in halves]
    return tuple(found)


def days_words(first: date, last: date, half: str) -> str:
    """A span as people say it: dinsdag 5 januari 2027, voormiddag."""
    days = (
        dutch.date_nl(first)
        if first == last
        else _("van %(first)s tot en met %(last)s") % {"first": dutch.date_nl(first), "last": dutch.date_nl(last)}
    )
    return f"{days}, {words.HALF_OR_DAY[half]}"


def dates_of(person: Person, *, on: date) -> QuerySet[PersonDate]:
    """Days that somebody set apart, those that still come."""
    return PersonDate.objects.filter(person=person, last__gte=on, calendar_uid="")


def imported_dates(person: Person, *, on: date) -> QuerySet[PersonDate]:
    """Days that came from a calendar, those that still come."""
    return PersonDate.objects.filter(person=person, last__gte=on).exclude(calendar_uid="")


def dates_for(person: Person, pk: int) -> PersonDate:
    """Days of this person."""
    return one_or_404(PersonDate.objects.filter(person=person).select_related("person"), pk)


def changes_of(profile: Profile, *, most: int = 10) -> list[Change]:
    """Who saved this sheet, the last one first."""
    if profile.pk is None:
        return []
    rows = audit.history_of(profile).filter(action="availability.save").order_by("-pk")[:most]
    return [Change(dutch.datetime_nl(row.at), str(row.by or "Tandem")) for row in rows]


def noted_about(person: Person) -> list[Qualification]:
    """What a planner wrote down about what somebody may do."""
    return list(Qualification.objects.filter(person=person))


def months_of(rows: Iterable[tuple[date, date, str]]) -> list[Month]:
    """Spans by the month in which they begin."""
    ordered = sorted(rows)
    return [
        Month(_month(group[0][0]), tuple(days_words(*row) for row in group))
        for group in (list(found) for _key, found in groupby(ordered, key=lambda row: (row[0].year, row[0].month)))
    ]


def municipality_names(*, on: date) -> Sequence[str]:
    """Names to choose from, by name."""
    return sorted(place.name for place in travel.municipalities().values() if place.is_in_force(on))


def _month(day: date) -> str:
    return dutch.date_nl(day).split(" ", 2)[2]


def _words(keys: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(key, key) for key in keys)


def _wishes(row: Profile) -> tuple[str, ...]:
    found = [_("liever niet op %(half_day)s") % {"half_day": one} for one in week_words(row.never_on)]
    if row.wished_per_week:
        count = _("1 halve dag") if row.wished_per_week == 1 else _("%(n)s halve dagen") % {"n": row.wished_per_week}
        found.append(_("liefst hoogstens %(count)s per week") % {"count": count})
    return tuple(found)


def _lacks(row: Profile, *, on: date) -> tuple[str, ...]:
    can_some_day = bool(row.weekly) or (
        row.pk is not None and PersonDate.objects.filter(person_id=row.person_id, last__gte=on, is_away=False).exists()
    )
    checks = ((can_some_day, _("wanneer je kan")), (bool(row.home), _("waar je woont")))
    return tuple(text for is_there, text in checks if not is_there)
