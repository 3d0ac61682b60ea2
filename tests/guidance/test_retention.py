"""Keeping: a term asks for a talk, never deletes; who coordinates sees no names of people."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tandem.guidance import jobs
from tandem.guidance.models import AgendaPoint, ClientFile, Partnership, PartnershipMember
from tandem.guidance.rules.retention import MARKS, TERMS, UNKNOWN, due_from, review_due
from tandem.identity import rules
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for, make_membership, make_organisation
from tests.guidance.factories import make_file, make_guide, make_partnership, make_thread

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_every_term_has_a_reason_and_a_mark_of_how_sure_we_are() -> None:
    assert all(term.why and term.mark in MARKS for term in TERMS)
    assert {term.key for term in TERMS if term.mark == UNKNOWN} >= {"file", "thread"}


@pytest.mark.parametrize(
    ("is_thread", "days", "is_due"), [(True, 364, False), (True, 366, True), (False, 366, False), (False, 1827, True)]
)
def test_review_comes_after_the_term(is_thread: bool, days: int, is_due: bool) -> None:
    found = review_due(is_thread=is_thread, last_contact=AT - timedelta(days=days), reviewed_at=None, at=AT)
    assert found is is_due


def test_after_a_talk_nobody_asks_again_within_a_year() -> None:
    last = AT - timedelta(days=3000)
    assert not review_due(is_thread=False, last_contact=last, reviewed_at=AT - timedelta(days=200), at=AT)
    assert review_due(is_thread=False, last_contact=last, reviewed_at=AT - timedelta(days=400), at=AT)


def test_leap_day_has_a_term_too() -> None:
    assert due_from(datetime(2024, 2, 29, 12, tzinfo=UTC), 1).day == 28


def quiet_file(called: str, *, years: int, partnership: Partnership, is_thread: bool = False) -> ClientFile:
    guide = make_guide()
    file = make_thread(guide, called=called) if is_thread else make_file(guide, called=called)
    with access.as_system():
        ClientFile.objects.filter(pk=file.pk).update(
            partnership=partnership, last_contact_at=clock.now() - timedelta(days=366 * years)
        )
    return file


def coordinator_of(partnership: Partnership) -> Person:
    organisation = make_organisation()
    PartnershipMember.objects.create(partnership=partnership, organisation=organisation, valid_from="2020-01-01")
    return make_membership(rules.PARTNERSHIP_COORDINATOR, organisation=organisation).person


@pytest.mark.django_db
def test_coordinator_sees_quiet_files_of_the_partnership_without_a_name() -> None:
    partnership, elsewhere = make_partnership(), make_partnership()
    file = quiet_file("Kanarievogel", years=6, partnership=partnership)
    quiet_file("Kanarievogel", years=2, partnership=partnership)
    quiet_file("Kanarievogel", years=9, partnership=elsewhere)

    page = client_for(coordinator_of(partnership)).get(reverse("retention_review"))
    text = page.content.decode()

    assert len(page.context["page"].object_list) == 1
    assert str(file.opened_by) in text
    assert "Kanarievogel" not in text
    assert str(file.pk) not in text
    assert "[?]" in text


@pytest.mark.django_db
def test_guide_does_not_come_on_the_list() -> None:
    assert client_for(make_guide()).get(reverse("retention_review")).status_code == 403


@pytest.mark.django_db
def test_job_asks_once_for_a_talk_and_deletes_nothing() -> None:
    partnership = make_partnership()
    file = quiet_file("Momena", years=6, partnership=partnership)
    thread = quiet_file("Ro", years=2, partnership=partnership, is_thread=True)
    fresh = make_file()

    jobs.ask_reviews(0)
    jobs.ask_reviews(0)

    with access.as_system():
        points = AgendaPoint.objects.filter(comes_from="retention")
        assert {point.file_id for point in points} == {file.pk, thread.pk}
        assert "wissen we het?" in points.first().words
        assert points.count() == 2
        assert ClientFile.objects.filter(pk__in=[file.pk, thread.pk, fresh.pk]).count() == 3


@pytest.mark.django_db
def test_talk_that_was_held_takes_the_file_off_the_list_for_a_year() -> None:
    partnership = make_partnership()
    quiet_file("Momena", years=6, partnership=partnership)
    client = client_for(coordinator_of(partnership))
    jobs.ask_reviews(0)
    with access.as_system():
        AgendaPoint.objects.filter(comes_from="retention").update(done_at=clock.now())

    assert len(client.get(reverse("retention_review")).context["page"].object_list) == 0
    with time_machine.travel(clock.now() + timedelta(days=370), tick=False):
        jobs.ask_reviews(0)
        with access.as_system():
            assert AgendaPoint.objects.filter(comes_from="retention", done_at__isnull=True).count() == 1
