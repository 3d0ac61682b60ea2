"""Pages of barriers: the map and its words, the pen, ties that end and come back."""

from itertools import pairwise

import pytest
from django.urls import reverse

from tandem.guidance.actions.barrier import CannotEndTie, CannotTie, add_edge, end_edge, restore_edge
from tandem.guidance.models import Barrier, BarrierEdge, ClientFile, Proposal
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of

pytestmark = pytest.mark.django_db
BOX = 'rx="12"'  # one box of the map


def tied(file: ClientFile, source: Barrier, target: Barrier) -> BarrierEdge:
    with looking(file.person):
        return add_edge(place_of(file), source=source, target=target, by=file.person, at=clock.now())


def two(file: ClientFile) -> tuple[Barrier, Barrier]:
    return tuple(
        make_item(file, "barrier", words, domains=["housing"]) for words in ("Het dak lekt", "Alles is vochtig")
    )


def test_page_without_barriers_invites() -> None:
    guide = make_guide()
    file = make_file(guide)
    for person in (guide, file.person):
        page = client_for(person).get(reverse("barriers", args=[file.pk])).content.decode()
        assert "Hier staat nog geen drempel" in page


def test_stranger_finds_no_barriers() -> None:
    file = make_file()
    one, _other = two(file)
    stranger = client_for(make_guide())
    for name in ("barriers", "barrier_new", "domains"):
        assert stranger.get(reverse(name, args=[file.pk])).status_code == 404
    for name in ("barrier", "barrier_edit", "barrier_state", "barrier_edge_new"):
        assert stranger.get(reverse(name, args=[file.pk, one.pk])).status_code == 404


def test_guide_page_keeps_its_budget_with_a_full_map(django_assert_max_num_queries: object) -> None:
    guide = make_guide()
    file = make_file(guide)
    barriers = [make_item(file, "barrier", f"Drempel {n}", domains=[]) for n in range(14)]
    for source, target in pairwise(barriers):
        tied(file, source, target)
    make_item(file, "wish", "Ik kan goed koken.", kind="can")
    make_item(file, "step", "Bellen", kind="other", barrier_id=barriers[0].pk)
    client = client_for(guide)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("barriers", args=[file.pk])).content.decode()
    with django_assert_max_num_queries(16):
        client.get(reverse("barrier", args=[file.pk, barriers[3].pk]))

    assert page.count(BOX) == 12
    assert "Toon alles: nog 2 drempels" in page
    everything = client.get(reverse("barriers", args=[file.pk]) + "?alles").content.decode()
    assert everything.count(BOX) == 14


def test_map_has_a_frame_for_the_keyboard_and_no_inline_style() -> None:
    file = make_file()
    two(file)
    page = client_for(file.person).get(reverse("barriers", args=[file.pk])).content.decode()

    assert '<div class="drempelkaart" role="region" tabindex="0" aria-label="Drempelkaart">' in page
    assert "style=" not in page


def test_every_barrier_page_carries_a_strength() -> None:
    guide = make_guide()
    file = make_file(guide)
    one, _other = two(file)
    own = client_for(file.person)
    assert "Wat kan je goed?" in own.get(reverse("barrier", args=[file.pk, one.pk])).content.decode()

    make_item(file, "wish", "Ik kan goed luisteren.", kind="can")
    for name, args in (("barrier", [file.pk, one.pk]), ("barriers", [file.pk])):
        assert "Ik kan goed luisteren." in own.get(reverse(name, args=args)).content.decode()
        assert "Dit kan Momena goed" in client_for(guide).get(reverse(name, args=args)).content.decode()


def test_guides_barrier_waits_for_the_person_unless_said_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    client, url = client_for(guide), reverse("barrier_new", args=[file.pk])
    client.post(url, {"words": "Hij durft niet te bellen", "how": "propose"})
    client.post(url, {"words": "Ik slaap slecht", "how": "together", "domains": ["health"], "own_domain": "de buurt"})

    with looking(file.person):
        assert [(row.words, row.domains, row.is_by_client) for row in Barrier.objects.all()] == [
            ("Ik slaap slecht", ["health", "de buurt"], True)
        ]
        assert Proposal.objects.get().words == "Hij durft niet te bellen"


def test_guide_writes_down_a_barrier_in_a_thread() -> None:
    guide = make_guide()
    file = make_thread(guide)
    client_for(guide).post(reverse("barrier_new", args=[file.pk]), {"words": "Geen kot"})
    with looking(guide):
        assert Barrier.objects.get().words == "Geen kot"


def test_barrier_without_words_is_asked_again() -> None:
    file = make_file()
    answer = client_for(file.person).post(reverse("barrier_new", args=[file.pk]), {"words": " "})
    assert answer.status_code == 422
    assert "Schrijf eerst iets, in eigen woorden." in answer.content.decode()


