"""Composing a dossier, block by block, and what two people do at once."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.dialogue.actions.chapter import add_block, put_aside
from tandem.dialogue.models import Chapter, Dossier
from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import clock
from tests.dialogue.dossier_factories import FIGURE, QUOTE, TEXT, make_whole_dossier
from tests.dialogue.factories import make_facilitator
from tests.dialogue.test_recommendations import make_draft
from tests.factories import client_for, make_membership
from tests.policy_signals.factories import make_policy_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Person:
    return make_policy_worker()


@pytest.fixture
def dossier(worker: Person) -> Dossier:
    return make_whole_dossier(worker)


def at(name: str, dossier: Dossier, *more: object) -> str:
    return reverse(name, args=[dossier.pk, *more])


def first(dossier: Dossier) -> Chapter:
    return dossier.chapters.earliest("position")


def test_dossier_is_composed_by_forms(worker: Person) -> None:
    browser = client_for(worker)
    browser.post(reverse("dossier_new"), {"title": "Tijd en rust", "summary": "Over tijd."})
    dossier = Dossier.objects.get(slug="tijd-en-rust")
    assert "Voeg een hoofdstuk toe." in browser.get(at("dossier", dossier)).text
    browser.post(at("chapter_add", dossier), {"title": "Begin"})
    chapter = dossier.chapters.get()
    draft = make_draft(worker)
    typed = {
        "text": {"words": "Een woord[^bron]."},
        "quote": {"words": "Ik wacht.", "said_by": "een vader", "permission_on": "1/2/2026", "permission_how": "in de groep"},
        "figure": {**FIGURE, "rows": "Voltijds; 3\nDeeltijds; 7,5", "is_invented": "on"},
        "recommendation": {"recommendation": str(draft.pk)},
    }  # fmt: skip
    for kind, fields in typed.items():
        answer = browser.post(at("chapter_block_add", dossier, chapter.pk, kind), {**fields, "version": "1"})
        assert answer.status_code == 302, answer.text
    browser.post(at("footnote_add", dossier), {"mark": "Bron", "words": "Boek 2024", "link": ""})
    blocks = Chapter.objects.get(pk=chapter.pk).blocks
    assert [block["kind"] for block in blocks] == list(typed)
    assert blocks[1]["permission_on"] == "2026-02-01"
    assert chapter.recommendations.get() == draft
    page = browser.get(at("dossier", dossier)).text
    assert f"Aanbeveling {draft.number} is nog in opmaak" in page
    assert "mist" in page
    preview = browser.get(at("dossier_preview", dossier)).text
    for words in ("Ik wacht.", "een vader", "7,5", draft.words, "Boek 2024"):
        assert words in preview
    assert "1/2/2026" not in preview


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("text", {"words": " "}, "Schrijf de tekst."),
        ("text", {"words": "x" * 10001}, "Dat is te lang."),
        ("quote", {**QUOTE, "is_invented": ""}, "Wanneer zei die persoon ja?"),
        (
            "quote",
            {**QUOTE, "is_invented": "", "permission_on": "1/1/2090", "permission_how": "op papier"},
            "nog niet voorbij",
        ),
        ("figure", {**FIGURE, "rows": "Voltijds 3"}, "Regel 1: schrijf een naam"),
        ("figure", {**FIGURE, "rows": "Voltijds; 3", "link": "javascript:alert(1)"}, "Dit is geen webadres"),
        ("recommendation", {"recommendation": "onzin"}, "Kies een aanbeveling uit de lijst."),
    ],
)
def test_block_that_lacks_something_is_refused_and_kept(
    worker: Person, dossier: Dossier, kind: str, typed: dict[str, str], sentence: str
) -> None:
    address = at("chapter_block_add", dossier, first(dossier).pk, kind)
    answer = client_for(worker).post(address, {**typed, "version": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(first(dossier).blocks) == 2


def test_two_who_change_a_block_at_once_see_both_texts(worker: Person, dossier: Dossier) -> None:
    browser, chapter = client_for(worker), first(dossier)
    address = at("chapter_block_edit", dossier, chapter.pk, chapter.blocks[0]["id"])
    assert "Een baan **helpt**" in browser.get(address).text
    assert browser.post(address, {"words": "Van de eerste.", "version": chapter.version}).status_code == 302
    late = browser.post(address, {"words": "Van de tweede.", "version": chapter.version})
    assert late.status_code == 422
    assert "Van de eerste." in late.text
    assert "Van de tweede." in late.text
    assert first(dossier).blocks[0]["words"] == "Van de eerste."
    assert f'name="version" value="{chapter.version + 1}"' in late.text
    assert browser.post(address, {"words": "Van de tweede.", "version": chapter.version + 1}).status_code == 302
    assert first(dossier).blocks[0]["words"] == "Van de tweede."


def test_words_for_a_block_that_somebody_took_away_stay_on_the_page(worker: Person, dossier: Dossier) -> None:
    browser, chapter = client_for(worker), first(dossier)
    block = chapter.blocks[0]["id"]
    address = at("chapter_block_edit", dossier, chapter.pk, block)
    browser.post(at("chapter_block_aside", dossier, chapter.pk, block))
    browser.post(at("chapter_block_forget", dossier, chapter.pk, block))
    late = browser.post(address, {"kind": "text", "words": "Mijn lange tekst.", "version": first(dossier).version})
    assert late.status_code == 422
    assert "Mijn lange tekst." in late.text
    assert browser.get(address).status_code == 404


def test_title_and_footnote_changed_at_once_show_both(worker: Person, dossier: Dossier) -> None:
    browser, chapter, note = client_for(worker), first(dossier), dossier.footnotes.get()
    cases = [
        (at("dossier_edit", dossier), {"version": str(dossier.version), "summary": "S"}, "title"),
        (at("chapter_edit", dossier, chapter.pk), {"version": str(chapter.version)}, "title"),
        (at("footnote_edit", dossier, note.pk), {"link": note.link, "seen": f"{note.words}\r\n{note.link}"}, "words"),
    ]
    for address, fields, name in cases:
        assert browser.post(address, {**fields, name: "Eerste woorden"}).status_code == 302
        late = browser.post(address, {**fields, name: "Latere woorden"})
        assert late.status_code == 422
        assert "Eerste woorden" in late.text
        assert "Latere woorden" in late.text


def test_block_moves_goes_aside_and_comes_back(worker: Person, dossier: Dossier) -> None:
    browser, chapter = client_for(worker), first(dossier)
    text, quote = (block["id"] for block in chapter.blocks)
    browser.post(at("chapter_block_move", dossier, chapter.pk, quote), {"richting": "op"})
    assert [block["id"] for block in first(dossier).blocks] == [quote, text]
    browser.post(at("chapter_block_aside", dossier, chapter.pk, quote))
    assert "Niemand vroeg" not in browser.get(at("dossier_preview", dossier)).text
    assert "Niemand vroeg" in browser.get(at("chapter", dossier, chapter.pk)).text
    browser.post(at("chapter_block_back", dossier, chapter.pk, quote))
    assert "Niemand vroeg" in browser.get(at("dossier_preview", dossier)).text
    browser.post(at("chapter_block_forget", dossier, chapter.pk, quote))
    assert len(first(dossier).blocks) == 2  # only what stands aside goes for good


def test_chapters_are_ordered_by_numbers(worker: Person, dossier: Dossier) -> None:
    browser = client_for(worker)
    one, two = dossier.chapters.all()
    address = at("chapter_order", dossier)
    same = browser.post(address, {f"chapter_{one.pk}": "1", f"chapter_{two.pk}": "1"})
    assert same.status_code == 422
    assert "dezelfde plaats" in same.text
    browser.post(address, {f"chapter_{one.pk}": "8", f"chapter_{two.pk}": "3"})
    assert list(dossier.chapters.all()) == [two, one]
    assert list(dossier.chapters.values_list("position", flat=True)) == [1, 2]
    browser.post(at("chapter_drop", dossier, one.pk))
    assert dossier.chapters.count() == 2  # blocks stand in it


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "Geef het dossier een titel."),
        ({"title": "x" * 161}, "Dat is te lang."),
        ({"title": "Andere titel", "slug": "werk-dat-past"}, "Dit adres is al van een ander dossier."),
        ({"title": "Werk dat past"}, "Dit adres is al van een ander dossier."),
        ({"title": "Werk", "slug": "Met Spaties"}, "Kies een ander adres"),
        ({"title": "Nieuw"}, "Kies een ander adres"),
    ],
)
def test_new_dossier_that_cannot_be_is_refused(
    worker: Person, dossier: Dossier, typed: dict[str, str], sentence: str
) -> None:
    answer = client_for(worker).post(reverse("dossier_new"), typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Dossier.objects.count() == 1


def test_two_hundred_blocks_are_too_many_for_a_chapter(worker: Person, dossier: Dossier) -> None:
    chapter = first(dossier)
    block = chapter.blocks[0]
    chapter.blocks = [{**block, "id": f"00000000-0000-4000-8000-{number:012d}"} for number in range(200)]
    chapter.save()
    browser = client_for(worker)
    answer = browser.post(at("chapter_block_add", dossier, chapter.pk, "text"), {"words": "Nog een.", "version": "1"})
    assert answer.status_code == 422
    assert "hoogstens 100 blokken" in answer.text
    assert browser.get(at("chapter", dossier, chapter.pk)).status_code == 200


@pytest.mark.parametrize("stored", [7, "tekst", {"kind": "text"}, [None, {"kind": "figure", "id": "x"}]])
def test_chapter_with_broken_blocks_can_be_mended(worker: Person, dossier: Dossier, stored: object) -> None:
    chapter = first(dossier)
    Chapter.objects.filter(pk=chapter.pk).update(blocks=stored)
    browser = client_for(worker)
    page = browser.get(at("chapter", dossier, chapter.pk))
    assert "Dit blok is niet leesbaar" in page.text
    assert browser.get(at("dossier_preview", dossier)).status_code == 200
    assert "Dit blok is niet leesbaar" in browser.get(at("dossier", dossier)).text
    for place in page.text.split("/voorgoed-weg/")[:-1]:
        browser.post(at("chapter_block_forget", dossier, chapter.pk, place[-36:]))
    assert first(dossier).blocks == []


def test_half_a_block_made_by_hand_can_be_changed(worker: Person, dossier: Dossier) -> None:
    chapter = first(dossier)
    block = chapter.blocks[0]["id"]
    halves = [{"id": block, "kind": "figure", "rows": 5}, {"id": block, "kind": "quote", "words": 7},
              {"id": block, "kind": "recommendation", "recommendation": "x"}]  # fmt: skip
    browser = client_for(worker)
    for half in halves:
        Chapter.objects.filter(pk=chapter.pk).update(blocks=[half])
        assert browser.get(at("chapter_block_edit", dossier, chapter.pk, block)).status_code == 200
        assert browser.get(at("chapter", dossier, chapter.pk)).status_code == 200
        assert browser.get(at("dossier", dossier)).status_code == 200


def test_quote_that_may_name_somebody_is_flagged(worker: Person, dossier: Dossier) -> None:
    named = {"kind": "quote", "words": "Ik heet Zofiabella en wacht.", "said_by": "een moeder", "permission_on": "2026-01-02",
             "permission_how": "in de groep"}  # fmt: skip
    add_block(first(dossier), named, by=worker, at=clock.now())
    assert "Dit lijkt op de naam van iemand" in client_for(worker).get(at("dossier", dossier)).text


def test_composer_is_for_policy_workers_only(worker: Person, dossier: Dossier) -> None:
    chapter, note = first(dossier), dossier.footnotes.get()
    pages = [
        at("dossier", dossier), at("dossier_edit", dossier), at("dossier_preview", dossier), at("chapter_add", dossier),
        at("chapter", dossier, chapter.pk), at("chapter_block_add", dossier, chapter.pk, "text"),
        at("footnote_edit", dossier, note.pk), reverse("dossier_list"),
    ]  # fmt: skip
    guide = make_membership(roles.GUIDE).person
    for person in (make_facilitator(), guide):
        browser = client_for(person)
        assert {browser.get(page).status_code for page in pages} <= {403, 404}
        assert browser.post(at("dossier_publish", dossier)).status_code == 403
    assert {Client().get(page).status_code for page in pages} == {302}
    assert Dossier.objects.get().state == "draft"


def test_chapter_of_another_dossier_is_not_there(worker: Person, dossier: Dossier) -> None:
    other = make_whole_dossier(worker, title="Een ander")
    browser = client_for(worker)
    assert browser.get(at("chapter", dossier, first(other).pk)).status_code == 404
    assert browser.get(at("footnote_edit", dossier, other.footnotes.get().pk)).status_code == 404


def test_composer_asks_few_queries(worker: Person, dossier: Dossier, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    now = clock.now()
    for _ in range(20):
        add_block(first(dossier), TEXT, by=worker, at=now)
    put_aside(first(dossier), first(dossier).blocks[-1]["id"], is_aside=True, by=worker, at=now)
    add_block(
        first(dossier), {"kind": "recommendation", "recommendation": str(make_draft(worker).pk)}, by=worker, at=now
    )
    browser = client_for(worker)
    browser.get(reverse("dossier_list"))  # the first page also writes the session
    for page in (at("dossier", dossier), at("chapter", dossier, first(dossier).pk), at("dossier_preview", dossier),
                 reverse("dossier_list")):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert browser.get(page).status_code == 200
