"""Jobs of programmes: time passes, and with it the turn of a file changes."""

from procrastinate.contrib.django import app

from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time
from tandem.programmes.actions.turns import ask_for_lists


@app.periodic(cron="23 * * * *")
@app.task(name="programmes.refresh_turns_hourly", queue="sweep")
def refresh_turns_hourly(timestamp: int) -> None:
    """A session whose day has passed asks its duo for the list. Running twice changes nothing."""
    move_to_example_time()
    with access.as_system():
        ask_for_lists(at=clock.now())
