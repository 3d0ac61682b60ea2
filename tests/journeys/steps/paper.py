"""The paper list: printed from the page, signed with a pen, photographed with a phone, and sent in."""

import io
import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import Actor, choose_in_menu, follow, is_told, press, sees_title

PAPER_DPI = 150


def print_list(page: Page, folder: Path) -> Path:
    """The printed list, as a file."""
    with page.expect_download() as started:
        follow(page, "Druk de lijst af")
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF")
    return path


def photograph(pdf: Path, folder: Path) -> Path:
    """A photo as a phone makes it: a little crooked, on a table, with pen strokes, not quite sharp."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[0].render(scale=PAPER_DPI / 72).to_pil().convert("RGB")
    document.close()
    scribble(sheet)
    table = Image.new("RGB", (sheet.width + 240, sheet.height + 240), (122, 98, 74))
    table.paste(sheet, (120, 120))
    crooked = table.rotate(2.2, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(122, 98, 74))
    path = folder / "lijst.jpg"
    crooked.filter(ImageFilter.GaussianBlur(0.7)).save(path, quality=82)
    return path


def scribble(sheet: Image.Image) -> None:
    """Pen strokes in the column for signatures."""
    pen, dice = ImageDraw.Draw(sheet), random.Random(7)  # noqa: S311 (a picture)
    for row in range(5):
        top = int(sheet.height * (0.36 + 0.045 * row))
        strokes = [(int(sheet.width * 0.6) + 14 * n, top + dice.randint(-14, 14)) for n in range(12)]
        pen.line(strokes, fill=(25, 35, 120), width=3)


def send_photo(actor: Actor, photo: Path) -> None:
    """Without saying for which session: the code on the paper tells."""
    page = actor.page
    choose_in_menu(page, "Lijst opladen")
    sees_title(page, "Foto van de papieren lijst")
    page.get_by_label("Foto of scan van de lijst").set_input_files(photo)
    press(page, "Laad op")
    sees_title(page, "Wie tekende op papier?")
    expect(page.get_by_role("img", name="Papieren lijst, bladzijde 1")).not_to_have_js_property("naturalWidth", 0)


def tick_names(page: Page, title: str, names: list[str]) -> None:
    """Look at the photo and tick who signed."""
    is_told(page, title)
    for name in names:
        page.get_by_label(name).check()
    press(page, "Bewaar deze namen")
    sees_title(page, "Aanwezigheid")


def picture_of(png: bytes) -> Image.Image:
    """A screenshot as a picture."""
    return Image.open(io.BytesIO(png))
