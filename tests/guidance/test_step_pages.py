"""Pages of steps and money: who says yes, what waits, what can be taken back, bad input."""

import pytest
from django.urls import reverse

from tandem.guidance.actions.pen import accept
from tandem.guidance.actions.step import CannotChoose, choose_step, lay_aside, start_step
from tandem.guidance.actions.step_money import CannotKnowBefore, keep_figures, know_before
from tandem.guidance.models import Decision, Proposal, Step, StepMoney
from tandem.kernel import clock
from tandem.kernel.states import CannotTransition
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of

pytestmark = pytest.mark.django_db


def test_empty_list_invites_and_stranger_finds_nothing() -> None:
    file = make_file()
    assert (
        "Hier staat nog geen stap" in client_for(file.person).get(reverse("step_list", args=[file.pk])).content.decode()
    )
    step = make_item(file, "step", "Bellen", kind="other")
    stranger = client_for(make_guide())
    for name in ("step_list", "step_new", "money", "organisation_no_list"):
        assert stranger.get(reverse(name, args=[file.pk])).status_code == 404
    for name in ("step", "step_edit", "step_done", "step_money"):
        assert stranger.get(reverse(name, args=[file.pk, step.pk])).status_code == 404
    for name in ("step_choose", "step_start", "step_put_aside", "step_take_up"):
        assert stranger.post(reverse(name, args=[file.pk, step.pk])).status_code == 404


def test_kind_is_asked_first_and_the_step_hangs_on_a_wish() -> None:
    file = make_file()
    wish = make_item(file, "wish", "Ik wil rijden.", kind="want")
    client, url = client_for(file.person), reverse("step_new", args=[file.pk])
    assert "Wat voor stap is het?" in client.get(url).content.decode()
    assert "Wat brengt deze stap nu?" not in client.get(url, {"soort": "training"}).content.decode()
    typed = {"words": "Theorie leren", "hangs_on": f"wish:{wish.pk}"}
    page = client.post(f"{url}?soort=training", typed, follow=True).content.decode()

    assert "Hoort bij: Ik wil rijden." in page
    with looking(file.person):
        step = Step.objects.get()
        assert (step.kind, step.state, step.changes_money, step.wish_id) == ("training", "idea", True, wish.pk)


def test_step_without_words_or_on_something_unknown_is_asked_again() -> None:
    file, other = make_file(), make_file()
    foreign = make_item(other, "wish", "Van iemand anders", kind="want")
    client, url = client_for(file.person), reverse("step_new", args=[file.pk]) + "?soort=care"

    assert client.post(url, {"words": "", "hangs_on": ""}).status_code == 422
    answer = client.post(url, {"words": "Tandarts", "hangs_on": f"wish:{foreign.pk}"})
    assert answer.status_code == 422
    assert "Tandarts" in answer.content.decode()


def test_unknown_kind_asks_again() -> None:
    file = make_file()
    answer = client_for(file.person).get(reverse("step_new", args=[file.pk]), {"soort": "x"})
    assert "Wat voor stap is het?" in answer.content.decode()


def test_guides_step_is_a_proposal() -> None:
    guide = make_guide()
    file = make_file(guide)
    url = reverse("step_new", args=[file.pk]) + "?soort=care"
    client_for(guide).post(url, {"words": "Naar de tandarts", "hangs_on": "", "how": "propose", "why": "Je had pijn."})
    with looking(guide):
        assert Step.objects.count() == 0
        assert Proposal.objects.get().why == "Je had pijn."


def test_guide_alone_never_says_yes() -> None:
    guide = make_guide()
    file = make_file(guide)
    step = make_item(file, "step", "Tandarts", kind="care")
    client = client_for(guide)
    with looking(guide), pytest.raises(CannotChoose, match="Dit zegt de persoon zelf"):
        choose_step(place_of(file, guide), step, by=guide, at=clock.now())

    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    with looking(guide):
        assert Step.objects.get().state == "idea"
    client.post(reverse("step_choose", args=[file.pk, step.pk]), {"how": "together"})
    with looking(guide):
        assert (Step.objects.get().state, Decision.objects.get().chosen_by) == ("chosen", "together")
    assert "samen" in client.get(reverse("step_list", args=[file.pk])).content.decode()


