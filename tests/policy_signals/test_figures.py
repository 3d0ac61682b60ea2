"""A half-year is counted once, when it is over, and nothing that comes later changes what was released."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tandem.policy_signals.actions.figures import release_closed_half_years
from tandem.policy_signals.actions.signal import Approved, receive, take_back
from tandem.policy_signals.jobs import release_figures
from tandem.policy_signals.models import FigureCell, FigureRelease
from tandem.policy_signals.queries.figures import figures_page

pytestmark = pytest.mark.django_db
FIRST_HALF, SECOND_HALF = date(2025, 1, 1), date(2025, 7, 1)
AFTER = clock.moment_on(date(2026, 1, 1), 0)
URL = "/signalen/cijfers/"


def give(people: int, at: datetime, theme: str = "housing", domain: str = "housing") -> list[object]:
    """Signals of so many new people on one moment."""
    return [
        receive(Approved(words="De wachtlijst is lang.", kind="barrier", theme=theme, policy_domain=domain, area="antwerp",
                         giver=str(uuid4()), source="hier", how="own"), at=at)
        for _ in range(people)
    ]  # fmt: skip


def everything() -> list[tuple[object, ...]]:
    return list(FigureCell.objects.values_list("release__half_year", "theme", "policy_domain", "shown").order_by("pk"))


def page_text(client: Client, query: str = "") -> str:
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


def test_half_years_that_are_over_are_released_once_also_those_that_were_missed() -> None:
    give(20, clock.moment_on(date(2024, 12, 31), 23, 30))
    give(1, clock.moment_on(date(2025, 7, 1), 0))
    made = release_closed_half_years(at=AFTER - timedelta(minutes=1))
    assert made == [date(2024, 7, 1), FIRST_HALF]
    assert everything() == [(date(2024, 7, 1), "housing", "housing", 20)]
    assert release_closed_half_years(at=AFTER - timedelta(minutes=1)) == []
    assert release_closed_half_years(at=AFTER) == [SECOND_HALF]
    assert AuditEntry.objects.filter(action="figures.release").count() == 3


def test_without_any_signal_there_is_nothing_to_release() -> None:
    assert release_closed_half_years(at=clock.now()) == []


def test_job_runs_twice_and_makes_nothing_more() -> None:
    give(10, clock.now() - timedelta(days=400))
    release_figures(0)
    before = everything()
    release_figures(0)
    assert before == everything() != []


def test_each_person_counts_once_and_taken_back_is_not_counted() -> None:
    at = clock.moment_on(date(2025, 3, 1), 9)
    mine = [receive(Approved(words="Nog eens.", kind="barrier", theme="work", policy_domain="work", area="limburg", giver="ik",
                             source="hier", how="own"), at=at) for _ in range(20)]  # fmt: skip
    gone = give(20, at)
    for signal in gone:
        take_back(signal, at=at)
    release_closed_half_years(at=AFTER)
    assert [row for row in everything() if row[1] == "housing"] == []
    assert sum(row[3] for row in everything()) in (0, 10)
    assert len(mine) == 20


def test_what_comes_or_goes_later_never_changes_a_release(client: Client) -> None:
    at = clock.moment_on(date(2025, 3, 1), 9)
    given = give(30, at)
    release_closed_half_years(at=AFTER)
    before, text = everything(), page_text(client)
    for signal in given[:15]:
        take_back(signal, at=AFTER)
    give(40, at)
    give(40, clock.now(), "work", "work")
    release_closed_half_years(at=AFTER)
    assert (everything(), page_text(client)) == (before, text)


def test_release_is_only_added_to() -> None:
    give(30, clock.moment_on(date(2025, 3, 1), 9))
    release_closed_half_years(at=AFTER)
    for statement in ("update policy_signals_figurecell set shown = 1", "delete from policy_signals_figurecell",
                      "update policy_signals_figurerelease set half_year = '2020-01-01'"):  # fmt: skip
        with access.as_system(), connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(statement)


def test_page_shows_sums_of_released_cells_in_words(client: Client) -> None:
    release = FigureRelease.objects.create(half_year=FIRST_HALF, made_at=AFTER)
    later = FigureRelease.objects.create(half_year=SECOND_HALF, made_at=AFTER)
    for of, domain, shown in ((release, "housing", 20), (release, "welfare", 10), (later, "housing", 40)):
        FigureCell.objects.create(release=of, theme="housing", policy_domain=domain, shown=shown)
    every = page_text(client)
    assert "Bovenaan: Wonen, met ongeveer 70 mensen." in every
    assert "Bovenaan: Wonen en Omgeving, met ongeveer 60 mensen." in every
    assert every.count(">weinig of geen<") == 13 + 9  # of 14 themes and 11 domains
    first = page_text(client, "?half-jaar=2025-01-01")
    assert "Bovenaan: Wonen, met ongeveer 30 mensen." in first
    assert "eerste helft van 2025" in first
    assert page_text(client, "?half-jaar=2031-01-01") == every


def test_equal_tops_are_named_together() -> None:
    release = FigureRelease.objects.create(half_year=FIRST_HALF, made_at=AFTER)
    for theme in ("housing", "work", "health"):
        FigureCell.objects.create(release=release, theme=theme, policy_domain="work", shown=10)
    sentence = figures_page("").theme_sentence
    assert sentence == "Bovenaan: Gezondheid, Werk en dagbesteding en Wonen, met ongeveer 10 mensen."


def test_page_without_and_with_an_empty_release_names_no_top(client: Client) -> None:
    assert "Nog geen cijfers" in page_text(client)
    FigureRelease.objects.create(half_year=FIRST_HALF, made_at=AFTER)
    assert "Overal gaven weinig of geen mensen een signaal." in page_text(client)


def test_page_asks_few_questions(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    give(30, clock.moment_on(date(2015, 3, 1), 9))
    release_closed_half_years(at=AFTER)
    assert FigureRelease.objects.count() == 22
    with django_assert_max_num_queries(12):
        client.get(URL)
