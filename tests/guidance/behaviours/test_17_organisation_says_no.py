"""17. An organisation's no owes a reason, an alternative and a name; the person can reply."""

import pytest
from django.urls import reverse

from tandem.guidance.models import OrganisationNo, Share
from tandem.kernel import clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member

pytestmark = pytest.mark.django_db
OWED = {"reason": "Er is geen plaats in deze groep.", "alternative": "In januari begint een nieuwe groep.",
        "contact_name": "Saar van het onthaal"}  # fmt: skip


@pytest.mark.parametrize("left_out", list(OWED))
def test_no_without_reason_alternative_or_name_is_not_taken(left_out: str) -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil Nederlands leren.", kind="want")
    typed = {**OWED, left_out: "", "about": f"wish:{wish.pk}", "organisation_name": "Taalhuis"}
    answer = client_for(guide).post(reverse("organisation_no_new", args=[file.pk]), typed)

    assert answer.status_code == 422
    with looking(guide):
        assert not OrganisationNo.objects.exists()


def test_organisation_to_which_a_wish_was_shown_answers_and_the_person_replies() -> None:
    file = make_file()
    shown = make_item(file, "wish", "Ik wil Nederlands leren.", kind="want")
    hidden = make_item(file, "wish", "Ik wil verhuizen.", kind="want")
    worker = make_guide()
    member = make_member(file, worker)
    with looking(file.person):
        Share.add(file=file, made_at=clock.now(), member=member, item_kind="wish", item_id=shown.pk, purpose="Inschrijven",
                  agreed_text="v1")  # fmt: skip
    theirs, own = client_for(worker), client_for(file.person)
    url = reverse("organisation_no_new", args=[file.pk])

    form = theirs.get(url).content.decode()
    assert "Ik wil Nederlands leren" in form
    assert "Ik wil verhuizen" not in form
    assert theirs.post(url, {**OWED, "about": f"wish:{hidden.pk}"}).status_code == 422
    answer = theirs.post(url, {**OWED, "about": f"wish:{shown.pk}"}, follow=True)
    assert OWED["reason"] in answer.content.decode()  # their own answer they see, no more

    page = own.get(reverse("organisation_no_list", args=[file.pk])).content.decode()
    assert [text in page for text in OWED.values()] == [True, True, True]
    assert str(worker.memberships.get().organisation) in page
    with looking(file.person):
        row = OrganisationNo.objects.get()
    own.post(reverse("organisation_no_reply", args=[file.pk, row.pk]), {"words": "Bel mij dan in december."})
    assert "Bel mij dan in december." in theirs.get(reverse("organisation_no_list", args=[file.pk])).content.decode()


def test_organisation_without_a_shared_wish_finds_no_page() -> None:
    file = make_file()
    make_item(file, "wish", "Ik wil Nederlands leren.", kind="want")
    worker = make_guide()
    make_member(file, worker)
    stranger = make_guide()

    answers = client_for(worker).get(reverse("organisation_no_list", args=[file.pk])).content.decode()
    assert "Hier staat nog niets" in answers
    assert reverse("organisation_no_new", args=[file.pk]) not in answers
    for person in (worker, stranger, file.person):
        assert client_for(person).get(reverse("organisation_no_new", args=[file.pk])).status_code == 404
