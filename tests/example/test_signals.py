"""The living world has three years of signals, groups, two forum days and what became of them."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tandem.dialogue.models import Dossier, ForumAssociation, ForumDay, ForumTable, Meeting, Recommendation, Verdict
from tandem.kernel import access, clock
from tandem.policy_signals.models import Bundle, FigureRelease, ParticipationCheck, Signal
from tandem.policy_signals.rules.states import STATES

pytestmark = pytest.mark.usefixtures("polder")


@pytest.fixture
def system(polder: None) -> Iterator[None]:
    """Every row, whoever looks."""
    with access.as_system():
        yield


def test_signals_reach_three_years_back_and_stand_in_every_state_but_merged(system: None) -> None:
    oldest = Signal.objects.earliest("received_at").received_at.date()
    assert (clock.today() - oldest).days > 2.7 * 365
    assert set(Bundle.objects.values_list("state", flat=True)) == set(STATES) - {"merged", "ended", "acknowledged"} | {
        "acknowledged"
    }
    assert Signal.objects.filter(places__isnull=True).count() >= 10


def test_first_forum_day_is_that_of_the_seed_in_size(system: None) -> None:
    day = ForumDay.objects.earliest("held_on")
    came = ForumAssociation.objects.filter(forum_day=day)
    assert (came.count(), sum(row.people for row in came), ForumTable.objects.filter(forum_day=day).count()) == (
        15,
        55,
        8,
    )
    assert ForumDay.objects.count() == 2


def test_recommendations_were_looked_at_twice_and_groups_said_what_they_think(system: None) -> None:
    assert set(Recommendation.objects.values_list("state", flat=True)) == {
        "draft",
        "proposed",
        "taken_up",
        "done",
        "not_followed",
    }
    assert max(row.follow_ups.count() for row in Recommendation.objects.all()) >= 3  # put to somebody, and two reviews
    assert set(Verdict.objects.values_list("verdict", flat=True)) == {"good", "partly", "not_good"}
    assert set(Meeting.objects.values_list("state", flat=True)) >= {"prepared", "held", "final"}


def test_figures_of_every_closed_half_year_were_released_once(system: None) -> None:
    assert FigureRelease.objects.count() >= 5


@pytest.mark.parametrize("name", ["structural_signals", "signal_figures", "recommendations_public", "dossiers_public"])
def test_everybody_reads_what_is_public(name: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    assert "voorbeeld-" not in answer.text  # no giver's name, not even an invented one


def test_dossier_has_the_chapters_of_the_seed_and_a_pdf(system: None) -> None:
    dossier = Dossier.objects.get(state="published")
    assert dossier.chapters.count() == 8  # an introduction, six elements, a conclusion
    assert dossier.document is not None
    assert ParticipationCheck.objects.filter(subject_kind="recommendation").exists()
