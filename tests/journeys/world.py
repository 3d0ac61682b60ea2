"""The living world of the example, as far as the pages need it: every state once, without the stories that only add more."""

from tandem.example.world.loading import load_world
from tandem.example.world.stories import stories
from tandem.kernel import clock

SEED = 2026
TOLD = frozenset({
    "draft_check", "draft_group", "waiting_for_long", "asked_twice", "approved_not_released", "refused_not_released",
    "refused", "withdrawn", "no_duo", "duo_declined", "dates_from_organisation", "dates_from_provider",
    "confirmed_not_reported", "session_today", "list_on_paper", "list_not_closed", "list_corrected", "plan_together",
    "cancelled", "phase_to_decide", "paused", "stopped", "few_answers", "report_to_write", "settlement_open",
    "settlement_claimed", "settlement_questioned", "settlement_accepted", "settled_and_visited",
})  # fmt: skip


def fill() -> None:
    """Committed, by the real actions."""
    told = {story.__name__: story for story in stories()}
    assert told.keys() >= TOLD, TOLD - told.keys()
    load_world(seed=SEED, today=clock.today(), say=lambda line: None, chosen=[told[n] for n in told if n in TOLD])
