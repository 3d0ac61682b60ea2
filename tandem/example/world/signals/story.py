"""Everything of signals and dialogue, in the order in which it happened."""

from __future__ import annotations

from tandem.example.world.cast import World
from tandem.example.world.signals.cast import bring_signal_cast
from tandem.example.world.signals.groups import tell_forum_days, tell_groups
from tandem.example.world.signals.told import tell_signals


def tell_dialogue(world: World) -> None:
    """The network, its signals, groups, forum days and recommendations. Call as the system."""
    cast = bring_signal_cast(world)
    bundles = tell_signals(world, cast)
    groups = tell_groups(world, cast)
    tell_forum_days(world, cast, groups, bundles)
