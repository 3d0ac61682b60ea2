"""Mijn geld in Arabic: the sentence and its amounts again, the person's own words as they are, and nothing for a guide."""

import re

import pytest
from django.urls import reverse

from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item
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


def test_guide_reads_it_in_dutch() -> None:
    guide = make_guide()
    file = make_file(guide)
    page = client_for(guide).get(f"{reverse('money', args=[file.pk])}?taal=ar").content.decode()
    assert 'lang="nl">' in page
