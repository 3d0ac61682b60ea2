"""One list: event -> reactions in other rooms."""

from tandem.kernel import events
from tandem.sessions.events import SeriesChanged


def connect() -> None:
    """Called once when the apps are ready."""
    from tandem.programmes.actions import follow_up, turns  # noqa: PLC0415 -- app ready

    events.react(SeriesChanged, turns.on_series_changed)
    events.react(SeriesChanged, follow_up.after_series_change)
