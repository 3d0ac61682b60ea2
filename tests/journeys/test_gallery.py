"""The gallery in a real browser: every component, on a phone and on a desk, without findings."""

import gzip
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tandem.kernel import gallery
from tests.journeys.browsing import DESK, PHONE, NewWindow

pytestmark = pytest.mark.journey
BUILT = Path(gallery.__file__).parent / "static" / "built"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AT_A_TABLE = {"letterbox.js", "table-notes.js", "table-worker.js"}  # only the tables of a forum day load these
OF_A_PROJECT = {
    "answer-autosave.js",
    "budget-lines.js",
    "conditions.js",
}  # only who writes a project, or makes its form
APART = {"signature_pad.js", *AT_A_TABLE, *OF_A_PROJECT}
OWN_MODULES = [path for path in sorted(BUILT.glob("*.js")) if path.name not in APART]


@pytest.fixture(params=[PHONE, DESK])
def opened(request: pytest.FixtureRequest, new_window: NewWindow) -> Page:
    page = new_window(width=request.param).page
    page.goto("/components/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voor wie pagina's maakt Componenten")
    return page


def gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_gallery_has_no_accessibility_findings(opened: Page) -> None:
    findings = Axe().run(opened).response["violations"]

    assert [(f["id"], [node["html"][:160] for node in f["nodes"]]) for f in findings] == []


def test_gallery_fits_the_screen(opened: Page) -> None:
    assert opened.evaluate(WIDER_THAN_SCREEN) == 0


@pytest.mark.parametrize("page", [{"width": PHONE, "javascript": False}], indirect=True)
def test_everything_can_be_read_and_filled_in_without_script(page: Page) -> None:
    page.goto("/components/")
    page.get_by_role("group").filter(has_text="Wat is een paritair comité?").locator("summary").click()

    expect(page.get_by_text("Dat zijn werkgevers en vakbonden van één sector samen.")).to_be_visible()
    expect(page.get_by_label("Of typ je naam")).to_be_visible()
    expect(page.get_by_text("Ten hoogste 500 tekens").first).to_be_visible()


def test_typing_is_counted(opened: Page) -> None:
    opened.locator("#voorbeeld_motive").fill("a" * 503)

    expect(opened.get_by_text("Je hebt 3 tekens te veel")).to_be_visible()


def test_drawn_signature_lands_in_the_form_and_can_be_wiped(opened: Page) -> None:
    field = opened.locator("#oplaad_signature")
    pad = opened.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    opened.mouse.move(box["x"] + 20, box["y"] + 30)
    opened.mouse.down()
    opened.mouse.move(box["x"] + 120, box["y"] + 90, steps=8)
    opened.mouse.up()

    expect(field).to_have_value(re.compile("^data:image/png;base64,"))
    opened.get_by_role("button", name="Wis en teken opnieuw").click()
    expect(field).to_have_value("")


@pytest.mark.parametrize("page", [{"width": PHONE}], indirect=True)
def test_table_on_a_phone_names_every_cell(page: Page) -> None:
    page.goto("/components/")
    cells = page.locator(".kaarttabel td").all()

    names = [json.loads(cell.evaluate("e => getComputedStyle(e, '::before').content")) for cell in cells]
    assert names[:4] == ["Dag", "Dagdelen", "Bedrag", "Stand"]


def test_weight_of_the_look_stays_within_budget() -> None:
    assert gzipped(BUILT / "site.css") <= 20 * 1024
    assert gzipped(BUILT / "site.rtl.css") <= 20 * 1024
    assert sum(map(gzipped, OWN_MODULES)) <= 6 * 1024
    assert sum(gzipped(BUILT / name) for name in AT_A_TABLE) <= 4 * 1024
    assert sum(gzipped(BUILT / name) for name in OF_A_PROJECT) <= 4 * 1024
