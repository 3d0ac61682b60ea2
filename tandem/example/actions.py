"""The clock of the example. It never exists in production: the room is not installed there."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tandem.kernel.middleware import move_to_example_time
from tandem.kernel.models import ExampleClock


@transaction.atomic
def move_clock(*, to: datetime) -> None:
    """From now on every page and job of the example thinks it is `to`, and time goes on from there."""
    shift = round((to - timezone.now()).total_seconds())
    ExampleClock.objects.update_or_create(pk=1, defaults={"shift_seconds": shift})
    move_to_example_time()
