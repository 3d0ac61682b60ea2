"""Wishes and strengths: writing, other words, putting away, looking back."""

import pytest
from django.urls import reverse

from tandem.guidance.actions.wish import CannotPutAway, bring_back, put_away
from tandem.guidance.models import Proposal, Wish
from tandem.guidance.queries.doors import parts
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of
from tests.guidance.test_numbers import account

pytestmark = pytest.mark.django_db


def wishes_of(file: object) -> list[Wish]:
    with access.as_system():
        return list(Wish.objects.filter(file=file).select_related("file"))


def test_person_writes_and_it_counts() -> None:
    file = make_file()
    response = client_for(file.person).post(
        reverse("wish_new", args=[file.pk]), {"kind": "can", "words": "Ik kan goed luisteren."}, follow=True
    )
    assert [(wish.words, wish.kind, wish.is_by_client) for wish in wishes_of(file)] == [
        ("Ik kan goed luisteren.", "can", True)
    ]
    assert "Dit staat nu in je plan." in response.content.decode()


def test_guide_proposes_by_default_and_writes_only_what_was_said_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    client, url = client_for(guide), reverse("wish_new", args=[file.pk])
    client.post(
        url, {"kind": "want", "words": "Een diploma halen.", "how": "propose", "why": "Dat zei je vorige keer."}
    )
    client.post(url, {"kind": "want", "words": "Dichter bij mijn zus wonen.", "how": "together"})

    assert [(wish.words, wish.is_by_client) for wish in wishes_of(file)] == [("Dichter bij mijn zus wonen.", True)]
    with looking(file.person):
        proposal = parts(place_of(file), Proposal).get()
        assert (proposal.words, proposal.why, proposal.state) == (
            "Een diploma halen.",
            "Dat zei je vorige keer.",
            "open",
        )


def test_guide_in_a_thread_is_not_asked_how() -> None:
    guide = make_guide()
    file = make_thread(guide)
    client, url = client_for(guide), reverse("wish_new", args=[file.pk])
    assert "Hoe kwam dit er?" not in client.get(url).content.decode()
    client.post(url, {"kind": "want", "words": "Rust."})
    assert [(wish.words, wish.is_by_client) for wish in wishes_of(file)] == [("Rust.", False)]


@pytest.mark.parametrize(
    ("words", "says"),
    [("  ", "Schrijf eerst iets"), ("a" * 20_001, "20001 tekens"), (f"stort op {account()}", "rekeningnummer")],
)
def test_words_that_cannot_stay_come_back_with_a_sentence(words: str, says: str) -> None:
    file = make_file()
    response = client_for(file.person).post(reverse("wish_new", args=[file.pk]), {"kind": "want", "words": words})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert words.strip() in response.content.decode()
    assert wishes_of(file) == []


def test_two_devices_show_both_and_the_second_may_decide() -> None:
    file = make_file()
    wish = make_item(file, "wish", "Eerste woorden", kind="want")
    client, url = client_for(file.person), reverse("wish_edit", args=[file.pk, wish.pk])
    client.post(url, {"kind": "want", "words": "Van de telefoon", "version": 1})
    clash = client.post(url, {"kind": "want", "words": "Van de tablet", "version": 1})

    assert clash.status_code == 409
    page = clash.content.decode()
    assert "Van de telefoon" in page
    assert "Van de tablet" in page
    assert [w.words for w in wishes_of(file)] == ["Van de telefoon"]
    assert 'name="version" value="2"' in page
    client.post(url, {"kind": "want", "words": "Van de tablet", "version": 2})
    assert [w.words for w in wishes_of(file)] == ["Van de tablet"]


def test_history_shows_every_wording_newest_first() -> None:
    file = make_file()
    wish = make_item(file, "wish", "een", kind="want")
    client, url = client_for(file.person), reverse("wish_edit", args=[file.pk, wish.pk])
    for version, words in enumerate(("twee", "drie"), 1):
        client.post(url, {"kind": "want", "words": words, "version": version})
    page = client.get(reverse("wish_history", args=[file.pk, wish.pk])).content.decode()
    assert page.index("drie</p>") < page.index("twee</p>") < page.index("een</p>")


def test_put_away_leaves_the_plan_and_comes_back() -> None:
    file = make_file()
    wish = make_item(file, "wish", "Een brommer", kind="want")
    client = client_for(file.person)
    away = client.post(reverse("wish_put_away", args=[file.pk, wish.pk]), follow=True)
    assert "Haal terug" in away.content.decode()
    assert "Een brommer" not in client.get(reverse("my_plan")).content.decode()
    client.post(reverse("wish_bring_back", args=[file.pk, wish.pk]))
    assert "Een brommer" in client.get(reverse("my_plan")).content.decode()


def test_guide_puts_away_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Een brommer", kind="want")
    client, url = client_for(guide), reverse("wish_put_away", args=[file.pk, wish.pk])
    alone = client.post(url, follow=True)
    assert "Doe het samen, in een gesprek." in alone.content.decode()
    assert wishes_of(file)[0].put_away_at is None
    client.post(url, {"how": "together"})
    assert wishes_of(file)[0].put_away_at is not None
    with looking(guide), pytest.raises(CannotPutAway):
        bring_back(place_of(file, guide), wish, by=guide, at=clock.now())


def test_putting_away_twice_keeps_the_first_moment() -> None:
    file = make_file()
    wish = make_item(file, "wish", "x", kind="want")
    with looking(file.person):
        first = put_away(place_of(file), wish, by=file.person, at=clock.now()).put_away_at
        assert put_away(place_of(file), wish, by=file.person, at=clock.now()).put_away_at == first


def test_another_persons_wish_does_not_exist() -> None:
    file, other = make_file(), make_file()
    wish = make_item(other, "wish", "van een ander", kind="want")
    client = client_for(file.person)
    for name in ("wish_edit", "wish_history"):
        assert client.get(reverse(name, args=[file.pk, wish.pk])).status_code == 404
        assert client.get(reverse(name, args=[other.pk, wish.pk])).status_code == 404
    assert client.post(reverse("wish_put_away", args=[other.pk, wish.pk])).status_code == 404
