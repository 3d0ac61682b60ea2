"""What the people who gave a signal say about its answer, without saying how many of them said so. Pure."""

MARKS_NEEDED = 3


def says_answered(*, yes: int, no: int) -> bool | None:
    """Whether most of them call it an answer; None as long as there are fewer than three marks, or as many of each.

    Marks from before the present answer do not count (`queries/marks.py`). No page shows `yes` or `no`.
    """
    if yes + no < MARKS_NEEDED or yes == no:
        return None
    return yes > no


def said_by_givers(is_answer: bool | None) -> str:
    """The sentence on every page."""
    if is_answer is None:
        return "Nog niet bekend"
    return f"De mensen die dit signaal gaven, vinden dit {'een' if is_answer else 'geen'} antwoord."
