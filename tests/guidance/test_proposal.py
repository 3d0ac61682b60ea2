"""Proposals: answering them on the page, with all that can cross."""

import pytest
from django.urls import reverse

from tandem.guidance.actions.pen import withdraw, write
from tandem.guidance.models import Barrier, ClientFile, Decision, Expectation, Proposal, Wish
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.proposal import choices_in_words
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db


def make_proposal(file: ClientFile, guide: Person, what: str = "wish", words: str = "Hij wil kok worden.",
                  *, item: object = None, why: str = "", **facts: object) -> Proposal:  # fmt: skip
    """What a guide proposes in somebody's file."""
    with looking(guide):
        facts = facts or {"kind": "want"}
        return write(place_of(file, guide), Writing(what, words, facts), item=item, why=why, by=guide, at=clock.now())


def address(proposal: Proposal) -> str:
    return reverse("proposal", args=[proposal.file_id, proposal.pk])


def state_of(proposal: Proposal) -> tuple[str, str]:
    with access.as_system():
        row = Proposal.objects.get(pk=proposal.pk)
        return row.state, row.answered_how


def wish_words(file: ClientFile) -> list[str]:
    with access.as_system():
        return [wish.words for wish in Wish.objects.filter(file=file).select_related("file")]


def test_proposal_stands_beside_own_words_with_its_reason() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    proposal = make_proposal(file, guide, item=wish, why="Je vertelde over je stage.")
    for person in (file.person, guide):
        page = client_for(person).get(address(proposal)).content.decode()
        assert page.index("Ik wil koken.") < page.index("Hij wil kok worden.")
        assert "Je vertelde over je stage." in page
        assert str(guide) in page
        plan = client_for(person).get(reverse("plan", args=[file.pk])).content.decode()
        assert "Hij wil kok worden." in plan


def test_person_accepts_as_it_stands() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    posted = {"answer": "accept", "words": "Hij  wil\r\nkok worden.", "version": 0}
    assert client_for(file.person).post(address(proposal), posted).status_code == 302
    assert (state_of(proposal), wish_words(file)) == (("accepted", "own"), ["Hij wil kok worden."])


@pytest.mark.parametrize("answer", ["accept", "change"])
def test_own_words_win_whichever_button_is_tapped(answer: str) -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    client_for(file.person).post(address(proposal), {"answer": answer, "words": "Ik word kok.", "version": 0})
    assert (state_of(proposal), wish_words(file)) == (("changed", "own"), ["Ik word kok."])


def test_other_words_without_words_come_back() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    response = client_for(file.person).post(address(proposal), {"answer": "change", "words": " "})
    assert response.status_code == 422
    assert "Schrijf eerst iets" in response.content.decode()
    assert state_of(proposal)[0] == "open"


def test_answer_that_no_button_gives_comes_back() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    for posted in ({}, {"answer": "x"}, {"answer": "accept", "version": "9" * 40}):
        assert client_for(file.person).post(address(proposal), posted).status_code == 422
    assert state_of(proposal)[0] == "open"


def test_person_leaves_a_word_when_not_taking_it_over() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    client_for(file.person).post(address(proposal), {"answer": "decline", "said": "Nu niet."})
    page = client_for(guide).get(address(proposal)).content.decode()
    assert state_of(proposal) == ("declined", "own")
    assert "Nu niet." in page
    assert "Niet overgenomen" in page


def test_guide_says_yes_only_as_said_together_and_it_is_recorded_so() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    client_for(guide).post(address(proposal), {"answer": "accept", "version": 0})
    assert (state_of(proposal), wish_words(file)) == (("accepted", "together"), ["Hij wil kok worden."])


def test_only_the_proposer_withdraws() -> None:
    guide, other = make_guide(), make_guide()
    file = make_file(guide)
    make_member(file, other, role="guide")
    proposal = make_proposal(file, guide)
    page = client_for(other).get(address(proposal)).content.decode()
    assert "Trek mijn voorstel terug" not in page
    assert client_for(other).post(address(proposal), {"answer": "withdraw"}).status_code == 409
    assert client_for(guide).post(address(proposal), {"answer": "withdraw"}).status_code == 302
    assert state_of(proposal)[0] == "withdrawn"


def test_proposal_withdrawn_meanwhile_says_so_and_keeps_what_was_typed() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    client = client_for(file.person)
    client.get(address(proposal))
    with looking(guide):
        withdraw(place_of(file, guide), proposal, by=guide, at=clock.now())
    response = client.post(address(proposal), {"answer": "change", "words": "Ik word bakker.", "version": 0})
    page = response.content.decode()
    assert response.status_code == 409
    assert "intussen teruggetrokken" in page
    assert "Ik word bakker." in page
    assert 'value="accept"' not in page
    assert wish_words(file) == []


