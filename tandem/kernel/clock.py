"""The only place that asks what time it is. Rules and actions get `at` or `on` from their caller."""

from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")
_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta(0))


def now() -> datetime:
    """The present moment, timezone-aware in UTC; in example mode moved by the example clock."""
    return timezone.now() + _shift.get()


def today() -> date:
    """Today's date in Brussels."""
    return now().astimezone(BRUSSELS).date()


def local(moment: datetime) -> datetime:
    """The same moment on a Brussels wall clock."""
    return moment.astimezone(BRUSSELS)


def moment_on(day: date, hour: int, minute: int = 0) -> datetime:
    """A Brussels wall-clock time as an aware moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def shift_by(shift: timedelta) -> None:
    """Move this request's or job's clock: example mode only, see `tandem.example`."""
    _shift.set(shift)
