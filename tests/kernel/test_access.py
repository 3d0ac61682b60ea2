"""Without context the database shows nothing; the context ends with the transaction."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.kernel import access, clock
from tandem.sessions.models import Series
from tests.factories import make_organisation, make_provider


def _series() -> Series:
    with access.as_system():
        return Series.objects.create(
            title="Basistraject", organisation=make_organisation(), provider=make_provider(), made_at=clock.now()
        )


def test_rows_are_invisible_without_context(db: None) -> None:
    _series()
    assert Series.objects.count() == 0


def test_rows_are_visible_to_the_organisations_on_them(db: None) -> None:
    series = _series()
    access.set_context(person_id=None, organisation_ids=[series.provider_id])
    assert Series.objects.get() == series
    access.set_context(person_id=None, organisation_ids=[make_organisation().pk])
    assert Series.objects.count() == 0


def test_scope_shows_one_series_only(db: None) -> None:
    first, second = _series(), _series()
    with access.for_scope(second.pk):
        assert list(Series.objects.all()) == [second]
    assert Series.objects.count() == 0
    assert first.pk != second.pk


def test_system_context_ends_with_its_block(db: None) -> None:
    _series()
    with access.as_system():
        assert Series.objects.count() == 1
    assert Series.objects.count() == 0


def test_context_ends_with_the_transaction(fresh_database: object) -> None:
    with transaction.atomic():
        access.set_context(person_id=7, organisation_ids=[1, 2])
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('tandem.organisations', true), '')")
        assert cursor.fetchone() == ("",)


def test_writing_another_organisations_row_is_refused(db: None) -> None:
    mine, theirs = make_organisation(), make_organisation()
    access.set_context(person_id=None, organisation_ids=[mine.pk])
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Series.objects.create(title="x", organisation=theirs, provider=make_provider(), made_at=clock.now())
