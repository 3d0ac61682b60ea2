"""Pages on duos: choose, answer, fall in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.sessions import rules
from tandem.sessions.models import Duo, Series, Session
from tests.factories import client_for, make_membership
from tests.sessions.factories import (
    confirm,
    contact_of,
    make_duo,
    make_series,
    make_trained_expert,
    make_trainer,
    planner_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    """A series without a duo; the provider has two of each and an expert in training."""
    with access.as_system():
        series = make_series()
        for _ in range(2):
            make_trainer(series.provider, province="Oost-Vlaanderen")
            make_trained_expert(series.provider, province="Limburg")
        make_trained_expert(series.provider, trained_on=None)
        return series


def people(series: Series) -> tuple[list[int], list[int], int]:
    """Trainers, trained experts, and the one still in training."""
    with access.as_system():
        rows = series.provider.memberships.order_by("pk")
        experts = rows.filter(role="experiential_expert")
        trained = list(experts.filter(trained_on__isnull=False).values_list("person_id", flat=True))
        trainers = list(rows.filter(role="trainer").values_list("person_id", flat=True))
        return trainers, trained, experts.get(trained_on__isnull=True).person_id


def confirmed_session(series: Series) -> Session:
    with access.as_system():
        make_duo(series)
        return confirm(series.sessions.get(position=1), on=clock.today() + timedelta(days=20))


def planner(series: Series):
    with access.as_system():
        return client_for(planner_of(series))


def test_planner_chooses_both_at_once(series: Series) -> None:
    trainers, experts, _learning = people(series)
    client, address = planner(series), reverse("duo_choose", args=[series.pk])
    page = client.get(address).content.decode()
    assert "zelfde provincie" in page
    assert "De opleiding tot ervaringsdeskundige is nog niet afgerond." in page
    done = client.post(address, {"trainer": trainers[0], "experiential_expert": experts[1]}, follow=True)
    assert "Het duo is gekozen." in done.content.decode()
    with access.as_system():
        duo = Duo.objects.get(series=series)
    assert (duo.trainer_id, duo.experiential_expert_id) == (trainers[0], experts[1])


def test_expert_in_training_is_no_choice_and_a_forged_post_is_refused(series: Series) -> None:
    trainers, _experts, learning = people(series)
    client, address = planner(series), reverse("duo_choose", args=[series.pk])
    assert f'value="{learning}"' not in client.get(address).content.decode()
    page = client.post(address, {"trainer": trainers[0], "experiential_expert": learning})
    assert (page.status_code, "nog niet afgerond. Kies iemand anders." in page.content.decode()) == (422, True)
    with access.as_system():
        assert not Duo.objects.exists()


def test_half_a_choice_says_what_is_missing_and_keeps_the_other_half(series: Series) -> None:
    trainers, _experts, _learning = people(series)
    page = planner(series).post(reverse("duo_choose", args=[series.pk]), {"trainer": trainers[1]})
    text = page.content.decode()
    assert (page.status_code, text.count("Kies een opgeleide ervaringsdeskundige.")) == (422, 2)
    assert f'value="{trainers[1]}" checked' in text


@pytest.mark.parametrize("nonsense", ["0", "abc", "999999"])
def test_nonsense_is_no_person(series: Series, nonsense: str) -> None:
    _trainers, experts, _learning = people(series)
    page = planner(series).post(reverse("duo_choose", args=[series.pk]),
                                {"trainer": nonsense, "experiential_expert": experts[0]})  # fmt: skip
    assert page.status_code == 422


def test_only_planners_of_the_provider_choose(series: Series) -> None:
    with access.as_system():
        contact, stranger = contact_of(series), planner_of(make_series())
    address = reverse("duo_choose", args=[series.pk])
    assert client_for(contact).get(address).status_code == 403
    assert client_for(stranger).get(address).status_code == 404


def test_provider_without_people_is_told_what_to_do() -> None:
    with access.as_system():
        series = make_series()
    page = planner(series).get(reverse("duo_choose", args=[series.pk])).content.decode()
    assert "Er zijn nog niet genoeg mensen" in page


def test_member_says_yes_on_a_page_with_dates_and_hours(series: Series) -> None:
    with access.as_system():
        make_duo(series)
        confirm(series.sessions.get(position=1), on=clock.today() + timedelta(days=20))
        duo = series.duos.get()
    client, address = client_for(duo.trainer), reverse("duo_answer", args=[series.pk])
    page = client.get(address).content.decode()
    assert str(duo.experiential_expert) in page
    assert "3 uur in 1 bijeenkomsten met een datum" in page
    assert client.post(address).status_code == 422
    assert "Bedankt. Je staat in het duo." in client.post(address, {"answer": "ja"}, follow=True).content.decode()
    assert "Je zei ja op" in client.get(address).content.decode()


def test_member_says_no_with_a_reason(series: Series) -> None:
    with access.as_system():
        duo = make_duo(series)
    done = client_for(duo.experiential_expert).post(
        reverse("duo_answer", args=[series.pk]), {"answer": "nee", "reason": "Te ver"}, follow=True
    )
    assert "De planner zoekt iemand anders." in done.content.decode()
    assert "Te ver" in planner(series).get(reverse("series_dates", args=[series.pk])).content.decode()
    assert OutgoingMail.objects.filter(subject__startswith="Nieuw duo nodig").count() == 1


def test_somebody_outside_the_duo_has_no_page_to_answer(series: Series) -> None:
    with access.as_system():
        make_duo(series)
        outsider = make_trainer(series.provider)
        contact = make_membership(ORGANISATION_CONTACT, organisation=series.organisation).person
    address = reverse("duo_answer", args=[series.pk])
    assert client_for(outsider).get(address).status_code == 404
    assert client_for(contact).get(address).status_code == 403


def test_planner_finds_somebody_who_falls_in(series: Series) -> None:
    session = confirmed_session(series)
    _trainers, experts, learning = people(series)
    client, address = planner(series), reverse("stand_in", args=[session.pk])
    page = client.get(address).content.decode()
    assert "Zelfde dag, andere ervaringsdeskundige" in page
    assert "krijgen 3 mensen bericht" in page
    assert f'value="{learning}"' not in page
    chosen = {"role": "experiential_expert", "person": experts[0], "version": session.version}
    assert "valt in." in client.post(address, chosen, follow=True).content.decode()
    with access.as_system():
        assert Session.objects.get(pk=session.pk).experiential_expert_id == experts[0]


def test_stand_in_on_an_old_page_is_refused_and_explained(series: Series) -> None:
    session = confirmed_session(series)
    trainers, _experts, _learning = people(series)
    chosen = {"role": "trainer", "person": trainers[0], "version": session.version - 1}
    page = planner(series).post(reverse("stand_in", args=[session.pk]), chosen)
    assert (page.status_code, "Iemand wijzigde «Sessie 1»" in page.content.decode()) == (422, True)


def test_stand_in_without_a_choice_asks_one(series: Series) -> None:
    session = confirmed_session(series)
    page = planner(series).post(reverse("stand_in", args=[session.pk]), {"role": "trainer", "version": session.version})
    assert (page.status_code, "Kies wie invalt." in page.content.decode()) == (422, True)


def test_stand_in_of_a_session_that_was_held_is_refused(series: Series) -> None:
    session = confirmed_session(series)
    with access.as_system():
        Session.objects.filter(pk=session.pk).update(status=rules.HELD)
    trainers, _experts, _learning = people(series)
    chosen = {"role": "trainer", "person": trainers[0], "version": session.version}
    page = planner(series).post(reverse("stand_in", args=[session.pk]), chosen)
    assert (page.status_code, "die nog komt" in page.content.decode()) == (422, True)
