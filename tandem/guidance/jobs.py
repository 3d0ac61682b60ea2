"""What the clock asks of this room: talks about keeping a file, and erasing after a week of thinking it over."""

from django.conf import settings
from procrastinate.contrib.django import app

from tandem.guidance.actions.erasure import erase_after_week
from tandem.guidance.actions.retention import ask_review
from tandem.guidance.queries.erasure import files_to_erase
from tandem.guidance.queries.retention import files_to_ask
from tandem.identity.queries.person import person_with_key
from tandem.kernel import access, clock
from tandem.kernel.middleware import move_to_example_time


@app.periodic(cron="7 * * * *")
@app.task(name="guidance.erase_after_waiting", queue="sweep")
def erase_after_waiting(timestamp: int) -> None:
    """Files whose person asked to erase them a week ago and did not call it off. A second run finds nothing."""
    if settings.EXAMPLE_MODE:
        move_to_example_time()
    with access.as_system():
        waiting = files_to_erase(at=clock.now())
    for file_id, asker in waiting:
        person = person_with_key(asker)
        if person is not None:
            erase_after_week(file_id, by=person, at=clock.now())


@app.periodic(cron="23 5 * * 1")
@app.task(name="guidance.ask_reviews", queue="sweep")
def ask_reviews(timestamp: int) -> None:
    """Files that are quiet for longer than their term: a point for the next talk. It deletes nothing."""
    if settings.EXAMPLE_MODE:
        move_to_example_time()
    with access.as_system():
        for file_id in files_to_ask(at=clock.now()):
            ask_review(file_id, at=clock.now())
