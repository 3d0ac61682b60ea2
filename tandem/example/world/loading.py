"""Makes the whole world in one transaction: it is there, or it is not."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Coalesce

from tandem.example.world.amounts import propose_amount
from tandem.example.world.calls.story import tell_calls
from tandem.example.world.duos.story import tell_planning
from tandem.example.world.guidance.others import tell_guidance
from tandem.example.world.people import PLATFORM_EMAIL, bring_cast
from tandem.example.world.prices import publish_prices
from tandem.example.world.signals.story import tell_dialogue
from tandem.example.world.stories import Story, stories
from tandem.identity.models import Organisation
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.programmes.actions.turns import ask_for_lists

Say = Callable[[str], None]


class CannotLoad(Exception):
    """There are other organisations in this database."""


def has_world() -> bool:
    """Whether the invented administrators are there."""
    return Organisation.objects.filter(kind="platform", email=PLATFORM_EMAIL).exists()


@transaction.atomic
def load_world(*, seed: int, today: date, say: Say, chosen: Sequence[Story] | None = None) -> int:
    """People, prices and every story, or the `chosen` ones (then without the partnership); counts the stories."""
    if Organisation.objects.exists():
        raise CannotLoad("In deze databank staan al andere organisaties. Gebruik een lege databank voor het voorbeeld.")
    with access.as_system(), _without_savepoints():
        say("Mensen en organisaties komen binnen ...")
        world = bring_cast(seed=seed, today=today)
        publish_prices(world)
        propose_amount(world)
        told = [story(world) for story in (stories() if chosen is None else chosen)]
        if chosen is None:
            say("Zeven mensen gaan hun eigen weg ...")
            tell_guidance(world)
            say("Signalen, groepen en forumdagen ...")
            tell_dialogue(world)
            say("Een oproep, 151 projecten en 45 netwerken ...")
            tell_calls(world)
            say("Wie kan wanneer, en wat nog een duo zoekt ...")
            tell_planning(world)
        ask_for_lists(at=clock.now())
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
