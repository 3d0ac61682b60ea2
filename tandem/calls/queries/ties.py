"""Which organisations carry the projects of a call, and with which of them a juror has a tie that we know of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from tandem.calls.models import Answer, Call, Editor, Juror, Submission, SubmissionPartner, Tie
from tandem.calls.queries.ranking import JUDGED_STATES
from tandem.calls.rules.ties import Home, Party, known_ties, named, plain_name
from tandem.identity.rules import Viewer
from tandem.kernel import access


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation in the list a juror reads before reading anything else; `key` says nothing about projects."""

    key: str
    name: str
    is_known: bool


def parties_of(call: Call) -> list[Party]:
    """Who hands in and who carries along, of every project the jury reads. Needs to see them all."""
    rows = Submission.objects.filter(call=call, number__isnull=False, state__in=(*JUDGED_STATES, "inadmissible"))
    found = []
    for pk, home, name, number, partners in rows.values_list(
        "pk", "organisation_id", "organisation__name", "organisation__enterprise_number", "handed_in__partners"
    ):
        found.append(Party(pk, name, home, number or ""))
        found += [Party(pk, one.get("name", ""), None, one.get("enterprise_number", "")) for one in partners or ()]
    now = SubmissionPartner.objects.filter(submission__in=rows).values_list(
        "submission_id", "name", "organisation_id", "enterprise_number", "organisation__enterprise_number"
    )
    return [*found, *(Party(pk, name, home, number or its_own or "") for pk, name, home, number, its_own in now)]


def names_for(juror: Juror, viewer: Viewer) -> list[Named]:
    """Every organisation once, by name; those where the juror works are marked."""
    with access.as_system():
        parties = parties_of(juror.call)
    home = Home(
        organisation_ids=frozenset(viewer.organisation_ids()), works_at=juror.works_at,
        names=frozenset(plain_name(one.organisation_name) for one in viewer.memberships),
    )  # fmt: skip
    known = known_ties(home, parties)
    return [Named(key, name, set(pks) <= known) for key, (name, pks) in named(parties).items()]


def hidden_for(juror: Juror) -> int:
    """How many projects stay hidden for this juror."""
    return Tie.objects.filter(juror=juror).count()


def homes_of(call: Call, *, on: date) -> Mapping[UUID, Home]:
    """Where each juror belongs today, by what we know."""
    seats = Juror.objects.filter(call=call)
    rows = seats.filter(Q(person__memberships__valid_to__isnull=True) | Q(person__memberships__valid_to__gte=on)).values_list(
        "pk", "works_at", "person__memberships__organisation_id", "person__memberships__organisation__name",
        "person__memberships__organisation__enterprise_number",
    )  # fmt: skip
    found: dict[UUID, list[tuple[str, int, str, str]]] = {}
    for pk, works_at, home, name, number in rows:
        found.setdefault(pk, []).append((works_at, home, name or "", number or ""))
    return {pk: _home(lines) for pk, lines in found.items()}


def all_known_ties(call: Call, *, on: date) -> set[tuple[UUID, UUID]]:
    """Pairs of juror and project that can never be together: the same organisation, or written along. Sees every row."""
    parties, homes = parties_of(call), homes_of(call, on=on)
    found = {(juror, pk) for juror, home in homes.items() for pk in known_ties(home, parties)}
    return found | set(_wrote_along(call))


def _home(lines: list[tuple[str, int, str, str]]) -> Home:
    return Home(
        organisation_ids=frozenset(home for _, home, _, _ in lines if home),
        enterprise_numbers=frozenset(number for _, _, _, number in lines if number),
        names=frozenset(plain_name(name) for _, _, name, _ in lines if name),
        works_at=lines[0][0],
    )


def _wrote_along(call: Call) -> Iterator[tuple[UUID, UUID]]:
    seats = dict(Juror.objects.filter(call=call).values_list("person_id", "pk"))
    rows = {
        *Editor.objects.filter(submission__call=call, person__in=seats).values_list("person_id", "submission_id"),
        *Submission.objects.filter(call=call, made_by__in=seats).values_list("made_by_id", "pk"),
        *Answer.objects.filter(submission__call=call, changed_by__in=seats).values_list("changed_by_id", "submission_id"),
    }  # fmt: skip
    return ((seats[person], submission) for person, submission in rows)
