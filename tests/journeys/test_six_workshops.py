"""The six-workshop programme (seed 001) from the offer to the visit two months later, with every role in a browser."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tandem.kernel.documents.sealing import check_seal
from tests.journeys.chapters import EXPECTED, NAMES, form_duo, hold_workshop, sign_and_close
from tests.journeys.steps import application, attendance, door, evaluation, paper, planning, report, settlement
from tests.journeys.steps.screen import is_told, keep_picture, press, sees_title
from tests.journeys.steps.trajectory import (
    do_now,
    is_not_up,
    is_up,
    open_trajectory,
    sees_rails,
    send_message,
)
from tests.journeys.story import Story
from tests.programmes.factories import SIX_WORKSHOPS, priced_template

pytestmark = pytest.mark.journey
LATE = NAMES[-1]


@pytest.mark.parametrize("story", [True, False], indirect=True, ids=["with JavaScript", "without JavaScript"])
def test_six_workshops_from_offer_to_follow_up(story: Story, tmp_path: Path) -> None:
    asks(story)
    days = plans(story)
    learns(story, days, tmp_path)
    writes(story)
    looks_back(story, days["Sessie 6"])
    settles(story, days["Sessie 6"] + timedelta(days=20))
    visits_again(story)


def asks(story: Story) -> None:
    """From the public offer to an approval with the contact data of the provider."""
    title = priced_template(SIX_WORKSHOPS).title
    visitor = story.actor(story.cast.contact)
    application.check_condition(visitor.page, title, committee="331", category="122")
    is_told(visitor.page, "komt in aanmerking")
    keep_picture(visitor, "six-01-condition")

    contact = story.contact
    application.begin(contact, title)
    application.save_and_go_on(contact.page, "Waarom dit traject")
    application.give_reason(contact.page)
    application.save_and_go_on(contact.page, "Wie doet mee")
    application.describe_group(contact.page, expected=EXPECTED)
    application.save_and_stop(contact.page)
    application.resume(contact)
    contact.page.get_by_role("link", name="Vul verder in").click()
    for step in ("Waarom dit traject", "Wie doet mee", "Waar en wanneer"):
        application.save_and_go_on(contact.page, step)
    application.choose_period(contact.page, since=story.tuesday(5))
    application.save_and_go_on(contact.page, "Contactpersoon")
    application.save_and_go_on(contact.page, "Nakijken en indienen")
    number = application.submit(contact.page)
    keep_picture(contact, "six-02-submitted")

    officer, provider = story.officer, story.cast.provider
    application.open_in_queue(officer, number)
    application.ask_for_more(officer.page, "Komen de vrijwilligers ook?")
    application.answer(contact, "Komen de vrijwilligers ook?", "Ja, alle twee.")
    application.open_in_queue(officer, number)
    application.approve(officer.page, provider.name)
    application.sees_no_contact_data(contact, provider)
    application.release(officer, number, provider)
    application.sees_contact_data(contact, provider)
    keep_picture(contact, "six-04-approved")


def plans(story: Story) -> dict[str, date]:
    """A duo that says yes, six days, one of them after a counter-proposal, reported to the fund."""
    name, contact, planner = story.cast.organisation.name, story.contact, story.planner
    series = form_duo(story)
    is_up(contact, "voorstellen", organisation=name)
    days = {f"Sessie {n}": story.tuesday(4 + 2 * n) for n in range(1, 7)}
    planning.open_dates(contact, name)
    planning.propose(contact.page, days)
    do_now(planner, "een voorgestelde datum bevestigen", organisation=name)
    planning.open_dates(planner, name)
    keep_picture(planner, "six-05-dates")
    days["Sessie 3"] += timedelta(days=1)
    planning.counter(planner.page, "Sessie 3", days["Sessie 3"])
    for title in days.keys() - {"Sessie 3"}:
        planning.confirm(planner.page, title)
    planning.open_dates(contact, name)
    planning.confirm(contact.page, "Sessie 3")
    planning.report(contact.page, count=6)
    attendance.enrol(contact, series, NAMES[:-1])
    open_trajectory(story.officer, name)
    sees_rails(story.officer.page, [*["gepland"] * 5, "later", "gepland", "later", "later", "nog te plannen", "later"])
    return days


def learns(story: Story, days: dict[str, date], folder: Path) -> None:
    """Six workshops; the list comes from paper, from a tablet, from the phones at the door."""
    signs_on_paper(story, days["Sessie 1"], folder)
    signs_on_tablet(story, days["Sessie 2"], folder)
    signs_at_the_door(story, days["Sessie 3"])
    for title in ("Sessie 4", "Sessie 5"):
        hold_workshop(story, title, days[title], NAMES[:4])


def signs_on_paper(story: Story, day: date, folder: Path) -> None:
    """The list is printed, signed with a pen and photographed; the code on it brings it to the right workshop."""
    trainer = story.trainer
    story.now_is(day, 9, 15)
    list_url = attendance.open_list(trainer, "Sessie 1")
    photo = paper.photograph(paper.print_list(trainer.page, folder), folder)
    paper.send_photo(trainer, photo)
    keep_picture(trainer, "six-06-paper")
    paper.tick_names(trainer.page, "Sessie 1", NAMES[:5])
    sign_and_close(story, list_url, day)
    keep_picture(trainer, "six-07-closed")


def signs_on_tablet(story: Story, day: date, folder: Path) -> None:
    """Drawn signatures, a sealed list, and a correction with both members of the duo as witness."""
    trainer = story.trainer
    story.now_is(day, 9, 15)
    list_url = attendance.open_list(trainer, "Sessie 2")
    attendance.sign_on_tablet(trainer, NAMES[:5], draws=True)
    sign_and_close(story, list_url, day)
    sealed = attendance.download_list(trainer.page, folder)
    assert check_seal(sealed.read_bytes()).is_trusted
    attendance.check_seal(trainer.page)
    attendance.ask_correction(trainer, list_url, NAMES[5], reason="Vertrok vroeger en vergat te tekenen.")
    attendance.witness(story.expert, list_url, NAMES[5])
    is_told(story.expert.page, "aanwezig met de correcties erbij")
    keep_picture(story.expert, "six-08-corrected")


def signs_at_the_door(story: Story, day: date) -> None:
    """Everybody with an own phone; who comes late is let in by the duo."""
    trainer, phone = story.trainer, story.actor(story.cast.contact, width=360)
    story.now_is(day, 9, 20)
    list_url = attendance.open_list(trainer, "Sessie 3")
    for name in NAMES[:3]:
        door.show_code(trainer, list_url)
        door.sign_with_phone(phone.page, door.scanned(trainer.page), name, draws=story.javascript)
        sees_title(phone.page, "Dank je wel")
    keep_picture(trainer, "six-09-door")
    keep_picture(phone, "six-10-thanks")
    door.close_door(trainer, list_url)
    door.show_code(trainer, list_url)
    door.sign_with_phone(phone.page, door.scanned(trainer.page), NAMES[3], draws=story.javascript)
    sees_title(phone.page, "Wacht even")
    door.let_in(trainer, list_url, NAMES[3])
    expect(trainer.page.get_by_role("row").filter(has_text="eigen telefoon")).to_have_count(4)
    sign_and_close(story, list_url, day)


def writes(story: Story) -> None:
    """The plan of action is written by two people at once; nobody's text gets lost. The duo advises in between."""
    name, contact, trainer = story.cast.organisation.name, story.contact, story.trainer
    is_up(story.planner, "een verslag afwerken", organisation=name)
    for writer in (contact, trainer):
        report.open_report(writer, name, "Plan van aanpak")
    report.write(trainer.page, {"Verklaringen": "De wachtzaal voelt als een controle."})
    report.save(trainer.page)
    report.write(contact.page, {"Verklaringen": "We bellen te laat terug."})
    press(contact.page, "Bewaar")
    report.sees_both_versions(
        contact.page, who=trainer.name, theirs="De wachtzaal voelt als een controle.", mine="We bellen te laat terug."
    )
    keep_picture(contact, "six-11-two-versions")
    report.keep_both(contact.page)
    report.open_report(trainer, name, "Plan van aanpak")
    report.write(trainer.page, {"Wat gaan we doen?": "Amira belt binnen een week terug, vanaf april."})
    trainer.page.get_by_label("Het gekozen probleem").first.fill("Mensen komen na het eerste gesprek niet terug.")
    report.finalise(trainer.page)
    is_told(trainer.page, "We bellen te laat terug.")
    send_message(contact, name, "Mogen we ook samen bellen?")
    send_message(trainer, name, "Ja, bel samen. Dat werkt goed.")


