"""Associations with their facilitators, groups and meetings, made by the real actions."""

from tandem.dialogue.actions.group import make_group
from tandem.dialogue.actions.meeting import MeetingFacts, hold_meeting, plan_meeting, say
from tandem.dialogue.models import Group, Meeting
from tandem.identity.models import Person
from tandem.identity.rules import FACILITATOR
from tandem.kernel import access, clock
from tests.factories import make_membership, make_organisation


def make_facilitator() -> Person:
    """Somebody who accompanies groups of one association."""
    return make_membership(FACILITATOR, organisation=make_organisation(kind="association")).person


def make_dialogue_group(facilitator: Person | None = None, name: str = "Dinsdaggroep") -> Group:
    """A group of the facilitator's association."""
    facilitator = facilitator or make_facilitator()
    association = facilitator.memberships.get().organisation
    with access.as_system():
        return make_group(association.pk, name=name, about="", by=facilitator, at=clock.now())


def make_meeting(
    facilitator: Person | None = None, *, is_held: bool = True, words: str = "De bus komt te laat."
) -> Meeting:
    """A meeting at which one thing was said."""
    facilitator = facilitator or make_facilitator()
    group = make_dialogue_group(facilitator, name=f"Groep {Group.objects.count() + 1}")
    with access.as_system():
        facts = MeetingFacts("Naar het werk", clock.today(), "Buurthuis", ["mobility"])
        meeting = plan_meeting(group, facts, by=facilitator, at=clock.now())
        if is_held:
            meeting = hold_meeting(meeting, people=8, by=facilitator, at=clock.now())
            say(meeting, words=words, by=facilitator, at=clock.now())
    return meeting
