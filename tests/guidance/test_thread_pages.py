"""Outreach first: a conversation with somebody who gave a first name, or none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.models import ClientFile, Talk, ThreadMark
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tests.factories import client_for, make_membership
from tests.guidance.factories import looking, make_file, make_guide, make_thread
from tests.guidance.test_numbers import account, national_number

pytestmark = pytest.mark.django_db
THEIRS = {"called": "Momena", "language": "ar", "needs_interpreter": "on", "contact_way": "sms", "said_yes": "on"}


def test_conversation_opens_without_a_name() -> None:
    guide = make_guide()

    answer = client_for(guide).post(reverse("thread_open"), {"language": "uk"})

    with access.as_system():
        file = ClientFile.objects.get()
    assert answer["Location"] == reverse("thread", args=[file.pk])
    assert (str(file), file.language, file.is_thread, file.person_id) == ("Naam nog niet gezegd", "uk", True, None)
    assert AuditEntry.objects.get(action="file.open").subject_id == str(file.pk)


def test_first_note_stands_on_the_page_of_the_conversation() -> None:
    guide = make_guide()
    browser = client_for(guide)

    page = browser.post(
        reverse("thread_open"), {"called": "Momena", "language": "nl", "met": "Op het plein", "note": "Zoekt een matras."},
        follow=True,
    ).content.decode()  # fmt: skip

    assert "Gesprek met Momena" in page
    assert "Dit is nog een gesprek, geen dossier." in page
    assert "Op het plein" in page
    assert "Zoekt een matras." in page


@pytest.mark.parametrize("number", [account(), national_number(day="800229", serial=3)])
def test_pasted_number_is_pointed_out_and_the_words_stay(number: str) -> None:
    browser = client_for(make_guide())
    for field in ("called", "met", "note"):
        answer = browser.post(reverse("thread_open"), {"language": "nl", field: f"nummer {number}"})
        assert answer.status_code == 422
        assert "Dat hoort niet in een dossier" in answer.content.decode()
        assert number in answer.content.decode()
    with access.as_system():
        assert ClientFile.objects.count() == 0


def test_talks_stand_among_the_lines_newest_first() -> None:
    guide = make_guide()
    file = make_thread(guide)
    with looking(guide):
        for days, words in ((3, "oudste"), (1, "jongste")):
            held_at = clock.now() - timedelta(days=days)
            Talk.add(file=file, made_at=held_at, made_by=guide, content=words, held_at=held_at)

    page = client_for(guide).get(reverse("thread", args=[file.pk])).content.decode()

    assert page.index("jongste") < page.index("oudste")


def test_conversation_becomes_theirs_together() -> None:
    guide = make_guide()
    file = make_thread(guide)
    browser, address = client_for(guide), reverse("file_become_theirs", args=[file.pk])

    explained = browser.get(address).content.decode()
    browser.post(address, {**THEIRS, "birth_year": "1988"})

    assert "Jij kiest wie wat mag lezen." in explained
    with access.as_system():
        file.refresh_from_db()
        person = file.person
        assert person
        assert (person.first_name, person.language, person.email) == ("Momena", "ar", None)
        assert (file.contact_way, file.needs_interpreter, file.birth_year) == ("sms", True, 1988)
        assert ThreadMark.objects.get(file=file).kind == "became_theirs"
    assert AuditEntry.objects.get(action="file.become_theirs").facts["how"] == "together"


def test_it_becomes_theirs_without_a_year_but_not_without_a_yes() -> None:
    guide = make_guide()
    file = make_thread(guide)
    browser, address = client_for(guide), reverse("file_become_theirs", args=[file.pk])

    refused = browser.post(address, {**THEIRS, "said_yes": ""})
    odd = browser.post(address, {**THEIRS, "birth_year": "12"})
    browser.post(address, THEIRS)

    assert (refused.status_code, odd.status_code) == (422, 422)
    assert "Vul een jaar van vier cijfers in" in odd.content.decode()
    with access.as_system():
        file.refresh_from_db()
        assert (file.is_thread, file.birth_year) == (False, None)


def test_a_file_that_is_theirs_leaves_the_pages_of_conversations() -> None:
    guide = make_guide()
    file = make_file(guide)
    browser = client_for(guide)

    for name in ("thread", "file_become_theirs", "thread_let_go"):
        assert browser.get(reverse(name, args=[file.pk])).status_code == 302
    browser.post(reverse("thread_let_go", args=[file.pk]))

    with access.as_system():
        file.refresh_from_db()
        assert file.erased_at is None


def test_letting_go_asks_first_and_then_erases_every_word() -> None:
    guide = make_guide()
    browser = client_for(guide)
    browser.post(reverse("thread_open"), {"called": "Momena", "language": "nl", "note": "Zoekt een matras."})
    with access.as_system():
        file = ClientFile.objects.get()
    address = reverse("thread_let_go", args=[file.pk])

    assert "niet terugdraaien" in browser.get(address).content.decode()
    browser.post(address)

    with access.as_system():
        file.refresh_from_db()
        assert ThreadMark.objects.count() == 0
        assert (file.called, bytes(file.key_wrapped), file.erased_at is None) == ("", b"", False)
    assert browser.get(reverse("thread", args=[file.pk])).status_code == 404
    assert "Momena" not in browser.get(reverse("guide_people")).content.decode()


def test_conversation_is_for_the_guide_who_keeps_it() -> None:
    guide = make_guide()
    colleague = make_guide(guide.memberships.get().organisation)
    file = make_thread(guide)
    clerk = make_membership().person

    for name in ("thread", "file_become_theirs", "thread_let_go"):
        assert client_for(colleague).get(reverse(name, args=[file.pk])).status_code == 404
        assert client_for(clerk).get(reverse(name, args=[file.pk])).status_code == 403
    assert client_for(clerk).get(reverse("thread_open")).status_code == 403
