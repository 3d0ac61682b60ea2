"""Pages of scans become pictures; what cannot be drawn gives nothing."""

import io
from datetime import date

from PIL import Image

from tandem.kernel.documents.page_pictures import page_picture
from tandem.kernel.documents.pdf import render_pdf


def two_pages() -> bytes:
    rows = [[f"Deelnemer {number}", ""] for number in range(40)]
    columns = [{"label": "Naam"}, {"label": "Handtekening"}]
    return render_pdf("kernel/list.typ", {"title": "Lijst", "made_on": date(2026, 3, 4), "columns": columns, "rows": rows,
                                          "row_height_mm": 12})  # fmt: skip


def photo(size: tuple[int, int] = (800, 600), **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGBA", size, (10, 20, 30, 0)).save(written, "PNG", **options)
    return written.getvalue()


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content))


def test_pages_of_a_pdf_are_drawn_one_by_one() -> None:
    first, second = (opened(page_picture(two_pages(), page=number, longest_side=500)) for number in (1, 2))
    assert first.format == "JPEG"
    assert max(first.size) in {499, 500}
    assert first.tobytes() != second.tobytes()


def test_a_page_that_is_not_there_gives_nothing() -> None:
    assert [page_picture(two_pages(), page=99), page_picture(photo(), page=2)] == [None, None]


def test_see_through_parts_of_a_photo_become_white() -> None:
    picture = opened(page_picture(photo(), longest_side=100))
    assert picture.size == (100, 75)
    assert min(picture.getpixel((50, 40))) > 250


def test_a_damaged_file_gives_nothing() -> None:
    assert [page_picture(b"%PDF-1.7 kapot"), page_picture(b"\x89PNG kapot")] == [None, None]