def looks_back(story: Story, day: date) -> None:
    """The last workshop, the evaluation in three languages, and the report with recommendations."""
    name, contact, trainer = story.cast.organisation.name, story.contact, story.trainer
    hold_workshop(story, "Sessie 6", day, NAMES[:6])
    address = evaluation.share(contact, name)
    keep_picture(contact, "six-12-evaluation")
    phone = story.actor(story.cast.contact, width=360)
    for number, language in enumerate(["nl", "nl", "nl", "nl", "fr", "en"]):
        evaluation.answer(phone, address, language, f"Het gesprek over de wachtzaal {number}.")
    keep_picture(phone, "six-13-answered")
    report.open_report(trainer, name, "Evaluatie van de uitvoering")
    report.write(trainer.page, {"Wat leverde het op?": "Zeven mensen kwamen terug."})
    report.finalise(trainer.page)
    report.open_report(trainer, name, "Eindverslag met aanbevelingen")
    report.write(trainer.page, {"Samenvatting": "Jullie luisteren eerst. Dat maakt verschil."})
    report.recommend(trainer.page, ["Bel binnen een week terug.", "Richt de wachtzaal huiselijk in."])
    report.finalise(trainer.page)
    keep_picture(trainer, "six-14-report")
    do_now(contact, "de evaluatie afronden", organisation=name)
    evaluation.complete(contact, name)
    evaluation.sees_results(contact.page, given=6)
    evaluation.sees_no_own_words(contact.page, "Het gesprek over de wachtzaal 1.")
    keep_picture(contact, "six-15-results")


