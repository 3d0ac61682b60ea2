"""Ik zag het anders: who may say so, beside what, and what stays."""

import pytest
from django.http import Http404

from tandem.guidance.actions.other_view import CannotSeeOtherwise, add_other_view
from tandem.guidance.models import OtherView, Talk
from tandem.guidance.queries.other_view import other_views_of, seen_item
from tandem.kernel import access, clock
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

pytestmark = pytest.mark.django_db


def make_talk(file: object, *, words: str = "Hij wil geen werk.") -> Talk:
    with access.as_system():
        return Talk.add(file=file, made_at=clock.now(), held_at=clock.now(), content=words)


def test_own_views_come_per_item_oldest_first() -> None:
    file = make_file()
    talk, other = make_talk(file), make_talk(file)
    with looking(file.person):
        place = place_of(file)
        for words in ("Ik wil wel werk.", "Maar niet 's nachts."):
            add_other_view(place, talk, words=words, by=file.person, at=clock.now())
        found = other_views_of(place, [talk.pk, other.pk])

    assert [view.words for view in found[talk.pk]] == ["Ik wil wel werk.", "Maar niet 's nachts."]
    assert found[other.pk] == []


def test_guide_cannot_say_how_the_person_saw_it() -> None:
    guide = make_guide()
    file = make_file(guide)
    talk = make_talk(file)
    with looking(guide), pytest.raises(CannotSeeOtherwise):
        add_other_view(place_of(file, guide), talk, words="x", by=guide, at=clock.now())


@pytest.mark.parametrize("words", ["", "  \n ", "a" * 20_001])
def test_own_view_needs_words_that_fit(words: str) -> None:
    file = make_file()
    talk = make_talk(file)
    with looking(file.person), pytest.raises(CannotSeeOtherwise):
        add_other_view(place_of(file), talk, words=words, by=file.person, at=clock.now())
    with looking(file.person):
        assert OtherView.objects.count() == 0


def test_own_words_need_no_other_view() -> None:
    file = make_file()
    wish = make_item(file, "wish", "Ik wil fietsen.", kind="want")
    with looking(file.person), pytest.raises(Http404):
        seen_item(place_of(file), "wish", wish.pk)


def test_views_of_many_items_cost_one_query(django_assert_num_queries: object) -> None:
    file = make_file()
    talks = [make_talk(file) for _ in range(3)]
    with looking(file.person):
        place = place_of(file)
        for talk in talks:
            add_other_view(place, talk, words="anders", by=file.person, at=clock.now())
        with django_assert_num_queries(1):
            found = other_views_of(place, [talk.pk for talk in talks])
            assert [view.words for views in found.values() for view in views] == ["anders"] * 3