def test_guide_hears_a_yes_in_a_thread() -> None:
    guide = make_guide()
    file = make_thread(guide)
    client = client_for(guide)
    client.post(reverse("step_new", args=[file.pk]) + "?soort=other", {"words": "Eten halen", "hangs_on": ""})
    with looking(guide):
        step = Step.objects.get()
    client.post(reverse("step_choose", args=[file.pk, step.pk]), {"how": "together"})
    with looking(guide):
        assert Step.objects.get().state == "chosen"


def test_toch_niet_is_one_tap_and_a_new_yes_looks_at_the_money_again() -> None:
    file = make_file()
    step = make_item(file, "step", "Poetswerk", kind="work")
    client = client_for(file.person)
    with looking(file.person):
        place = place_of(file)
        money = keep_figures(place, step, now=100, months=[200], unknown="", by=file.person, at=clock.now())
        know_before(place, money, by=file.person, at=clock.now())
        choose_step(place, step, by=file.person, at=clock.now())
    for name in ("step_put_aside", "step_take_up"):
        assert client.post(reverse(name, args=[file.pk, step.pk])).status_code == 302
    with looking(file.person):
        row = Step.objects.get()
        assert (row.state, row.chosen_at, row.money_shown_at) == ("idea", None, None)
        assert Decision.objects.get().taken_back_at is not None


def test_verbs_from_the_wrong_state_say_so() -> None:
    file = make_file()
    step = make_item(file, "step", "Bellen", kind="other")
    with looking(file.person):
        place = place_of(file)
        with pytest.raises(CannotTransition, match="Kies deze stap eerst zelf"):
            start_step(place, step, by=file.person, at=clock.now())
        lay_aside(place, step, by=file.person, at=clock.now())
    answer = client_for(file.person).post(reverse("step_put_aside", args=[file.pk, step.pk]), follow=True)
    assert "Deze stap ligt al opzij" in answer.content.decode()
    done = client_for(file.person).post(reverse("step_done", args=[file.pk, step.pk]), {"led_to": "Tot iets"})
    assert done.status_code == 422
    assert "Tot iets" in done.content.decode()


def test_whole_way_of_a_step() -> None:
    file = make_file()
    step = make_item(file, "step", "Bellen", kind="other")
    client = client_for(file.person)
    for name in ("step_choose", "step_start"):
        client.post(reverse(name, args=[file.pk, step.pk]))
    running = client.get(reverse("step", args=[file.pk, step.pk])).content.decode()
    assert f"over=step&amp;id={step.pk}" in running  # het liep anders
    client.post(reverse("step_done", args=[file.pk, step.pk]), {"led_to": ""})
    client.post(
        reverse("step_edit", args=[file.pk, step.pk]),
        {"words": "Bellen", "hangs_on": "", "version": "4", "led_to": "Een afspraak."},
    )
    with looking(file.person):
        row = Step.objects.get()
        assert (row.state, row.led_to) == ("done", "Een afspraak.")


def test_two_devices_show_both_steps() -> None:
    file = make_file()
    step = make_item(file, "step", "Bellen", kind="other")
    client, url = client_for(file.person), reverse("step_edit", args=[file.pk, step.pk])
    client.post(url, {"words": "Morgen bellen", "hangs_on": "", "version": "1"})
    answer = client.post(url, {"words": "Langsgaan", "hangs_on": "", "version": "1"})
    assert answer.status_code == 409
    assert [words in answer.content.decode() for words in ("Morgen bellen", "Langsgaan")] == [True, True]


def test_guide_says_knew_before_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    step = make_item(file, "step", "Poetswerk", kind="work")
    client = client_for(guide)
    client.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": "1100"})
    with looking(guide):
        money = StepMoney.objects.get()
        with pytest.raises(CannotKnowBefore):
            know_before(place_of(file, guide), money, by=guide, at=clock.now())
    client.post(reverse("step_money_know", args=[file.pk, money.pk]), {"how": "together"})
    with looking(guide):
        assert Step.objects.get().knew_before_at is not None


def test_bad_amounts_are_asked_again_and_kept() -> None:
    file = make_file()
    step = make_item(file, "step", "Poetswerk", kind="work")
    url = reverse("step_money", args=[file.pk, step.pk])
    client = client_for(file.person)
    answer = client.post(url, {"now": "veel", "month_1": "-5", "unknown": "De huur"})

    assert answer.status_code == 422
    assert [text in answer.content.decode() for text in ('value="veel"', "De huur")] == [True, True]
    assert client.post(url, {"now": "1000", "unknown": "BE71 0961 2345 6769"}).status_code == 422
    with looking(file.person):
        assert not StepMoney.objects.exists()


