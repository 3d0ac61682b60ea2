"""15. A step with money in it is chosen only after the months were shown; every month below today is named first."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tandem.guidance.actions.step import CannotChoose, choose_step
from tandem.guidance.models import Decision, Step
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_item, place_of

pytestmark = pytest.mark.django_db
LOSING = {"now": "1.500", "month_1": "1200", "month_2": "1200", "month_3": "1.270,50", "month_4": "", "month_5": "1545",
          "month_6": "1500", "unknown": "Of de huur verandert."}  # fmt: skip


def test_yes_is_not_there_before_the_months_were_shown() -> None:
    file = make_file()
    step = make_item(file, "step", "Opleiding lasser", kind="training")
    client = client_for(file.person)
    page = client.get(reverse("step", args=[file.pk, step.pk])).content.decode()

    assert "Ja, dit kies ik" not in page
    assert "Bekijk eerst het geld" in page
    answer = client.post(reverse("step_choose", args=[file.pk, step.pk]), follow=True)
    assert "Bekijk eerst wat deze stap met het geld doet." in answer.content.decode()
    with looking(file.person), pytest.raises(CannotChoose):
        choose_step(place_of(file), step, by=file.person, at=clock.now())
    with looking(file.person):
        assert Step.objects.get().state == "idea"
        assert not Decision.objects.exists()


def test_database_refuses_a_yes_without_a_look_at_the_money() -> None:
    file = make_file()
    step = make_item(file, "step", "Opleiding lasser", kind="training", changes_money=True)
    with (
        pytest.raises(IntegrityError, match="money_is_shown_before_yes"), access.as_system(), transaction.atomic(),
        connection.cursor() as cursor,
    ):  # fmt: skip
        cursor.execute("update guidance_step set chosen_at = now() where id = %s", [step.pk])


def test_losing_months_come_first_unknown_is_said_and_knowing_before_is_recorded() -> None:
    file = make_file()
    step = make_item(file, "step", "Opleiding lasser", kind="training")
    client = client_for(file.person)
    money = reverse("step_money", args=[file.pk, step.pk])
    page = client.post(money, LOSING, follow=True).content.decode()
    sentences = re.findall(r"<p>((?:In|Van) [^<]*)</p>", page)

    assert ["minder" in s for s in sentences[:2]] == [True, True]
    assert "heb je €\N{NO-BREAK SPACE}300 minder dan nu." in sentences[0]
    assert "heb je €\N{NO-BREAK SPACE}229,50 minder dan nu." in sentences[1]
    assert any("weten we het nog niet" in s for s in sentences)
    assert "Of de huur verandert." in page
    assert page.count("niet geweten") == 7  # months nobody typed are no zero

    with looking(file.person):
        figures = step.money_views.get()
    before = clock.now()
    after = client.post(reverse("step_money_know", args=[file.pk, figures.pk]), follow=True).content.decode()
    with looking(file.person):
        row = Step.objects.get()
        assert before - timedelta(seconds=1) <= row.knew_before_at == row.money_shown_at
    assert "checked" not in after  # nothing is chosen beforehand
    yes = re.search(r'<button[^>]*class="([^"]*)"[^>]*>\s*Ja, dit kies ik', after)
    assert yes is not None
    assert "secondary" in yes.group(1)  # and a losing step never stands out

    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    with looking(file.person):
        assert Step.objects.get().state == "chosen"
        assert Decision.objects.get().chosen_by == "client"


def test_newer_figures_are_looked_at_before_a_yes() -> None:
    file = make_file()
    step = make_item(file, "step", "Poetswerk", kind="work")
    client = client_for(file.person)
    money = reverse("step_money", args=[file.pk, step.pk])
    client.post(money, LOSING)
    with looking(file.person):
        first = step.money_views.get()
    client.post(reverse("step_money_know", args=[file.pk, first.pk]))
    client.post(money, {**LOSING, "month_1": "900"})
    answer = client.post(reverse("step_money_know", args=[file.pk, first.pk]), follow=True)

    assert "Er zijn nieuwere cijfers." in answer.content.decode()
    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    with looking(file.person):
        assert Step.objects.get().state == "idea"
