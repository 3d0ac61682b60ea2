"""How long a call stays open, in words. Pure."""

from datetime import datetime

from tandem.calls.rules.call import ends_at
from tandem.kernel.dutch import wall_clock


def time_left(closes_at: datetime, at: datetime) -> str:
    """`nog 12 dagen`, `nog 5 uur`, `nog 20 minuten`; nothing once it is closed."""
    seconds = int((ends_at(closes_at) - at).total_seconds())
    if seconds <= 0:
        return ""
    days = (wall_clock(closes_at).date() - wall_clock(at).date()).days
    hours, minutes = seconds // 3600, max(1, seconds // 60)
    if days >= 2:
        return f"nog {days} dagen"
    if hours >= 1:
        return f"nog {hours} uur"
    return f"nog {minutes} minuten" if minutes > 1 else "nog 1 minuut"
