"""Mijn geld in Arabic: the sentence and its amounts again, the person's own words as they are, and nothing for a guide."""

import re

import pytest
from django.urls import reverse

from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item
from tests.guidance.money_answers import TRAINING, carried
from tests.kernel.html import parse
from tests.kernel.spoken_words import dutch_words

pytestmark = pytest.mark.django_db


def test_person_reads_their_money_from_right_to_left() -> None:
    file = make_file()
    step = make_item(file, "step", "Poetswerk", kind="work")
    own = client_for(file.person)
    own.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": "899,50"})
    page = own.get(f"{reverse('my_money')}?taal=ar").content.decode()

    assert 'lang="ar" dir="rtl"' in page
    (headline,) = re.findall(r'wat-als__kop--minder"><bdi>Poetswerk</bdi>: (.*?)</p>', page)
    assert "أقل من الآن" in headline
    assert "<bdi>€\N{NO-BREAK SPACE}100,50</bdi>" in headline
    assert 'href="/wat-als/?taal=ar"' in page
    assert 'href="/mijn/geld/"' in page  # the same page in Dutch
    assert dutch_words(parse(page), marked=False) == ["Tandem"]
    assert "minder dan nu" in own.get(reverse("my_money")).content.decode()


def test_months_of_a_step_are_read_from_right_to_left_too() -> None:
    file = make_file()
    step = make_item(file, "step", "Opleiding lasser", kind="training")
    own, address = client_for(file.person), f"{reverse('step_money', args=[file.pk, step.pk])}?taal=ar"
    form = own.get(address).content.decode()
    assert dutch_words(parse(form), marked=False) == ["Tandem", "يمكن لـ Tandem أن يحسب ذلك، أو تكتب الأرقام بنفسك."]
    assert own.post(address, {"now": "1000", "month_1": "899,50", "unknown": "De huur."})["Location"] == address
    figures = own.get(address).content.decode()
    assert '<td class="num"><bdi>€\N{NO-BREAK SPACE}899,50</bdi></td>' in figures
    assert "لا نعرف بعد" in figures
    assert '<span dir="auto">De huur.</span>' in figures
    assert dutch_words(parse(figures), marked=False) == ["Tandem"]


def test_calculation_that_was_kept_in_dutch_words_says_so() -> None:
    file = make_file()
    step = make_item(file, "step", "Opleiding lasser", kind="training")
    own, address = client_for(file.person), reverse("step_money", args=[file.pk, step.pk])
    own.post(reverse("money_result", args=[file.pk, step.pk]), {**carried(TRAINING), "keep": "1"})
    page = own.get(f"{address}?taal=ar").content.decode()
    amounts = [re.findall("€\N{NO-BREAK SPACE}[\\d.,]*\\d", text) for text in (page, own.get(address).content.decode())]
    assert amounts[0] == amounts[1]
    assert dutch_words(parse(page), marked=False) == ["Tandem"]


def test_guide_reads_it_in_dutch() -> None:
    guide = make_guide()
    file = make_file(guide)
    step = make_item(file, "step", "Poetswerk", kind="work")
    for address in (reverse("money", args=[file.pk]), reverse("step_money", args=[file.pk, step.pk])):
        page = client_for(guide).get(f"{address}?taal=ar").content.decode()
        assert 'lang="nl">' in page
        assert "العربية" not in page
