"""The jury of a call: who sits in it, what is given out, what is missing; and the doors to its pages."""

from __future__ import annotations

from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from tandem.calls.models import Call, Juror, Reading, Tie
from tandem.calls.queries.doors import PUBLIC_STATES, calls_of
from tandem.calls.queries.ranking import judged
from tandem.calls.rules.jury import CHAIR, EXPERT, Lack, Paper, Seat
from tandem.identity.queries import members_with_role
from tandem.identity.rules import CALL_OFFICER, JUROR, Viewer
from tandem.kernel import access
from tandem.kernel.finding import one_or_404

if TYPE_CHECKING:
    from tandem.identity.models import Invitation, Membership


@dataclass(frozen=True, slots=True)
class JuryPlace:
    """A call with who looks: an officer of it, or a juror in a seat. `kinds`: the kind of every seat."""

    call: Call
    seat: Juror | None = None
    kinds: list[str] = field(default_factory=list)

    @property
    def is_officer(self) -> bool:
        """Officers come in without a seat."""
        return self.seat is None

    @property
    def may_settle(self) -> bool:
        """Writes down what the jury decided: an officer or the chair."""
        return self.seat is None or self.seat.seat == CHAIR

    def in_sight(self) -> AbstractContextManager[None]:
        """Every row of the jury: an officer has them in sight, for a juror the page asks as system."""
        return nullcontext() if self.is_officer else access.as_system()


@dataclass(frozen=True, slots=True)
class JurorRow:
    """A juror with how far the work is. How many projects are hidden, never which or why."""

    juror: Juror
    hidden: int
    given: int
    done: int
    last: datetime | None

    @property
    def left(self) -> int:
        """What still has to be read."""
        return self.given - self.done


@dataclass(frozen=True, slots=True)
class Standing:
    """The jury at work: what `rules.jury.distribute` starts from, and what the page of the officer shows."""

    call: Call
    jurors: list[Juror]
    papers: list[Paper]
    titles: dict[UUID, tuple[int, str]]
    ties: set[tuple[UUID, UUID]]
    readings: list[tuple[UUID, UUID, datetime | None]] = field(default_factory=list)

    @property
    def seats(self) -> list[Seat]:
        """As the rule takes them."""
        load = Counter(juror for juror, _, _ in self.readings)
        return [Seat(one.pk, one.seat == EXPERT, _may_get(one), load[one.pk]) for one in self.jurors]

    def rows(self) -> list[JurorRow]:
        """One line per juror who still sits there, or who read something before leaving."""
        hidden = Counter(juror for juror, _ in self.ties)
        given = Counter(juror for juror, _, _ in self.readings)
        done = {one.pk: [at for juror, _, at in self.readings if juror == one.pk and at] for one in self.jurors}
        return [
            JurorRow(one, hidden[one.pk], given[one.pk], len(done[one.pk]), max(done[one.pk], default=None))
            for one in self.jurors if one.left_at is None or done[one.pk]
        ]  # fmt: skip

    def lacks(self) -> list[Lack]:
        """Projects with too few readers, or without somebody who knows poverty from experience."""
        experts = {one.pk for one in self.jurors if one.seat == EXPERT}
        found = [
            Lack(*self.titles[paper.key], max(self.call.readers_each - len(paper.readers), 0),
                 not paper.readers & experts, paper.key)
            for paper in self.papers
        ]  # fmt: skip
        return [one for one in found if one.readers or one.is_without_expert]


def jury_place_for(viewer: Viewer, pk: UUID) -> JuryPlace:
    """The pages an officer and the jurors share; somebody who handles the files has no seat."""
    call = calls_of(viewer).filter(pk=pk).first()
    if call is not None:
        return JuryPlace(call, None, kinds_of(call))
    if not viewer.has_role(JUROR):
        raise Http404
    jurors = list(
        Juror.objects.filter(call=pk, left_at__isnull=True, call__state__in=PUBLIC_STATES).select_related("call")
    )
    seat = next((one for one in jurors if one.person_id == viewer.person_id), None)
    if seat is None:
        raise Http404
    return JuryPlace(seat.call, seat, [one.seat for one in jurors])


def kinds_of(call: Call) -> list[str]:
    """The kind of each seat of the jury."""
    return list(Juror.objects.filter(call=call, left_at__isnull=True).values_list("seat", flat=True))


def juror_of(call: Call, pk: object) -> Juror:
    """A seat of a call, for who may see the call; `person` and `call` are filled in."""
    return one_or_404(Juror.objects.filter(call=call).select_related("person", "call"), pk)


def standing(call: Call) -> Standing:
    """Four queries, whatever the size. For an officer, or with every row in sight."""
    jurors = list(Juror.objects.filter(call=call).select_related("person"))
    titles = {
        pk: (number or 0, title)
        for pk, number, title in judged(call).order_by("number").values_list("pk", "number", "title")
    }
    ties = set(Tie.objects.filter(juror__call=call).values_list("juror_id", "submission_id"))
    rows = Reading.objects.filter(juror__call=call).values_list("juror_id", "submission_id", "handed_in_at")
    readings = [row for row in rows if row[1] in titles and (row[0], row[1]) not in ties]
    readers: dict[UUID, set[Any]] = {pk: set() for pk in titles}
    for juror, submission, _ in readings:
        readers[submission].add(juror)
    papers = [Paper(pk, frozenset(found)) for pk, found in readers.items()]
    return Standing(call, jurors, papers, titles, ties, readings)


def open_readings(call: Call) -> QuerySet[Reading]:
    """What was given out and is not handed in."""
    return Reading.objects.filter(juror__call=call, handed_in_at__isnull=True)


def tied_readings(call: Call) -> QuerySet[Reading]:
    """Readings of jurors who have a tie after all; with every row in sight."""
    tie = Tie.objects.filter(juror=OuterRef("juror"), submission=OuterRef("submission"))
    return Reading.objects.filter(Exists(tie), juror__call=call)


def free_jurors(call: Call, *, on: date) -> QuerySet[Membership]:
    """People who may take a seat: jurors of the administration without one."""
    seated = Juror.objects.filter(call=call, left_at__isnull=True).values("person")
    return members_with_role(call.administration_id, JUROR, on=on).exclude(person__in=seated)


def is_officer_too(call: Call, person_id: int, *, on: date) -> bool:
    """Who handles the files sees every name, so cannot judge them."""
    return members_with_role(call.administration_id, CALL_OFFICER, on=on).filter(person_id=person_id).exists()


def invited_jurors(call: Call, *, at: datetime) -> QuerySet[Invitation]:
    """Who got a link to become a juror and did not use it yet."""
    rows = call.administration.invitations.filter(role=JUROR, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return rows.filter(expires_at__gt=at).order_by("-made_at", "pk")


def _may_get(juror: Juror) -> bool:
    return juror.left_at is None and juror.ties_declared_at is not None
