"""One project as the officer reads it: what was handed in, each version, and what differs between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tandem.calls.models import AdmissibilityCheck, Decision, Deliberation, HandedIn, Submission
from tandem.calls.queries.admissibility import checks_of, points_of
from tandem.calls.queries.handing_in import is_untouched, money_titles, sections_of, versions_of
from tandem.calls.rules import handing_in as rules
from tandem.calls.rules.admissibility import OK, Check
from tandem.calls.rules.answer_text import BudgetTable, ShownAnswer, ShownSection
from tandem.calls.rules.handing_in import Piece
from tandem.calls.rules.vocabulary import AREAS, SUBMISSION_STATES
from tandem.kernel.models import StoredFile

LONG_KINDS = ("text", "long_text")


@dataclass(frozen=True, slots=True)
class DossierFile:
    """Everything on the page of one project."""

    version: HandedIn
    title: str
    state: str
    area: str
    sections: list[ShownSection]
    versions: list[HandedIn]
    is_untouched: bool
    fingerprint: str
    open_points: list[Check]
    checks: list[AdmissibilityCheck]
    decision: Decision | None
    deliberation: Deliberation | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One question of which the answer changed."""

    label: str
    pieces: list[Piece]  # words that stayed, came and went; empty when the two stand beside each other
    before: str
    after: str
    budgets: tuple[BudgetTable | None, BudgetTable | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version against the one before it; no `earlier`: it was the first."""

    earlier: HandedIn | None
    later: HandedIn
    differences: list[Difference]


def file_of(row: Submission) -> DossierFile:
    """The page of one project. `row.handed_in` is filled in."""
    versions = list(versions_of(row))
    version = next(one for one in versions if one.pk == row.handed_in_id)
    points = points_of(row, version)
    return DossierFile(
        version=version, title=str(version.answers.get("title") or row.title), state=SUBMISSION_STATES[row.state],
        area=AREAS.get(row.area, ""), sections=sections_of(version, row.call), versions=versions,
        is_untouched=is_untouched(version),
        fingerprint=rules.readable(version.sha256), open_points=[one for one in points if one.outcome != OK], checks=checks_of(row),
        decision=Decision.objects.filter(submission=row).first(), deliberation=Deliberation.objects.filter(submission=row).first(),
    )  # fmt: skip


def comparison_of(row: Submission, later: HandedIn) -> Comparison:
    """What changed since the version before this one."""
    found = (one for one in versions_of(row) if (one.at, one.pk) < (later.at, later.pk))
    earlier = next(found, None)
    return Comparison(earlier, later, _differences(row, earlier, later) if earlier else [])


def handed_in_file(row: Submission, file: UUID) -> StoredFile | None:
    """A file that stands in one of the versions; any other file does not exist here."""
    wanted = str(file)
    values = (value for version in versions_of(row) for value in version.answers.values() if isinstance(value, list))
    if not any(isinstance(one, Mapping) and one.get("id") == wanted for value in values for one in value):
        return None
    return StoredFile.objects.filter(pk=file).first()


def _differences(row: Submission, earlier: HandedIn, later: HandedIn) -> list[Difference]:
    money = money_titles(row.call)
    old, new = (_by_id(sections_of(version, row.call, money)) for version in (earlier, later))
    labels = {id_: answer.question.label for id_, answer in {**old, **new}.items()}
    found = [_difference(labels[id_], old.get(id_), new.get(id_)) for id_ in labels]
    return [one for one in [*found, _partners(earlier, later)] if one is not None]


def _by_id(sections: list[ShownSection]) -> dict[str, ShownAnswer]:
    return {answer.question.id: answer for section in sections for answer in section.answers}


def _difference(label: str, old: ShownAnswer | None, new: ShownAnswer | None) -> Difference | None:
    before, after = (answer.text if answer else "" for answer in (old, new))
    tables = (old.budget if old else None, new.budget if new else None)
    if before == after and tables[0] == tables[1] and _files(old) == _files(new):
        return None
    kind = (new or old).question.kind  # type: ignore[union-attr]  # one of them is there
    pieces = rules.word_changes(before, after) if kind in LONG_KINDS and before and after else []
    return Difference(label, pieces, before, after, tables)


def _files(answer: ShownAnswer | None) -> list[Any]:
    return [one.get("id") for one in answer.files] if answer else []


def _partners(earlier: HandedIn, later: HandedIn) -> Difference | None:
    before, after = (", ".join(one.get("name", "") for one in version.partners) for version in (earlier, later))
    return None if earlier.partners == later.partners else Difference("Partners", [], before, after)