def test_step_without_money_of_its_own_gets_it_by_figures() -> None:
    file = make_file()
    step = make_item(file, "step", "Verhuizen", kind="home")
    client = client_for(file.person)
    client.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": "900"})
    page = client.get(reverse("step", args=[file.pk, step.pk])).content.decode()
    assert "Ja, dit kies ik" not in page


def test_money_page_lists_the_newest_look_per_step() -> None:
    guide = make_guide()
    file = make_file(guide)
    step = make_item(file, "step", "Poetswerk", kind="work")
    own = client_for(file.person)
    assert "Hier staan nog geen cijfers" in own.get(reverse("my_money")).content.decode()
    for month in ("900", "800"):
        own.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": month})
    for client, url in ((own, reverse("my_money")), (client_for(guide), reverse("money", args=[file.pk]))):
        page = client.get(url).content.decode()
        assert "200 minder" in page
        assert "100 minder" not in page


def test_money_without_a_file_says_how_one_begins() -> None:
    assert client_for(make_guide()).get(reverse("my_money")).status_code == 200


def test_guide_page_of_many_steps_keeps_its_budget(django_assert_max_num_queries: object) -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil rijden.", kind="want")
    barrier = make_item(file, "barrier", "Geen geld", domains=[])
    steps = []
    for number in range(20):
        hanger = {"wish_id": str(wish.pk)} if number % 2 else {"barrier_id": str(barrier.pk)}
        steps.append(make_item(file, "step", f"Stap {number}", kind="other", **hanger))
    client = client_for(guide)
    client.post(reverse("step_choose", args=[file.pk, steps[0].pk]), {"how": "together"})
    with django_assert_max_num_queries(17):
        page = client.get(reverse("step_list", args=[file.pk])).content.decode()
    assert page.count("Hoort bij:") == 20


def test_page_of_one_step_keeps_its_budget(django_assert_max_num_queries: object) -> None:
    guide = make_guide()
    file = make_file(guide)
    barrier = make_item(file, "barrier", "Geen geld", domains=[])
    step = make_item(file, "step", "Poetswerk", kind="work", barrier_id=str(barrier.pk))
    client = client_for(guide)
    client.post(reverse("step_money", args=[file.pk, step.pk]), {"now": "1000", "month_1": "1100"})
    for name in ("step", "step_money", "step_edit"):
        with django_assert_max_num_queries(17):
            assert client.get(reverse(name, args=[file.pk, step.pk])).status_code == 200


def test_proposed_unpaid_step_comes_whole_when_the_person_takes_it_over() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    typed = {"words": "Helpen in de soepkeuken", "hangs_on": f"wish:{wish.pk}", "how": "propose",
             "brings_now": "Mensen zien.", "brings_later": "Een brief van de kok."}  # fmt: skip
    client_for(guide).post(reverse("step_new", args=[file.pk]) + "?soort=volunteer", typed)
    with looking(file.person):
        accept(place_of(file), Proposal.objects.get(), by=file.person, at=clock.now(), how="own")
        step = Step.objects.get()
        assert (step.wish_id, step.is_unpaid, step.changes_money) == (wish.pk, True, True)
        assert (step.brings_now, step.brings_later) == ("Mensen zien.", "Een brief van de kok.")
        assert step.state == "idea"


def test_very_long_words_with_emoji_and_right_to_left_stay_whole() -> None:
    file = make_file()
    words = "أريد تعلم الطبخ 🍲 " * 500
    step = make_item(file, "step", words.strip(), kind="other")
    barrier = make_item(file, "barrier", words.strip(), domains=[])
    client = client_for(file.person)
    for url in (reverse("step", args=[file.pk, step.pk]), reverse("barrier", args=[file.pk, barrier.pk])):
        assert words.strip() in client.get(url).content.decode()
    assert client.get(reverse("barriers", args=[file.pk])).status_code == 200
    too_long = client.post(reverse("barrier_new", args=[file.pk]), {"words": "a" * 20_001})
    assert too_long.status_code == 422
    assert "20001 tekens lang" in too_long.content.decode()
