"""Who was involved in which phase, on which rung; empty phases stay visible."""

import pytest
from django.urls import reverse

from tandem.identity import rules as roles
from tandem.kernel import clock
from tandem.policy_signals.actions.participation import CannotCheck, check_participation
from tandem.policy_signals.models import ParticipationCheck
from tandem.policy_signals.participation import Subject
from tandem.policy_signals.queries.participation import earlier_checks, participation_of
from tests.factories import client_for, make_membership, make_platform
from tests.guidance.factories import make_partnership
from tests.programmes.factories import priced_template

pytestmark = pytest.mark.django_db
SUBJECT = Subject("call", "7", "Oproep", "/", may_write=True)


def test_phase_that_nobody_filled_in_shows_as_empty() -> None:
    worker = make_membership(roles.POLICY_WORKER).person
    check_participation(SUBJECT, phase="design", rung="advise", words="Twee avonden", by=worker, at=clock.now())
    found = participation_of("call", "7")
    assert [(row.phase, row.height) for row in found.rows] == [
        ("design", 3),
        ("selection", 0),
        ("execution", 0),
        ("evaluation", 0),
    ]
    assert found.empty == 3


def test_later_check_takes_the_place_and_the_earlier_one_stays_readable() -> None:
    worker = make_membership(roles.POLICY_WORKER).person
    for rung in ("inform", "co_decide"):
        check_participation(SUBJECT, phase="design", rung=rung, words=f"Nu {rung}", by=worker, at=clock.now())
    assert participation_of("call", "7").rows[0].height == 5
    assert [row.words for row in earlier_checks("call", "7")] == ["Nu inform"]


@pytest.mark.parametrize("wrong", [{"phase": "later"}, {"rung": "veel"}, {"words": "  "}])
def test_check_that_lacks_something_is_refused_in_words(wrong: dict[str, str]) -> None:
    worker = make_membership(roles.POLICY_WORKER).person
    facts = {"phase": "design", "rung": "advise", "words": "Samen gelezen", **wrong}
    with pytest.raises(CannotCheck) as refused:
        check_participation(SUBJECT, by=worker, at=clock.now(), **facts)
    assert refused.value.problems[0].field in wrong
    assert not ParticipationCheck.objects.exists()


def test_programme_template_shows_its_phases_and_takes_a_new_one() -> None:
    template, officer = priced_template("zes-workshops"), make_membership(roles.FUND_OFFICER).person
    browser, page = client_for(officer), reverse("template", args=[template.pk])
    assert "4 fasen zijn nog leeg" in browser.get(page).text
    address = reverse("participation_edit", args=["template", template.pk])
    assert browser.post(address, {"phase": "design", "rung": "advise", "words": ""}).status_code == 422
    browser.post(address, {"phase": "design", "rung": "co_produce", "words": "De Link schreef mee."})
    shown = browser.get(page).text
    assert "De Link schreef mee." in shown
    assert "3 fasen zijn nog leeg" in shown


def test_partnership_shows_its_phases_to_who_coordinates_it_alone() -> None:
    partnership = make_partnership()
    administrator = make_membership(roles.ADMINISTRATOR, organisation=make_platform()).person
    address = reverse("participation_edit", args=["partnership", partnership.pk])
    assert client_for(administrator).get(address).status_code == 200
    assert client_for(make_membership(roles.PARTNERSHIP_COORDINATOR).person).get(address).status_code == 404
    assert "Wie dacht mee?" in client_for(administrator).get(reverse("partnership", args=[partnership.pk])).text


@pytest.mark.parametrize("address", ["/betrokken/template/999999/", "/betrokken/niets/1/", "/betrokken/template/abc/"])
def test_thing_that_is_not_there_has_no_check(address: str) -> None:
    assert client_for(make_membership(roles.FUND_OFFICER).person).get(address).status_code == 404
