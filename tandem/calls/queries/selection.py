"""The page where the jury compares rules: who may look, what is tried out, names only after the rule is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from tandem.calls.models import Call, SelectionRound
from tandem.calls.queries.doors import calls_of, seat_for
from tandem.calls.queries.ranking import judged
from tandem.calls.queries.selection_input import (
    CallFacts,
    Tried,
    changed_since,
    input_of,
    read_input,
    standing_round,
)
from tandem.calls.queries.selection_rules import RuleLine, rule_lines
from tandem.calls.rules.answer_back import points_text
from tandem.calls.rules.decision import digest_of
from tandem.calls.selection.displacement import Moved
from tandem.calls.selection.reading import CannotRead, Reading
from tandem.identity.rules import CALL_OFFICER, JUROR, Viewer
from tandem.kernel.finding import one_or_404

JURY_AT_WORK = ("judging", "decided", "announced", "closed")


@dataclass(frozen=True, slots=True)
class Shown:
    """A project as this viewer may read it. `title` is empty for one the viewer has a tie with."""

    key: str
    title: str
    organisation: str
    area: str
    score: str
    place: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One rule against the plain ranking."""

    line: RuleLine
    came_in: Sequence[Shown]
    pushed_out: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One line of the ranking with what each rule says of it."""

    shown: Shown
    year: str
    said: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SelectionPage:
    """Everything the page shows. `problem`: why no rule can be applied."""

    facts: CallFacts
    given: Mapping[str, Any]
    seen: str
    stored: SelectionRound | None
    changed: Sequence[str]
    reading: Reading | None
    lines: Sequence[RuleLine] = ()
    problem: str = ""
    titles: Mapping[int, tuple[str, str]] | None = None

    @property
    def effects(self) -> list[Effect]:
        """The other rules beside the plain ranking, for those that were worked out."""
        return [
            Effect(line, [self.shown(one) for one in line.moved.came_in],
                   [self.shown(one) for one in line.moved.pushed_out])
            for line in self.lines[1:] if line.moved is not None
        ]  # fmt: skip

    @property
    def is_waiting(self) -> bool:
        """Whether one rule is still to be worked out."""
        return any(line.outcome is None for line in self.lines)

    def shown(self, one: Moved) -> Shown:
        """With title, and with the name of the organisation once names may show."""
        title, organisation = (self.titles or {}).get(int(one.key), ("", ""))
        return Shown(
            one.key if title else "", title, organisation, one.area, points_text(one.score), one.place, one.why
        )

    def ranked_row(self, reading: Reading, key: str) -> RankedRow:
        """One line of the long table."""
        core = reading.call
        one = core.submission(key)
        shown = self.shown(Moved(key, one.area, core.points(one.score), core.places[key]))
        return RankedRow(shown, str(one.year or ""), [(line.title, _said(line, key)) for line in self.lines])


def selection_call_for(viewer: Viewer, pk: object) -> Call:
    """A call whose jury is at work, for its officers and for jurors who declared their ties."""
    if viewer.has_role(CALL_OFFICER):
        found = calls_of(viewer).filter(pk=_uuid(pk)).select_related("administration").first()
        if found is not None:
            return found
    if not viewer.has_role(JUROR):
        raise Http404
    seat = seat_for(viewer, _uuid(pk))
    if seat.ties_declared_at is None or seat.call.state not in JURY_AT_WORK:
        raise Http404
    return seat.call


def officer_call_for(viewer: Viewer, pk: object) -> Call:
    """A call, for an officer; `administration` is filled in."""
    return one_or_404(calls_of(viewer).select_related("administration"), pk)


def selection_page(
    call: Call, facts: CallFacts, tried: Tried, *, with_slow: bool, sees_all: bool = False
) -> SelectionPage:
    """All rules on what is tried out; nothing is written. `sees_all`: an officer, who has no ties."""
    stored = standing_round(call)
    given = input_of(facts, tried)
    gone = _withdrawn(call, stored)
    page = SelectionPage(
        facts, given, digest_of(given), stored, changed_since(stored, facts, gone) if stored and stored.input else [],
        None, titles=_titles(call, facts, with_names=stored is not None, sees_all=sees_all),
    )  # fmt: skip
    if not given["submissions"]:
        return page
    try:
        reading = read_input(given)
    except CannotRead as problem:
        return SelectionPage(**{**vars(page), "problem": str(problem)})
    lines = rule_lines(reading, given, with_slow=with_slow)
    return SelectionPage(**{**vars(page), "reading": reading, "lines": lines})


def try_facts(facts: CallFacts) -> dict[str, Any]:
    """What can be tried out: the limits and amounts of the call, to start from."""
    limits = {one.area: (one.least, one.most) for one in facts.limits}
    envelopes = [(one.pk, f"{one.kind.title} {one.year or ''}".strip(), one.amount_eur) for one in facts.envelopes]
    return {"limits": limits, "envelopes": envelopes}


def _titles(call: Call, facts: CallFacts, *, with_names: bool, sees_all: bool) -> dict[int, tuple[str, str]]:
    """What this viewer may read: the database leaves out projects the viewer has a tie with."""
    if sees_all and not with_names:
        return {one.number: (one.title or _("zonder titel"), "") for one in facts.ranked}
    name = ["organisation__name"] if with_names else []
    rows = judged(call).values_list("number", "title", *name)
    return {row[0]: (row[1] or _("zonder titel"), row[2] if with_names else "") for row in rows}


def _withdrawn(call: Call, stored: SelectionRound | None) -> list[int]:
    if stored is None:
        return []
    rows = call.submissions.filter(state="withdrawn", number__isnull=False).values_list("number", flat=True)
    return [number for number in rows if number is not None]


def _said(line: RuleLine, key: str) -> str:
    if line.outcome is None or not line.is_possible:
        return ""
    way = line.outcome.chosen.get(key)
    if way is None:
        return "niet"
    return str(way.wave or "gekozen")


def _uuid(pk: object) -> UUID:
    try:
        return UUID(str(pk))
    except ValueError:
        raise Http404 from None
