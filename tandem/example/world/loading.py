"""Makes the whole world in one transaction: it is there, or it is not."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection, transaction

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
    with access.as_system():
        say("Mensen en organisaties komen binnen ...")
        world = bring_cast(seed=seed, today=today)
        publish_prices(world)
        told = [story(world) for story in stories()]
        _let_mails_be_past()
    return len(told)


def _let_mails_be_past() -> None:
    """What was written in the past arrived long ago: nothing waits for the worker, the outbox page shows all of it."""
    queued = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED)
    for mail in queued.only("pk", "made_at", "released_at"):
        mail.status, mail.attempts = OutgoingMail.Status.SENT, 1
        mail.sent_at = (mail.released_at or mail.made_at) + timedelta(minutes=1)
        mail.save(update_fields=["status", "attempts", "sent_at"])
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name = 'kernel.send_mail' and status = 'todo'")
