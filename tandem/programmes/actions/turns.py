"""Keeps the turn of a trajectory in step with what happened, also in the sessions room."""

from tandem.sessions.events import SeriesChanged


def on_series_changed(event: SeriesChanged) -> None:
    """Something happened in a series: find out whose move it is now."""
