"""Structural signals as they stand after sending, made by hand: any state, any day."""

from datetime import timedelta
from itertools import count

from tandem.kernel import access, clock
from tandem.policy_signals.actions.signal import mark_answer
from tandem.policy_signals.models import Bundle, BundleEvent, BundleSignal, Signal
from tests.policy_signals.factories import make_addressee, make_signal

_numbers = count(1000)


def make_sent(*signals: Signal, **fields: object) -> Bundle:
    """Sent ten days ago, an answer asked in fifty; `fields` say otherwise."""
    at = clock.now() - timedelta(days=10)
    number = next(_numbers)
    facts = {
        "number": number, "title": f"Loonbrieven {number}", "words": "Wie huurt, moet loonbrieven tonen.",
        "asks": "Vraag één bewijs.", "theme": "housing", "policy_domain": "housing", "state": "sent", "made_at": at,
        "sent_at": at, "due_on": clock.today() + timedelta(days=50), **fields,
    }  # fmt: skip
    with access.as_system():
        bundle = Bundle.objects.create(addressee=facts.pop("addressee", None) or make_addressee(), **facts)
        BundleSignal.objects.bulk_create(BundleSignal(bundle=bundle, signal=signal, added_at=at) for signal in signals)
        BundleEvent.objects.create(bundle=bundle, at=at, act="send", is_public=True)
    return bundle


def make_answered(*, yes: int = 0, no: int = 0, **fields: object) -> Bundle:
    """Answered, and marked by so many of its givers."""
    signals = [make_signal() for _ in range(max(yes + no, 5))]
    facts = {"state": "answered", "answer": "We maken een modelbrief.", "answered_at": clock.now() - timedelta(hours=1)}
    bundle = make_sent(*signals, **{**facts, **fields})
    for position, signal in enumerate(signals[: yes + no]):
        mark_answer(signal.pk, is_answer=position < yes, at=clock.now())
    return bundle
