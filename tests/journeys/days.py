"""The moment the journeys begin: now, or any other to try them out, as in `TANDEM_JOURNEYS_BEGIN=2026-12-30T16:00`."""

import os
from datetime import datetime, timedelta
from functools import cache

from django.utils import timezone

from tandem.kernel import clock
from tandem.kernel.models import ExampleClock

VARIABLE = "TANDEM_JOURNEYS_BEGIN"


def begin() -> None:
    """Put the clocks of the running site and of these tests at the beginning; the hands go on from there."""
    go_by(first_shift())


def go_by(shift: timedelta) -> None:
    """Move the clock of the running site; that of these tests too, because they are read side by side."""
    seconds = round(shift.total_seconds())
    clock.shift_by(timedelta(seconds=seconds))
    ExampleClock.objects.update_or_create(pk=1, defaults={"shift_seconds": seconds})


@cache
def first_shift() -> timedelta:
    """How far the beginning is from now; the hour is that of Brussels."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return timedelta(0)
    moment = datetime.fromisoformat(wanted).replace(tzinfo=clock.BRUSSELS)
    return moment - timezone.now()
