"""The week of thinking it over: only the person starts it, and calling it off wins from the job until the last moment."""

from datetime import timedelta

import pytest

from tandem.guidance.actions.erasure import CannotErase, ask_erasure, call_off, erase_after_week, erase_now
from tandem.guidance.models import ClientFile, ThreadMark
from tandem.guidance.queries.erasure import files_to_erase
from tandem.kernel import access, clock
from tests.guidance.factories import looking, make_file, make_guide, place_of

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7, minutes=1)


def is_erased(file: ClientFile) -> bool:
    with access.as_system():
        return ClientFile.objects.get(pk=file.pk).erased_at is not None


def test_called_off_after_the_job_read_its_list_keeps_the_file() -> None:
    file, at = make_file(), clock.now()
    with looking(file.person):
        ask_erasure(place_of(file), by=file.person, at=at)
    with access.as_system():
        assert files_to_erase(at=at + WEEK) == [(file.pk, file.person.pk)]
    with looking(file.person):
        call_off(place_of(file), by=file.person, at=at + timedelta(days=7))

    erase_after_week(file.pk, by=file.person, at=at + WEEK)
    assert not is_erased(file)


def test_mark_that_the_person_did_not_write_erases_nothing() -> None:
    guide = make_guide()
    file, at = make_file(guide), clock.now()
    with access.as_system():
        ThreadMark.add(file=file, made_at=at, made_by=guide, kind="erasure_asked")
        assert files_to_erase(at=at + WEEK) == []


def test_calling_off_after_erasing_says_so() -> None:
    file = make_file()
    place = place_of(file)
    with looking(file.person):
        erase_now(place, by=file.person, at=clock.now())
        with pytest.raises(CannotErase, match="al gewist"):
            call_off(place, by=file.person, at=clock.now())
