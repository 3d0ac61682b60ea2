"""Pages on dates: what each role sees and does, in plain forms."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import access, clock, dutch
from tandem.kernel.models import OutgoingMail
from tandem.sessions import rules, timetable
from tandem.sessions.actions.dates import cancel_session, confirm_date
from tandem.sessions.models import Series, Session
from tests.factories import client_for, make_membership
from tests.sessions.factories import confirm, contact_of, make_duo, make_series, make_session, planner_of, propose

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def series() -> Series:
    with access.as_system():
        series = make_series()
        make_duo(series)
        return series


def in_two_weeks() -> date:
    """The first working day two weeks from now."""
    return next(timetable.working_days(clock.today() + 2 * WEEK))


def sessions_of(series: Series) -> list[Session]:
    with access.as_system():
        return list(series.sessions.select_related("series").in_order())


def as_person(find, series: Series) -> Client:
    """The browser of one of the people of a series."""
    with access.as_system():
        return client_for(find(series))


def trainer_of(series: Series) -> Person:
    return series.duos.get().trainer


def fund_of(series: Series) -> Person:
    return make_membership(FUND_OFFICER, organisation=series.funder).person


def stranger_of(series: Series) -> Person:
    return make_membership(ORGANISATION_CONTACT).person


def row(session: Session, **fields: str) -> dict[str, str]:
    """One row of the form; without fields an empty one."""
    facts = {"version": str(session.version), "day": "", "starts": "", "ends": "", **fields}
    return {f"{session.pk}-{name}": value for name, value in facts.items()}


def rows(sessions: list[Session], first: date) -> dict[str, str]:
    """A day per session, a week apart; hours and place in the first row only."""
    filled: dict[str, str] = {}
    for number, session in enumerate(sessions):
        extra = (
            {}
            if number
            else {"starts": "9:30", "ends": "12.30", "place": "Beukenplein 3, 9000 Gent", "directions": "Bus 3"}
        )
        filled |= row(session, day=(first + number * WEEK).isoformat(), **extra)
    return filled


def version_of(session: Session) -> dict[str, str]:
    return {"version": str(session.version)}


def state_of(session: Session) -> Session:
    with access.as_system():
        return Session.objects.select_related("series").get(pk=session.pk)


def test_dates_page_shows_every_session_and_when_the_duo_is_free(series: Series) -> None:
    page = as_person(contact_of, series).get(reverse("series_dates", args=[series.pk])).content.decode()
    assert all(f"Sessie {number}" in page for number in range(1, 7))
    assert "het duo kan" in page
    assert "Nog 6 bijeenkomsten zonder datum. Stel dagen voor." in page


def test_organisation_reads_how_to_reach_the_duo_once_the_day_is_confirmed(series: Series) -> None:
    session = sessions_of(series)[0]
    with access.as_system():
        duo = (trainer_of(series), series.duos.get().experiential_expert)
        proposed = propose(session, on=in_two_weeks())
    url, host = reverse("session", args=[session.pk]), as_person(contact_of, series)
    before = [client.get(path).content.decode() for client, path in (
        (host, url), (host, reverse("series_dates", args=[series.pk])))]  # fmt: skip
    assert not [person.email for person in duo for page in before if f"mailto:{person.email}" in page]
    with access.as_system():
        confirm_date(proposed, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())
    after, of_fund = host.get(url).content.decode(), as_person(fund_of, series).get(url).content.decode()
    assert all(f"mailto:{person.email}" in after for person in duo)
    assert not [person.email for person in duo if f"mailto:{person.email}" in of_fund]


def test_six_dates_are_proposed_in_one_form_and_confirmed_one_by_one(series: Series) -> None:
    sessions, address = sessions_of(series), reverse("series_dates", args=[series.pk])
    answer = as_person(contact_of, series).post(address, rows(sessions, in_two_weeks()))
    assert (answer.status_code, answer["Location"]) == (302, address)
    found = sessions_of(series)
    assert {s.status for s in found} == {rules.PROPOSED}
    assert {(s.place, clock.local(s.starts_at).strftime("%H:%M")) for s in found} == {
        ("Beukenplein 3, 9000 Gent", "09:30")
    }
    planner = as_person(planner_of, series)
    assert "6 datums wachten op jullie antwoord" in planner.get(address).content.decode()
    for session in found:
        assert planner.post(reverse("session_confirm", args=[session.pk]), version_of(session)).status_code == 302
    assert {s.status for s in sessions_of(series)} == {rules.CONFIRMED}
    reported = as_person(contact_of, series).post(reverse("dates_report", args=[series.pk]), follow=True)
    assert "6 datums zijn doorgegeven aan het fonds." in reported.content.decode()


def test_half_filled_form_keeps_everything_that_was_typed(series: Series) -> None:
    sessions = sessions_of(series)
    typed = rows(sessions[:1], clock.today() - WEEK) | row(sessions[1], day="99/99/2026", directions="Bus 3")
    page = as_person(contact_of, series).post(reverse("series_dates", args=[series.pk]), typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vul een dag in die bestaat" in text
    assert all(value in text for value in ("Beukenplein 3, 9000 Gent", "99/99/2026", "Bus 3"))


def test_refused_date_is_explained_at_its_row(series: Series) -> None:
    sessions = sessions_of(series)
    page = as_person(contact_of, series).post(
        reverse("series_dates", args=[series.pk]), rows(sessions[:1], clock.today() - WEEK)
    )
    text = page.content.decode()
    assert (page.status_code, text.count("Deze datum is al voorbij. Kies een dag in de toekomst.")) == (422, 2)
    assert f'href="#id_{sessions[0].pk}-day"' in text
    assert "<title>Fout: Datums en duo" in text


def test_hours_without_a_day_and_years_too_far_are_refused(series: Series) -> None:
    sessions = sessions_of(series)
    client, address = as_person(contact_of, series), reverse("series_dates", args=[series.pk])
    unfinished = row(sessions[0]) | row(sessions[1], starts="9.30")
    assert "Kies een dag." in client.post(address, unfinished).content.decode()
    typed = row(sessions[0], day="2206-05-04", starts="9", ends="12", place="Hier 1")
    assert "meer dan twee jaar verder" in client.post(address, typed).content.decode()


def test_empty_form_asks_for_a_day(series: Series) -> None:
    empty: dict[str, str] = {}
    for session in sessions_of(series):
        empty |= row(session)
    page = as_person(contact_of, series).post(reverse("series_dates", args=[series.pk]), empty)
    assert (page.status_code, "Kies minstens één dag." in page.content.decode()) == (422, True)


def test_form_without_rows_is_answered_with_a_sentence(series: Series) -> None:
    page = as_person(contact_of, series).post(reverse("series_dates", args=[series.pk]), {"x-version": "1"})
    assert (page.status_code, "Kies minstens één dag." in page.content.decode()) == (422, True)


def test_date_for_a_session_that_was_confirmed_meanwhile_is_not_lost(series: Series) -> None:
    with access.as_system():
        seen = propose(series.sessions.get(position=1), on=in_two_weeks())
        confirm_date(seen, side=rules.PROVIDER_SIDE, by=planner_of(series), at=clock.now())
    typed = row(seen, day=(in_two_weeks() + WEEK).isoformat(), starts="9", ends="12", place="Elders 4")
    page = as_person(contact_of, series).post(reverse("series_dates", args=[series.pk]), typed)
    text = page.content.decode()
    assert (page.status_code, "Nu: bevestigd" in text, "Elders 4" in text) == (422, True, True)
    assert state_of(seen).status == rules.CONFIRMED


def test_unchanged_proposals_are_not_proposed_again(series: Series) -> None:
    with access.as_system():
        propose(series.sessions.get(position=1), on=in_two_weeks())
    first, second, *_rest = sessions_of(series)
    begin, end = clock.local(first.starts_at), clock.local(first.ends_at)
    as_proposed = row(
        first, day=begin.date().isoformat(), starts=f"{begin:%H:%M}", ends=f"{end:%H:%M}", place=first.place,
        directions=first.directions,
    )  # fmt: skip
    typed = as_proposed | row(second, day=(in_two_weeks() + WEEK).isoformat())
    answer = as_person(planner_of, series).post(reverse("series_dates", args=[series.pk]), typed)
    assert answer.status_code == 302
    assert (state_of(first).version, state_of(first).proposed_by_side) == (first.version, rules.ORGANISATION_SIDE)
    assert (state_of(second).status, state_of(second).place) == (rules.PROPOSED, first.place)


def test_somebody_who_was_second_sees_both_versions(series: Series) -> None:
    sessions = sessions_of(series)
    with access.as_system():
        propose(sessions[0], on=in_two_weeks(), side=rules.PROVIDER_SIDE)
    client, address = as_person(contact_of, series), reverse("series_dates", args=[series.pk])
    typed = rows(sessions[:1], in_two_weeks() + 3 * WEEK)
    page = client.post(address, typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Iemand wijzigde «Sessie 1» terwijl jij bezig was." in text
    assert f"Nu: datum voorgesteld, {dutch.datetime_nl(state_of(sessions[0]).starts_at)}" in text
    assert (in_two_weeks() + 3 * WEEK).isoformat() in text
    again = typed | {f"{sessions[0].pk}-version": str(state_of(sessions[0]).version)}
    assert client.post(address, again).status_code == 302
    assert clock.local(state_of(sessions[0]).starts_at).date() == in_two_weeks() + 3 * WEEK


def test_half_days_that_were_picked_stand_in_the_form(series: Series) -> None:
    day = in_two_weeks()
    page = as_person(contact_of, series).get(
        reverse("series_dates", args=[series.pk]), {"kies": [f"{day}nm", f"{day + WEEK}vm", "onzin"]}
    )
    text = page.content.decode()
    first, second, *_rest = sessions_of(series)
    assert f'name="{first.pk}-day" value="{day}"' in text
    assert f'name="{first.pk}-starts" value="13:30"' in text
    assert f'name="{second.pk}-day" value="{day + WEEK}"' in text


def test_half_days_narrow_down_to_duos_that_can_do_all(series: Series) -> None:
    monday = clock.today() + timedelta(days=14 - clock.today().weekday())
    with access.as_system():
        other = make_series(provider=series.provider)
        make_duo(other)
        confirm(other.sessions.get(position=1), on=monday)
        third = make_series(provider=series.provider)
        client = client_for(contact_of(third))
    address = reverse("series_dates", args=[third.pk])
    assert "4 duo's mogelijk" in client.get(address).content.decode().replace("&#x27;", "'")
    narrowed = client.get(address, {"kies": f"{monday}vm"}).content.decode().replace("&#x27;", "'")
    assert "1 duo kan op al deze halve dagen." in narrowed
    assert "duo's mogelijk" not in narrowed


def test_organisation_never_reads_what_else_the_duo_does(series: Series) -> None:
    with access.as_system():
        duo = series.duos.get()
        other = make_series(provider=series.provider)
        make_duo(other, trainer=duo.trainer)
        confirm(other.sessions.get(position=1), on=in_two_weeks())
        client = client_for(contact_of(series))
    page = client.get(reverse("series_dates", args=[series.pk])).content.decode()
    assert "het duo kan niet" in page
    assert other.organisation.name not in page
    refused = client.post(reverse("series_dates", args=[series.pk]), rows(sessions_of(series)[:1], in_two_weeks()))
    assert (refused.status_code, other.organisation.name in refused.content.decode()) == (422, False)


@pytest.mark.parametrize("name", ["session_confirm", "session_withdraw", "session_replan", "session_held"])
def test_buttons_are_posts_with_the_version_that_was_shown(series: Series, name: str) -> None:
    with access.as_system():
        session = propose(series.sessions.get(position=1), on=in_two_weeks())
    client = as_person(planner_of, series)
    address = reverse(name, args=[session.pk])
    assert client.get(address).status_code == 405
    page = client.post(address)
    assert page.status_code == 422
    assert state_of(session).status == rules.PROPOSED


def test_refused_button_explains_itself_on_the_page(series: Series) -> None:
    with access.as_system():
        session = propose(series.sessions.get(position=1), on=in_two_weeks())
    page = as_person(contact_of, series).post(reverse("session_confirm", args=[session.pk]), version_of(session))
    assert (page.status_code, "De aanbieder bevestigt." in page.content.decode()) == (422, True)


def test_own_proposal_is_withdrawn_with_a_button(series: Series) -> None:
    with access.as_system():
        session = propose(series.sessions.get(position=1), on=in_two_weeks())
    client = as_person(contact_of, series)
    assert "Trek voorstel in" in client.get(reverse("series_dates", args=[series.pk])).content.decode()
    client.post(reverse("session_withdraw", args=[session.pk]), version_of(session))
    assert state_of(session).status == rules.TO_PLAN


def test_another_day_for_one_session(series: Series) -> None:
    with access.as_system():
        session = confirm(series.sessions.get(position=1), on=in_two_weeks())
    client, address = as_person(trainer_of, series), reverse("session_date", args=[session.pk])
    page = client.get(address).content.decode()
    assert "De dag die vastlag, vervalt." in page
    assert client.post(address, row(session)).status_code == 422
    typed = row(session, day=(in_two_weeks() + WEEK).isoformat(), starts="13.30", ends="16u", place="Elders 4")
    assert "Schrijf hoe je er geraakt" in client.post(address, typed).content.decode()
    assert client.post(address, {**typed, f"{session.pk}-directions": "Bus 3"}).status_code == 302
    moved = state_of(session)
    assert (moved.status, moved.proposed_by_side, moved.place) == (rules.PROPOSED, rules.PROVIDER_SIDE, "Elders 4")


def test_another_day_on_an_old_version_keeps_what_was_typed(series: Series) -> None:
    session = sessions_of(series)[0]
    with access.as_system():
        propose(session, on=in_two_weeks())
    typed = row(session, day=(in_two_weeks() + WEEK).isoformat(), starts="9", ends="12", place="Elders 4")
    page = as_person(planner_of, series).post(reverse("session_date", args=[session.pk]), typed)
    text = page.content.decode()
    assert (page.status_code, "Iemand was je voor" in text, "Elders 4" in text) == (422, True, True)
    assert f'name="{session.pk}-version" value="{state_of(session).version}"' in text


def test_place_changes_and_guests_hear_it(series: Series) -> None:
    with access.as_system():
        session = confirm(series.sessions.get(position=1), on=in_two_weeks())
    client, address = as_person(contact_of, series), reverse("session_place", args=[session.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {**version_of(session), "place": ""}).status_code == 422
    moved = {**version_of(session), "place": "Beukenplein 3", "directions": "Tram 1, halte Rabot"}
    assert client.post(address, moved, follow=True).status_code == 200
    assert (state_of(session).directions, state_of(session).status) == ("Tram 1, halte Rabot", rules.CONFIRMED)
    second = client.post(address, moved)
    assert (second.status_code, "Iemand was je voor" in second.content.decode()) == (422, True)


def test_cancelling_asks_a_reason_and_tells_everybody(series: Series) -> None:
    with access.as_system():
        session = confirm(series.sessions.get(position=1), on=in_two_weeks())
    client, address = as_person(contact_of, series), reverse("session_cancel", args=[session.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {**version_of(session), "reason": " "}).status_code == 422
    done = client.post(address, {**version_of(session), "reason": "Staking"}, follow=True)
    assert "«Sessie 1» gaat niet door. Iedereen krijgt bericht." in done.content.decode()
    assert OutgoingMail.objects.filter(subject="Gaat niet door: Sessie 1").count() == 3
    client.post(reverse("session_replan", args=[session.pk]), version_of(state_of(session)))
    assert state_of(session).status == rules.TO_PLAN


def test_session_is_marked_as_past_by_the_duo(series: Series) -> None:
    with access.as_system():
        before = clock.now() - 2 * WEEK
        session = confirm(series.sessions.get(position=1), on=clock.today() - timedelta(days=1), at=before)
    client = as_person(trainer_of, series)
    assert "Is voorbij" in client.get(reverse("series_dates", args=[series.pk])).content.decode()
    client.post(reverse("session_held", args=[session.pk]), version_of(session))
    assert state_of(session).status == rules.HELD


def test_organisation_does_not_mark_a_session_as_past(series: Series) -> None:
    with access.as_system():
        session = confirm(series.sessions.get(position=1), on=in_two_weeks())
    client = as_person(contact_of, series)
    assert client.post(reverse("session_held", args=[session.pk]), version_of(session)).status_code == 404


def test_fund_looks_and_writes_nothing(series: Series) -> None:
    with access.as_system():
        session = confirm(series.sessions.get(position=1), on=in_two_weeks())
    client = as_person(fund_of, series)
    page = client.get(reverse("series_dates", args=[series.pk])).content.decode()
    assert ("Sessie 1" in page, "Verstuur voorstel" in page, "Gelast af" in page) == (True, False, False)
    assert client.get(reverse("session", args=[session.pk])).status_code == 200
    assert client.post(reverse("series_dates", args=[series.pk]), rows([session], in_two_weeks())).status_code == 404
    for name in ("session_confirm", "session_withdraw", "session_replan", "session_held", "session_cancel",
                 "session_place", "session_date"):  # fmt: skip
        assert client.post(reverse(name, args=[session.pk]), version_of(session)).status_code == 404
    assert client.post(reverse("dates_report", args=[series.pk])).status_code == 403
    assert state_of(session).version == session.version


PAGES = ("session", "session_date", "session_place", "session_cancel")


def test_stranger_finds_nothing(series: Series) -> None:
    session = sessions_of(series)[0]
    client = as_person(stranger_of, series)
    assert client.get(reverse("series_dates", args=[series.pk])).status_code == 404
    assert {client.get(reverse(name, args=[session.pk])).status_code for name in PAGES} == {404}


def test_nobody_is_sent_to_the_login(client: Client, series: Series) -> None:
    session = sessions_of(series)[0]
    for address in (reverse("series_dates", args=[series.pk]), *(reverse(name, args=[session.pk]) for name in PAGES)):
        answer = client.get(address)
        assert (answer.status_code, "/aanmelden/" in answer["Location"]) == (302, True)


def test_same_form_posted_twice_counts_once(series: Series) -> None:
    sessions, address = sessions_of(series), reverse("series_dates", args=[series.pk])
    client = as_person(contact_of, series)
    typed = {**rows(sessions[:1], in_two_weeks()), "form_key": "7b0c6a5e-6c0e-4a52-8d8e-0d3c31a9b111"}
    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert state_of(sessions[0]).version == sessions[0].version + 1


def test_series_without_sessions_says_so() -> None:
    with access.as_system():
        series = make_series(sessions=[])
        client = client_for(contact_of(series))
    assert "nog geen bijeenkomsten" in client.get(reverse("series_dates", args=[series.pk])).content.decode()


def test_page_of_a_past_session_has_no_buttons() -> None:
    with access.as_system():
        session = make_session(status=rules.HELD)
        client = client_for(planner_of(session.series))
    page = client.get(reverse("session", args=[session.pk])).content.decode()
    assert ("voorbij" in page, "Gelast af" in page, "Andere dag" in page) == (True, False, False)


def test_cancelled_session_shows_its_reason(series: Series) -> None:
    with access.as_system():
        session = cancel_session(
            series.sessions.get(position=1), reason="Verhuis", by=planner_of(series), at=clock.now()
        )
    page = as_person(contact_of, series).get(reverse("session", args=[session.pk])).content.decode()
    assert ("Reden: Verhuis" in page, "Plan opnieuw" in page) == (True, True)
