"""Groups that meet and groups that stopped, meetings in every state with a report to correct, and recommendations."""

from collections.abc import Iterator

from tandem.dialogue.actions.group import end_group
from tandem.dialogue.actions.meeting import add_point, correct, hear, read_back
from tandem.dialogue.models import Group, Meeting, Recommendation
from tandem.identity import rules as roles
from tandem.identity.models import Membership
from tandem.kernel import clock
from tests.dialogue.factories import make_dialogue_group, make_meeting
from tests.journeys.subjects import Subject, first_member, first_members, one_of_each

WHO_READS_REPORTS = (roles.FACILITATOR, roles.POLICY_WORKER)


def fill() -> None:
    """A report that is read back with a correction, a meeting that was just held, and a group that stopped."""
    by, at = first_member(roles.FACILITATOR).person, clock.now()
    held = make_meeting(by)
    add_point(held, words="Vroege bussen", by=by, at=at)
    meeting = make_meeting(by, words="Mijn bus komt pas om negen uur.")
    said = meeting.statements.get()
    for kind, words in (("agree", ""), ("differ", "Bij ons komt hij vroeger.")):
        hear(meeting, said, kind=kind, words=words, by=by, at=at)
    add_point(meeting, words="Bussen in het weekend", by=by, at=at)
    correct(read_back(meeting, by=by, at=at), words="Zet erbij dat het over de winter gaat.", by=by, at=at)
    end_group(make_dialogue_group(by, name="Wintergroep"), by=by, at=at)


def visitors() -> dict[str, int]:
    """Who accompanies groups."""
    return {roles.FACILITATOR: first_member(roles.FACILITATOR).pk}


def of_association(association: int) -> dict[str, int]:
    """The facilitator of an association, and a policy worker."""
    own = Membership.objects.filter(role=roles.FACILITATOR, organisation=association).earliest("pk")
    return {roles.FACILITATOR: own.pk, roles.POLICY_WORKER: first_member(roles.POLICY_WORKER).pk}


def groups() -> Iterator[Subject]:
    """One that meets, one that stopped."""
    for state, row in one_of_each(Group.objects.order_by("pk"), lambda row: f"ended {bool(row.ended_at)}").items():
        yield Subject({"pk": row.pk}, state, of_association(row.association_id))


def meetings() -> Iterator[Subject]:
    """One in every state; pieces of it where there are any."""
    for state, row in one_of_each(Meeting.objects.order_by("-pk"), lambda row: row.state).items():
        pieces = {"statement": row.statements, "point": row.agenda, "correction": row.corrections}
        found = {name: getattr(rows.order_by("pk").first(), "pk", None) for name, rows in pieces.items()}
        nothing = {"statement": row.pk, "point": 0, "correction": 0}
        arguments = {"pk": row.pk, **nothing, **{name: pk for name, pk in found.items() if pk}}
        yield Subject(arguments, state, of_association(row.association_id))


def recommendations() -> Iterator[Subject]:
    """One in every state, the longest followed first; a signal of a draft that rests on nothing yet is nothing."""
    rows = sorted(Recommendation.objects.order_by("pk"), key=lambda row: -row.follow_ups.count())
    for state, row in one_of_each(rows, lambda row: row.state).items():
        step, proof = row.follow_ups.order_by("-at").first(), row.evidence.order_by("pk").first()
        arguments = {"pk": row.pk, "follow_up": step.pk if step else row.pk, "evidence": proof.pk if proof else 0}
        yield Subject(arguments, state, first_members())


SUBJECTS = {"groepen/": groups, "groepsgesprekken/": meetings, "aanbevelingen/": recommendations}
