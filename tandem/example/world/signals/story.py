"""Everything of signals and dialogue, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tandem.dialogue.models import Recommendation
from tandem.example.world.cast import World, at_hour
from tandem.example.world.signals.cast import SignalCast, bring_signal_cast
from tandem.example.world.signals.dossier import compose_dossier
from tandem.example.world.signals.groups import tell_forum_days, tell_groups
from tandem.example.world.signals.told import tell_signals
from tandem.guidance.models import Partnership
from tandem.policy_signals.actions.participation import check_participation
from tandem.policy_signals.participation import Subject

# Kind of thing, phase, rung and how people were involved.
INVOLVED = (
    ("template", "design", "co_produce", "Twee ervaringsdeskundigen schreven de zes bijeenkomsten mee."),
    ("template", "execution", "co_decide", "Elke bijeenkomst heeft een duo: samen voorbereid, samen gegeven."),
    ("template", "evaluation", "advise", "Vijf mensen lazen de antwoorden van deelnemers en gaven raad."),
    ("partnership", "design", "consult", "Acht mensen van de groep zeiden wat begeleiding voor hen moet zijn."),
    ("recommendation", "design", "co_decide", "De tafels schreven ze zelf."),
    ("recommendation", "evaluation", "advise", "De groepen zeggen of het antwoord goed genoeg is."),
)


def tell_dialogue(world: World) -> None:
    """The network, its signals, groups, forum days, recommendations and a dossier. Call as the system."""
    cast = bring_signal_cast(world)
    bundles = tell_signals(world, cast)
    groups = tell_groups(world, cast)
    recommendations = tell_forum_days(world, cast, groups, bundles)
    at = at_hour(world.today - timedelta(days=30), 11)
    compose_dossier(cast.worker, recommendations, at)
    _tell_who_was_involved(world, cast, recommendations, at)


def _tell_who_was_involved(
    world: World, cast: SignalCast, recommendations: Sequence[Recommendation], at: datetime
) -> None:  # fmt: skip
    things: dict[str, list[object]] = {
        "template": [template.pk for template in world.templates.values()],
        "partnership": list(Partnership.objects.values_list("pk", flat=True)),
        "recommendation": [row.pk for row in recommendations[:3]],
    }
    for kind, phase, rung, words in INVOLVED:
        for pk in things[kind]:
            subject = Subject(kind, str(pk), "", "", may_write=True)
            check_participation(subject, phase=phase, rung=rung, words=words, by=cast.worker, at=at)
