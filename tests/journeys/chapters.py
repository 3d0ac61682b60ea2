"""Chapters that several stories share: asking and getting approval, a duo, dates, a workshop with its list."""

from collections.abc import Mapping
from datetime import date

from tests.journeys.steps import application, attendance, planning
from tests.journeys.story import Story

EXPECTED = 7
NAMES = [
    "Ada Wilgenroos", "Bert Zandkorrel", "Chaima Regenboog", "Daan Kiezelpad", "Ella Windvaan", "Farid Morgenrood",
    "Gerda Lantaarn",
]  # fmt: skip


def ask_and_get_approval(story: Story, programme: str) -> None:
    """The shortest way from the offer to a released approval."""
    page = story.contact.page
    application.begin(story.contact, programme)
    application.save_and_go_on(page, "Waarom dit traject")
    application.give_reason(page)
    application.save_and_go_on(page, "Wie doet mee")
    application.describe_group(page, expected=EXPECTED)
    application.save_and_go_on(page, "Waar en wanneer")
    application.choose_period(page, since=story.tuesday(5))
    application.save_and_go_on(page, "Contactpersoon")
    application.save_and_go_on(page, "Nakijken en indienen")
    number = application.submit(page)
    application.open_in_queue(story.officer, number)
    application.approve(story.officer.page, story.cast.provider.name)
    application.release(story.officer, number, story.cast.provider)


def form_duo(story: Story) -> str:
    """The planner chooses, both say yes; the address of the series."""
    cast = story.cast
    planning.choose_duo(
        story.planner, cast.organisation.name, trainer=str(cast.trainer.person), expert=str(cast.expert.person)
    )
    series = planning.open_dates(story.contact, cast.organisation.name)
    for member in (story.trainer, story.expert):
        planning.agree(member, series)
    return series


def agree_dates(story: Story, days: Mapping[str, date], *, reported: int) -> None:
    """The organisation proposes, the planner confirms, the organisation reports the days that the fund pays for."""
    name = story.cast.organisation.name
    planning.open_dates(story.contact, name)
    planning.propose(story.contact.page, days)
    planning.open_dates(story.planner, name)
    for title in days:
        planning.confirm(story.planner.page, title)
    planning.open_dates(story.contact, name)
    planning.report(story.contact.page, count=reported)


def hold_workshop(story: Story, title: str, day: date, names: list[str]) -> str:
    """A workshop with a list on the tablet, signed by the duo and closed; the address of its list."""
    story.now_is(day, 9, 15)
    list_url = attendance.open_list(story.trainer, title)
    attendance.sign_on_tablet(story.trainer, names)
    sign_and_close(story, list_url, day)
    return list_url


def sign_and_close(story: Story, list_url: str, day: date) -> None:
    """At the end both members of the duo sign, and the list closes."""
    story.now_is(day, 12, 45)
    attendance.countersign(story.trainer, list_url)
    attendance.countersign(story.expert, list_url)
    attendance.close(story.trainer, list_url)
