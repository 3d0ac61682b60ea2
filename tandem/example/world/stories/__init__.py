"""What happens to each dossier: one small function per story, together every state there is."""

from collections.abc import Callable, Iterator

from tandem.example.world.cast import World
from tandem.example.world.dossier import Dossier
from tandem.example.world.stories import applications, planning, running

Story = Callable[[World], Dossier]


def stories() -> Iterator[Story]:
    """Every story, in the order in which they are told: those with held sessions take their half-days first."""
    yield from running.STORIES
    yield from planning.STORIES
    yield from applications.STORIES
