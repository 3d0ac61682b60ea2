"""What the clock asks of this room: figures of a half-year that is over, and a reminder of an answer that is late."""

from procrastinate.contrib.django import app

from tandem.kernel import clock
from tandem.kernel.middleware import move_to_example_time
from tandem.policy_signals.actions.figures import release_closed_half_years
from tandem.policy_signals.actions.reminder import remind_addressees


@app.periodic(cron="41 2 * * *")
@app.task(name="policy_signals.release_figures", queue="sweep")
def release_figures(timestamp: int) -> None:
    """Each half-year once, from the day after its last. Running twice makes nothing."""
    move_to_example_time()
    release_closed_half_years(at=clock.now())


@app.periodic(cron="19 7 * * 1")
@app.task(name="policy_signals.remind_late_addressees", queue="sweep")
def remind_late_addressees(timestamp: int) -> None:
    """Once a week; the same addressee at most once a fortnight for the same signal."""
    move_to_example_time()
    remind_addressees(at=clock.now())
