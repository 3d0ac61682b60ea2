"""A browser window that listens: whatever the page complains about fails the journey."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 740, DESK: 900}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCREENSHOTS = Path(__file__).parent / "screenshots"
# Of several lists Chromium keeps the last, so what Playwright itself switches off stands here too. Only RenderDocument is ours:
# a new frame for every page of the same site takes a fifth of the browser's time.
SWITCHED_OFF = (
    "RenderDocument", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch",
)  # fmt: skip
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(SWITCHED_OFF)}",
)
LONGEST_WAIT_MS = 30_000  # a limit, not a pause: a busy machine may take long over a sealed list
# The browser reports every answer of 4xx in its console too; those are judged by `listen` itself, with their address.
SAID_BY_STATUS = "Failed to load resource: the server responded with a status of 4"


def launch_options() -> dict[str, object]:
    """The Chromium of the machine when there is one, else Playwright's own."""
    found = os.environ.get("TANDEM_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*FLAGS, *sandbox]}


@dataclass
class Window:
    """One page in a context of its own, and what it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def close(self) -> None:
        """Close the window with its cookies."""
        self.context.close()


NewWindow = Callable[..., Window]


def open_window(browser: Browser, *, width: int = DESK, javascript: bool = True, base_url: str | None = None) -> Window:
    """A window with its own cookies; the size and JavaScript are chosen, the language is Dutch."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=javascript, locale="nl-BE", timezone_id="Europe/Brussels",
        viewport={"width": width, "height": HEIGHTS.get(width, HEIGHTS[DESK])}, accept_downloads=True,
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(LONGEST_WAIT_MS)
    window = Window(context.new_page())
    listen(window.page, window.complaints.append)
    return window


def listen(page: Page, complain: Callable[[str], None]) -> None:
    """Report console errors and warnings (a broken content policy is one), script errors and failed requests."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(SAID_BY_STATUS):
            complain(f"console on {page.url}: {message.text}")

    def on_response(response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= (500 if is_page else 400) and not is_expected(response):
            complain(f"{response.status} {response.request.method} {response.url}")

    def on_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that was left, or a download
            complain(f"{request.failure} {request.method} {request.url}")

    page.on("console", on_console)
    page.on("response", on_response)
    page.on("requestfailed", on_failure)
    page.on("pageerror", lambda error: complain(f"script on {page.url}: {error}"))


def is_expected(response: Response) -> bool:
    """A refused form that htmx swaps in, or a text that somebody else changed meanwhile, is an answer, not a failure."""
    by_script = "hx-request" in response.request.headers or response.request.resource_type == "fetch"
    return by_script and response.status in {409, 422}


def path_of(page: Page) -> str:
    """The address without the host."""
    return urlsplit(page.url).path
