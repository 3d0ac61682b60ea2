"""Pages of a kept scan as pictures, for a screen or an appendix."""

from tandem.kernel.documents.sandbox import in_sandbox
from tandem.kernel.documents.sandboxed.answers import Refused
from tandem.kernel.documents.uploads import PIXELS_LIMIT


def page_picture(content: bytes, *, page: int = 1, longest_side: int = 1400) -> bytes | None:
    """A JPEG of one page of a PDF, or of a photo (one page); None when there is no such page to draw."""
    try:
        return in_sandbox("page", content, page=page, longest_side=longest_side, pixels=PIXELS_LIMIT).content
    except Refused:
        return None