def settles(story: Story, paid_on: date) -> None:
    """The draft is there; catering is refused; the fund asks, disputes one line and pays the rest."""
    name, planner, officer = story.cast.organisation.name, story.planner, story.officer
    do_now(planner, "de afrekening indienen", organisation=name)
    settlement.open_settlement(planner, name)
    settlement.sees_lines(planner.page, 6, total="€ 1.500,00")
    settlement.is_refused_catering(planner.page)
    settlement.open_settlement(planner, name)
    settlement.claim(planner.page)
    do_now(officer, "de afrekening nakijken", organisation=name)
    settlement.open_settlement(officer, name)
    keep_picture(officer, "six-16-settlement")
    settlement.ask(officer.page, "Waarom waren er maar vier mensen bij sessie 4?")
    do_now(planner, "de vraag over de afrekening beantwoorden", organisation=name)
    settlement.open_settlement(planner, name)
    settlement.answer(planner.page, "Sessie 4 is voor een kleine groep.")
    settlement.open_settlement(officer, name)
    is_told(officer.page, "Sessie 4 is voor een kleine groep.")
    settlement.accept(officer.page, disputed="Sessie 5", reason="De lijst heeft maar vier namen.")
    is_told(officer.page, "€ 1.250,00")
    story.now_is(paid_on, 10)
    settlement.note_payment(officer.page, paid_on)
    is_told(officer.page, "betaald")


def visits_again(story: Story) -> None:
    """Two months later the duo comes back; with the note the trajectory is finished."""
    name, contact, trainer = story.cast.organisation.name, story.contact, story.trainer
    visit = planning.accept_visit(contact, name)
    story.now_is(visit, 12)
    is_up(trainer, "het feedbackmoment houden", organisation=name)
    planning.open_dates(story.planner, name)
    planning.is_past(story.planner.page, "Feedbackmoment")
    report.tick_recommendation(contact, name, "Bel binnen een week terug.", state="gedaan")
    report.open_report(trainer, name, "Nota van het feedbackmoment")
    report.write(trainer.page, {"Wat leeft er twee maanden later?": "Iedereen belt terug."})
    report.finalise(trainer.page)
    open_trajectory(contact, name)
    is_told(contact.page, "afgerond")
    sees_rails(contact.page, ["klaar"] * 11)
    keep_picture(contact, "six-17-finished")
    for actor in (contact, story.officer, story.planner, trainer):
        is_not_up(actor, organisation=name)