def test_other_device_was_first_shows_both_and_keeps_what_was_typed() -> None:
    file = make_file()
    one, _other = two(file)
    client, url = client_for(file.person), reverse("barrier_edit", args=[file.pk, one.pk])
    client.post(url, {"words": "Het dak lekt altijd", "version": "1"})
    answer = client.post(url, {"words": "Het dak is stuk", "version": "1"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Het dak lekt altijd" in page
    assert "Het dak is stuk" in page
    client.post(url, {"words": "Het dak is stuk", "version": "2"})
    with looking(file.person):
        assert Barrier.objects.get(pk=one.pk).words == "Het dak is stuk"


def test_state_changes_and_shows_its_sign() -> None:
    file = make_file()
    one, other = two(file)
    client = client_for(file.person)
    for row, state in ((one, "begin_here"), (other, "gone")):
        client.post(reverse("barrier_state", args=[file.pk, row.pk]), {"state": state, "version": "1"})
    page = client.get(reverse("barriers", args=[file.pk])).content.decode()

    assert 'tag--yellow">hier beginnen we' in page.replace(" >", ">")
    assert page.count('fill="#ffd23f"') == 2
    with looking(file.person):
        assert Barrier.objects.get(pk=one.pk).words == "Het dak lekt"


def test_new_words_become_a_barrier_and_a_tie_at_once() -> None:
    file = make_file()
    one, _other = two(file)
    client = client_for(file.person)
    url = reverse("barrier_edge_new", args=[file.pk, one.pk])
    assert client.post(url, {"other": "", "words": ""}).status_code == 422
    client.post(url, {"other": "", "words": "De huisbaas antwoordt niet"})
    client.post(f"{url}?richting=uit", {"other": "", "words": "Hoge rekening"})

    with looking(file.person):
        edges = {(e.from_barrier_id, e.to_barrier_id) for e in BarrierEdge.objects.all()}
        words = {row.pk: row.words for row in place_of(file).file.barrier_set.all()}
        assert {(words[a], words[b]) for a, b in edges} == {
            ("De huisbaas antwoordt niet", "Het dak lekt"), ("Het dak lekt", "Hoge rekening"),
        }  # fmt: skip


def test_guides_new_words_wait_and_so_does_the_tie() -> None:
    guide = make_guide()
    file = make_file(guide)
    one, _other = two(file)
    url = reverse("barrier_edge_new", args=[file.pk, one.pk])
    answer = client_for(guide).post(url, {"other": "", "words": "Geen werkman vinden", "how": "propose"}, follow=True)

    assert "Leg het verband na het antwoord." in answer.content.decode()
    with looking(file.person):
        assert BarrierEdge.objects.count() == 0
        assert Proposal.objects.get().about_kind == "barrier"


def test_tie_ends_and_comes_back_but_is_never_deleted() -> None:
    file = make_file()
    one, other = two(file)
    edge = tied(file, one, other)
    client = client_for(file.person)
    page = client.post(reverse("barrier_edge_end", args=[file.pk, edge.pk]), follow=True).content.decode()
    assert "Verbanden die niet meer tellen" in page
    with looking(file.person):
        assert BarrierEdge.objects.get().until is not None
        with pytest.raises(CannotTie):
            restore_edge(place_of(file), tied(file, one, other), by=file.person, at=clock.now())

    with access.as_system():
        BarrierEdge.objects.exclude(pk=edge.pk).delete()
    client.post(reverse("barrier_edge_restore", args=[file.pk, edge.pk]))
    with looking(file.person):
        assert BarrierEdge.objects.get().until is None


def test_same_tie_twice_is_refused_with_a_sentence() -> None:
    file = make_file()
    one, other = two(file)
    tied(file, one, other)
    answer = client_for(file.person).post(reverse("barrier_edge_new", args=[file.pk, other.pk]), {"other": str(one.pk)})
    assert answer.status_code == 422
    assert "Dat stond er al." in answer.content.decode()


def test_barrier_does_not_hinder_itself() -> None:
    file = make_file()
    one, _other = two(file)
    with pytest.raises(CannotTie, match="zichzelf"):
        tied(file, one, one)


def test_guide_ends_what_the_person_said_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    one, other = two(file)
    edge = tied(file, one, other)
    with looking(guide), pytest.raises(CannotEndTie):
        end_edge(place_of(file, guide), edge, by=guide, at=clock.now())
    client_for(guide).post(reverse("barrier_edge_end", args=[file.pk, edge.pk]), {"how": "together"})
    with looking(guide):
        assert BarrierEdge.objects.get().until is not None


def test_tie_of_another_file_is_not_there() -> None:
    file, other = make_file(), make_file()
    edge = tied(other, *two(other))
    assert client_for(file.person).post(reverse("barrier_edge_end", args=[file.pk, edge.pk])).status_code == 404


def test_two_hundred_barriers_are_shown_when_asked() -> None:
    file = make_file()
    with looking(file.person):
        for number in range(200):
            Barrier.add(file=file, made_at=clock.now(), made_by=file.person, words=f"Drempel {number}", domains=[])
    page = client_for(file.person).get(reverse("barriers", args=[file.pk]) + "?alles").content.decode()
    assert page.count(BOX) == 200


def test_three_loops_are_told_at_first_and_all_when_asked() -> None:
    file = make_file()
    for number in range(4):
        one, other = (make_item(file, "barrier", f"Drempel {number} {side}", domains=[]) for side in "ab")
        tied(file, one, other)
        tied(file, other, one)
    client, url = client_for(file.person), reverse("barriers", args=[file.pk])
    page = client.get(url).content.decode()

    assert page.count("Dit gaat in een kring") == 3
    assert "Toon nog 1 kring" in page
    assert client.get(f"{url}?alles").content.decode().count("Dit gaat in een kring") == 4
