"""Papers: added, sealed on the disk, downloaded through the door, put away."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tandem.guidance.models import FileDocument, Read, Share
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tandem.kernel.models import StoredFile
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_member
from tests.guidance.full_file import add_paper

pytestmark = pytest.mark.django_db


def picture(name: str = "loonbrief van Momena.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def test_paper_is_added_sealed_and_comes_back_whole() -> None:
    file = make_file()
    client = client_for(file.person)

    added = client.post(reverse("document_add", args=[file.pk]), {"title": "Loonbrief", "file": picture()})
    with looking(file.person):
        document = FileDocument.objects.get()
    stored = StoredFile.objects.get(pk=document.stored_id)
    back = client.get(reverse("document", args=[file.pk, document.pk]))
    listed = client.get(added.url).content.decode()

    assert added.url == reverse("documents", args=[file.pk])
    assert stored.name == "file_document"
    assert b"PNG" not in storage.read_file(stored)
    assert b"".join(back.streaming_content).startswith(b"\x89PNG")
    assert 'filename="Loonbrief.png"' in back.headers["Content-Disposition"]
    assert "sandbox" in back.headers["Content-Security-Policy"]
    assert "Loonbrief" in listed


def test_wrong_file_gets_a_sentence_and_the_title_stays() -> None:
    file = make_file()
    response = client_for(file.person).post(
        reverse("document_add", args=[file.pk]),
        {"title": "Mijn blad", "file": SimpleUploadedFile("x.docx", b"PK\x03\x04word/document")},
    )
    assert response.status_code == 422
    assert "Sla het op als pdf" in response.content.decode()
    assert "Mijn blad" in response.content.decode()


def test_guide_adds_a_paper_and_puts_away_only_their_own() -> None:
    guide = make_guide()
    file = make_file(guide)
    own, other = add_paper(file, title="Van de gids", by=guide), add_paper(file, title="Van mij")
    client = client_for(guide)

    client.post(reverse("document_put_away", args=[file.pk, own.pk]))
    client.post(reverse("document_put_away", args=[file.pk, other.pk]))

    page = client.get(reverse("documents", args=[file.pk])).content.decode()
    assert "Van de gids" not in page
    assert "Van mij" in page


def test_paper_for_the_person_alone_is_not_there_for_the_guide() -> None:
    guide = make_guide()
    file = make_file(guide)
    secret = add_paper(file, title="Stil", is_mine_only=True)

    assert "Stil" not in client_for(guide).get(reverse("documents", args=[file.pk])).content.decode()
    assert client_for(guide).get(reverse("document", args=[file.pk, secret.pk])).status_code == 404
    assert client_for(file.person).get(reverse("document", args=[file.pk, secret.pk])).status_code == 200


def test_shared_paper_is_read_by_who_got_it_alone_and_the_look_is_seen() -> None:
    file = make_file()
    shared, other = add_paper(file, title="Attest"), add_paper(file, title="Brief")
    worker = make_guide()
    member = make_member(file, worker)
    with looking(file.person):
        Share.add(file=file, made_at=clock.now(), made_by=file.person, member=member, item_kind="filedocument",
                  item_id=shared.pk, purpose="Premie", agreed_text="share-1")  # fmt: skip
    client = client_for(worker)

    response = client.get(reverse("document", args=[file.pk, shared.pk]))
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert client.get(reverse("document", args=[file.pk, other.pk])).status_code == 404
    with looking(file.person):
        assert Read.objects.get(reader=worker).item_id == shared.pk


def test_number_that_does_not_belong_in_a_title_is_pointed_out() -> None:
    file = make_file()
    response = client_for(file.person).post(
        reverse("document_add", args=[file.pk]), {"title": "Kaart BE68 5390 0754 7034", "file": picture()}
    )
    assert response.status_code == 422
    assert "rekeningnummer" in response.content.decode()


def test_list_of_many_papers_asks_few_questions(django_assert_max_num_queries: object) -> None:
    guide = make_guide()
    file = make_file(guide)
    for number in range(12):
        add_paper(file, title=f"Blad {number}")
    client = client_for(guide)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert client.get(reverse("documents", args=[file.pk])).status_code == 200
