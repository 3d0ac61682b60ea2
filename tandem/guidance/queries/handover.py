"""A warm handover: where it stands, and between whom it can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from tandem.guidance.models import Handover, NetworkMember
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.queries.network import day_of, standings
from tandem.guidance.rules.handover import HandoverFacts, confirming_problems, state_problems
from tandem.guidance.rules.network import GUIDE_ROLE
from tandem.guidance.rules.vocabulary import ANSWERED_HOW


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """One handover, and what is still needed."""

    handover: Handover
    from_name: str
    to_name: str
    to_organisation: str
    to_pk: object
    words: str
    meets_at: datetime | None
    is_confirmed: bool
    is_called_off: bool
    confirmed_how: str
    to_said_yes: bool
    stops: list[str]
    waits_for: list[str]


def handover_page(place: Place, pk: object) -> HandoverPage:
    """One handover of this file; 404 for what is not there for this viewer."""
    handover = handover_for(place, pk)
    facts = facts_of(place, handover)
    over = facts.is_confirmed or facts.is_called_off
    stops = [] if over else [problem.text for problem in state_problems(facts)]
    waits_for = [] if over or stops else [problem.text for problem in confirming_problems(facts)]
    return HandoverPage(
        handover=handover, from_name=_name(handover.from_member), to_name=_name(handover.to_member),
        to_organisation=str(handover.to_member.organisation or ""), to_pk=handover.to_member_id, words=handover.words,
        meets_at=handover.meets_at, is_confirmed=facts.is_confirmed, is_called_off=facts.is_called_off,
        confirmed_how=ANSWERED_HOW.get(handover.confirmed_how, ""), to_said_yes=facts.to_said_yes, stops=stops,
        waits_for=waits_for,
    )  # fmt: skip


def handover_for(place: Place, pk: object) -> Handover:
    """The row, with both members."""
    handover = part_for(place, Handover, pk)
    members = parts(place, NetworkMember).select_related("person", "organisation")
    by_pk = {m.pk: m for m in members.filter(pk__in=[handover.from_member_id, handover.to_member_id])}
    if len(by_pk) < 2:
        raise Http404
    handover.from_member, handover.to_member = by_pk[handover.from_member_id], by_pk[handover.to_member_id]
    return handover


def facts_of(place: Place, handover: Handover) -> HandoverFacts:
    """What the rule asks."""
    to = handover.to_member
    (standing,) = standings([to], on=day_of(place))
    return HandoverFacts(
        is_confirmed=handover.confirmed_at is not None, is_called_off=handover.called_off_at is not None,
        from_is_active=handover.from_member.state == "active", to_name=to.called, to_state=to.state,
        to_said_yes=to.accepted_at is not None and to.person_id is not None, to_works_there=standing.works_there,
        to_is_guide_there=standing.is_guide_there,
    )  # fmt: skip


def open_handovers(place: Place) -> list[Handover]:
    """Handovers that wait for the person."""
    rows = parts(place, Handover).filter(confirmed_at__isnull=True, called_off_at__isnull=True)
    return list(rows.select_related("from_member", "to_member"))


def could_be_guide(place: Place) -> list[NetworkMember]:
    """Who takes part already and works as a guide somewhere: they could take over."""
    rows = parts(place, NetworkMember).filter(state="active", person__isnull=False, organisation__isnull=False)
    members = list(rows.exclude(role=GUIDE_ROLE).select_related("organisation").order_by("called", "pk"))
    return [
        m for m, standing in zip(members, standings(members, on=day_of(place)), strict=True) if standing.is_guide_there
    ]


def guides_of_partnership(place: Place) -> list[NetworkMember]:
    """The guides who walk along for an organisation of the file's partnership."""
    partnership = place.file.partnership
    if partnership is None:
        return []
    organisations = list(partnership.members.values_list("organisation_id", flat=True))
    return list(parts(place, NetworkMember).filter(state="active", role=GUIDE_ROLE, organisation_id__in=organisations))


def _name(member: NetworkMember) -> str:
    return member.called
