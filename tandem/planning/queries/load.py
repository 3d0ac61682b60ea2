"""What everybody of a provider carries, month by month, beside what is fair. Travel is an estimate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tandem.kernel import clock, dutch
from tandem.planning import travel
from tandem.planning.problem.half_days import HALVES, HalfDay, Span, working_days
from tandem.planning.problem.people import EXPERT, TRAINER, Person
from tandem.planning.problem.requests import HARD, NICE
from tandem.planning.queries.facts.people import people_of
from tandem.planning.queries.facts.requests import place_of, sheets_of, usual_sheet
from tandem.planning.queries.half_days import half_days_of
from tandem.sessions import timetable
from tandem.sessions.queries.led import sessions_between

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Series, Session

ROLE_WORDS = {TRAINER: _("vormingsmedewerker"), EXPERT: _("ervaringsdeskundige")}
MONTHS_SHOWN, MONTHS_BACK = 6, 2
CSV_HEADER = ("Naam", "Rol", "Maand", "Halve dagen", "Minuten onderweg (schatting)")
ROLES = {"": _("Iedereen"), TRAINER: _("Vormingsmedewerkers"), EXPERT: _("Ervaringsdeskundigen")}


@dataclass(frozen=True, slots=True)
class Sought:
    """Which months, which role, which name; nonsense is the usual."""

    first: date
    role: str = ""
    words: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str], *, on: date) -> Sought:
        """From the address of the page."""
        role = asked.get("rol", "")
        return cls(
            _month_from(asked.get("vanaf", "")) or month_after(on.replace(day=1), -MONTHS_BACK),
            role if role in ROLES else "", asked.get("zoek", "").replace("\0", "").strip()[:100],
        )  # fmt: skip

    @property
    def months(self) -> list[date]:
        """The first day of each month that is shown."""
        return [month_after(self.first, number) for number in range(MONTHS_SHOWN)]

    @property
    def before(self) -> date:
        """Where the months before begin."""
        return month_after(self.first, -MONTHS_SHOWN)

    @property
    def after(self) -> date:
        """Where the months after begin."""
        return month_after(self.first, MONTHS_SHOWN)


@dataclass(slots=True)
class PersonLoad:
    """One person: half-days and minutes per month, the fair share, nice and hard ones."""

    person: Person
    half_days: Counter[date] = field(default_factory=Counter)
    minutes: Counter[date] = field(default_factory=Counter)
    appeal: Counter[str] = field(default_factory=Counter)
    share: float = 0.0

    @property
    def total(self) -> int:
        """Half-days in all the months."""
        return self.half_days.total()

    @property
    def hours(self) -> str:
        """Hours on the way in all the months, an estimate."""
        return _with_comma(self.minutes.total() / 60)

    @property
    def role(self) -> str:
        """In words."""
        return str(ROLE_WORDS[self.person.role])

    @property
    def share_words(self) -> str:
        """With one figure behind the comma."""
        return _with_comma(self.share)

    @property
    def nice(self) -> int:
        """Half-days that most like to do."""
        return self.appeal[NICE]

    @property
    def hard(self) -> int:
        """Half-days that are heavy."""
        return self.appeal[HARD]


@dataclass(frozen=True, slots=True)
class Load:
    """Everybody, the most loaded first, and who told nothing so has no estimate."""

    months: tuple[date, ...]
    rows: tuple[PersonLoad, ...]
    silent: tuple[str, ...]

    def bars(self) -> list[dict[str, object]]:
        """The fair share beside what somebody does."""
        return [{"label": one.person.name, "value": round(one.share, 1), "value_after": one.total} for one in self.rows]

    def table(self) -> list[tuple[PersonLoad, list[int]]]:
        """Each person with the half-days of each month."""
        return [(one, [one.half_days[month] for month in self.months]) for one in self.rows]


def load_of(provider_id: int, sought: Sought, *, on: date) -> Load:
    """Eleven queries or fewer, whatever the number of people and sessions."""
    people, silent = people_of(provider_id, (), on=on)
    months = sought.months
    rows = {key: PersonLoad(one) for key, one in people.items()}
    since, until = clock.moment_on(sought.first, 0), clock.moment_on(sought.after, 0)
    sessions = sessions_between(provider_id, since, until)
    _count(rows, sessions, on=on)
    _share(rows.values(), months)
    shown = [one for one in rows.values() if _is_sought(one, sought)]
    shown.sort(key=lambda one: (-one.total, one.person.name))
    return Load(tuple(months), tuple(shown), tuple(silent))


def places_of(series: Iterable[Series], *, on: date) -> tuple[dict[UUID, RequestSheet], dict[UUID, str | None]]:
    """The sheet and the municipality of each series; none when it is online or not known."""
    found = {one.pk: one for one in series}
    known = sheets_of(list(found))
    sheets = {key: known.get(key) or usual_sheet(one) for key, one in found.items()}
    places = {key: None if sheets[key].is_remote else place_of(sheets[key], one.organisation, on=on)
              for key, one in found.items()}  # fmt: skip
    return sheets, places


def csv_rows(load: Load) -> Iterator[tuple[object, ...]]:
    """One line per person and month."""
    for one in load.rows:
        for month in load.months:
            yield one.person.name, one.role, f"{month:%Y-%m}", one.half_days[month], one.minutes[month]


def month_after(month: date, number: int) -> date:
    """The first day of the month so many months later."""
    months = month.year * 12 + month.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _month_from(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _count(rows: Mapping[str, PersonLoad], sessions: Sequence[Session], *, on: date) -> None:
    sheets, places = places_of((one.series for one in sessions), on=on)
    for one in sessions:
        if one.starts_at is None or one.ends_at is None:
            continue
        month = clock.local(one.starts_at).date().replace(day=1)
        place = None if one.is_remote else places[one.series_id]
        half_days = len(list(half_days_of(one.starts_at, one.ends_at)))
        for key in map(str, filter(None, (one.trainer_id, one.experiential_expert_id))):
            if key in rows:
                row = rows[key]
                row.half_days[month] += half_days
                row.minutes[month] += 2 * travel.minutes(row.person.home, place, row.person.transport)
                row.appeal[sheets[one.series_id].appeal] += half_days


def _share(rows: Iterable[PersonLoad], months: Sequence[date]) -> None:
    """By the half-days somebody offers in these months, among people in the same role."""
    closed = {day for month in months for day in timetable.public_holidays(month.year)}
    days = working_days(Span(months[0], month_after(months[-1], 1) - timedelta(days=1)), closed).days
    of_role: dict[str, list[PersonLoad]] = defaultdict(list)
    for one in rows:
        of_role[one.person.role].append(one)
    for own in of_role.values():
        offered = [
            sum(one.person.availability.holds(HalfDay(day, half)) for day in days for half in HALVES) for one in own
        ]
        done, total = sum(one.total for one in own), sum(offered) or 1
        for one, number in zip(own, offered, strict=True):
            one.share = done * number / total


def _is_sought(one: PersonLoad, sought: Sought) -> bool:
    name = one.person.name.casefold()
    return sought.role in {"", one.person.role} and all(word in name for word in sought.words.casefold().split())


def month_words(month: date) -> str:
    """januari 2027."""
    return dutch.date_nl(month).split(" ", 2)[2]


def _with_comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
