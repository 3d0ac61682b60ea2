"""Jobs of calls: a report that is coming or late is told to the organisation."""

from procrastinate.contrib.django import app

from tandem.calls.actions.report import remind_of_reports
from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time


@app.periodic(cron="41 6 * * *")
@app.task(name="calls.remind_of_reports_daily", queue="sweep")
def remind_of_reports_daily(timestamp: int) -> None:
    """Once per moment; running twice changes nothing."""
    move_to_example_time()
    with access.as_system():
        remind_of_reports(at=clock.now())
