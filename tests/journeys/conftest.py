"""One browser and one running product for all journeys; windows that fail the test when a page complains."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import OwnDatabase
from tests.journeys import days
from tests.journeys.browsing import DESK, LONGEST_WAIT_MS, SCREENSHOTS, NewWindow, Window, launch_options, open_window
from tests.journeys.crawling import Crawler
from tests.journeys.site import Site, running_site
from tests.journeys.story import Story
from tests.journeys.world import fill

OPEN_WINDOWS = pytest.StashKey[list[Window]]()
WITH_WORLD = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The first journey of a test process says whether the living world is made: it takes half a minute."""
    item.session.stash.setdefault(WITH_WORLD, "world" in item.fixturenames)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of all journeys."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in this thread
        expect.set_options(timeout=LONGEST_WAIT_MS)
        browser = playwright.chromium.launch(**launch_options())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    request: pytest.FixtureRequest, django_db_setup: None, own_database: OwnDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """The running product, on the database of this process; these tests may look into that database.

    The living world comes first, before any other organisation; only in the test process that begins with a test in it.
    """
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock(), _empty(own_database):
        days.begin()
        if request.session.stash[WITH_WORLD]:
            fill()
        with running_site(home, secret_key=settings.SECRET_KEY) as site:
            yield site
    if not request.session.testsfailed:
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def world(request: pytest.FixtureRequest, site: Site) -> None:
    """People, organisations and files in every state, committed (see `site`)."""
    assert request.session.stash[WITH_WORLD], (
        "files that want the living world come first: DEAREST_FILES in tests/conftest.py"
    )


@pytest.fixture(scope="module")
def crawler(chromium: Browser, site: Site, world: None) -> Iterator[Crawler]:
    """Opens pages of the living world as every role."""
    crawler = Crawler(chromium, site)
    yield crawler
    crawler.close()
    days.begin()


@contextmanager
def _empty(database: OwnDatabase) -> Iterator[None]:
    """Nothing of an earlier test, and no connection of this process left at the end."""
    connections.close_all()
    database.renew()
    yield
    connections.close_all()


@pytest.fixture
def new_window(request: pytest.FixtureRequest, chromium: Browser, site: Site) -> Iterator[NewWindow]:
    """Opens windows on the site (`width`, `javascript`); none of them may have complained when the test ends."""
    windows: list[Window] = []
    request.node.stash[OPEN_WINDOWS] = windows

    def open_one(**choices: object) -> Window:
        windows.append(open_window(chromium, base_url=site.url, **choices))
        return windows[-1]

    yield open_one
    complaints = [complaint for window in windows for complaint in window.complaints]
    for window in windows:
        window.close()
    assert complaints == []


@pytest.fixture
def page(request: pytest.FixtureRequest, new_window: NewWindow) -> Page:
    """One page on the site; `@pytest.mark.parametrize("page", [{"width": 360}], indirect=True)` chooses another."""
    return new_window(**{"width": DESK, **getattr(request, "param", {})}).page


@pytest.fixture
def story(request: pytest.FixtureRequest, new_window: NewWindow) -> Iterator[Story]:
    """A story with JavaScript, unless asked without; afterwards the clock of the example is right again."""
    yield Story(new_window, javascript=getattr(request, "param", True))
    days.begin()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A failing journey keeps a picture of every open window, its address, and the last lines of the logs."""
    report = yield
    if report.failed and call.when == "call" and OPEN_WINDOWS in item.stash:
        for number, window in enumerate(item.stash[OPEN_WINDOWS]):
            report.sections.append((f"window {number}", _portrait(item, number, window)))
        report.sections.append(("site", item.funcargs["site"].log_tail() if "site" in item.funcargs else ""))
    return report


def _portrait(item: pytest.Item, number: int, window: Window) -> str:
    if window.page.is_closed():
        return "closed"
    SCREENSHOTS.mkdir(exist_ok=True)
    picture = SCREENSHOTS / f"failed-{re.sub(r'[^a-zA-Z0-9_]+', '-', item.name)}-{number}.png"
    window.page.screenshot(path=picture, full_page=True)
    shown = "\n".join(window.page.locator("main").all_inner_texts())  # nothing on a phone that was not used yet
    return "\n".join([window.page.url, str(picture), *window.complaints, shown[:3000]])
