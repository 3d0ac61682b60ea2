"""What goes wrong in real life: each time a clear Dutch sentence, and nothing is lost."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tandem.identity import locking
from tandem.kernel import access, clock
from tandem.programmes.models import Application
from tandem.sessions.actions.attendance import open_list
from tests import factories
from tests.journeys.browsing import PHONE
from tests.journeys.steps import application, door, entrance, invitation
from tests.journeys.steps.screen import Actor, is_told, press, sees_title
from tests.journeys.story import Story
from tests.programmes.factories import (
    SIX_WORKSHOPS,
    TWO_PHASES,
    fill_in,
    make_application,
    make_trajectory,
    open_template,
    shipped_template,
)
from tests.sessions import factories as sessions

pytestmark = pytest.mark.journey
SCRIPT_IN_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00\x03" + bytes(400)
UPLOADS = [
    ("lijst.pdf", SCRIPT_IN_PICTURE, "Dit is een webpagina of een tekening met code."),
    ("lijst.exe", PROGRAM, "Dit is een programma, geen document."),
    ("lijst.jpg", b"\xff\xd8\xff" + bytes(16 * 1024 * 1024), "Dit bestand is groter dan 15"),
]


def test_wrong_joint_committee_is_refused_before_anything_is_asked(story: Story) -> None:
    with access.as_system():
        story.cast.organisation.sectors.update(joint_committee="200", rsz_category="010")
    title = shipped_template(SIX_WORKSHOPS).title
    page = story.contact.page
    page.goto(f"/aanvragen/nieuw/?programma={SIX_WORKSHOPS}")

    sees_title(page, title)
    is_told(page, "Dit traject is nog niet mogelijk voor je organisatie")
    is_told(page, "We vragen je niets in te vullen voor je zeker bent. Er is nog niets bewaard.")
    expect(page.get_by_role("heading", name="Wat kan je wel doen?")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("textbox")).to_have_count(0)
    with access.as_system():
        assert Application.objects.filter(organisation=story.cast.organisation).count() == 0


def test_anybody_may_know_beforehand_that_a_committee_does_not_fit(story: Story) -> None:
    page = story.actor(story.cast.contact, width=PHONE).page
    application.check_condition(page, shipped_template(SIX_WORKSHOPS).title, committee="onbekend")

    is_told(page, "Zo vind je je paritair comité.")


def test_application_sent_twice_counts_once(story: Story) -> None:
    draft = filled_draft(story)
    page = story.contact.page
    page.goto(f"/aanvragen/{draft.pk}/nakijken/")
    page.get_by_role("button", name="Dien de aanvraag in").dblclick()
    sees_title(page, "Je aanvraag is ingediend")
    number = page.get_by_text("Je nummer is").inner_text()
    page.go_back()
    again = page.get_by_role("button", name="Dien de aanvraag in")
    if again.count():
        again.click()
        sees_title(page, "Je aanvraag is ingediend")
        expect(page.get_by_text("Je nummer is")).to_have_text(number)

    page.goto("/aanvragen/")
    expect(page.get_by_role("row")).to_have_count(2)


def test_two_officers_decide_at_once(story: Story) -> None:
    sent = make_application(
        organisation=story.cast.organisation, by=story.cast.contact.person, template=open_template()
    )
    first, second = story.officer.page, story.second_officer.page
    first.goto(f"/aanvragen/{sent.pk}/beslissen/?keuze=goedkeuren")
    second.goto(f"/aanvragen/{sent.pk}/beslissen/?keuze=weigeren")
    first.get_by_role("radio", name=story.cast.provider.name).check()
    press(first, "Keur goed")
    is_told(first, "goedgekeurd")
    second.get_by_label("Waarom keur je niet goed?").fill("Jullie volgden dit jaar al een traject.")
    press(second, "Keur niet goed")

    sees_title(second, "Iemand was je voor")
    is_told(second, "Jouw keuze is niet bewaard.")
    is_told(second, "Jullie volgden dit jaar al een traject.")


def test_seventh_half_day_is_refused(story: Story) -> None:
    """A page that was tampered with, because the page itself offers six at most."""
    page = story.contact.page
    trajectory = make_trajectory(
        organisation=story.cast.organisation, by=story.cast.contact.person, template=open_template(TWO_PHASES)
    )
    page.goto(f"/trajecten/{trajectory.pk}/fase/")
    amount = page.get_by_label("Hoeveel contactmomenten spreken jullie af?")
    expect(amount.get_by_role("option", name="7")).to_have_count(0)
    amount.evaluate("select => select.add(new Option('7', '7'))")
    page.get_by_label("We gaan door met Fase 2").check()
    amount.select_option("7")
    press(page, "Bevestig de keuze")

    is_told(page, "Kies een aantal van 1 tot 6.")
    expect(page.get_by_label("We gaan door met Fase 2")).to_be_checked()


def test_nobody_is_booked_twice(story: Story) -> None:
    day = story.tuesday(6)
    with access.as_system():
        taken, wanted = (sessions.make_series(provider=story.cast.provider, organisation=organisation)
                         for organisation in (factories.make_organisation(), story.cast.organisation))  # fmt: skip
        for series in (taken, wanted):
            sessions.make_duo(series, trainer=story.cast.trainer.person, expert=story.cast.expert.person)
        sessions.confirm(taken.sessions.get(position=1), on=day)
    page = story.contact.page
    page.goto(f"/reeksen/{wanted.pk}/data/")
    row = page.get_by_role("group", name="Sessie 1")
    row.get_by_label("Dag").fill(day.isoformat())
    row.get_by_label("Van").fill("10:00")
    row.get_by_label("Tot").fill("13:00")
    row.get_by_label("Hoe geraak je er?").fill("Tram 1, halte Rabot")
    press(page, "Verstuur voorstel")

    expect(page.get_by_role("alert")).to_contain_text("bezet")
    expect(row.get_by_label("Dag")).to_have_value(day.isoformat())
    expect(row.get_by_label("Van")).to_have_value("10:00")


@pytest.mark.parametrize(("name", "content", "sentence"), UPLOADS, ids=["script", "program", "too big"])
def test_dangerous_file_gets_a_sentence(story: Story, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    page = story.trainer.page
    page.goto("/papieren-lijsten/")
    (tmp_path / name).write_bytes(content)
    page.get_by_label("Foto of scan van de lijst").set_input_files(tmp_path / name)
    press(page, "Laad op")

    expect(page.get_by_role("alert")).to_contain_text(sentence)


def test_code_of_the_door_after_the_session(story: Story) -> None:
    day = story.tuesday(2)
    with access.as_system():
        series = sessions.make_series(provider=story.cast.provider, organisation=story.cast.organisation)
        sessions.make_duo(series, trainer=story.cast.trainer.person, expert=story.cast.expert.person)
        session = sessions.confirm(series.sessions.get(position=1), on=day)
        open_list(session, by=story.cast.trainer.person, at=clock.moment_on(day, 9, 20))
    story.now_is(day, 9, 25)
    list_url = f"/bijeenkomsten/{session.pk}/aanwezigheid/"
    door.show_code(story.trainer, list_url)
    address = door.scanned(story.trainer.page)
    phone = story.actor(story.cast.contact, width=PHONE).page

    story.now_is(day, 9, 40)
    phone.goto(address)
    is_told(phone, "Deze code is te oud. Scan de code aan de deur nog eens.")
    story.now_is(day, 15)
    phone.goto(address)
    is_told(phone, "De bijeenkomst is voorbij. Was je er? Zeg het aan de begeleiders: je kan later nog tekenen.")


def test_expired_invitation_offers_a_new_link(story: Story) -> None:
    guest = f"gast.{story.cast.contact.person.last_name}@voorbeeld.test".lower()
    invitation.invite(story.contact, story.cast.organisation, guest)
    visitor = story.actor(story.cast.contact)
    link = invitation.link_in_outbox(visitor, guest)
    story.now_is(clock.today() + timedelta(days=15), 10)
    visitor.page.goto(link)

    sees_title(visitor.page, "Deze link is verlopen")
    press(visitor.page, "Stuur me een nieuwe link")
    renewed = invitation.link_in_outbox(visitor, guest)
    assert renewed != link
    visitor.page.goto(renewed)
    sees_title(visitor.page, f"Welkom bij {story.cast.organisation.name}")


@pytest.mark.parametrize("story", [True, False], indirect=True, ids=["with JavaScript", "without JavaScript"])
def test_typed_text_survives_the_idle_lock(story: Story) -> None:
    draft = filled_draft(story)
    contact, text = story.contact, "Wie belt, krijgt dezelfde dag nog iemand aan de lijn."
    contact.page.goto(f"/aanvragen/{draft.pk}/reden/")
    contact.page.get_by_label("Wat hoop je te bereiken?").fill(text)
    make_idle(contact)
    press(contact.page, "Bewaar en ga verder")

    sees_title(contact.page, f"Ben je er nog, {story.cast.contact.person.first_name}?")
    entrance.enter_code(contact)
    sees_title(contact.page, "Dit had je getypt")
    is_told(contact.page, text)
    press(contact.page, "Verder met wat ik typte")
    sees_title(contact.page, "Wie doet mee")
    contact.page.goto(f"/aanvragen/{draft.pk}/reden/")
    expect(contact.page.get_by_label("Wat hoop je te bereiken?")).to_have_value(text)


def filled_draft(story: Story) -> Application:
    """A draft of the story's organisation in which nothing misses."""
    cast = story.cast
    draft = make_application("draft", organisation=cast.organisation, by=cast.contact.person, template=open_template())
    with access.as_system():
        facts = {"place": "Zavelweg 12, 9000 Gent", "contact_name": "Amira", "contact_email": "amira@huis.test"}
        return fill_in(draft, contact_phone="+32 9 000 00 01", **facts)


def make_idle(actor: Actor) -> None:
    """As if nobody clicked for twenty minutes."""
    cookie = next(c for c in actor.page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session[locking.SEEN] = time.time() - 20 * 60
    session.save()
