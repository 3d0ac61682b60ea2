"""The two-phase programme (seed 000): stop for now after phase 1, resume later, contact moments, report and visit."""

from datetime import date

import pytest

from tests.journeys.chapters import NAMES, agree_dates, ask_and_get_approval, form_duo, hold_workshop
from tests.journeys.steps import attendance, evaluation, phase, planning, report, settlement
from tests.journeys.steps.screen import is_told, keep_picture
from tests.journeys.steps.trajectory import do_now, is_up, open_trajectory, sees_in_list, sees_rails
from tests.journeys.story import Story
from tests.programmes.factories import TWO_PHASES, priced_template

pytestmark = pytest.mark.journey
TALK, TRAINING, SCAN = "Verkennend gesprek", "Basisvorming", "Organisatiescan"
MOMENTS = [("coaching", "onthaal aan de telefoon"), ("intervisie", "moeilijke gesprekken")]


@pytest.mark.parametrize("story", [True, False], indirect=True, ids=["with JavaScript", "without JavaScript"])
def test_two_phases_with_a_break_between(story: Story) -> None:
    ask_and_get_approval(story, priced_template(TWO_PHASES, price_eur="300.00").title)
    series = form_duo(story)
    attendance.enrol(story.contact, series, NAMES)
    learns_and_scans(story)
    takes_a_break(story)
    changes(story)
    comes_back(story)


def learns_and_scans(story: Story) -> None:
    """Phase 1: the talk, the basic training and the scan with its report."""
    name = story.cast.organisation.name
    days = {TALK: story.tuesday(3), TRAINING: story.tuesday(5), SCAN: story.tuesday(7)}
    agree_dates(story, days, reported=2)
    story.now_is(days[TALK], 13)
    planning.open_dates(story.planner, name)
    planning.is_past(story.planner.page, TALK)
    hold_workshop(story, TRAINING, days[TRAINING], NAMES)
    hold_workshop(story, SCAN, days[SCAN], NAMES[:3])
    is_up(story.trainer, "een verslag afwerken", organisation=name)
    report.open_report(story.trainer, name, "Verslag van de organisatiescan")
    is_told(story.trainer.page, "Dat mensen na een eerste gesprek ook terugkomen.")
    report.write(story.trainer.page, {"Wat loopt al goed?": "Jullie nemen tijd aan het onthaal."})
    report.finalise(story.trainer.page)
    keep_picture(story.trainer, "two-01-scan")
    report.open_report(story.contact, name, "Doelstellingen en werkvormen")
    report.write(story.contact.page, {"Doelstellingen": "Iedereen wordt binnen een week teruggebeld."})
    story.contact.page.get_by_label("coaching").check()
    report.save(story.contact.page)
    report.open_report(story.trainer, name, "Doelstellingen en werkvormen")
    report.finalise(story.trainer.page)


def takes_a_break(story: Story) -> None:
    """The organisation stops for now; what was held is settled; months later it resumes."""
    name = story.cast.organisation.name
    do_now(story.contact, "kiezen: doorgaan of voorlopig stoppen", organisation=name)
    phase.stop_for_now(story.contact, name)
    keep_picture(story.contact, "two-02-break")
    settles(story, lines=2, total="€ 600,00", on=story.tuesday(9))
    sees_in_list(story.officer, name, "voorlopig gestopt")
    story.now_is(story.tuesday(30), 10)
    phase.resume(story.contact, name, MOMENTS)
    keep_picture(story.contact, "two-03-resumed")


def changes(story: Story) -> None:
    """Phase 2: the contact moments as agreed, and the final report."""
    name = story.cast.organisation.name
    days = {"Contactmoment 1": story.tuesday(34), "Contactmoment 2": story.tuesday(38)}
    agree_dates(story, days, reported=2)
    for title, day in days.items():
        hold_workshop(story, title, day, NAMES[:3])
    report.open_report(story.trainer, name, "Eindverslag met aanbevelingen")
    report.write(story.trainer.page, {"Samenvatting": "Wie belt, krijgt snel iemand aan de lijn."})
    report.recommend(story.trainer.page, ["Houd de bellijst bij."])
    report.finalise(story.trainer.page)
    evaluation.share(story.contact, name)
    evaluation.complete(story.contact, name)
    settles(story, lines=2, total="€ 600,00", on=story.tuesday(40))


def comes_back(story: Story) -> None:
    """The visit two months later closes the file."""
    name = story.cast.organisation.name
    visit = planning.accept_visit(story.contact, name)
    story.now_is(visit, 12)
    planning.open_dates(story.planner, name)
    planning.is_past(story.planner.page, "Feedbackmoment")
    report.tick_recommendation(story.contact, name, "Houd de bellijst bij.", state="gedaan")
    report.open_report(story.trainer, name, "Nota van het feedbackmoment")
    report.write(story.trainer.page, {"Wat leeft er twee maanden later?": "De bellijst werkt."})
    report.finalise(story.trainer.page)
    open_trajectory(story.contact, name)
    is_told(story.contact.page, "afgerond")
    sees_rails(story.contact.page, ["klaar"] * 10)


def settles(story: Story, *, lines: int, total: str, on: date) -> None:
    """Claim, accept and pay."""
    name, planner, officer = story.cast.organisation.name, story.planner, story.officer
    settlement.open_settlement(planner, name, state="ontwerp")
    settlement.sees_lines(planner.page, lines, total=total)
    settlement.claim(planner.page)
    settlement.open_settlement(officer, name, state="bij het fonds")
    settlement.accept(officer.page)
    story.now_is(on, 10)
    settlement.note_payment(officer.page, on)
