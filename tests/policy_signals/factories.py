"""Policy workers, signals and bundles. Signals come in by the real action."""

from dataclasses import replace
from itertools import count
from uuid import UUID

from tandem.identity.models import Person
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import access, clock
from tandem.policy_signals.actions import bundle as bundles
from tandem.policy_signals.actions.signal import Approved, receive
from tandem.policy_signals.models import Addressee, Bundle, Signal
from tandem.policy_signals.rules.bundle import Wording
from tests.factories import make_membership, make_organisation, make_person
from tests.guidance.factories import looking

WORDING = Wording(
    "Loonbrieven bij huren", "Wie huurt, moet loonbrieven tonen.", "Maak een modelbrief.", "housing", "housing"
)
_numbers = count(1)


def make_policy_worker(**fields: object) -> Person:
    """Somebody who works at the desk."""
    person = make_person(**fields)
    make_membership(person=person, organisation=make_organisation(), role=POLICY_WORKER)
    return person


def make_signal(words: str = "Op de huurmarkt vraagt elke eigenaar drie loonbrieven.", **facts: str) -> Signal:
    """A signal of another giver and another organisation, unless told; `giver=` and `source=` name them."""
    number = next(_numbers)
    approved = Approved(**{
        "words": words, "kind": "barrier", "theme": "housing", "policy_domain": "housing", "area": "east_flanders",
        "giver": f"gever-{number}", "source": f"organisatie-{number}", "how": "own", **facts,
    })  # fmt: skip
    return signal_of(receive(approved, at=clock.now()))


def signal_of(pk: UUID) -> Signal:
    """The row, whoever looks."""
    with access.as_system():
        return Signal.objects.get(pk=pk)


def make_addressee(**fields: object) -> Addressee:
    """Somebody to send to."""
    facts = {"name": f"Aandachtsambtenaar Wonen {next(_numbers)}", "kind": "focal_point", "policy_domain": "housing",
             "email": "wonen@voorbeeld.test", **fields}  # fmt: skip
    return Addressee.objects.create(**facts)


def make_bundle(worker: Person, *signals: Signal, **words: str) -> Bundle:
    """In the making, with these signals; by the real action, with the worker's eyes."""
    pks = [signal.pk for signal in signals]
    with looking(worker):
        return bundles.make_bundle(replace(WORDING, **words), signals=pks, by=worker, at=clock.now())


def make_signals(number: int = 5, **facts: str) -> list[Signal]:
    """Signals of as many people from as many organisations."""
    return [make_signal(**facts) for _ in range(number)]
