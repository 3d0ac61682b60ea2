"""Eight tables lose their network in the middle of a forum day: they go on writing, and nothing is lost or counted twice."""

import json

import pytest
from playwright.sync_api import Page, expect

from tandem.dialogue.actions.forum import renew_link
from tandem.dialogue.models import ForumDay, Statement, StatementClash, Voice
from tandem.kernel import access, clock
from tests.dialogue.forum_factories import link_of, make_day, make_statement, statement_with, table_of
from tests.journeys.browsing import NewWindow, Window
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
TABLES = 8
# Everything the device keeps, as text: letters and tables in IndexedDB, files of the worker, other storage.
KEPT = """async () => {
  const open = indexedDB.open("tandem-letterbox");
  await new Promise((resolve) => { open.onsuccess = resolve; });
  const rows = {};
  for (const drawer of open.result.objectStoreNames) {
    const request = open.result.transaction(drawer).objectStore(drawer).getAll();
    rows[drawer] = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  }
  open.result.close();
  const pages = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) pages.push(request.url, await (await cache.match(request)).text());
  }
  return JSON.stringify([rows, pages, { ...localStorage }, { ...sessionStorage }]);
}"""


@pytest.fixture
def day(site: Site) -> ForumDay:
    """A day that is going on, with one statement at the first table."""
    found = make_day(tables=TABLES, title="Forumdag over werk")
    make_statement(table_of(found), "De bus rijdt na zes uur niet meer.")
    return found


def sit_down(new_window: NewWindow, day: ForumDay, number: int) -> Window:
    """A tablet opens the link of its table, and is told that it may lose the network."""
    window = new_window()
    window.page.goto(link_of(table_of(day, number)))
    expect(window.page.get_by_text("kan ook zonder internet verder schrijven")).to_be_visible()
    return window


def write(page: Page, words: str, kind: str = "Wat staat in de weg") -> None:
    form = page.locator('form[data-letter="statement"]')
    form.get_by_label(kind).check()
    form.get_by_label("Wat werd er gezegd?").fill(words)
    form.get_by_role("button", name="Schrijf op").click()
    expect(form.get_by_label("Wat werd er gezegd?")).to_have_value("")


def correct(page: Page, words: str) -> None:
    page.get_by_role("link", name="Verbeter").click()
    page.get_by_label("Betere woorden").fill(words)
    page.get_by_role("button", name="Bewaar de betere woorden").click()


def agree(page: Page) -> None:
    page.get_by_role("link", name="Eens, niet eens").click()
    form = page.locator('form[data-letter="voice"]')
    form.get_by_label("eens", exact=True).check()
    form.get_by_role("button", name="Zet erbij").click()


def waits(page: Page, count: int) -> None:
    text = "1 uitspraak wacht" if count == 1 else f"{count} uitspraken wachten"
    expect(page.locator('[data-part="status"]')).to_have_text(f"{text} op internet. Veilig bewaard op dit toestel.")


def spoken(number: int) -> list[str]:
    return [
        f"Tafel {number} zegt: opvang in ploegen.",
        f"Tafel {number} zegt: iemand die meegaat.",
        f"Tafel {number} na herladen.",
    ]


def test_eight_tables_write_without_network_and_nothing_is_lost(day: ForumDay, new_window: NewWindow) -> None:
    tablets = {number: sit_down(new_window, day, number) for number in range(1, TABLES + 1)}
    second = sit_down(new_window, day, 1)
    for window in (*tablets.values(), second):
        window.context.set_offline(True)

    correct(second.page, "Na zes uur is er geen bus. (toestel twee)")
    agree(second.page)
    waits(second.page, 2)
    correct(tablets[1].page, "De laatste bus is om zes uur. (toestel één)")
    for number, window in tablets.items():
        write_and_reload(window.page, number)
    assert "toestel één" not in kept(tablets[1].page)

    for window in (*tablets.values(), second):
        come_back(window)
    for window in (*tablets.values(), second):
        expect(window.page.locator('[data-part="status"]')).to_contain_text("Alles is verstuurd om")
        assert letters_in(window.page) == 0
    assert_counted_once(day)
    second.page.reload()
    expect(second.page.get_by_role("link", name="Er zijn twee versies. Kies welke blijft.")).to_be_visible()


def test_link_that_was_renewed_meanwhile_loses_nothing(day: ForumDay, new_window: NewWindow) -> None:
    tablet = sit_down(new_window, day, 1)
    tablet.context.set_offline(True)
    write(tablet.page, "Nog onder de oude link.")
    table = renew_link(table_of(day), by=day.made_by, at=clock.now())
    come_back(tablet)
    expect(tablet.page.get_by_text("Open op dit toestel de nieuwe link van je tafel")).to_be_visible()
    waits(tablet.page, 1)
    expect(tablet.page.get_by_role("listitem").filter(has_text="Nog onder de oude link.")).to_be_visible()
    tablet.complaints.clear()  # the refusal itself

    tablet.page.goto(link_of(table))
    expect(tablet.page.locator('[data-part="status"]')).to_contain_text("Alles is verstuurd om")
    expect(tablet.page.locator("blockquote", has_text="Nog onder de oude link.")).to_be_visible()


def write_and_reload(page: Page, number: int) -> None:
    """Two statements, the page anew without network, and a third; none of it is readable on the tablet."""
    before, helps, after = spoken(number)
    other = 1 if number == 1 else 0
    write(page, before)
    write(page, helps, "Wat helpt")
    waits(page, 2 + other)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Tafel {number}")
    expect(page.get_by_text("Er is nu geen internet.")).to_be_visible()
    waits(page, 2 + other)
    write(page, after)
    waits(page, 3 + other)
    stored = kept(page)
    assert [words for words in (before, helps, after) if words in stored] == []
    assert letters_in(page) == 3 + other


def come_back(window: Window) -> None:
    """There is network again. A page that was loaded without it is not told so by this browser, so we tell it."""
    window.context.set_offline(False)
    window.page.evaluate("window.dispatchEvent(new Event('online'))")
    # To try without network is no fault of the page.
    window.complaints[:] = [said for said in window.complaints if "net::ERR_INTERNET_DISCONNECTED" not in said]


def kept(page: Page) -> str:
    """All that the tablet stores."""
    return str(page.evaluate(KEPT))


def letters_in(page: Page) -> int:
    return len(json.loads(kept(page))[0]["letters"])


def assert_counted_once(day: ForumDay) -> None:
    with access.as_system():
        for number in range(1, TABLES + 1):
            words = Statement.objects.filter(table__forum_day=day, table__number=number).order_by("said_at")
            written = list(words.values_list("words", flat=True))[1 if number == 1 else 0 :]
            assert written == spoken(number)
        helping = Statement.objects.filter(table__forum_day=day, is_what_helps=True).values_list("words", flat=True)
        assert sorted(helping) == [spoken(number)[1] for number in range(1, TABLES + 1)]
        clash = StatementClash.objects.get(statement__table__forum_day=day)
        assert Voice.objects.filter(statement=clash.statement, kind="agree").count() == 1
    both = {clash.words, statement_with(clash.statement_id).words}
    assert both == {"Na zes uur is er geen bus. (toestel twee)", "De laatste bus is om zes uur. (toestel één)"}
