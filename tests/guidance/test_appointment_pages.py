"""When we see each other and how to get there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.actions.appointment import CannotChangeAppointment, answer_appointment, make_appointment
from tandem.guidance.models import Appointment, ClientFile
from tandem.guidance.queries.doors import parts
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

pytestmark = pytest.mark.django_db
WHERE = {"with_whom": "Leen", "place": "Buurthuis", "travel": "Bus 3 stopt voor de deur"}


def make_meeting(file: ClientFile, by: Person, *, days: float = 2) -> Appointment:
    """A guide's appointment, some days from now."""
    with looking(by):
        starts = clock.now() + timedelta(days=days)
        made = min(clock.now(), starts - timedelta(days=1))
        return make_appointment(place_of(file, by), starts_at=starts, by=by, at=made, **WHERE)


def typed(**fields: str) -> dict[str, str]:
    day = clock.today() + timedelta(days=3)
    return {"day": day.isoformat(), "hour": "10.30", **WHERE, **fields}


def test_guide_makes_an_appointment_and_the_person_reads_how_to_get_there() -> None:
    guide = make_guide()
    file = make_file(guide)

    client_for(guide).post(reverse("appointment_new", args=[file.pk]), typed())

    page = client_for(file.person).get(reverse("my_appointments")).content.decode()
    assert "om 10.30" in page
    assert "Bus 3 stopt voor de deur" in page
    assert "Ik kom" in page
    assert AuditEntry.objects.filter(action="appointment.make").count() == 1


@pytest.mark.parametrize("missing", ["travel", "place", "day", "hour"])
def test_appointment_without_how_to_get_there_is_refused(missing: str) -> None:
    guide = make_guide()
    file = make_file(guide)

    answer = client_for(guide).post(reverse("appointment_new", args=[file.pk]), typed(**{missing: " "}))

    assert answer.status_code == 422
    with access.as_system():
        assert Appointment.objects.count() == 0


def test_day_that_is_past_is_refused_and_what_was_typed_stays() -> None:
    guide = make_guide()
    file = make_file(guide)

    answer = client_for(guide).post(reverse("appointment_new", args=[file.pk]), typed(day="2020-01-01"))

    assert answer.status_code == 422
    assert "Kies een dag en uur die nog komen." in answer.content.decode()
    assert "Bus 3 stopt voor de deur" in answer.content.decode()


def test_person_comes_with_one_tap() -> None:
    guide = make_guide()
    file = make_file(guide)
    meeting = make_meeting(file, guide)

    client_for(file.person).post(reverse("appointment_answer", args=[file.pk, meeting.pk]), {"answer": "coming"})

    assert "ik kom" in client_for(guide).get(reverse("appointments", args=[file.pk])).content.decode()


def test_another_day_with_words_reaches_the_guide_who_moves_it() -> None:
    guide = make_guide()
    file = make_file(guide)
    meeting = make_meeting(file, guide)
    client_for(file.person).post(
        reverse("appointment_answer", args=[file.pk, meeting.pk]),
        {"answer": "other_day", "words": "Dinsdag past beter."},
    )
    browser = client_for(guide)

    assert "Dinsdag past beter." in browser.get(reverse("appointments", args=[file.pk])).content.decode()
    browser.post(reverse("appointment_move", args=[file.pk, meeting.pk]), typed(place="Het plein"))

    with looking(guide):
        old, new = parts(place_of(file, guide), Appointment).order_by("made_at")
        assert (old.moved_to_id, new.place, new.answer) == (new.pk, "Het plein", "")
    page = client_for(file.person).get(reverse("my_appointments")).content.decode()
    assert "Het plein" in page
    assert "Buurthuis" not in page


def test_withdrawn_appointment_is_gone_and_cannot_be_answered() -> None:
    guide = make_guide()
    file = make_file(guide)
    meeting = make_meeting(file, guide)

    client_for(guide).post(reverse("appointment_withdraw", args=[file.pk, meeting.pk]))

    browser = client_for(file.person)
    assert "Buurthuis" not in browser.get(reverse("my_appointments")).content.decode()
    answer = browser.post(reverse("appointment_answer", args=[file.pk, meeting.pk]), {"answer": "coming"})
    assert answer.status_code == 422
    assert "intussen veranderd of voorbij" in answer.content.decode()


def test_what_is_past_asks_nothing_and_counts_nothing() -> None:
    guide = make_guide()
    file = make_file(guide)
    past = make_meeting(file, guide, days=-1)

    assert "Buurthuis" not in client_for(file.person).get(reverse("my_appointments")).content.decode()
    with looking(file.person), pytest.raises(CannotChangeAppointment):
        answer_appointment(place_of(file), past, answer="coming", words="", by=file.person, at=clock.now())


def test_appointment_of_another_file_does_not_exist() -> None:
    guide = make_guide()
    mine, other = make_file(guide), make_file(guide, called="Ana")
    meeting = make_meeting(other, guide)
    stranger = make_guide()

    for name in ("appointment_answer", "appointment_move", "appointment_calendar"):
        assert client_for(guide).get(reverse(name, args=[mine.pk, meeting.pk])).status_code == 404
        assert client_for(stranger).get(reverse(name, args=[other.pk, meeting.pk])).status_code == 404


def test_calendar_file_is_neutral() -> None:
    guide = make_guide()
    file = make_file(guide)
    meeting = make_meeting(file, guide)

    answer = client_for(file.person).get(reverse("appointment_calendar", args=[file.pk, meeting.pk]))

    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Leen" in text
    assert "Bus 3" in text
    assert "egeleid" not in text.replace("Tandem", "")


def test_guides_look_at_appointments_is_seen_by_the_person() -> None:
    guide = make_guide()
    file = make_file(guide)
    client_for(guide).get(reverse("appointments", args=[file.pk]))
    client_for(file.person).get(reverse("my_appointments"))

    with looking(file.person):
        assert [(read.page, read.reader_id) for read in file.reads.all()] == [("appointments", guide.pk)]


def test_page_of_appointments_asks_the_same_with_one_and_with_ten(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    guide = make_guide()
    file = make_file(guide)
    for days in range(1, 11):
        make_meeting(file, guide, days=days)
    make_item(file, "wish", "Ik wil koken.", kind="want")
    browser = client_for(guide)
    browser.get(reverse("appointments", args=[file.pk]))
    with django_assert_max_num_queries(14):
        browser.get(reverse("appointments", args=[file.pk]))
