"""The living world of the example, as far as the pages need it: every state once, and some rows that it does not have."""

from tandem.example.world.guidance.others import tell_guidance
from tandem.example.world.loading import load_world
from tandem.example.world.signals.story import tell_dialogue
from tandem.example.world.stories import stories
from tandem.kernel import access, clock
from tests.journeys import rooms

SEED = 2026


def fill() -> None:
    """Committed, by the real actions."""
    told = {story.__name__: story for story in [*stories(), tell_guidance, tell_dialogue]}
    wanted = rooms.stories()
    assert told.keys() >= wanted, f"No such story in the example: {wanted - told.keys()}"
    load_world(seed=SEED, today=clock.today(), say=lambda line: None, chosen=[told[n] for n in told if n in wanted])
    with access.as_system():
        rooms.fill_rooms()
