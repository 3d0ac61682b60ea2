"""Whose application it is: strangers, other funds, planners, lists."""

import uuid

import pytest
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import access
from tests.factories import client_for, make_membership
from tests.programmes.factories import make_applicant, make_application, make_officer
from tests.programmes.pages import autosave, contact_client, fresh, queries_of, step_url, text_in

pytestmark = pytest.mark.django_db


PAGES = ("application", "application_print", "application_receipt", "application_answer", "application_withdraw")


@pytest.mark.parametrize("name", PAGES)
def test_stranger_organisation_meets_nothing(name: str) -> None:
    application = make_application("asked")
    _, stranger = make_applicant()

    assert client_for(stranger).get(reverse(name, args=[application.pk])).status_code == 404


@pytest.mark.parametrize("name", ["application_submit", "application_withdraw", "application_answer"])
def test_stranger_organisation_changes_nothing(name: str) -> None:
    application = make_application("asked")
    _, stranger = make_applicant()

    assert client_for(stranger).post(reverse(name, args=[application.pk]), {"answer": "x"}).status_code == 404
    assert fresh(application).status == "asked"


def test_stranger_organisation_cannot_open_or_save_a_step() -> None:
    draft = make_application("draft")
    _, stranger = make_applicant()
    client = client_for(stranger)

    answers = [client.get(step_url(draft, "reason")), client.post(step_url(draft, "reason"), {"wishes": "x"}),
               autosave(client, draft, "reason", {"wishes": "x"})]  # fmt: skip

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("trait", ["draft", "submitted"])
def test_another_fund_meets_nothing(trait: str) -> None:
    application = make_application(trait)

    answer = client_for(make_officer("329")).get(reverse("application", args=[application.pk]))

    assert answer.status_code == 404


def test_draft_is_not_there_for_its_own_fund() -> None:
    draft = make_application("draft")

    assert client_for(make_officer("331")).get(reverse("application", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(("trait", "status"), [("submitted", 404), ("approved", 404), ("released", 200)])
def test_planner_meets_an_application_after_the_released_approval(trait: str, status: int) -> None:
    planner = make_membership(PLANNER).person
    with access.as_system():
        provider = planner.memberships.get().organisation
    application = make_application(trait, provider=provider)

    assert client_for(planner).get(reverse("application", args=[application.pk])).status_code == status


def test_unknown_application_does_not_exist() -> None:
    _, person = make_applicant()

    assert client_for(person).get(reverse("application", args=[uuid.uuid4()])).status_code == 404


def test_list_shows_only_own_applications() -> None:
    mine, other = make_application("submitted"), make_application("submitted")

    page = contact_client(mine).get(reverse("application_list")).content.decode()

    assert mine.number in page
    assert other.number not in page


def test_list_of_nobody_yet_invites_to_the_catalogue() -> None:
    _, person = make_applicant()

    page = client_for(person).get(reverse("application_list"))

    assert "Je hebt nog geen aanvraag" in text_in(page)
    assert reverse("catalogue") in page.content.decode()


def test_list_costs_the_same_with_one_and_three_rows() -> None:
    organisation, person = make_applicant()
    make_application("refused_released", organisation=organisation, by=person)
    client, url = client_for(person), reverse("application_list")
    one = queries_of(client, url)
    for _ in range(2):
        make_application("refused_released", organisation=organisation, by=person)

    assert queries_of(client, url) == one
    assert one <= 12


@pytest.mark.parametrize("role", [FUND_OFFICER, PLANNER])
def test_other_roles_cannot_start_an_application(role: str) -> None:
    person = make_membership(role).person

    assert client_for(person).get(reverse("application_start")).status_code == 403
