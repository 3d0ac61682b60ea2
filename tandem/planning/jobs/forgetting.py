"""Every night: what people told who left a while ago."""

from procrastinate.contrib.django import app

from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time
from tandem.planning.actions.forgetting import forget_who_left


@app.periodic(cron="37 3 * * *")
@app.task(name="planning.forget_who_left", queue="sweep")
def forget_who_left_nightly(timestamp: int) -> None:
    """Running twice finds nobody more."""
    move_to_example_time()
    with access.as_system():
        forget_who_left(at=clock.now())