def test_second_device_finds_the_answer_of_the_first() -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide)
    client = client_for(file.person)
    client.post(address(proposal), {"answer": "decline"})
    response = client.post(address(proposal), {"answer": "accept", "version": 0})
    assert response.status_code == 409
    assert "kwam al een antwoord" in response.content.decode()
    assert wish_words(file) == []


def test_own_words_changed_after_the_proposal_are_shown_and_a_yes_counts() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    proposal = make_proposal(file, guide, item=wish)
    client = client_for(file.person)
    edit = reverse("wish_edit", args=[file.pk, wish.pk])
    client.post(edit, {"kind": "want", "words": "Ik wil bakken.", "version": 1})

    page = client.get(address(proposal)).content.decode()
    assert "Je woorden zijn veranderd na dit voorstel." in page
    assert "Ik wil bakken." in page
    assert client.post(address(proposal), {"answer": "accept", "version": 2}).status_code == 302
    assert wish_words(file) == ["Hij wil kok worden."]


def test_own_words_changed_on_another_device_while_reading_are_shown_before_a_yes_counts() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken.", kind="want")
    proposal = make_proposal(file, guide, item=wish)
    client = client_for(file.person)
    edit = reverse("wish_edit", args=[file.pk, wish.pk])
    client.post(edit, {"kind": "want", "words": "Ik wil bakken.", "version": 1})

    response = client.post(address(proposal), {"answer": "accept", "words": "Ik word kok.", "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ik wil bakken." in page
    assert "Ik word kok." in page
    assert (state_of(proposal)[0], wish_words(file)) == ("open", ["Ik wil bakken."])


def test_proposed_expectation_needs_the_persons_own_answer() -> None:
    guide = make_guide()
    file = make_file(guide)
    barrier = make_item(file, "barrier", "Geen bus in het weekend", domains=["mobility"])
    proposal = make_proposal(file, guide, "expectation", "Zaterdag naar de les", in_the_way=[str(barrier.pk)])
    client = client_for(file.person)
    assert "Geen bus in het weekend" in client.get(address(proposal)).content.decode()
    response = client.post(address(proposal), {"answer": "accept"})
    assert response.status_code == 422
    assert "Zeg zelf of dit lukt" in response.content.decode()
    client.post(address(proposal), {"answer": "accept", "feasible": "no"})
    with access.as_system():
        row = Expectation.objects.get(file=file)
        assert (row.feasible, row.in_the_way) == ("no", [barrier.pk])


@pytest.mark.parametrize(
    ("what", "facts", "model"),
    [
        ("barrier", {"domains": ["housing"]}, Barrier),
        ("decision", {"chosen_by": "client", "rung": "advise"}, Decision),
    ],
)
def test_every_kind_of_the_pen_can_be_taken_over(what: str, facts: dict[str, object], model: type) -> None:
    guide = make_guide()
    file = make_file(guide)
    proposal = make_proposal(file, guide, what, "Iets", **facts)
    client = client_for(file.person)
    assert client.get(address(proposal)).status_code == 200
    client.post(address(proposal), {"answer": "accept"})
    with access.as_system():
        assert [row.words for row in model.objects.filter(file=file).select_related("file")] == ["Iets"]


def test_list_shows_what_waits_and_what_came_before() -> None:
    guide = make_guide()
    file = make_file(guide)
    waiting, earlier = make_proposal(file, guide, words="Wacht nog"), make_proposal(file, guide, words="Van vroeger")
    client = client_for(file.person)
    client.post(address(earlier), {"answer": "decline"})
    page = client.get(reverse("proposal_list", args=[file.pk])).content.decode()
    assert page.index("Wacht nog") < page.index("Eerder") < page.index("Van vroeger")
    assert state_of(waiting)[0] == "open"


def test_proposal_of_another_file_does_not_exist() -> None:
    guide = make_guide()
    file, other = make_file(guide), make_file()
    proposal = make_proposal(file, guide)
    assert client_for(other.person).get(address(proposal)).status_code == 404
    wrong = reverse("proposal", args=[other.pk, proposal.pk])
    assert client_for(other.person).get(wrong).status_code == 404


def test_choices_of_a_proposal_are_said_in_words() -> None:
    assert choices_in_words("decision", {"chosen_by": "client", "rung": "advise", "texts": '{"advice": "Wacht."}'}) == [
        ("Gekozen door", "zelf"), ("Hoe kwam het er", "ik gaf raad"), ("Raad van de gids", "Wacht."),
    ]  # fmt: skip
    assert choices_in_words("barrier", {"domains": ["housing", "mijn hond"]}) == [("Levensdomein", "wonen, mijn hond")]
    assert choices_in_words("step", {"kind": "volunteer", "is_unpaid": True}) == [
        ("Soort stap", "vrijwilligerswerk"), ("Loon", "zonder loon"),
    ]  # fmt: skip
