"""Something went differently: each way on, and through the pen."""

import uuid

import pytest
from django.urls import reverse

from tandem.guidance.actions.mishap import CannotGoOn, CannotTellMishap, go_on, talk_about_it, tell_mishap
from tandem.guidance.models import Barrier, ClientFile, Mishap, Proposal, Step
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of
from tests.guidance.talk_factories import make_talk

pytestmark = pytest.mark.django_db


def told(file: ClientFile, by: Person, **facts: object) -> Mishap:
    given = {"key": uuid.uuid4(), "contexts": ["transport", "other"], "words": "De bus reed niet.", **facts}
    with looking(by):
        return tell_mishap(place_of(file, by), by=by, at=clock.now(), **given)  # type: ignore[arg-type]


def went_on(file: ClientFile, mishap: Mishap, by: Person, ends_in: str, words: str = "", how: str = "") -> Mishap:
    with looking(by):
        return go_on(place_of(file, by), mishap, ends_in=ends_in, words=words, how=how, by=by, at=clock.now())


def test_context_comes_first(file: ClientFile, guide: Person) -> None:
    with pytest.raises(CannotTellMishap, match="Kies eerst wat er meespeelde"):
        told(file, guide, contexts=[])


def test_barrier_stands_on_the_map_in_the_domains_of_the_context(file: ClientFile, guide: Person) -> None:
    ended = went_on(file, told(file, file.person), file.person, "barrier", "Geen bus na vijf uur.")
    with access.as_system():
        barrier = Barrier.objects.select_related("file").get()
    assert (barrier.pk, barrier.words, barrier.domains) == (ended.led_to_id, "Geen bus na vijf uur.", ["mobility"])


def test_other_plan_of_a_guide_is_a_proposal(file: ClientFile, guide: Person) -> None:
    ended = went_on(file, told(file, guide), guide, "other_plan", "Met de fiets.")
    with access.as_system():
        assert Step.objects.count() == 0
        assert Proposal.objects.get().pk == ended.led_to_id


def test_good_as_it_is_needs_no_words_and_the_rest_does(file: ClientFile, guide: Person) -> None:
    mishap = told(file, guide)
    with pytest.raises(CannotGoOn, match="in een paar woorden"):
        went_on(file, mishap, guide, "signal")
    assert went_on(file, mishap, guide, "enough_said").ended_at
    with pytest.raises(CannotGoOn, match="al gekozen"):
        went_on(file, mishap, guide, "enough_said")


def test_signal_keeps_its_words(file: ClientFile, guide: Person) -> None:
    ended = went_on(file, told(file, guide), guide, "signal", "Na vijf uur rijdt geen bus.")
    assert (ended.way_on, ended.led_to_id) == ("Na vijf uur rijdt geen bus.", None)


def test_words_of_a_later_talk_stand_under_the_earlier_ones(file: ClientFile, guide: Person) -> None:
    mishap, talk = told(file, guide), make_talk(file, guide)
    with looking(guide):
        talk_about_it(place_of(file, guide), mishap, talk, words="En de fiets was stuk.", by=guide, at=clock.now())
    page = client_for(guide).get(reverse("mishap", args=[file.pk, mishap.pk]))
    assert page.context["mishap"].words == "De bus reed niet.\n\nEn de fiets was stuk."
    assert [row.pk for row in page.context["page"].attached] == [talk.pk]


def test_about_something_of_another_file_is_left_out(file: ClientFile, guide: Person) -> None:
    other = make_item(make_file(make_guide()), "agreement", "Van iemand anders.")
    page = client_for(guide).get(reverse("mishap_new", args=[file.pk]) + f"?over=agreement&id={other.pk}")
    assert page.status_code == 200
    assert "Van iemand anders." not in page.content.decode()
    assert client_for(guide).get(reverse("mishap_new", args=[file.pk]) + "?over=step&id=onzin").status_code == 200


def test_form_sent_back_keeps_what_was_typed(file: ClientFile, guide: Person) -> None:
    mishap = told(file, guide)
    answer = client_for(guide).post(
        reverse("mishap_go_on", args=[file.pk, mishap.pk]), {"ends_in": "barrier", "learnt": "Vroeger vertrekken."}
    )
    assert answer.status_code == 422
    assert "Vroeger vertrekken." in answer.content.decode()
    assert client_for(guide).post(reverse("mishap_talk", args=[file.pk, mishap.pk]), {}).status_code == 422
