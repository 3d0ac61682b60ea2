"""Drawn signatures and the photo of a paper list, as they would come in from a tablet and a phone."""

import hashlib
import io
import math
from collections.abc import Sequence
from functools import cache
from random import Random

from PIL import Image, ImageDraw

from tandem.kernel.documents.codes import qr_png
from tandem.kernel.documents.uploads import CheckedUpload, Kind

SIGNATURES = 6  # a few hands for everybody: the same picture is kept once
PAPER_WIDTH, PAPER_HEIGHT = 1000, 1414
Points = list[tuple[float, float]]


@cache
def signature(number: int) -> CheckedUpload:
    """One of a few invented hands."""
    picture = Image.new("1", (300, 100), 1)
    ImageDraw.Draw(picture).line(_scribble(number % SIGNATURES, width=280, height=100), fill=0, width=3)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return _upload(written.getvalue(), Kind.PNG, "image/png", "handtekening.png")


def paper_list(code: str, names: Sequence[str]) -> CheckedUpload:
    """A photo of the printed list: its code, and a scribble behind every name."""
    page = Image.new("L", (PAPER_WIDTH, PAPER_HEIGHT), 246)
    page.paste(Image.open(io.BytesIO(qr_png(code, scale=6))), (PAPER_WIDTH - 280, 60))
    pen = ImageDraw.Draw(page)
    pen.text((70, 100), "Aanwezigheidslijst", fill=20, font_size=44)
    pen.text((70, 170), code, fill=20, font_size=28)
    for number, name in enumerate(names):
        top = 330 + number * 62
        pen.line([(70, top + 56), (PAPER_WIDTH - 70, top + 56)], fill=170)
        pen.text((80, top + 16), name, fill=20, font_size=26)
        pen.line([(620 + x, top + y / 2) for x, y in _scribble(number, width=260, height=100)], fill=70, width=2)
    written = io.BytesIO()
    page.save(written, "JPEG", quality=70)
    return _upload(written.getvalue(), Kind.JPEG, "image/jpeg", "lijst.jpg")


def _scribble(number: int, *, width: int, height: int) -> Points:
    random = Random(number)  # noqa: S311 -- a drawing, not a secret
    turns, sway = random.uniform(5, 9), random.uniform(0.2, 0.4)
    return [
        (10 + width * step / 60, height / 2 + height * sway * math.sin(turns * step / 10 + random.uniform(0, 0.9)))
        for step in range(61)
    ]


def _upload(content: bytes, kind: Kind, content_type: str, name: str) -> CheckedUpload:
    return CheckedUpload(kind, content_type, name, hashlib.sha256(content).hexdigest(), content)
