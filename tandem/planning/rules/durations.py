"""Minutes as people say them. Pure."""


def words(minutes: int) -> str:
    """45 minuten; 1 uur; 2 uur en 5 minuten."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    if rest or not hours:
        parts.append("1 minuut" if rest == 1 else f"{rest} minuten")
    return " en ".join(parts)
