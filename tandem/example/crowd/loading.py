"""Adds block after block until the scale is reached; each block is one transaction, so a stopped run goes on later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from tandem.example.crowd import files, meetings, papers
from tandem.example.crowd.cast import Block, Surroundings, Tale
from tandem.example.crowd.chance import chance_of, id_at
from tandem.example.crowd.documents import shared_documents
from tandem.example.crowd.layout import courses_of
from tandem.example.crowd.people import Applicant, blocks_there, make_applicants, make_pairs
from tandem.example.crowd.progress import progress_of
from tandem.example.crowd.undecided import needed_numbers, write_undecided
from tandem.identity.models import Membership, Organisation, Person
from tandem.identity.queries import default_provider
from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import access, clock
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.rules.application import application_number

Say = Callable[[str], None]
PROGRAMMES = ("zes-workshops", "zes-workshops", "twee-fasen")


@dataclass(frozen=True, slots=True)
class Added:
    """What one block brought."""

    trajectories: int
    signatures: int


def missing_blocks(*, until: int) -> list[int]:
    """The numbers below `until` that are not in the database."""
    there = blocks_there()
    return [number for number in range(until) if number not in there]


def add_blocks(numbers: Sequence[int], *, seed: int, today: date, say: Say) -> None:
    """Write these blocks one after the other."""
    at = clock.moment_on(today, 8)
    for number in numbers:
        added = add_block(number, seed=seed, at=at)
        say(f"  Deel {number + 1}: {added.trajectories} trajecten, {added.signatures} handtekeningen")
        if not connection.in_atomic_block:
            connection.close()  # plans made for small tables must not outlive them


@transaction.atomic
def make_shared_documents(*, today: date) -> None:
    """Before the first block, so that two processes do not both make them."""
    with access.as_system():
        shared_documents(at=_opening_of(clock.moment_on(today, 8)))


@transaction.atomic
def add_block(number: int, *, seed: int, at: datetime) -> Added:
    """Three hundred trajectories with everything that hangs on them."""
    with access.as_system(), connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
        surroundings = _surroundings(at)
        applicants = make_applicants(number)
        block = _block(number, seed, surroundings, applicants)
        write_undecided(block, applicants, _numbers(needed_numbers()))
        files.write_applications(block)
        meetings.write_series(block)
        signatures = meetings.write_attendance(block)
        files.write_trajectories(block)
        papers.write_reports(block)
        papers.write_evaluations(block)
        papers.write_settlements(block)
    return Added(len(block.tales), signatures)


def _surroundings(at: datetime) -> Surroundings:
    provider = default_provider()
    assert provider is not None  # noqa: S101 -- the living world comes first
    funds = {fund.fund_code: fund for fund in Organisation.objects.funds()}
    officers = {code: _somebody(fund, FUND_OFFICER) for code, fund in funds.items()}
    templates = {row.code: row for row in ProgrammeTemplate.objects.filter(status="published").order_by("version")}
    return Surroundings(
        provider=provider, planner=_somebody(provider, PLANNER), funds=funds, officers=officers, templates=templates,
        documents=shared_documents(at=_opening_of(at)), now=at,
    )  # fmt: skip


def _opening_of(at: datetime) -> datetime:
    """Before everything that refers to the shared documents."""
    return at - timedelta(days=1000)


def _somebody(organisation: Organisation, role: str) -> Person:
    rows = Membership.objects.filter(organisation=organisation, role=role).select_related("person").order_by("pk")
    return rows[0].person


def _block(number: int, seed: int, surroundings: Surroundings, applicants: list[Applicant]) -> Block:
    chance, on = chance_of(seed, number), clock.local(surroundings.now).date()
    pairs, courses = make_pairs(number, surroundings.provider), list(courses_of(number, today=on))
    definitions = {code: template.parsed for code, template in surroundings.templates.items()}
    tales = []
    for course, sequence in zip(courses, _numbers(len(courses)), strict=True):
        code = PROGRAMMES[(course.number + course.lane) % len(PROGRAMMES)]
        progress = progress_of(course, definitions[code], now=surroundings.now)
        submitted_at, released_at = progress.moment("submitted"), progress.moment("released")
        tales.append(Tale(
            progress=progress, applicant=applicants[course.organisation], pair=pairs[course.duo],
            template=surroundings.templates[code], number=application_number(submitted_at.year, sequence),
            application_id=id_at(submitted_at, chance), trajectory_id=id_at(released_at, chance),
            series_id=id_at(released_at, chance),
        ))  # fmt: skip
    return Block(surroundings, chance, tales)


def _numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('programmes_application_number') from generate_series(1, %s)", [count])
        return [int(row[0]) for row in cursor.fetchall()]
