"""The small scripts, each on a page of its own under our content policy; the server is played by the test."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Request, Route, expect

from tandem.kernel import gallery

pytestmark = pytest.mark.journey
BUILT = Path(gallery.__file__).parent / "static" / "built"
SITE = "http://tandem.test"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"
FRAME = '<!doctype html><html lang="nl"><title>Proef</title><script type="module" src="/static/built/site.js"></script>{}</html>'
FORM = '<main><form method="post" action="/vorm/" {}><label>Wens <input name="wish"></label><button>Bewaar</button></form></main>'

WAY_OUT = '<form method="post" action="/weg/" data-module="quick-exit"><button>Snel weg</button></form>'


class PlayedServer:
    """Answers every request of the page and remembers what was posted."""

    def __init__(self, page: Page, body: str) -> None:
        self.page = page
        self.body = body
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.fetched: list[str] = []
        self.status = 204
        page.route("**/*", self.answer)

    def answer(self, route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        self.fetched.append(request.url.removeprefix(SITE))
        if path.startswith("/static/built/"):
            route.fulfill(path=BUILT / path.removeprefix("/static/built/"), content_type="text/javascript")
        elif request.method == "POST":
            self.posts.append((path, posted(request)))
            self.play(route)
        else:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=FRAME.format(self.body), headers=headers)

    def play(self, route: Route) -> None:
        if self.status:
            route.fulfill(status=self.status)
        else:
            route.abort()

    def paths(self) -> list[str]:
        return [path for path, _ in self.posts]


def posted(request: Request) -> dict[str, str]:
    """The fields of a posted form, multipart or plain."""
    text = request.post_data or ""
    parts = re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', text, re.DOTALL)
    return dict(parts) or {name: values[-1] for name, values in parse_qs(text).items()}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.clock.install()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    yield page
    page.close()
    assert complaints == []


def open_page(page: Page, body: str, module: str) -> PlayedServer:
    """Open a page with this body and wait until its module has started."""
    server = PlayedServer(page, body)
    with page.expect_response(f"**/{module}.js"):
        page.goto(f"{SITE}/vorm/?stap=2")
    page.wait_for_load_state("networkidle")
    return server


@pytest.fixture
def lock_warning() -> str:
    """The dialog of the real page frame: lock after 900 seconds, warning 60 seconds before."""
    names = {"stay_url": "/blijf/", "lock_url": "/slot/", "keep_url": "/bewaar/"}
    facts = {"lock_after_seconds": 900, "lock_warning_seconds": 60, "csrf_token": "teken"}
    html = render_to_string("kernel/lock_warning_dialog.html", {**names, **facts})
    return html + FORM.format("")


def test_warning_comes_a_minute_before_the_lock_and_one_button_stays(page: Page, lock_warning: str) -> None:
    server = open_page(page, lock_warning, "lock-warning")
    page.clock.run_for(838_000)
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.clock.run_for(4_000)
    page.get_by_role("button", name="Ik ben er nog").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    assert server.posts == [("/blijf/", {"csrfmiddlewaretoken": "teken"})]


def test_typed_text_goes_to_the_server_before_the_lock(page: Page, lock_warning: str) -> None:
    server = open_page(page, lock_warning, "lock-warning")
    page.get_by_label("Wens").fill("een stille plek")
    page.clock.run_for(898_000)
    page.wait_for_url(f"{SITE}/slot/**")

    kept = ("/bewaar/", {"wish": "een stille plek", "keep_path": "/vorm/?stap=2", "csrfmiddlewaretoken": "teken"})
    assert server.posts == [kept]
    assert page.url == f"{SITE}/slot/?next=%2Fvorm%2F%3Fstap%3D2"


def test_who_is_typing_is_not_asked_whether_they_are_there(page: Page, lock_warning: str) -> None:
    server = open_page(page, lock_warning, "lock-warning")
    page.clock.run_for(820_000)
    page.get_by_label("Wens").fill("ik typ nog")
    with page.expect_response("**/blijf/"):
        page.clock.run_for(22_000)

    expect(page.get_by_role("dialog")).to_be_hidden()
    assert server.paths() == ["/blijf/"]


def test_without_internet_the_page_is_covered_and_nothing_is_lost(page: Page, lock_warning: str) -> None:
    server = open_page(page, lock_warning, "lock-warning")
    page.get_by_label("Wens").fill("een stille plek")
    server.status = 0
    page.clock.run_for(898_000)
    expect(page.get_by_label("Wens")).to_be_hidden()

    server.status = 204
    page.clock.run_for(11_000)
    page.wait_for_url(f"{SITE}/slot/**")
    assert server.posts[-1][1]["wish"] == "een stille plek"


AUTOSAVE = FORM.format(
    'data-module="autosave leave-form" data-autosave-url="/kladje/" data-saved="Bewaard om" data-failed="Nog niet bewaard"'
)


def test_form_saves_itself_two_seconds_after_typing(page: Page) -> None:
    server = open_page(page, AUTOSAVE, "autosave")
    page.get_by_label("Wens").fill("een bank")
    page.clock.run_for(1_500)
    assert server.posts == []

    page.clock.run_for(1_000)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^Bewaard om \d{1,2}\.\d\d$"))
    assert server.posts == [("/kladje/", {"wish": "een bank"})]


def test_failed_save_is_said_and_tried_again(page: Page) -> None:
    server = open_page(page, AUTOSAVE, "autosave")
    server.status = 0
    page.get_by_label("Wens").fill("een bank")
    page.clock.run_for(2_500)
    expect(page.get_by_role("status")).to_have_text("Nog niet bewaard")

    server.status = 204
    page.clock.run_for(16_000)
    expect(page.get_by_role("status")).to_have_text(re.compile("^Bewaard om"))


@pytest.mark.parametrize(("typed", "asked"), [("", 0), ("een bank", 1)])
def test_leaving_is_questioned_only_when_something_was_typed(page: Page, typed: str, asked: int) -> None:
    open_page(page, FORM.format('data-module="leave-form"'), "site")
    questions: list[str] = []

    def leave(dialog: object) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_label("Wens").press_sequentially(typed)
    page.goto(f"{SITE}/elders/")

    assert questions == ["beforeunload"] * asked


def test_door_code_is_renewed(page: Page) -> None:
    body = '<div data-module="refresh-code" data-seconds="30"><img src="/code.svg?deur=4" alt="Code"></div>'
    server = open_page(page, body, "refresh-code")
    for _ in range(2):
        with page.expect_response("**/code.svg?deur=4&t=*"):
            page.clock.run_for(30_500)

    codes = [path for path in server.fetched if path.startswith("/code.svg")]
    assert len(codes) == len(set(codes)) == 3
    assert {path.split("&")[0] for path in codes} == {"/code.svg?deur=4"}


def test_copy_button_copies_and_says_so(page: Page, chromium: Browser) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { document.title = text; }}})"
    )
    button = '<button hidden>Kopieer</button><span role="status"></span>'
    open_page(page, f'<p data-module="copy" data-text="+++1+++" data-done="Gekopieerd">{button}</p>', "copy")
    page.get_by_role("button", name="Kopieer").click()

    expect(page.get_by_role("status")).to_have_text("Gekopieerd")
    expect(page).to_have_title("+++1+++")


@pytest.mark.parametrize(("keys", "leaves"), [(3, True), (2, False)])
def test_shift_three_times_leaves_at_once(page: Page, keys: int, leaves: bool) -> None:
    server = open_page(page, WAY_OUT + FORM.format(""), "quick-exit")
    page.get_by_label("Wens").fill("een stille plek")
    for _ in range(keys):
        page.keyboard.press("Shift")
    if leaves:
        expect(page.locator("body")).to_be_hidden()

    assert server.paths() == (["/weg/"] if leaves else [])


def test_shift_pressed_slowly_or_while_typing_leaves_nobody(page: Page) -> None:
    server = open_page(page, WAY_OUT + FORM.format(""), "quick-exit")
    for _ in range(3):
        page.keyboard.press("Shift")
        page.clock.run_for(1_500)
    for _ in range(3):
        page.keyboard.press("Shift+A")

    assert server.posts == []
