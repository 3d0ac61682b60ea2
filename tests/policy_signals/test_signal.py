"""Signals come in without a name, are taken back until they are sent, and never change."""

import pytest
from django.db import IntegrityError, transaction

from tandem.kernel import access, clock
from tandem.policy_signals.actions import signal as actions
from tandem.policy_signals.models import Bundle, BundleSignal, Signal
from tandem.policy_signals.queries.thread import signal_threads
from tests.factories import make_person
from tests.guidance.factories import looking
from tests.policy_signals.factories import make_addressee, make_policy_worker, make_signal, signal_of

pytestmark = pytest.mark.django_db


def sent_bundle(*signals: Signal, **fields: object) -> Bundle:
    """A bundle that was sent with these signals, made by hand."""
    with access.as_system():
        bundle = Bundle.objects.create(
            number=Bundle.objects.count() + 1, title="Loonbrieven", words="Wie huurt, moet loonbrieven tonen.", theme="housing",
            policy_domain="housing", made_at=clock.now(), state="sent", addressee=make_addressee(), sent_at=clock.now(),
            due_on=clock.today(), **fields,
        )  # fmt: skip
        BundleSignal.objects.bulk_create(
            BundleSignal(bundle=bundle, signal=signal, added_at=clock.now()) for signal in signals
        )
    return bundle


def test_signal_keeps_no_name_of_its_giver() -> None:
    first, second, other = make_signal(giver="a"), make_signal(giver="a"), make_signal(giver="b")
    assert first.giver == second.giver != other.giver
    assert len(first.giver) == 64


@pytest.mark.parametrize(
    "wrong", [{"words": " "}, {"theme": "weer"}, {"area": "gent"}, {"policy_domain": ""}, {"kind": "x"}]
)
def test_signal_that_lacks_something_is_refused_in_words(wrong: dict[str, str]) -> None:
    with pytest.raises(actions.CannotReceive) as refused:
        make_signal(**wrong)
    assert refused.value.problems[0].field in wrong


def test_signals_are_the_desks_alone() -> None:
    signal = make_signal()
    with looking(make_person()):
        assert not Signal.objects.exists()
    with looking(make_policy_worker()):
        assert Signal.objects.get() == signal


def test_words_that_were_approved_never_change() -> None:
    signal = make_signal()
    with access.as_system():
        for change in ({"words": "anders"}, {"theme": "work"}, {"giver": "0"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Signal.objects.filter(pk=signal.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            signal.delete()


def test_signal_is_taken_back_until_it_is_sent() -> None:
    waiting, sent = make_signal(), make_signal()
    sent_bundle(sent)
    actions.take_back(waiting.pk, at=clock.now())
    assert signal_of(waiting.pk).withdrawn_at is not None
    with pytest.raises(actions.CannotTakeBack):
        actions.take_back(sent.pk, at=clock.now())
    with access.as_system(), pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=sent.pk).update(withdrawn_at=clock.now())


def test_thread_tells_what_became_of_it_and_takes_the_mark() -> None:
    signal, waiting = make_signal(), make_signal()
    bundle = sent_bundle(signal)
    with pytest.raises(actions.CannotMark):
        actions.mark_answer(signal.pk, is_answer=True, at=clock.now())
    with access.as_system():
        Bundle.objects.filter(pk=bundle.pk).update(
            state="answered", answer="We maken een modelbrief.", answered_at=clock.now()
        )
    actions.mark_answer(signal.pk, is_answer=True, at=clock.now())
    actions.mark_answer(signal.pk, is_answer=False, at=clock.now())
    threads = signal_threads([signal.pk, waiting.pk])
    assert (threads[signal.pk].answer, threads[signal.pk].is_answer) == ("We maken een modelbrief.", False)
    assert (threads[waiting.pk].state, threads[waiting.pk].may_take_back) == ("", True)
