"""Expectations: in two steps, with the open barriers in the way, and the person's own answer."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.guidance.actions.expectation import CannotLetGo, let_go
from tandem.guidance.actions.pen import CannotWrite, write
from tandem.guidance.models import Barrier, BarrierEdge, ClientFile, Expectation, Proposal
from tandem.guidance.rules.expectation import in_the_way
from tandem.guidance.rules.pen import Writing
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of

pytestmark = pytest.mark.django_db


def expectations_of(file: ClientFile) -> list[Expectation]:
    with access.as_system():
        return list(Expectation.objects.filter(file=file).select_related("file"))


def make_edge(file: ClientFile, source: Barrier, target: Barrier, **fields: object) -> BarrierEdge:
    with access.as_system():
        return BarrierEdge.add(file=file, made_at=clock.now(), from_barrier=source, to_barrier=target, **fields)


def test_what_makes_it_harder_is_in_the_way_too_also_round_a_loop() -> None:
    barriers = {"schimmel": ["housing"], "kleren": ["basics"], "werk": ["work"], "bus": ["mobility"]}
    loop = [("schimmel", "kleren"), ("kleren", "werk"), ("werk", "schimmel"), ("bus", "elders")]
    facts = {"barriers": barriers, "harder": loop}
    assert in_the_way(**facts, chosen=[], domains=["work"]) == ["schimmel", "kleren", "werk"]
    assert in_the_way(**facts, chosen=["bus"], domains=[]) == ["bus"]
    assert in_the_way(**facts, chosen=["weg"], domains=["leisure"]) == []


def test_two_hundred_barriers_in_a_loop_of_loops_come_to_rest() -> None:
    barriers = {number: ["work"] if number == 0 else [] for number in range(200)}
    loops = [(n, (n * 7 + 1) % 200) for n in range(200)] + [(n, (n + 1) % 200) for n in range(200)]
    assert in_the_way(barriers=barriers, harder=loops, chosen=[], domains=["work"]) == list(range(200))


def test_person_says_it_in_two_steps_and_sees_the_barriers_between() -> None:
    file = make_file()
    mould = make_item(file, "barrier", "Schimmel in huis", domains=["housing"])
    late = make_item(file, "barrier", "Geen propere kleren", domains=["work"])
    gone = make_item(file, "barrier", "Oude drempel", domains=["work"], state="gone")
    make_edge(file, mould, late)
    client, url = client_for(file.person), reverse("expectation_new", args=[file.pk])
    assert "Oude drempel" not in client.get(url).content.decode()

    typed = {"words": "Elke dag naar het werk", "domains": ["work"]}
    page = client.post(url, {**typed, "stage": "words"}).content.decode()
    assert "Schimmel in huis" in page
    assert "Geen propere kleren" in page
    assert expectations_of(file) == []

    assert client.post(url, {**typed, "stage": "answer"}).status_code == 422
    assert expectations_of(file) == []
    client.post(url, {**typed, "stage": "answer", "feasible": "no"})
    row = expectations_of(file)[0]
    assert (row.words, row.feasible) == ("Elke dag naar het werk", "no")
    assert row.in_the_way == [mould.pk, late.pk]
    assert gone.pk not in row.in_the_way
    plan = client.get(reverse("my_plan")).content.decode()
    assert "dit lukt niet" in plan


def test_way_back_keeps_what_was_typed() -> None:
    file = make_file()
    barrier = make_item(file, "barrier", "Geen oppas", domains=["family"])
    posted = {"words": "Avondles volgen", "barriers": [str(barrier.pk)], "stage": "back"}
    page = client_for(file.person).post(reverse("expectation_new", args=[file.pk]), posted).content.decode()
    assert "Avondles volgen" in page
    assert f'value="{barrier.pk}" checked' in page


def test_of_many_barriers_the_first_twelve_are_shown_and_the_rest_can_be_ticked_too() -> None:
    file = make_file()
    with access.as_system():
        barriers = [Barrier.add(file=file, made_at=clock.now(), words=f"Drempel {n} " + "x" * 500) for n in range(200)]
    client, url = client_for(file.person), reverse("expectation_new", args=[file.pk])
    page = client.get(url).content.decode()
    assert page.index("Drempel 11") < page.index("Toon alle drempels") < page.index("Drempel 12")
    assert page.count("x" * 100) == 0
    posted = {"words": "Elke dag", "more_barriers": [str(barriers[150].pk)], "stage": "answer", "feasible": "no"}
    client.post(url, posted)
    assert expectations_of(file)[0].in_the_way == [barriers[150].pk]


def test_without_barriers_nothing_is_asked_about_them() -> None:
    file = make_file()
    client, url = client_for(file.person), reverse("expectation_new", args=[file.pk])
    assert "drempels" not in client.get(url).content.decode()
    assert "geen open drempel" in client.post(url, {"words": "Bellen", "stage": "words"}).content.decode()


def test_guide_proposes_without_an_answer_and_together_needs_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    client, url = client_for(guide), reverse("expectation_new", args=[file.pk])
    client.post(url, {"words": "Op tijd komen", "how": "propose", "stage": "words"})
    with access.as_system():
        assert "feasible" not in Proposal.objects.get(file=file).facts
    second = client.post(url, {"words": "Papieren brengen", "how": "together", "stage": "words"})
    assert "Lukt dit?" in second.content.decode()
    assert expectations_of(file) == []
    client.post(url, {"words": "Papieren brengen", "how": "together", "stage": "answer", "feasible": "yes"})
    assert [(row.words, row.feasible) for row in expectations_of(file)] == [("Papieren brengen", "yes")]


@pytest.mark.parametrize("feasible", [{}, {"feasible": ""}, {"feasible": "misschien"}])
def test_no_way_of_writing_saves_it_without_an_answer(feasible: dict[str, object]) -> None:
    guide = make_guide()
    thread, file = make_thread(guide), make_file(guide)
    for place_file, person, how in ((file, file.person, "own"), (file, guide, "together"), (thread, guide, "")):
        with looking(person), pytest.raises(CannotWrite, match="Zeg zelf"):
            write(
                place_of(place_file, person), Writing("expectation", "x", feasible), by=person, at=clock.now(), how=how
            )


def test_the_database_itself_wants_an_answer() -> None:
    file = make_file()
    with access.as_system(), pytest.raises(IntegrityError, match="own_answer"), transaction.atomic():
        Expectation.add(file=file, made_at=clock.now(), words="x", feasible="")


def test_person_lets_an_expectation_go_and_a_guide_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    first, second = (make_item(file, "expectation", words, feasible="no") for words in ("een", "twee"))
    client_for(file.person).post(reverse("expectation_let_go", args=[file.pk, first.pk]))
    url = reverse("expectation_let_go", args=[file.pk, second.pk])
    client_for(guide).post(url)
    assert {row.words: row.let_go_at is None for row in expectations_of(file)} == {"een": False, "twee": True}
    with looking(guide), pytest.raises(CannotLetGo):
        let_go(place_of(file, guide), second, by=guide, at=clock.now())
    client_for(guide).post(url, {"how": "together"})
    assert all(row.let_go_at for row in expectations_of(file))
    page = client_for(guide).get(reverse("expectation_list", args=[file.pk])).content.decode()
    assert page.count("Losgelaten op") == 2
