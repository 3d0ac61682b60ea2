"""Erasing: every word in every table and on the disk is gone, the key too; what stays is told before."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tandem.guidance import jobs
from tandem.guidance.actions.erasure import CannotErase, ask_erasure, call_off, erase_now
from tandem.guidance.events import PersonErased
from tandem.guidance.models import ClientFile, FileAccess, ItemAccess, NetworkMember, Share, Wish
from tandem.guidance.queries.doors import MODELS
from tandem.identity.actions.card import give_card
from tandem.identity.models import ClientCard, Person
from tandem.kernel import access, clock, events, sealed_text
from tandem.kernel.models import AuditEntry, StoredFile
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of
from tests.guidance.full_file import add_paper, fill

pytestmark = pytest.mark.django_db
NAME = "Kanarievogel"


def erased(file: ClientFile) -> None:
    with looking(file.person):
        erase_now(place_of(file), by=file.person, at=clock.now())


def whole_database() -> str:
    """Every row of every table as text, sealed columns opened as far as keys allow."""
    with access.as_system(), connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'select t::text from "{table}" t')  # noqa: S608 -- names of our own tables
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_not_one_word_of_a_full_file_stays_in_any_table() -> None:
    guide = make_guide()
    file = make_file(guide, called=NAME)
    person = file.person
    rows = fill(file, guide=guide)
    sealed = bytes(rows["wish"].sealed)
    key = file.text_key()
    assert sealed_text.unseal(key, sealed, place=f"guidance_wish|{rows['wish'].pk}")
    assert NAME in whole_database()

    erased(file)

    text = whole_database()
    assert NAME not in text
    assert sealed.hex() not in text
    with access.as_system():
        assert [kind for kind, model in MODELS.items() if model.objects.filter(file_id=file.pk).exists()] == []
        head = ClientFile.objects.get(pk=file.pk)
    assert (bytes(head.key_wrapped), head.called, head.person_id) == (b"", "", None)
    person.refresh_from_db()
    assert (person.first_name, person.email, person.is_active) == ("Gewist", None, False)
    with pytest.raises(sealed_text.CannotOpen):
        sealed_text.unseal(head.text_key(), sealed, place=f"guidance_wish|{rows['wish'].pk}")


def test_erasing_ends_every_access_at_once_also_while_things_are_shared() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    member = make_member(file, worker)
    with looking(file.person):
        Share.add(file=file, made_at=clock.now(), made_by=file.person, member=member, item_kind="wish", item_id=wish.pk,
                  purpose="Kookles", agreed_text="share-1")  # fmt: skip

    erased(file)

    with access.as_system():
        assert not FileAccess.objects.filter(file_id=file.pk).exists()
        assert not ItemAccess.objects.filter(file_id=file.pk).exists()
        assert not NetworkMember.objects.filter(file_id=file.pk).exists()
    for who in (guide, worker):
        with looking(who):
            assert (ClientFile.objects.filter(pk=file.pk).count(), Wish.objects.count()) == (0, 0)
        assert client_for(who).get(reverse("file_export", args=[file.pk])).status_code == 404


@pytest.mark.slow
def test_papers_leave_the_disk(django_capture_on_commit_callbacks: object) -> None:
    file = make_file()
    paper = add_paper(file, title="Brief")
    stored = StoredFile.objects.get(pk=paper.stored_id)
    path = Path(settings.MEDIA_ROOT) / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erased(file)
    assert not path.exists()
    assert not StoredFile.objects.filter(pk=stored.pk).exists()


def test_card_and_sessions_of_the_person_end() -> None:
    guide = make_guide()
    file = make_file(guide)
    fresh = give_card(person=file.person, by=guide, at=clock.now())
    client = Client()
    client.post(reverse("card_login", args=[fresh.code]), {"pin": fresh.pin, "is_shared": "on"})

    response = client.post(reverse("erasure", args=[file.pk]), {"when": "now", "is_sure": "on"})
    gone = client.get(response.url)

    assert response.url == reverse("erasure_done")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert gone.status_code == 200
    assert not ClientCard.objects.exists()
    assert client.get(reverse("account")).status_code == 302


def test_others_hear_that_somebody_was_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[PersonErased] = []
    monkeypatch.setattr(events, "_reactions", {PersonErased: [heard.append]})
    file = make_file()
    person = file.person
    erased(file)
    assert [(event.file_id, event.person_id) for event in heard] == [(file.pk, person.pk)]
    assert AuditEntry.objects.filter(action="file.erase").count() == 1


def test_guide_cannot_erase_what_is_somebodys() -> None:
    guide = make_guide()
    file = make_file(guide)
    with looking(guide), pytest.raises(CannotErase):
        erase_now(place_of(file, guide), by=guide, at=clock.now())
    response = client_for(guide).post(reverse("erasure", args=[file.pk]), {"when": "now", "is_sure": "on"})
    assert response.status_code == 422
    assert "Geef een kaart" in response.content.decode()


def test_conversation_of_nobody_is_let_go_by_the_guide_who_keeps_it() -> None:
    guide = make_guide()
    thread = make_thread(guide)
    response = client_for(guide).get(reverse("erasure", args=[thread.pk]))
    assert response.url == reverse("thread_let_go", args=[thread.pk])


def test_nothing_goes_without_the_tick_and_the_page_tells_what_stays() -> None:
    file = make_file()
    client = client_for(file.person)
    page = client.get(reverse("erasure", args=[file.pk])).content.decode()
    response = client.post(reverse("erasure", args=[file.pk]), {"when": "now"})

    assert "in het logboek van Tandem" in page
    assert reverse("file_export", args=[file.pk]) in page
    assert response.status_code == 422
    with looking(file.person):
        assert ClientFile.objects.get(pk=file.pk).erased_at is None


def test_seven_days_to_think_it_over_then_the_job_erases() -> None:
    file, other = make_file(), make_file()
    client = client_for(file.person)
    client.post(reverse("erasure", args=[file.pk]), {"when": "later", "is_sure": "on"})
    with looking(other.person):
        ask_erasure(place_of(other), by=other.person, at=clock.now())
        call_off(place_of(other), by=other.person, at=clock.now() + timedelta(seconds=1))

    assert "Toch niet" in client.get(reverse("erasure", args=[file.pk])).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=6), tick=False):
        jobs.erase_after_waiting(0)
        assert file.pk in _alive()
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1), tick=False):
        jobs.erase_after_waiting(0)
        jobs.erase_after_waiting(0)
        assert file.pk not in _alive()
        assert other.pk in _alive()


def test_calling_it_off_keeps_everything() -> None:
    file = make_file()
    client = client_for(file.person)
    client.post(reverse("erasure", args=[file.pk]), {"when": "later", "is_sure": "on"})
    client.post(reverse("erasure_call_off", args=[file.pk]))
    assert "We wissen alles" not in client.get(reverse("erasure", args=[file.pk])).content.decode()


def test_who_also_works_here_keeps_the_login() -> None:
    file = make_file()
    person = Person.objects.get(pk=file.person_id)
    guide = make_guide()
    guide.memberships.update(person=person)
    erased(file)
    person.refresh_from_db()
    assert person.is_active
    assert person.first_name != "Gewist"


def _alive() -> set[object]:
    with access.as_system():
        return set(ClientFile.objects.filter(erased_at__isnull=True).values_list("pk", flat=True))


def test_conversation_that_is_let_go_takes_its_papers_along() -> None:
    guide = make_guide()
    thread = make_thread(guide)
    paper = add_paper(thread, title="Brief", by=guide)
    client_for(guide).post(reverse("thread_let_go", args=[thread.pk]))
    assert not StoredFile.objects.filter(pk=paper.stored_id).exists()
    assert thread.pk not in _alive()
