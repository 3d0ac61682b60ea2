"""Taking everything along: in one tap for the person, together for a guide, never for who sees a single thing."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tandem.guidance.models import Read, ThreadMark, Wish
from tandem.kernel import access
from tandem.kernel.models import AuditEntry
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread
from tests.guidance.full_file import add_paper

pytestmark = pytest.mark.django_db


def test_person_reads_everything_and_takes_it_along_in_one_tap() -> None:
    file = make_file()
    make_item(file, "wish", "Ik wil fietsen herstellen.", kind="want")
    add_paper(file, title="Brief van de huisbaas")
    client = client_for(file.person)

    page = client.get(reverse("file_export", args=[file.pk])).content.decode()
    bundle = client.get(reverse("export_bundle", args=[file.pk]))
    archive = ZipFile(BytesIO(b"".join(bundle.streaming_content)))

    assert "Ik wil fietsen herstellen." in page
    assert reverse("export_bundle", args=[file.pk]) in page
    assert set(archive.namelist()) == {
        "dossier.html", "boekje.pdf", "gegevens.json", "gegevens.schema.json", "papieren/01 Brief van de huisbaas.png",
    }  # fmt: skip
    assert archive.read("papieren/01 Brief van de huisbaas.png").startswith(b"\x89PNG")
    assert "Ik wil fietsen herstellen." in archive.read("dossier.html").decode()
    assert AuditEntry.objects.filter(action="file.export").count() == 0


def test_booklet_and_data_are_downloads() -> None:
    file = make_file()
    client = client_for(file.person)

    booklet = client.get(reverse("booklet", args=[file.pk]))
    data = client.get(reverse("export_data", args=[file.pk]))

    assert b"".join(booklet.streaming_content).startswith(b"%PDF-")
    assert json.loads(b"".join(data.streaming_content))["is_complete"] is True
    for response in (booklet, data):
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Cache-Control"] == "private, no-store"


def test_guide_says_it_is_with_the_person_and_what_is_private_stays_behind() -> None:
    guide = make_guide()
    file = make_file(guide)
    make_item(file, "wish", "Ik wil koken.", kind="want")
    secret = make_item(file, "wish", "Een geheim.", kind="want")
    with access.as_system():
        Wish.objects.filter(pk=secret.pk).update(is_mine_only=True)
    client = client_for(guide)
    address = reverse("file_export", args=[file.pk])

    alone = client.post(address, {"form": "data"})
    together = client.post(address, {"form": "data", "how": "together"})
    text = b"".join(together.streaming_content).decode()

    assert alone.status_code == 422
    assert "Ik wil koken." in text
    assert "Een geheim." not in text
    assert json.loads(text)["is_complete"] is False
    with looking(file.person):
        assert Read.objects.filter(page="export").count() == 1
        assert "kopie" in ThreadMark.objects.get(kind="exported").words
    assert AuditEntry.objects.get(action="file.export").facts == {"how": "together", "form": "data"}


def test_guide_cannot_use_the_persons_own_downloads() -> None:
    guide = make_guide()
    file = make_file(guide)
    for name in ("booklet", "export_data", "export_bundle"):
        assert client_for(guide).get(reverse(name, args=[file.pk])).status_code == 404


def test_reader_of_a_single_thing_and_a_stranger_take_nothing_along() -> None:
    file = make_file()
    worker, stranger = make_guide(), make_guide()
    make_member(file, worker)
    for who in (worker, stranger):
        for name in ("file_export", "booklet", "export_data", "export_bundle", "erasure", "documents", "card_give"):
            assert client_for(who).get(reverse(name, args=[file.pk])).status_code == 404


def test_hostile_words_stay_words_in_every_form() -> None:
    file = make_file(called="\u202eابن 🚲 <b>")
    make_item(file, "wish", "<script>alert(1)</script> #eval(1) ]] 🚲", kind="want")
    client = client_for(file.person)

    page = client.get(reverse("file_export", args=[file.pk])).content.decode()
    booklet = b"".join(client.get(reverse("booklet", args=[file.pk])).streaming_content)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert booklet.startswith(b"%PDF-")


def test_thread_goes_along_with_the_guide_who_keeps_it() -> None:
    guide = make_guide()
    file = make_thread(guide)
    response = client_for(guide).post(reverse("file_export", args=[file.pk]), {"form": "booklet", "how": "asked"})
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_export_of_a_full_file_asks_a_fixed_number_of_questions(django_assert_max_num_queries: object) -> None:
    file = make_file()
    for number in range(30):
        make_item(file, "wish", f"Wens {number}", kind="want")
    client = client_for(file.person)
    with django_assert_max_num_queries(50):  # type: ignore[operator]
        assert client.get(reverse("file_export", args=[file.pk])).status_code == 200
