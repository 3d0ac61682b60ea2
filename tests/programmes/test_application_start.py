"""Before an application exists: the condition check comes first."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.rules import ORGANISATION_CONTACT
from tests.factories import client_for, make_fund, make_membership, make_organisation, make_sector
from tests.programmes.factories import SIX_WORKSHOPS, TWO_PHASES, make_applicant, make_application
from tests.programmes.pages import all_applications, contact_client, step_url, text_in

pytestmark = pytest.mark.django_db


def test_start_lets_choose_a_programme() -> None:
    _, person = make_applicant()

    page = client_for(person).get(reverse("application_start"))

    assert page.status_code == 200
    assert f'value="{SIX_WORKSHOPS}"' in page.content.decode()


def test_start_from_the_catalogue_asks_to_log_in_and_comes_back(client: Client) -> None:
    answer = client.get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert answer.status_code == 302
    assert f"programma%3D{SIX_WORKSHOPS}" in answer["Location"]


def test_start_of_a_wrong_sector_refuses_before_anything_is_filled_in() -> None:
    organisation = make_organisation()
    make_sector(organisation, joint_committee="330", rsz_category="")
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "De fondsen betalen dit traject alleen voor 319.01, 329, 329.01 en 331." in text_in(page)
    assert "Wat kan je wel doen?" in text_in(page)
    assert "Begin de aanvraag" not in text_in(page)
    assert all_applications() == []


def test_start_posted_with_a_wrong_sector_makes_nothing() -> None:
    organisation = make_organisation()
    make_sector(organisation, joint_committee="330", rsz_category="")
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).post(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert page.status_code == 422
    assert all_applications() == []


def test_start_without_any_sector_says_where_to_add_it() -> None:
    organisation = make_organisation()
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "We kennen het paritair comité van" in text_in(page)
    assert reverse("organisation", args=[organisation.public_id]) in page.content.decode()


def test_start_posts_once_per_form_key() -> None:
    _, person = make_applicant()
    make_fund("331")
    client, facts = client_for(person), {"programma": SIX_WORKSHOPS, "form_key": str(uuid.uuid4())}

    first = client.post(reverse("application_start"), facts)
    second = client.post(reverse("application_start"), facts)

    draft = all_applications()[0]
    assert first["Location"] == second["Location"] == step_url(draft, "organisation")
    assert len(all_applications()) == 1


def test_start_offers_the_draft_that_is_already_there() -> None:
    draft = make_application("draft")

    page = contact_client(draft).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})
    posted = contact_client(draft).post(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "Je hebt al een klad" in text_in(page)
    assert posted["Location"] == reverse("application", args=[draft.pk])
    assert len(all_applications()) == 1


@pytest.mark.parametrize("trait", ["submitted", "approved", "refused"])
def test_start_of_the_same_programme_links_to_the_undecided_one(trait: str) -> None:
    application = make_application(trait)

    page = contact_client(application).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert f"Aanvraag {application.number} is in behandeling." in text_in(page)


def test_start_beside_a_running_application_hints_at_double_financing() -> None:
    running = make_application("released")

    page = contact_client(running).get(reverse("application_start"), {"programma": TWO_PHASES})

    assert "Het fonds betaalt niet twee keer voor hetzelfde." in text_in(page)
    assert "Begin de aanvraag" in text_in(page)


def test_start_for_another_organisation_is_not_possible() -> None:
    _, person = make_applicant()
    stranger, _ = make_applicant()
    make_fund("331")

    client_for(person).post(
        reverse("application_start"), {"programma": SIX_WORKSHOPS, "organisatie": str(stranger.public_id)}
    )

    assert all_applications() == []
