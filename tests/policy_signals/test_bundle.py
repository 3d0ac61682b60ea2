"""Signals are laid together, moved and given back; every act leaves its line; the threshold counts people and organisations."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.audit import history_of
from tandem.policy_signals.actions import bundle as actions
from tandem.policy_signals.actions import signal as givers
from tandem.policy_signals.actions.places import CannotPlace
from tandem.policy_signals.models import Bundle, BundleEvent, BundleSignal, Signal
from tandem.policy_signals.queries.backing import backing_of
from tandem.policy_signals.rules.bundle import Backing
from tests.databases import OwnDatabase
from tests.factories import make_person
from tests.guidance.factories import looking
from tests.policy_signals.factories import WORDING, make_bundle, make_policy_worker, make_signal
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db: None) -> Iterator[Person]:
    """Somebody at the desk; the test reads and writes with their eyes."""
    worker = make_policy_worker()
    with looking(worker):
        yield worker


def signals_in(bundle: Bundle) -> set[UUID]:
    return set(BundleSignal.objects.filter(bundle=bundle, removed_at__isnull=True).values_list("signal_id", flat=True))


def acts_of(bundle: Bundle) -> list[str]:
    return list(BundleEvent.objects.filter(bundle=bundle).values_list("act", flat=True))


def fresh(bundle: Bundle) -> Bundle:
    return Bundle.objects.get(pk=bundle.pk)


def test_bundle_begins_with_its_signals_and_a_number(worker: Person) -> None:
    first, second = make_bundle(worker, make_signal(), make_signal()), make_bundle(worker, make_signal())
    assert second.number == first.number + 1
    assert len(signals_in(first)) == 2
    assert acts_of(first) == ["make"]
    assert [entry.action for entry in history_of(first)] == ["bundle.make"]


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"words": ""}, {"theme": "weer"}, {"policy_domain": ""}, {"area": "gent"}]
)
def test_bundle_that_lacks_something_is_refused_at_its_field(worker: Person, wrong: dict[str, str]) -> None:
    with pytest.raises(actions.CannotBundle) as refused:
        make_bundle(worker, make_signal(), **wrong)
    assert [problem.field for problem in refused.value.problems] == list(wrong)


def test_bundle_without_signals_is_refused(worker: Person) -> None:
    with pytest.raises(actions.CannotBundle, match="minstens één signaal"):
        make_bundle(worker)


def test_signal_lies_in_one_bundle_and_is_gone_once_taken_back(worker: Person) -> None:
    lying, free, taken_back = make_signal(), make_signal(), make_signal()
    make_bundle(worker, lying)
    givers.take_back(taken_back.pk, at=clock.now())
    bundle = make_bundle(worker, free)
    for signal, sentence in ((lying, "bij een ander"), (taken_back, "nam een van deze signalen terug")):
        with pytest.raises(CannotPlace, match=sentence):
            actions.add_signals(bundle, signals=[signal.pk], by=worker, at=clock.now())
    assert signals_in(bundle) == {free.pk}


def test_adding_the_same_signal_again_changes_nothing(worker: Person) -> None:
    signal = make_signal()
    bundle = make_bundle(worker, signal)
    assert actions.add_signals(bundle, signals=[signal.pk], by=worker, at=clock.now()) == 0
    assert acts_of(bundle) == ["make"]


def test_removed_signal_waits_again_and_history_keeps_it(worker: Person) -> None:
    stays, leaves = make_signal(), make_signal()
    bundle = make_bundle(worker, stays, leaves)
    assert actions.remove_signals(bundle, signals=[leaves.pk], by=worker, at=clock.now()) == 1
    assert signals_in(bundle) == {stays.pk}
    assert BundleSignal.objects.get(signal=leaves).removed_by == worker
    assert acts_of(bundle) == ["make", "remove_signals"]
    assert signals_in(make_bundle(worker, leaves)) == {leaves.pk}


def test_changed_text_keeps_the_earlier_words_in_history(worker: Person) -> None:
    bundle = make_bundle(worker, make_signal())
    new = replace(WORDING, title="Papieren bij huren")
    actions.change_bundle(bundle, new, version=1, by=worker, at=clock.now())
    actions.change_bundle(bundle, new, version=2, by=worker, at=clock.now())
    assert fresh(bundle).title == "Papieren bij huren"
    event = BundleEvent.objects.get(bundle=bundle, act="change")
    assert event.words.startswith("Loonbrieven bij huren\n\nWie huurt")
    assert not event.is_public


def test_text_saved_by_somebody_else_meanwhile_is_shown_not_overwritten(worker: Person) -> None:
    bundle = make_bundle(worker, make_signal())
    actions.change_bundle(bundle, replace(WORDING, title="Van de eerste"), version=1, by=worker, at=clock.now())
    with pytest.raises(actions.BundleChangedMeanwhile) as clash:
        actions.change_bundle(bundle, replace(WORDING, title="Van de tweede"), version=1, by=worker, at=clock.now())
    assert clash.value.current.title == "Van de eerste"
    assert fresh(bundle).title == "Van de eerste"


def test_merging_moves_the_signals_and_keeps_the_old_one_readable(worker: Person) -> None:
    one, other, third = make_signal(), make_signal(), make_signal()
    old, new = make_bundle(worker, one, other), make_bundle(worker, third)
    actions.merge_bundles(old, into=new, by=worker, at=clock.now())
    assert signals_in(new) == {one.pk, other.pk, third.pk}
    assert (fresh(old).state, fresh(old).merged_into, fresh(old).words) == ("merged", new, WORDING.words)
    assert BundleSignal.objects.filter(bundle=old, removed_at__isnull=False).count() == 2
    assert (acts_of(old), acts_of(new)) == (["make", "merge"], ["make", "take_in"])
    for wrong in (old, new):
        with pytest.raises(actions.CannotBundle):
            actions.merge_bundles(old, into=wrong, by=worker, at=clock.now())


def test_splitting_leaves_something_on_both_sides(worker: Person) -> None:
    stays, goes = make_signal(), make_signal()
    bundle = make_bundle(worker, stays, goes)
    for wrong in ([], [stays.pk, goes.pk], [make_signal().pk]):
        with pytest.raises(actions.CannotBundle, match="laat er minstens één liggen"):
            actions.split_bundle(bundle, WORDING, signals=wrong, by=worker, at=clock.now())
    new = actions.split_bundle(bundle, replace(WORDING, title="Apart"), signals=[goes.pk], by=worker, at=clock.now())
    assert (signals_in(bundle), signals_in(new)) == ({stays.pk}, {goes.pk})
    assert BundleEvent.objects.get(bundle=bundle, act="split").words == f"{new.number}. Apart"
    assert acts_of(new) == ["split_from"]


def test_ended_bundle_gives_its_signals_back_and_says_why(worker: Person) -> None:
    signal = make_signal()
    bundle = make_bundle(worker, signal)
    with pytest.raises(actions.CannotBundle, match="waarom"):
        actions.end_bundle(bundle, reason=" ", by=worker, at=clock.now())
    actions.end_bundle(bundle, reason="Hoort bij een lopend gesprek.", by=worker, at=clock.now())
    assert fresh(bundle).state == "ended"
    assert signals_in(make_bundle(worker, signal)) == {signal.pk}
    with pytest.raises(actions.CannotBundle, match="niet meer in de maak"):
        actions.add_signals(bundle, signals=[make_signal().pk], by=worker, at=clock.now())


def test_history_is_only_added_to(worker: Person) -> None:
    bundle = make_bundle(worker, make_signal())
    with access.as_system():
        for change in (lambda rows: rows.update(words="anders"), lambda rows: rows.delete()):
            with pytest.raises(IntegrityError), transaction.atomic():
                change(BundleEvent.objects.filter(bundle=bundle))


def test_people_and_organisations_count_once_each(worker: Person) -> None:
    bundle = make_bundle(
        worker,
        make_signal(giver="a", source="x"),
        make_signal(giver="a", source="y"),
        make_signal(giver="b", source="x"),
    )
    assert backing_of(bundle) == Backing(people=2, organisations=2)


def test_signal_taken_back_counts_no_more_and_leaves_a_line(worker: Person) -> None:
    signal, other = make_signal(), make_signal()
    bundle = make_bundle(worker, signal, other)
    givers.take_back(signal.pk, at=clock.now())
    assert backing_of(bundle) == Backing(people=1, organisations=1)
    assert acts_of(bundle) == ["make", "take_back"]


def test_others_see_no_bundle_in_the_making_whatever_they_ask(worker: Person) -> None:
    bundle = make_bundle(worker, make_signal())
    with looking(make_person()):
        for model in (Bundle, BundleSignal, BundleEvent, Signal):
            assert not model.objects.exists()
        assert not Bundle.objects.filter(pk=bundle.pk).update(title="van mij")
    assert fresh(bundle).title == WORDING.title


@pytest.mark.django_db(transaction=True)
def test_signal_taken_back_while_it_is_being_added_stays_out(fresh_database: OwnDatabase) -> None:
    worker, signal = make_policy_worker(), make_signal()
    bundle = make_bundle(worker, make_signal())

    def add() -> int:
        with looking(worker):
            return actions.add_signals(bundle, signals=[signal.pk], by=worker, at=clock.now())

    outcome = meanwhile(lambda: givers.take_back(signal.pk, at=clock.now()), add)
    assert isinstance(outcome, CannotPlace)
    assert signal.pk not in signals_in_all(bundle)


@pytest.mark.django_db(transaction=True)
def test_signal_added_just_before_its_giver_takes_it_back_leaves_again(fresh_database: OwnDatabase) -> None:
    worker, signal = make_policy_worker(), make_signal()
    bundle = make_bundle(worker, make_signal())

    def add() -> None:
        with looking(worker):
            actions.add_signals(bundle, signals=[signal.pk], by=worker, at=clock.now())

    outcome = meanwhile(add, lambda: givers.take_back(signal.pk, at=clock.now()))
    assert outcome is None
    assert signal.pk not in signals_in_all(bundle)
    with access.as_system():
        assert acts_of(bundle) == ["make", "add_signals", "take_back"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_laying_one_signal_in_two_bundles_give_one_place(fresh_database: OwnDatabase) -> None:
    worker, signal = make_policy_worker(), make_signal()
    one, other = make_bundle(worker, make_signal()), make_bundle(worker, make_signal())

    def lay_in(bundle: Bundle) -> int:
        with looking(worker):
            return actions.add_signals(bundle, signals=[signal.pk], by=worker, at=clock.now())

    outcome = meanwhile(lambda: lay_in(one), lambda: lay_in(other))
    assert isinstance(outcome, CannotPlace)
    assert (signal.pk in signals_in_all(one), signal.pk in signals_in_all(other)) == (True, False)


def signals_in_all(bundle: Bundle) -> set[UUID]:
    with access.as_system():
        return signals_in(bundle)
