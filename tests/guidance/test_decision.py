"""Decisions: who chose, on which rung, and "toch niet"."""

import pytest
from django.urls import reverse

from tandem.guidance.actions.decision import CannotTakeBack, take_back
from tandem.guidance.actions.pen import write
from tandem.guidance.actions.step import choose_step
from tandem.guidance.models import ClientFile, Decision, Proposal, Step
from tandem.guidance.rules.decision import chosen_by_words
from tandem.guidance.rules.pen import Writing
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

pytestmark = pytest.mark.django_db


def decisions_of(file: ClientFile) -> list[Decision]:
    with access.as_system():
        return list(Decision.objects.filter(file=file).select_related("file"))


def test_person_decides_with_the_advice_beside_it() -> None:
    file = make_file()
    client = client_for(file.person)
    posted = {
        "words": "Ik neem de kleine flat.",
        "chosen_by": "client",
        "rung": "co_decide",
        "advice": "Wacht nog even.",
    }
    page = client.post(reverse("decision_new", args=[file.pk]), posted, follow=True).content.decode()
    assert [(row.words, row.advice) for row in decisions_of(file)] == [("Ik neem de kleine flat.", "Wacht nog even.")]
    assert page.index("Ik neem de kleine flat.") < page.index("Wacht nog even.")
    assert "Gekozen door jou" in page
    assert "ik besliste" in page


def test_guide_proposes_a_decision_and_writes_it_when_it_was_said_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    client, url = client_for(guide), reverse("decision_new", args=[file.pk])
    posted = {"words": "Naar de schuldhulp.", "chosen_by": "together", "rung": "co_produce"}
    client.post(url, {**posted, "how": "propose"})
    assert decisions_of(file) == []
    with access.as_system():
        assert Proposal.objects.get(file=file).about_kind == "decision"
    client.post(url, {**posted, "how": "together"})
    assert [row.chosen_by for row in decisions_of(file)] == ["together"]


def test_decision_hangs_on_a_step_of_this_file_only() -> None:
    file, other = make_file(), make_file()
    step, strange = make_item(file, "step", "Les volgen", kind="training"), make_item(other, "step", "x", kind="home")
    client, url = client_for(file.person), reverse("decision_new", args=[file.pk])
    assert "Les volgen" in client.get(f"{url}?stap={step.pk}").content.decode()
    client.post(f"{url}?stap={step.pk}", {"words": "Ik begin.", "chosen_by": "client", "rung": "co_decide"})
    assert [row.step_id for row in decisions_of(file)] == [step.pk]
    for nonsense in (strange.pk, "onzin"):
        assert client.get(f"{url}?stap={nonsense}").status_code == 404


def test_toch_niet_is_one_tap_and_a_new_decision_begins_with_the_same_words() -> None:
    file = make_file()
    decision = make_item(file, "decision", "Ik stop met de les.", chosen_by="client", rung="co_decide")
    client = client_for(file.person)
    page = client.post(reverse("decision_take_back", args=[file.pk, decision.pk]), follow=True).content.decode()
    assert "Toch niet, sinds" in page
    assert "Ik stop met de les." not in client.get(reverse("my_plan")).content.decode()
    again = f"{reverse('decision_new', args=[file.pk])}?opnieuw={decision.pk}"
    assert again in page
    assert "Ik stop met de les." in client.get(again).content.decode()


def test_step_lies_aside_when_its_last_yes_is_taken_back() -> None:
    file = make_file()
    step = make_item(file, "step", "Naar de woonwinkel", kind="home")
    with looking(file.person):
        choose_step(place_of(file), step, by=file.person, at=clock.now())
        other = write(place_of(file), Writing("decision", "Eerst dinsdag.", {"chosen_by": "client", "rung": "co_decide",
                      "step_id": str(step.pk)}), by=file.person, at=clock.now())  # fmt: skip
    client, states = client_for(file.person), []
    for decision in (other, *[row for row in decisions_of(file) if row.pk != other.pk]):
        client.post(reverse("decision_take_back", args=[file.pk, decision.pk]))
        with access.as_system():
            states.append(Step.objects.get(pk=step.pk).state)
    assert states == ["chosen", "laid_aside"]


def test_guide_takes_back_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    decision = make_item(file, "decision", "x", chosen_by="client", rung="co_decide")
    with looking(guide), pytest.raises(CannotTakeBack):
        take_back(place_of(file, guide), decision, by=guide, at=clock.now())
    url = reverse("decision_take_back", args=[file.pk, decision.pk])
    client_for(guide).post(url)
    assert decisions_of(file)[0].taken_back_at is None
    client_for(guide).post(url, {"how": "together"})
    assert decisions_of(file)[0].taken_back_at is not None


def test_person_puts_an_own_view_beside_a_decision_of_somebody_else() -> None:
    guide = make_guide()
    file = make_file(guide)
    decision = make_item(file, "decision", "We verhuizen.", chosen_by="other", rung="inform")
    client, list_url = client_for(file.person), reverse("decision_list", args=[file.pk])
    url = reverse("other_view_new", args=[file.pk, "decision", decision.pk])
    assert f"{url}?terug={list_url}" in client.get(list_url).content.decode()
    response = client.post(f"{url}?terug={list_url}", {"words": "Ik wou blijven."})
    assert response["Location"] == list_url
    for person in (file.person, guide):
        page = client_for(person).get(list_url).content.decode()
        assert page.index("We verhuizen.") < page.index("Ik wou blijven.")
    assert url not in client_for(guide).get(list_url).content.decode()
    assert client_for(guide).get(url).status_code == 404


def test_way_back_stays_on_our_own_site() -> None:
    file = make_file()
    decision = make_item(file, "decision", "x", chosen_by="other", rung="inform")
    url = reverse("other_view_new", args=[file.pk, "decision", decision.pk])
    response = client_for(file.person).post(f"{url}?terug=https://elders.test/", {"words": "Anders."})
    assert response["Location"] == reverse("my_plan")


@pytest.mark.parametrize("is_owner", [True, False])
def test_every_chooser_has_words(is_owner: bool) -> None:
    words = {chosen_by_words(who, is_owner=is_owner, name="Momena") for who in ("client", "together", "other")}
    assert len(words) == 3
