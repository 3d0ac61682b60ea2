"""A text in another language: what is filled in stands apart, what stays Dutch says so, and a page shows it with elements."""

import gettext
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import polib
import pytest
from django.template import Context, Template
from django.utils import translation

from tandem.kernel.languages import FSI, LRI, PDI, spoken, with_elements
from tandem.kernel.sentences import Said, listed, say
from tools.check_translations import entry_problems
from tools.compile_translations import compile_language
from tools.mark_read_over import mark

READER = "nagelezen_door: Samira Verzonnen, 2026-11-20"


@pytest.fixture
def arabic() -> Iterator[None]:
    with translation.override("ar-x-concept"):
        yield


def test_sentence_is_its_dutch_text_everywhere() -> None:
    sentence = say("{when} heb je {amount} minder dan nu.", when=say("In {month}", month=Said("april")), amount="€ 3")
    assert sentence == "In april heb je € 3 minder dan nu."
    assert spoken(sentence) is sentence
    assert listed([Said("werk"), "iets"]) == "werk, iets"


def test_sentence_is_said_again_with_its_parts_apart(arabic: None) -> None:
    sentence = say("In {month}", month=Said("april"))
    assert spoken(sentence) == "في أبريل"
    assert spoken(say("{amount} minder", amount="€ 3")) == f"أقل بمقدار {FSI}€ 3{PDI}"
    assert spoken("€ 3") == f"{FSI}€ 3{PDI}"
    assert spoken("") == ""


def test_text_without_translation_stays_dutch_and_says_so(arabic: None) -> None:
    assert spoken("Dit staat in geen lijst.") == f"{LRI}Dit staat in geen lijst.{PDI}"
    assert spoken(say("Zeldzaam {woord}.", woord="€ 1")) == f"{LRI}Zeldzaam {FSI}€ 1{PDI}.{PDI}"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<p>{LRI}Zie {FSI}€ 1{PDI}.{PDI} x</p>", '<p><span lang="nl" dir="ltr">Zie <bdi>€ 1</bdi>.</span> x</p>'),
        (f"<title>{LRI}Zie{PDI}</title>", f"<title>{LRI}Zie{PDI}</title>"),
        (f"<svg><text>{FSI}1{PDI}</text></svg>{FSI}2{PDI}", f"<svg><text>{FSI}1{PDI}</text></svg><bdi>2</bdi>"),
        (f'<i title="{LRI}Zie{PDI}">a</i>', f'<i title="{LRI}Zie{PDI}">a</i>'),
        (f"<p>{FSI}typed{PDI}{PDI}</p><p>{FSI}open</p>", "<p><bdi>typed</bdi></p><p><bdi>open</bdi></p>"),
    ],
)
def test_isolates_become_elements_where_elements_may_stand(page: str, shown: str) -> None:
    assert with_elements(page) == shown


def test_amounts_and_days_are_digits_apart_from_the_words(arabic: None) -> None:
    page = Template("{{ amount|money }} {{ day|date_nl }}").render(
        Context({"amount": Decimal(3), "day": date(2026, 4, 1)})
    )
    assert page == f"{FSI}€\N{NO-BREAK SPACE}3,00{PDI} {FSI}1/4/2026{PDI}"


def made(tmp_path: Path, *entries: polib.POEntry) -> tuple[Path, list[str]]:
    """A catalogue of an invented language, and what compiling it told."""
    source = tmp_path / "zz" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    texts = polib.POFile()
    texts.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    texts.extend(entries)
    texts.save(str(source))
    return tmp_path, list(compile_language(source, into=tmp_path))


def read(folder: Path, language: str) -> gettext.NullTranslations:
    with (folder / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_draft_is_shown_only_to_who_looks_ahead(tmp_path: Path) -> None:
    read_over = [polib.POEntry(msgid=f"tekst {n}", msgstr=f"text {n}", tcomment=READER) for n in range(9)]
    draft = polib.POEntry(msgid="Verder", msgstr="Onward", flags=["fuzzy"])
    folder, told = made(tmp_path, *read_over, draft, polib.POEntry(msgid="Nog niets", msgstr=""))
    assert told == ["zz: 11 texts, 10 translated, 9 read over"]
    everybody, ahead = read(folder, "zz"), read(folder, "zz_X-concept")
    assert [everybody.gettext("tekst 1"), ahead.gettext("tekst 1")] == ["text 1", "text 1"]
    assert [everybody.gettext("Verder"), ahead.gettext("Verder")] == [f"{LRI}Verder{PDI}", "Onward"]
    assert ahead.gettext("Nog niets") == f"{LRI}Nog niets{PDI}"


def test_language_that_few_read_over_is_shown_to_nobody(tmp_path: Path) -> None:
    unread = polib.POEntry(msgid="Verder", msgstr="Onward")  # no draft any more, but nobody signed for it
    folder, told = made(tmp_path, unread, polib.POEntry(msgid="tekst", msgstr="text", tcomment=READER))
    assert told == ["zz: 2 texts, 2 translated, 1 read over; shown to nobody but who looks ahead"]
    assert not (folder / "zz" / "LC_MESSAGES" / "django.mo").exists()


def test_reader_signs_the_drafts_and_they_are_shown(tmp_path: Path) -> None:
    texts = polib.POFile()
    texts.extend(
        [polib.POEntry(msgid="Verder", msgstr="Onward", flags=["fuzzy"]), polib.POEntry(msgid="Leeg", msgstr="")]
    )
    assert mark(texts, "Samira Verzonnen", date(2026, 11, 20)) == 1
    folder, told = made(tmp_path, *texts)
    assert told == ["zz: 2 texts, 1 translated, 1 read over"]
    assert [read(folder, "zz").gettext(text) for text in ("Verder", "Leeg")] == ["Onward", f"{LRI}Leeg{PDI}"]


def test_translation_without_reader_or_with_a_lost_amount_is_reported() -> None:
    sources = "Verder{amount}minder"
    unread = polib.POEntry(msgid="Verder", msgstr="Onward")
    assert list(entry_problems(unread, sources)) == ["no draft, and nobody read it over"]
    lost = polib.POEntry(msgid="{amount} minder", msgstr="less", flags=["fuzzy"])
    assert list(entry_problems(lost, sources)) == ["another placeholder"]
    assert list(entry_problems(polib.POEntry(msgid="Weg", msgstr="", tcomment=READER), sources)) == [
        "no page says this"
    ]
