"""Makes the whole world in one transaction: it is there, or it is not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Coalesce

from tandem.example.world.people import bring_cast
from tandem.example.world.prices import publish_prices
from tandem.example.world.stories import stories
from tandem.identity.models import Organisation
from tandem.kernel import access
from tandem.kernel.models import OutgoingMail

Say = Callable[[str], None]


def has_world() -> bool:
    """Whether there are organisations already, invented or not."""
    return Organisation.objects.exists()


@transaction.atomic
def load_world(*, seed: int, today: date, say: Say) -> int:
    """People, prices and every story; the number of stories."""
    with access.as_system(), _without_savepoints():
        say("Mensen en organisaties komen binnen ...")
        world = bring_cast(seed=seed, today=today)
        publish_prices(world)
        told = [story(world) for story in stories()]
        _let_mails_be_past()
    return len(told)


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Nothing half-way is kept, so thousands of savepoints inside the one transaction are for nothing."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def _let_mails_be_past() -> None:
    """What was written in the past arrived long ago: nothing waits for the worker, the outbox page shows all of it."""
    queued = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED)
    queued.update(status=OutgoingMail.Status.SENT, attempts=1, sent_at=Coalesce("released_at", "made_at"))
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name = 'kernel.send_mail' and status = 'todo'")
