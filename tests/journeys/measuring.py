"""What must hold for every page: accessible, within the screen, light, and large enough to touch."""

import gzip
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Request

KB = 1024
MOMENT_MS, QUIET_MOMENTS, MOST_MOMENTS = 25, 2, 400
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE_OPTIONS = {
    "rules": {"target-size": {"enabled": True}},  # 24 px with its exceptions, WCAG 2.2 criterion 2.5.8
    "resultTypes": ["violations"],  # what is fine is not written out node by node: half the time
}
KINDS = {"document": "html", "stylesheet": "css", "script": "js"}


@dataclass(frozen=True)
class Budget:
    """The most a first view may cost."""

    transferred: int
    html_gz: int
    css_gz: int
    js_gz: int
    requests: int


STAFF = Budget(transferred=200 * KB, html_gz=40 * KB, css_gz=25 * KB, js_gz=60 * KB, requests=14)
CLIENT = Budget(transferred=60 * KB, html_gz=12 * KB, css_gz=20 * KB, js_gz=20 * KB, requests=6)


@dataclass
class Weight:
    """What one view cost."""

    transferred: int = 0
    requests: int = 0
    html_gz: int = 0
    css_gz: int = 0
    js_gz: int = 0
    paths: list[str] = field(default_factory=list)

    def too_much(self, budget: Budget) -> list[str]:
        """What goes over the budget, in words."""
        return [
            f"{name}: {getattr(self, name)} > {getattr(budget, name)}"
            for name in ("transferred", "requests", "html_gz", "css_gz", "js_gz")
            if getattr(self, name) > getattr(budget, name)
        ]


class Scale:
    """Weighs what a page fetches, with an empty cache."""

    def __init__(self, page: Page) -> None:
        self.page, self.requests = page, list[Request]()
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("Network.enable")
        self.tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.waiting: set[Request] = set()
        page.on("request", self._await)
        page.on("requestfailed", self._forget)
        page.on("requestfinished", self._count)

    def weigh(self, path: str) -> Weight:
        """Open a page and weigh it."""
        self.requests.clear()
        self.waiting.clear()
        self.page.goto(path)
        self._wait_for_modules()
        weight = Weight()
        for request in self.requests:
            self._add(weight, request)
        return weight

    def _await(self, request: Request) -> None:
        self.waiting.add(request)

    def _forget(self, request: Request) -> None:
        self.waiting.discard(request)

    def _count(self, request: Request) -> None:
        self._forget(request)
        self.requests.append(request)

    def _wait_for_modules(self) -> None:
        """Scripts fetch their modules after the page is there: two quiet moments after each other."""
        quiet = 0
        for _ in range(MOST_MOMENTS):
            self.page.wait_for_timeout(MOMENT_MS)
            quiet = 0 if self.waiting else quiet + 1
            if quiet == QUIET_MOMENTS:
                return
        waited_for = ", ".join(request.url for request in self.waiting)
        raise TimeoutError(f"{self.page.url} keeps fetching {waited_for}")

    def _add(self, weight: Weight, request: Request) -> None:
        if request.url.startswith("data:"):
            return
        sizes = request.sizes()
        weight.requests += 1
        weight.paths.append(request.url)
        weight.transferred += sizes["responseBodySize"] + sizes["responseHeadersSize"]
        kind = KINDS.get(request.resource_type)
        if kind == "html":
            weight.html_gz += len(gzip.compress(request.response().body(), 6))
        elif kind:
            setattr(weight, f"{kind}_gz", getattr(weight, f"{kind}_gz") + sizes["responseBodySize"])


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it stands on the screen now."""
    faults = []
    overflow = page.evaluate(OVERFLOW)
    if overflow:
        faults.append(f"{overflow} px wider than the screen: {widest(page)}")
    headings = page.locator("h1").count()
    if headings != 1:
        faults.append(f"{headings} headings of level 1")
    return faults + findings_of(page)


def findings_of(page: Page) -> list[str]:
    """What axe finds, with the piece of the page it is about. Looked at again, the page has axe already."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", AXE_OPTIONS)
    return [f"axe {rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"][:3]]


def widest(page: Page) -> list[str]:
    """The elements that stick out on the right, to find the fault."""
    script = """() => [...document.querySelectorAll('main *, header *, footer *')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
        .slice(0, 4).map(e => e.outerHTML.slice(0, 120))"""
    return page.evaluate(script)
