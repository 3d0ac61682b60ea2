"""Every morning: who has a session in two days, and who did not answer yet."""

from procrastinate.contrib.django import app

from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time
from tandem.planning.actions.reminders import remind


@app.periodic(cron="11 7 * * *")
@app.task(name="planning.remind_daily", queue="sweep")
def remind_daily(timestamp: int) -> None:
    """Running twice sends nothing more."""
    move_to_example_time()
    with access.as_system():
        remind(at=clock.now())
