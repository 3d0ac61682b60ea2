"""A juror says with whom there is a tie, before reading and while reading; the project is hidden at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.actions.jury_readings import fill_gaps, locked_call, mark_known_ties, take_back_tied
from tandem.calls.models import Juror, Reading, Tie
from tandem.calls.queries.ties import parties_of
from tandem.calls.rules.ties import KNOWN, named
from tandem.calls.rules.vocabulary import TIE_KINDS
from tandem.kernel import access, audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

# What a juror may say; the other kind follows from what we know.
SAID_KINDS = tuple(kind for kind in TIE_KINDS if kind != KNOWN)


class CannotDeclare(Refusal):
    """Ties are told once the projects are in and before the decision, by the juror self."""


@transaction.atomic
def declare_ties(juror: Juror, said: Mapping[str, str], *, by: Person, at: datetime) -> int:
    """`said`: key of an organisation -> kind of tie; empty says there are none. Adds to what was said before.

    Gives back how many projects are hidden for this juror now.
    """
    call = locked_call(juror.call)
    _check(juror, call.state, by)
    with access.as_system():
        places = named(parties_of(call))
        _check_said(said, set(places))
        pairs = {pk: kind for key, kind in said.items() for pk in places[key][1]}
        _add(juror, pairs, at=at)
        Juror.objects.filter(pk=juror.pk).update(ties_declared_at=at)
        if mark_known_ties(call, at=at):
            fill_gaps(call, at=at)
        hidden = Tie.objects.filter(juror=juror).count()
    audit.record("jury_ties.declare", call, by=by, at=at, juror=juror.pk)
    return hidden


@transaction.atomic
def recognise_project(reading: Reading, kind: str, *, by: Person, at: datetime) -> None:
    """The juror knows this project after all: hidden at once, and read by somebody else when there is one."""
    juror, call = reading.juror, locked_call(reading.submission.call)
    _check(juror, call.state, by)
    if kind not in SAID_KINDS:
        raise CannotDeclare(Problem(_("Kies wat voor band het is."), "kind"))
    with access.as_system():
        _add(juror, {reading.submission_id: kind}, at=at)
        take_back_tied(call, at=at)
        fill_gaps(call, at=at)
    audit.record("jury_ties.recognise", call, by=by, at=at, juror=juror.pk)


def _add(juror: Juror, pairs: Mapping[UUID, str], *, at: datetime) -> None:
    rows = [Tie(juror=juror, submission_id=pk, kind=kind, declared_at=at) for pk, kind in pairs.items()]
    Tie.objects.bulk_create(rows, ignore_conflicts=True)


def _check(juror: Juror, state: str, by: Person) -> None:
    if juror.person_id != by.pk:
        raise CannotDeclare(_("Alleen het jurylid zelf zegt met wie er een band is."))
    if state != "judging":
        raise CannotDeclare(_("De jury leest nu niet. Je hoeft niets op te geven."))


def _check_said(said: Mapping[str, str], known: set[str]) -> None:
    if said.keys() - known:
        raise CannotDeclare(_("De lijst veranderde intussen. Kijk ze opnieuw na."))
    CannotDeclare.if_any(
        Problem(_("Kies wat voor band het is."), key) for key, kind in said.items() if kind not in SAID_KINDS
    )
