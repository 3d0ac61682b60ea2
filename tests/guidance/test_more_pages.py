"""The person's own menu, rest, and language."""

import re

import pytest
from django.urls import reverse

from tandem.guidance.models import ClientFile
from tandem.guidance.rules.thread import LANGUAGES, birth_year_problems, language_name
from tandem.kernel import access
from tests.factories import client_for, make_membership
from tests.guidance.factories import make_file, make_guide

pytestmark = pytest.mark.django_db


def words_of(page: str) -> int:
    """Words inside the main part of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return len(re.sub(r"<[^>]+>", " ", main).split())


def test_menu_leads_to_everything_of_the_person() -> None:
    file = make_file()
    page = client_for(file.person).get(reverse("my_more")).content.decode()

    with_file = ("story", "barriers", "talk_list", "network", "reads", "mishap_new", "documents", "file_export")
    addresses = [reverse(name, args=[file.pk]) for name in with_file]
    addresses += [reverse(name) for name in ("my_card", "my_language", "my_change")]
    assert [address for address in addresses if f'href="{address}"' not in page] == []
    assert page.count("<h1") == 1


def test_own_pages_say_little_at_a_time() -> None:
    file = make_file()
    browser = client_for(file.person)
    for name in ("my_more", "my_change", "my_language", "my_appointments", "my_messages"):
        assert words_of(browser.get(reverse(name)).content.decode()) <= 120


def test_language_is_chosen_and_kept() -> None:
    file = make_file()
    browser = client_for(file.person)

    browser.post(reverse("my_language"), {"language": "fr", "needs_interpreter": "on"})

    with access.as_system():
        changed = ClientFile.objects.get(pk=file.pk)
    assert (changed.language, changed.needs_interpreter, changed.version) == ("fr", True, file.version + 1)
    assert "Mijn taal: Frans" in browser.get(reverse("my_more")).content.decode()
    assert browser.post(reverse("my_language"), {"language": "klingon"}).status_code == 422


def test_who_has_no_file_has_no_menu() -> None:
    for person in (make_guide(), make_membership().person):
        for name in ("my_more", "my_change", "my_language", "my_appointments", "my_messages"):
            assert client_for(person).get(reverse(name)).status_code == 404


def test_rest_stands_on_the_menu_and_on_the_page_to_stop_or_change() -> None:
    file = make_file()
    browser = client_for(file.person)
    for name in ("my_more", "my_change"):
        assert reverse("file_pause", args=[file.pk]) in browser.get(reverse(name)).content.decode()


def test_guide_who_sets_it_to_rest_comes_back_to_the_plan() -> None:
    guide = make_guide()
    file = make_file(guide)
    browser = client_for(guide)
    assert "Momena wil even rust" in browser.get(reverse("file_more", args=[file.pk])).content.decode()
    assert browser.post(reverse("file_pause", args=[file.pk]))["Location"] == reverse("plan", args=[file.pk])
    assert "We gaan weer verder" in browser.get(reverse("file_more", args=[file.pk])).content.decode()


def test_year_of_birth_is_a_year() -> None:
    assert [bool(birth_year_problems(year, this_year=2027)) for year in (None, 1899, 1900, 2027, 2028)] == [
        False, True, False, False, True,
    ]  # fmt: skip


def test_every_language_has_a_name_and_an_unknown_one_too() -> None:
    assert [language_name(code) for code in ("fr", "xx")] == ["Frans", "een andere taal"]
    assert max(len(code) for code in LANGUAGES) <= 5
