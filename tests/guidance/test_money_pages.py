"""Mijn geld: the loss first, one line per step, and a way to try something that nobody keeps."""

import re

import pytest
from django.urls import reverse

from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item
from tests.guidance.money_answers import TRAINING, carried, text_of

pytestmark = pytest.mark.django_db
MOST_WORDS = 120


def test_step_that_brings_less_stands_first_and_in_the_headline() -> None:
    guide = make_guide()
    file = make_file(guide)
    losing = make_item(file, "step", "Opleiding lasser", kind="training")
    winning = make_item(file, "step", "Poetswerk", kind="work")
    own = client_for(file.person)
    text_of(own, reverse("money_result", args=[file.pk, losing.pk]), {**carried(TRAINING), "keep": "1"})
    own.post(reverse("step_money", args=[file.pk, winning.pk]), {"now": "1000", "month_1": "1100"})

    for client, url in ((own, reverse("my_money")), (client_for(guide), reverse("money", args=[file.pk]))):
        page = text_of(client, url)
        headline = page[page.index("wat-als__kop--minder") :]
        assert re.search(
            r"Opleiding lasser</bdi>: Van december 2026 tot en met \w+ 2027 heb je elke maand € [\d,.]+ minder",
            headline,
        )
        assert page.index("Opleiding lasser") < page.index("Poetswerk")
        assert f'href="{reverse("what_if")}"' in page


def test_page_of_the_person_says_little() -> None:
    file = make_file()
    step = make_item(file, "step", "Poetswerk", kind="work")
    own = client_for(file.person)
    own.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": "900"})
    page = text_of(own, reverse("my_money"))
    words = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]).split()
    assert len(words) <= MOST_WORDS
    assert page.count("<h1") == 1
