"""Sending, following and withdrawing; what a decision shows and when."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application
from tests.programmes.factories import make_application
from tests.programmes.pages import contact_client, fresh, step_url, text_in

pytestmark = pytest.mark.django_db


def test_submit_goes_to_a_receipt_and_counts_once() -> None:
    draft = make_application("draft")
    client, facts = contact_client(draft), {"form_key": str(uuid.uuid4())}

    answers = [client.post(reverse("application_submit", args=[draft.pk]), facts) for _ in range(2)]
    answers.append(client.post(reverse("application_submit", args=[draft.pk]), {"form_key": str(uuid.uuid4())}))

    assert {answer["Location"] for answer in answers} == {reverse("application_receipt", args=[draft.pk])}
    assert fresh(draft).number in text_in(client.get(answers[0]["Location"]))
    assert OutgoingMail.objects.filter(about_id=str(draft.pk)).count() == 1


def test_submit_of_an_incomplete_draft_goes_back_to_what_misses() -> None:
    draft = make_application("draft", group_description="")
    client = contact_client(draft)

    answer = client.post(reverse("application_submit", args=[draft.pk]))

    assert answer["Location"] == step_url(draft, "check")
    assert "Schrijf kort wie er meedoet." in text_in(client.get(answer["Location"]))
    assert fresh(draft).status == "draft"


def test_answer_page_shows_the_question_and_keeps_an_empty_answer_out() -> None:
    asked = make_application("asked")
    client, url = contact_client(asked), reverse("application_answer", args=[asked.pk])

    assert asked.question in text_in(client.get(url))
    empty = client.post(url, {"answer": " "})
    assert empty.status_code == 422
    assert "Schrijf je antwoord voor het fonds." in text_in(empty)
    assert client.post(url, {"answer": "Twaalf"})["Location"] == reverse("application", args=[asked.pk])
    assert fresh(asked).status == "submitted"


def test_answer_that_cannot_be_sent_keeps_the_typed_text() -> None:
    asked = make_application("asked", wished_from=clock.today() + timedelta(days=30))
    with access.as_system():
        Application.objects.filter(pk=asked.pk).update(group_description="")

    page = contact_client(asked).post(reverse("application_answer", args=[asked.pk]), {"answer": "Mijn lange antwoord"})

    assert page.status_code == 422
    assert "Mijn lange antwoord" in page.content.decode()
    assert "Schrijf kort wie er meedoet." in page.content.decode()


def test_withdraw_asks_first() -> None:
    application = make_application("submitted")
    client, url = contact_client(application), reverse("application_withdraw", args=[application.pk])

    assert "Wil je deze aanvraag intrekken?" in text_in(client.get(url))
    assert fresh(application).status == "submitted"
    assert client.post(url)["Location"] == reverse("application_list")
    assert fresh(application).status == "withdrawn"


@pytest.mark.parametrize("trait", ["approved", "refused"])
def test_applicant_sees_nothing_of_a_decision_before_release(trait: str) -> None:
    decided = make_application(trait)
    client = contact_client(decided)

    pages = [client.get(reverse(name, args=[decided.pk])) for name in ("application", "application_print")]
    pages.append(client.get(reverse("application_list")))

    assert all("in behandeling" in text_in(page) for page in pages)
    hidden = ["goedgekeurd", "al een traject", str(decided.decided_by), "beslissing versturen"]
    assert [word for word in hidden for page in pages if word in text_in(page)] == []
    assert client.get(reverse("application_letter", args=[decided.pk])).status_code == 404


@pytest.mark.parametrize(("trait", "words"), [("released", "Zo bereik je"), ("refused_released", "al een traject")])
def test_applicant_sees_a_released_decision_with_its_letter(trait: str, words: str) -> None:
    decided = make_application(trait)
    client = contact_client(decided)

    page = client.get(reverse("application", args=[decided.pk]))
    letter = client.get(reverse("application_letter", args=[decided.pk]))

    assert words in text_in(page)
    assert b"".join(letter.streaming_content).startswith(b"%PDF")
    assert letter["Content-Disposition"].startswith("attachment")
    assert str(decided.decided_by) not in text_in(page)
