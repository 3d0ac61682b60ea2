"""Two days before a session, and after three days without an answer: everybody once."""

from datetime import timedelta

import pytest

from tandem.kernel import clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import answer_asking, ask_duos
from tandem.planning.actions.hindrance import say_cannot
from tandem.planning.actions.reminders import remind
from tandem.planning.jobs.reminders import remind_daily
from tests.planning.page_factories import make_asking_series, make_house
from tests.planning.test_asking import ask_for
from tests.planning.test_hindrance import led_session
from tests.sessions.factories import contact_of

pytestmark = pytest.mark.usefixtures("system")


def told(start: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith=start).order_by("pk"))


def test_duo_and_organisation_are_reminded_once_two_days_before() -> None:
    provider, _planner = make_house(trainers=1, experts=1)
    session = led_session(provider)
    assert remind(at=session.starts_at - timedelta(days=3)) == 0
    for days in (2, 2, 1):
        remind(at=session.starts_at - timedelta(days=days, hours=2))
    people = [session.trainer, session.experiential_expert, contact_of(session.series)]
    assert {mail.to_person_id for mail in told("session-reminder:")} == {one.pk for one in people}
    assert len(told("session-reminder:")) == len(people)
    by_person = {mail.to_person_id: mail.body for mail in told("session-reminder:")}
    own = by_person[session.experiential_expert_id]
    for words in ("Wilgenlaan 1", session.trainer.email, "Kan je meerijden?", "lukt-niet"):
        assert words in own
    assert session.trainer.email not in by_person[contact_of(session.series).pk]


def test_who_said_that_it_does_not_work_is_left_alone() -> None:
    provider, _planner = make_house(trainers=1, experts=1)
    session = led_session(provider)
    say_cannot(session, person=session.trainer, by=session.trainer, at=clock.now())
    remind(at=session.starts_at - timedelta(days=1))
    by_person = {mail.to_person_id: mail.body for mail in told("session-reminder:")}
    assert by_person.keys() == {session.experiential_expert_id, contact_of(session.series).pk}
    assert str(session.trainer) not in by_person[contact_of(session.series).pk]


def test_who_did_not_answer_for_three_days_is_asked_once_more() -> None:
    provider, planner = make_house(trainers=1, experts=1)
    at = clock.now()
    row = ask_duos([ask_for(make_asking_series(provider))], provider_id=provider.pk, by=planner, at=at)[0]
    answer_asking(row, person=row.trainer, agrees=True, by=row.trainer, at=at)
    assert remind(at=at + timedelta(days=2)) == 0
    for days in (3, 4):
        remind(at=at + timedelta(days=days))
    assert [mail.to_person_id for mail in told("asking-reminder:")] == [row.expert_id]


def test_the_job_of_every_morning_runs_by_itself() -> None:
    provider, planner = make_house(trainers=1, experts=1)
    long_ago = clock.now() - timedelta(days=5)
    ask_duos([ask_for(make_asking_series(provider))], provider_id=provider.pk, by=planner, at=long_ago)
    remind_daily(timestamp=0)
    assert len(told("asking-reminder:")) == 2
