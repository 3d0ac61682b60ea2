"""The whole form of a call and when a call is open."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from tandem.calls.models import Call, Envelope, FormRevision
from tandem.calls.queries.call import is_open, years_of
from tandem.calls.queries.form import current_revision, whole_form
from tandem.kernel import clock
from tests.calls.call_factories import FORM, make_call

pytestmark = pytest.mark.django_db


def test_whole_form_asks_standard_first_and_budget_last(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    call = make_call()
    revision = current_revision(call)
    form = whole_form(revision, call)
    assert [section.id for section in form.sections] == ["project", "aanpak", "budget"]
    assert [choice.id for choice in form.by_id["start_year"].choices] == ["2026", "2027"]
    with django_assert_num_queries(0):
        assert whole_form(revision, call) is form


def test_whole_form_follows_the_version_of_the_call() -> None:
    call = make_call()
    revision = current_revision(call)
    whole_form(revision, call)
    working = call.money_kinds.get(key="werking")
    Envelope.objects.create(call=call, kind=working, year=2028, amount_eur=Decimal(1))
    call.version += 1
    assert years_of(call) == (2026, 2027, 2028)
    assert len(whole_form(revision, call).by_id["start_year"].choices) == 3


def test_current_revision_is_the_latest_published() -> None:
    call, now = make_call(), clock.now()
    FormRevision.objects.create(call=call, number=2, definition=FORM, published_at=now, changed_at=now)
    FormRevision.objects.create(call=call, number=3, definition=FORM, changed_at=now)
    assert current_revision(call).number == 2
    bare = Call.objects.create(administration=call.administration, title="Zonder formulier", made_at=now)
    with pytest.raises(FormRevision.DoesNotExist):
        current_revision(bare)


def test_call_is_open_through_its_closing_minute() -> None:
    now = datetime.fromisoformat("2027-03-01T16:00:00+01:00")
    call = Call(state="published", opens_at=now - timedelta(days=1), closes_at=now, grace_minutes=10)
    assert is_open(call, now + timedelta(seconds=59))
    assert not is_open(call, now + timedelta(seconds=60))
    assert is_open(call, now - timedelta(days=1))
    assert not is_open(call, now - timedelta(days=1, seconds=1))
    for state in ("draft", "stopped", "judging"):
        assert not is_open(Call(state=state, opens_at=call.opens_at, closes_at=now), now)
    assert not is_open(Call(state="published"), now)
