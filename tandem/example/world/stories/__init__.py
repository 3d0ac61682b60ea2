"""What happens to each dossier: one small function per story, together every state there is."""

from collections.abc import Callable
from inspect import signature

from tandem.example.world.dossier import Dossier
from tandem.example.world.stories import applications, ended, planning, running

Story = Callable[..., Dossier]  # from the first click, `days_ago` days ago, to where the file stands today


def stories() -> list[Story]:
    """Every story, the oldest first, so that numbers follow the order in which applications came in."""
    told: list[Story] = [*applications.STORIES, *planning.STORIES, *running.STORIES, *ended.STORIES]
    return sorted(told, key=lambda story: -signature(story).parameters["days_ago"].default)
