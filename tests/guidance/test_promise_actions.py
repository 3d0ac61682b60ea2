"""Promises: the service says a day, the person lets go, nothing of the person is ever late."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.actions.promise import (
    CannotChangePromise,
    CannotPromise,
    finish_promise,
    let_promise_go,
    make_promise,
)
from tandem.guidance.models import ClientFile, Promise
from tandem.guidance.queries.promise import late_service_promises
from tandem.guidance.rules.promise import CLIENT, SERVICE, is_late
from tandem.guidance.rules.talk import NewPromise
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_guide, make_member, place_of

pytestmark = pytest.mark.django_db


def promised(file: ClientFile, guide: Person, side: str = SERVICE, **facts: object) -> Promise:
    by_day = clock.today() if side == SERVICE else None
    new = NewPromise(side, **{"words": "Bellen met de huisbaas", "by_day": by_day, **facts})  # type: ignore[arg-type]
    with looking(guide):
        return make_promise(place_of(file, guide), new, by=guide, at=clock.now())


def test_only_the_service_can_be_late() -> None:
    today = clock.today()
    yesterday = today - timedelta(days=1)
    assert [is_late(side, day, today=today) for side, day in (
        (SERVICE, yesterday), (SERVICE, today), (CLIENT, yesterday), (CLIENT, None),
    )] == [True, False, False, False]  # fmt: skip


def test_service_says_a_day_that_is_to_come(file: ClientFile, guide: Person) -> None:
    with pytest.raises(CannotPromise, match="tegen welke dag"):
        promised(file, guide, by_day=None)
    with pytest.raises(CannotPromise, match="die nog komt"):
        promised(file, guide, by_day=clock.today() - timedelta(days=1))
    assert promised(file, guide, CLIENT).by_day is None
    assert promised(file, guide).who == str(guide)


def test_service_cannot_let_its_own_promise_go(file: ClientFile, guide: Person) -> None:
    promise = promised(file, guide)
    answer = client_for(guide).post(reverse("promise_let_go", args=[file.pk, promise.pk]), follow=True)
    assert "Bekijk dit samen" in answer.content.decode()
    client_for(file.person).post(reverse("promise_let_go", args=[file.pk, promise.pk]))
    with access.as_system():
        assert Promise.objects.get().let_go_at is not None


def test_done_twice_is_told_once(file: ClientFile, guide: Person) -> None:
    promise = promised(file, guide)
    with looking(guide):
        place = place_of(file, guide)
        finish_promise(place, promise, by=guide, at=clock.now())
        with pytest.raises(CannotChangePromise, match="intussen klaar"):
            let_promise_go(place, promise, by=guide, at=clock.now(), how="together")


def test_what_came_between_is_asked_of_the_person_alone(file: ClientFile, guide: Person) -> None:
    service, own = promised(file, guide), promised(file, guide, CLIENT, words="Naar de les")
    client = client_for(file.person)
    assert client.get(reverse("promise_came_between", args=[file.pk, service.pk])).status_code == 404
    url = reverse("promise_came_between", args=[file.pk, own.pk])
    assert client.post(url, {"words": ""}).status_code == 422
    assert client.post(url, {"words": "Mijn dochter was ziek."}).status_code == 302
    page = client.get(reverse("promise_list", args=[file.pk])).content.decode()
    assert "Mijn dochter was ziek." in page
    with access.as_system():
        assert Promise.objects.get(pk=own.pk).done_at is None


def test_late_promises_come_for_guides_of_the_file_only(file: ClientFile, guide: Person) -> None:
    promise = promised(file, guide)
    other, member = make_guide(), make_guide()
    make_member(file, member)
    later = clock.now() + timedelta(days=2)
    found = {}
    for person in (guide, other, member, file.person):
        with looking(person):
            found[person.pk] = late_service_promises(viewer_of(person, on=clock.today()), later)
    assert {pk: len(rows) for pk, rows in found.items()} == {guide.pk: 1, other.pk: 0, member.pk: 0, file.person.pk: 0}
    (row,) = found[guide.pk]
    assert (row.called, row.words, row.by_day) == ("Momena", promise.words, promise.by_day)
    assert row.url == reverse("promise_list", args=[file.pk])
    with looking(guide):
        assert late_service_promises(viewer_of(guide, on=clock.today()), clock.now()) == []


def test_same_promise_twice_is_one(file: ClientFile, guide: Person) -> None:
    key = uuid.uuid4()
    assert promised(file, guide, key=key).pk == promised(file, guide, key=key).pk
