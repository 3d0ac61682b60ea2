"""Every named page, as every role that may see it, on a phone and on a desk; those of calls stand in test_pages_of_calls."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tandem.kernel import access, clock
from tandem.sessions.actions.attendance import open_list
from tandem.sessions.actions.participants import find_or_add_participant
from tandem.sessions.door import door_code
from tandem.sessions.models import AttendanceList, Session
from tests.journeys import days
from tests.journeys.addresses import Address, addresses, is_of_calls
from tests.journeys.browsing import PHONE, NewWindow
from tests.journeys.crawling import Crawler, Visit, judge
from tests.journeys.measuring import faults_of
from tests.journeys.rooms import NOBODY, brought
from tests.journeys.steps.screen import press, sees_title

pytestmark = pytest.mark.journey
ADDRESSES = addresses()
# Addresses that show no page of their own to somebody who just opens them, and why.
NO_PAGE = brought("NO_PAGE")


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.name not in NO_PAGE and not is_of_calls(a)], ids=str)
def test_page_is_fine_for_everybody_who_may_see_it(address: Address, crawler: Crawler) -> None:
    judge(address, crawler)


def test_every_address_without_page_exists() -> None:
    assert set(NO_PAGE) <= {address.name for address in ADDRESSES}


def test_door_is_fine_on_any_phone(crawler: Crawler, new_window: NewWindow) -> None:
    sheet = door_of_today()
    faults = crawler.faults(Visit(sign_at(sheet), NOBODY, None, "names"), is_public=True)

    page = new_window(width=PHONE).page
    page.goto(sign_at(sheet))
    page.get_by_role("button", name="Ada").click()
    sees_title(page, "Dag")
    faults += faults_of(page)
    page.get_by_label("Of typ je naam").fill("Ada")
    press(page, "Ik ben er")
    sees_title(page, "Dank je wel")
    faults += faults_of(page)
    page.goto(reverse("door_sign", args=[sheet.code, "ABCDEFGH"]))
    sees_title(page, "Hier kan je niet tekenen")

    assert not faults + faults_of(page)


def door_of_today() -> AttendanceList:
    """The list of today's session, which begins now, with somebody on it."""
    with access.as_system():
        wanted = Session.objects.select_related("series").filter(status="confirmed", needs_list=True)
        session = wanted.filter(starts_at__date=clock.today()).order_by("starts_at").first()
        begin = session.starts_at + timedelta(minutes=5)
        sheet = open_list(session, by=session.trainer, at=begin)
        find_or_add_participant(session.series, name="Ada Wilgenroos", by=None, at=begin)
    days.go_by(begin - timezone.now())
    return sheet


def sign_at(sheet: AttendanceList) -> str:
    """Where the code on the screen leads, this half minute."""
    return reverse("door_sign", args=[sheet.code, door_code(sheet.door_secret, clock.now())])
