"""18. A programme that stops is an event of the service: it says why and what next, and stands in the service's figures."""

import pytest
from django.urls import reverse

from tandem.guidance.models import ServiceStop, Step
from tandem.guidance.statistics import service_stops_by_organisation
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item

pytestmark = pytest.mark.django_db


def stopped(organisation_id: int) -> dict[str, object]:
    return {"organisation": organisation_id, "programme": "Taalgroep", "reason_kind": "money", "who_next": "Saar van het onthaal",
            "reason": "De stad betaalt de groep niet meer.", "what_next": "Saar zoekt voor vrijdag een andere groep."}  # fmt: skip


def test_stop_says_why_and_what_next_and_stands_at_the_service() -> None:
    guide = make_guide()
    file = make_file(guide)
    organisation = guide.memberships.get().organisation
    step = make_item(file, "step", "Naar de taalgroep", kind="other")
    client, own = client_for(guide), client_for(file.person)
    url = reverse("service_stop_new", args=[file.pk])

    assert client.post(url, {**stopped(organisation.pk), "what_next": ""}).status_code == 422
    client.post(url, stopped(organisation.pk))
    page = own.get(reverse("step_list", args=[file.pk])).content.decode()

    assert "Wat een dienst stopte" in page
    assert f"{organisation} stopte hiermee op" in page
    assert "Saar zoekt voor vrijdag een andere groep." in page
    with looking(file.person):
        assert Step.objects.get(pk=step.pk).state == "idea"  # nothing of the person changed
        assert ServiceStop.objects.get().organisation == organisation


def test_figures_of_the_provider_count_people_from_five_up() -> None:
    guide = make_guide()
    organisation = guide.memberships.get().organisation
    client = client_for(guide)
    for people in range(1, 6):
        url = reverse("service_stop_new", args=[make_file(guide).pk])
        client.post(url, stopped(organisation.pk))
        client.post(url, {**stopped(organisation.pk), "programme": "Kookgroep"})  # the same person counts once
        figure = service_stops_by_organisation([organisation.pk])[0]
        assert figure.people == (5 if people == 5 else None)


def test_person_and_stranger_cannot_write_it() -> None:
    guide = make_guide()
    file = make_file(guide)
    url = reverse("service_stop_new", args=[file.pk])

    assert client_for(file.person).get(url).status_code == 403
    assert client_for(make_guide()).get(url).status_code == 404
