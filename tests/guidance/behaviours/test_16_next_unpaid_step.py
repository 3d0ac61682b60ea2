"""16. The next unpaid step must earn its place: what earlier ones led to is shown, and what this one brings is asked."""

import pytest
from django.urls import reverse

from tandem.guidance.actions.pen import CannotWrite
from tandem.guidance.actions.step import add_step
from tandem.guidance.models import Proposal, Step
from tandem.kernel import clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

pytestmark = pytest.mark.django_db


def test_earlier_unpaid_steps_and_what_they_led_to_are_shown_before_a_new_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(file.person)
    step = make_item(file, "step", "Helpen in de kringwinkel", kind="volunteer", is_unpaid=True)
    with looking(file.person):
        Step.objects.filter(pk=step.pk).update(state="chosen")
    client.post(reverse("step_done", args=[file.pk, step.pk]), {"led_to": "Tot niets, ze zochten niemand."})
    make_item(file, "step", "Een fiets kopen", kind="other")

    page = client_for(guide).get(reverse("step_new", args=[file.pk]), {"soort": "internship"}).content.decode()
    assert "Helpen in de kringwinkel" in page
    assert "Tot niets, ze zochten niemand." in page
    assert "Een fiets kopen" not in page
    assert page.index("Tot niets") < page.index("Wat brengt deze stap nu?")


def test_unpaid_step_says_what_it_brings_now_and_later() -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    url = reverse("step_new", args=[file.pk])
    typed = {"words": "Een week meelopen", "hangs_on": "", "how": "propose", "brings_now": "", "brings_later": ""}
    answer = client.post(f"{url}?soort=work&onbetaald=on", typed)  # a trial at work

    assert answer.status_code == 422
    assert "Een week meelopen" in answer.content.decode()
    client.post(
        f"{url}?soort=work&onbetaald=on",
        {**typed, "brings_now": "Ik zie de machines.", "brings_later": "Een contract."},
    )
    with looking(file.person):
        proposal = Proposal.objects.get()
        assert proposal.about_kind == "step"
        assert "Ik zie de machines." in proposal.facts["texts"]
        assert Step.objects.count() == 0


def test_no_way_round_the_question() -> None:
    file = make_file()
    with looking(file.person), pytest.raises(CannotWrite, match="Schrijf wat deze stap nu brengt"):
        add_step(place_of(file), kind="internship", words="Stage", by=file.person, at=clock.now())
