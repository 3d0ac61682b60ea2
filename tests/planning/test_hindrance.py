"""Dit lukt niet: said once, heard by the planner, without a reason; taken back as long as nobody else was found."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404

from tandem.identity.models import Organisation, Person
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.kernel.states import CannotTransition
from tandem.planning.actions.hindrance import CannotSay, on_series_changed, say_away, say_cannot, withdraw_hindrance
from tandem.planning.models import Hindrance, PersonDate
from tandem.planning.queries.doors import hindrance_for
from tandem.sessions.actions.duo import assign_stand_in
from tandem.sessions.events import SeriesChanged
from tandem.sessions.models import Session
from tests.factories import client_for
from tests.planning.page_factories import make_asking_series, make_house, make_planned_expert, next_monday
from tests.sessions.factories import confirm, make_duo, planner_of

pytestmark = pytest.mark.usefixtures("system")


def led_session(provider: Organisation, *, weeks: int = 0) -> Session:
    """Agreed, with a duo of the house."""
    return confirm_all(provider, 1, weeks=weeks)[0]


def confirm_all(provider: Organisation, count: int, *, weeks: int = 0) -> list[Session]:
    series = make_asking_series(provider, sessions=count)
    trainer, expert = (one.person for one in provider.memberships.exclude(role="planner").order_by("pk")[:2])
    make_duo(series, trainer=trainer, expert=expert)
    rows = series.sessions.order_by("position")
    return [confirm(row, on=next_monday() + timedelta(weeks=weeks + n)) for n, row in enumerate(rows)]


@pytest.fixture
def house() -> tuple[Organisation, Person]:
    return make_house(trainers=1, experts=1)


def said(session: Session, person: Person | None = None, by: Person | None = None) -> Hindrance:
    who = person or session.experiential_expert
    return say_cannot(session, person=who, by=by or who, at=clock.now())


def mails(start: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(key__startswith=f"{start}:"))


def changed(session: Session) -> None:
    on_series_changed(SeriesChanged(session.series_id, "duo_assigned", clock.now(), None, session.pk))


def test_saying_it_twice_is_one_row_and_one_mail_to_the_planner(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    assert said(session).pk == said(session).pk
    (told,) = mails("hindrance")
    assert told.to_person_id == house[1].pk
    assert str(session.experiential_expert) in told.body
    with pytest.raises(IntegrityError), transaction.atomic():
        Hindrance.objects.create(session=session, provider=house[0], person=session.experiential_expert,
                                 said_at=clock.now(), said_by=house[1])  # fmt: skip


def test_a_planner_who_takes_the_call_gets_no_mail_of_it(house: tuple[Organisation, Person]) -> None:
    row = said(led_session(house[0]), by=house[1])
    assert (row.said_by, mails("hindrance")) == (house[1], [])


def test_only_who_leads_a_coming_session_can_miss_it(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    for person, at in ((house[1], clock.now()), (session.trainer, session.starts_at)):
        with pytest.raises(CannotSay):
            say_cannot(session, person=person, by=person, at=at)


def test_it_works_out_after_all_until_somebody_else_was_found(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    row = withdraw_hindrance(said(session), by=session.experiential_expert, at=clock.now())
    assert (row.state, len(mails("hindrance-gone"))) == ("withdrawn", 1)
    again = said(session)
    other = make_planned_expert(house[0])
    assign_stand_in(session, role="experiential_expert", person=other, by=house[1], at=clock.now())
    changed(session)
    assert Hindrance.objects.get(pk=again.pk).state == "solved"
    with pytest.raises(CannotTransition):
        withdraw_hindrance(again, by=session.experiential_expert, at=clock.now())


def test_what_is_not_solved_stays_open_whatever_else_changes(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    row = said(session)
    changed(session)
    assert Hindrance.objects.get(pk=row.pk).state == "open"


def test_an_absence_says_it_for_each_session_in_it_with_one_mail(house: tuple[Organisation, Person]) -> None:
    sessions = confirm_all(house[0], 3)
    expert, first = sessions[0].experiential_expert, clock.local(sessions[0].starts_at).date()
    say_away(expert, first=first, last=first + timedelta(days=7), by=house[1], at=clock.now())
    assert set(Hindrance.objects.values_list("session_id", flat=True)) == {row.pk for row in sessions[:2]}
    assert PersonDate.objects.get(person=expert).is_away
    (told,) = mails("away")
    assert told.to_person_id == expert.pk
    say_away(expert, first=first, last=first + timedelta(days=7), by=expert, at=clock.now())
    assert Hindrance.objects.count() == 2
    assert mails("hindrance") == []


def test_days_that_are_over_or_upside_down_are_refused(house: tuple[Organisation, Person]) -> None:
    today = clock.today()
    for first, last in ((today, today - timedelta(days=1)), (today - timedelta(days=9), today - timedelta(days=2)),
                        (today, today + timedelta(days=400)), (date.max, date.max)):  # fmt: skip
        with pytest.raises(CannotSay):
            say_away(house[1], first=first, last=last, by=house[1], at=clock.now())


def test_nobody_else_finds_what_somebody_said(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    row = said(session)
    for person in (session.trainer, planner_of(make_asking_series(make_house()[0]))):
        viewer = viewer_of(person, on=clock.today())
        with pytest.raises(Http404):
            hindrance_for(viewer, row.pk)
        with access.as_reader(person_id=person.pk, organisation_ids=viewer.organisation_ids()):
            assert not Hindrance.objects.exists()


def test_pages_say_it_take_it_back_and_look_before_an_absence(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    expert = client_for(session.experiential_expert)
    page = expert.post(f"/lukt-niet/{session.pk}/", {"who": session.experiential_expert_id}, follow=True)
    assert "Je zei: dit lukt niet." in page.content.decode()
    row = Hindrance.objects.get()
    planner = client_for(house[1])
    assert "Het lukt toch" in planner.get(f"/lukt-niet/{session.pk}/").content.decode()
    assert expert.post(f"/lukt-niet/toch/{row.pk}/").status_code == 302
    day = clock.local(session.starts_at).date().isoformat()
    looked = expert.get("/lukt-niet/periode/", {"first": day, "last": day}).content.decode()
    assert str(session.series.organisation) in looked
    assert not PersonDate.objects.exists()
    wrong = planner.post(f"/lukt-niet/periode/{session.trainer_id}/", {"first": day, "last": "2020-01-01"})
    assert wrong.status_code == 422
    done = planner.post(f"/lukt-niet/periode/{session.trainer_id}/", {"first": day, "last": day}, follow=True)
    assert "Voor 1 bijeenkomst zoekt de planner een oplossing." in done.content.decode()
    assert Hindrance.objects.get(state="open").person == session.trainer
    assert client_for(session.trainer).post(f"/lukt-niet/toch/{row.pk}/").status_code == 404


def test_the_database_lets_nobody_say_it_for_a_colleague(house: tuple[Organisation, Person]) -> None:
    session = led_session(house[0])
    trainer = session.trainer
    homes = viewer_of(trainer, on=clock.today()).organisation_ids()
    with access.as_reader(person_id=trainer.pk, organisation_ids=homes):
        with pytest.raises(ProgrammingError), transaction.atomic():
            said(session)
        with pytest.raises(ProgrammingError), transaction.atomic():
            say_away(session.experiential_expert, first=clock.today(), last=clock.today(), by=trainer, at=clock.now())
        assert said(session, trainer).person == trainer
