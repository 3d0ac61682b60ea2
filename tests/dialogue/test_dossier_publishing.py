"""What everybody reads: page and PDF, edition after edition, and withdrawn."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.dialogue.actions import recommendation as recommendations
from tandem.dialogue.actions.chapter import change_block
from tandem.dialogue.actions.dossier_publish import publish
from tandem.dialogue.models import Dossier, DossierEdition
from tandem.identity.models import Person
from tandem.kernel import clock
from tests.dialogue.dossier_factories import make_whole_dossier
from tests.dialogue.test_recommendations import make_proposed
from tests.factories import client_for
from tests.policy_signals.factories import make_policy_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Person:
    return make_policy_worker()


@pytest.fixture
def dossier(worker: Person) -> Dossier:
    asked = make_proposed(worker)
    return make_whole_dossier(worker, {"kind": "recommendation", "recommendation": str(asked.pk)})


def published(dossier: Dossier, worker: Person) -> Dossier:
    return publish(dossier, by=worker, at=clock.now())


def read(dossier: Dossier, *edition: int) -> PdfReader:
    answer = Client().get(reverse("dossier_pdf", args=[dossier.slug, *edition]))
    assert answer.status_code == 200
    return PdfReader(BytesIO(b"".join(answer.streaming_content)))


def test_draft_is_invisible_to_the_public(dossier: Dossier) -> None:
    assert dossier.title not in Client().get(reverse("dossiers_public")).text
    for name in ("dossier_public", "dossier_pdf"):
        assert Client().get(reverse(name, args=[dossier.slug])).status_code == 404


def test_publishing_is_refused_with_all_that_lacks(worker: Person, dossier: Dossier) -> None:
    dossier.footnotes.all().delete()
    dossier.summary = ""
    dossier.save()
    page = client_for(worker).post(reverse("dossier_publish", args=[dossier.pk]), follow=True).text
    assert "Er is geen voetnoot voor [^loon]." in page
    assert "Schrijf een samenvatting." in page
    assert Dossier.objects.get().state == "draft"
    assert DossierEdition.objects.count() == 0


def test_page_has_headings_quotes_figure_and_notes_that_link_both_ways(worker: Person, dossier: Dossier) -> None:
    client_for(worker).post(reverse("dossier_publish", args=[dossier.pk]))
    answer = Client().get(reverse("dossier_public", args=[dossier.slug]))
    page = answer.text
    for piece in (
        '<h2 class="govuk-heading-l" id="hoofdstuk-1">Gehoord worden</h2>', 'href="#hoofdstuk-2"', "<blockquote",
        "– een deelneemster <strong>(verzonnen voorbeeld)</strong>", "Deeltijds werk geeft meer risico.", "<table",
        'id="verwijzing-1-1" href="#voetnoot-1" role="doc-noteref"', 'id="voetnoot-1"',
        'href="#verwijzing-1-1" role="doc-backlink"',
        "niet nagekeken", "Verzonnen cijfers", "Stand bij publicatie: voorgelegd", "<strong>helpt</strong>", "<li>rust</li>",
    ):  # fmt: skip
        assert piece in page
    assert page.count("<h1") == 1
    assert dossier.title in Client().get(reverse("dossiers_public")).text


def test_script_in_a_text_stays_text(worker: Person, dossier: Dossier) -> None:
    chapter = dossier.chapters.earliest("position")
    evil = "<script>alert(1)</script> [^loon] <img src=x onerror=alert(2)>"
    facts = {"kind": "quote", "words": evil, "said_by": "<b>x</b>", "is_invented": True}
    change_block(chapter, chapter.blocks[0]["id"], facts, version=chapter.version, by=worker, at=clock.now())
    row = published(dossier, worker)
    page = Client().get(reverse("dossier_public", args=[row.slug])).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img src=x" not in page
    assert "<b>x</b>" not in page
    assert "<script>alert(1)</script>" in read(row).pages[0].extract_text()


def test_published_page_and_pdf_stay_when_all_else_changes(worker: Person, dossier: Dossier) -> None:
    row = published(dossier, worker)
    address = reverse("dossier_public", args=[row.slug])
    before, paper = _body(Client().get(address).text), _bytes(row)
    chapter = row.chapters.earliest("position")
    asked = row.chapters.get(position=2).recommendations.get()
    step = recommendations.Step("carry_out", "De bus rijdt vroeger.")
    recommendations.follow_up(asked, step, version=asked.version, by=worker, at=clock.now())
    browser = client_for(worker)
    block = reverse("chapter_block_edit", args=[row.pk, chapter.pk, chapter.blocks[0]["id"]])
    browser.post(block, {"words": "Heel andere woorden[^loon].", "version": chapter.version})
    edit = reverse("dossier_edit", args=[row.pk])
    browser.post(edit, {"title": "Omgedoopt", "summary": "Anders.", "slug": "elders", "version": row.version})
    assert "Omgedoopt" in browser.get(reverse("dossier", args=[row.pk])).text
    assert _body(Client().get(address).text) == before
    assert _bytes(row) == paper
    assert "Omgedoopt" not in Client().get(reverse("dossiers_public")).text

    published(row, worker)
    page = Client().get(address).text  # the same address: links stay
    assert "Omgedoopt" in page
    assert "Stand bij publicatie: uitgevoerd" in page
    assert _bytes(row, 1) == paper
    assert "Heel andere woorden" in read(row, 2).pages[0].extract_text()
    assert Client().get(reverse("dossier_pdf", args=[row.slug, 3])).status_code == 404


def test_withdrawn_dossier_shows_its_reason_and_nothing_else(worker: Person, dossier: Dossier) -> None:
    row = published(dossier, worker)
    browser, address = client_for(worker), reverse("dossier_withdraw", args=[row.pk])
    assert browser.post(address, {"reason": " "}).status_code == 422
    browser.post(address, {"reason": "Iemand nam haar ja terug."})
    gone = Client().get(reverse("dossier_public", args=[row.slug]))
    assert gone.status_code == 410
    assert "Iemand nam haar ja terug." in gone.text
    assert "Niemand vroeg wat ik wou." not in gone.text
    assert Client().get(reverse("dossier_pdf", args=[row.slug])).status_code == 404
    assert browser.post(address, {"reason": "Nog eens."}).status_code == 422

    published(row, worker)
    assert Client().get(reverse("dossier_public", args=[row.slug])).status_code == 200
    assert Client().get(reverse("dossier_pdf", args=[row.slug, 1])).status_code == 404  # what went away stays away
    assert read(row, 2).metadata.title == row.title


def test_edition_never_changes(worker: Person, dossier: Dossier) -> None:
    published(dossier, worker)
    edition = DossierEdition.objects.get()
    for act in (lambda: DossierEdition.objects.update(edition=9), edition.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_pdf_is_tagged_with_language_title_headings_notes_and_a_told_figure(worker: Person, dossier: Dossier) -> None:
    paper = read(published(dossier, worker))
    root = paper.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert paper.metadata.title == "Werk dat past"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = list(_tags(root["/StructTreeRoot"]))
    kinds = [kind for kind, _ in tags]
    headings = [kind for kind in kinds if kind in {"/H1", "/H2", "/H3", "/H4"}]
    assert headings == [
        "/H1",
        "/H2",
        "/H2",
        "/H2",
        "/H3",
        "/H3",
    ]  # title, contents, two chapters, figure, recommendation
    assert [alt for kind, alt in tags if kind == "/Figure"] == [
        "Staafgrafiek: Arm met een job, in procent. Voltijds 3, Deeltijds 7,5."
    ]
    assert {"/TOC", "/BlockQuote", "/Note", "/Table", "/TH", "/L", "/Link"} <= set(kinds)
    links = {
        str(note["/A"]["/URI"])
        for page in paper.pages
        for note in (ref.get_object() for ref in page.get("/Annots", []))
        if "/A" in note and "/URI" in note["/A"]
    }
    assert {"https://voorbeeld.test/loon", "https://voorbeeld.test/cijfers"} <= links
    assert any("/aanbevelingen/" in link and link.startswith("http") for link in links)
    bookmarks = [mark.title for mark in _flat(paper.outline)]
    assert [title for title in bookmarks if title in {"Gehoord worden", "Een inkomen dat volstaat"}] == [
        "Gehoord worden", "Een inkomen dat volstaat",
    ]  # fmt: skip


def test_public_pages_are_light(worker: Person, dossier: Dossier, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    published(dossier, worker)
    published(dossier, worker)
    for address in (reverse("dossiers_public"), reverse("dossier_public", args=[dossier.slug])):
        with django_assert_max_num_queries(7):
            assert Client().get(address).status_code == 200


def _body(page: str) -> str:
    """What is read, without links whose key differs per visit."""
    return page[page.index("<article") : page.index("</article>")]


def _bytes(row: Dossier, *edition: int) -> bytes:
    return b"".join(Client().get(reverse("dossier_pdf", args=[row.slug, *edition])).streaming_content)


def _tags(node):  # type: ignore[no-untyped-def]
    node = node.get_object() if hasattr(node, "get_object") else node
    for child in node if isinstance(node, list) else [node]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(found, "get"):
            if found.get("/S"):
                yield str(found["/S"]), str(found.get("/Alt", ""))
            if "/K" in found:
                yield from _tags(found["/K"])


def _flat(marks):  # type: ignore[no-untyped-def]
    for mark in marks:
        if isinstance(mark, list):
            yield from _flat(mark)
        else:
            yield mark
