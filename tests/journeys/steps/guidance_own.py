"""What is the person's own: taking everything along, and having everything erased."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys.steps.guidance import more
from tests.journeys.steps.screen import follow, is_told, press, sees_title


def open_export(page: Page) -> None:
    """Everything that stands there, on one page."""
    more(page, "Alles meenemen")
    sees_title(page, "Alles meenemen")


def download(page: Page, link: str, folder: Path) -> Path:
    """One tap; the file as it arrives."""
    with page.expect_download() as started:
        follow(page, link)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def read_booklet(path: Path) -> str:
    """The words of the booklet, as a reader of PDF files finds them, without where a line broke."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def read_data(path: Path) -> Any:
    """The data for another program."""
    return json.loads(path.read_text())


def names_in(path: Path) -> list[str]:
    """What is in the file with everything."""
    with ZipFile(path) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def erase(page: Page) -> None:
    """Asked once more before anything goes; then at once."""
    more(page, "Ik wil stoppen of veranderen")
    follow(page, "Alles laten wissen")
    sees_title(page, "Alles laten wissen")
    page.get_by_role("radio", name="Nu meteen.").check()
    press(page, "Wis alles")
    is_told(page, "Zonder vinkje blijft alles staan.")
    page.get_by_role("checkbox", name="Ja, wis alles wat hier staat.").check()
    press(page, "Wis alles")
    sees_title(page, "Alles is gewist")
