"""A call as its officers see it: the list, the whole of one call, what it still lacks, how many projects there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tandem.calls.models import AreaLimit, Call, CallDocument, Consultation, Criterion, FormRevision, Submission
from tandem.calls.queries.call_parts import parts_of, with_parts
from tandem.calls.queries.doors import calls_of
from tandem.calls.queries.money import MoneyPage, money_from
from tandem.calls.rules import call_lacks as lacking
from tandem.calls.rules.call import ends_at
from tandem.calls.rules.call_lacks import Heard, Lack, Money, Setup, Wave
from tandem.calls.rules.shares import shares
from tandem.identity.rules import Viewer
from tandem.kernel import access
from tandem.kernel.dutch import date_nl, datetime_nl
from tandem.kernel.finding import one_or_404
from tandem.policy_signals.queries.participation import Participation, participation_of

# Part of the check list -> what it is called and the page where it is filled in.
WHERE = {
    lacking.TEXTS: (_("Uitleg"), "call_edit"),
    lacking.DATES: (_("Data"), "call_edit"),
    lacking.MONEY: (_("Geld"), "call_money"),
    lacking.CRITERIA: (_("Criteria"), "call_criteria"),
    lacking.HEARD: (_("Wie is gehoord"), "call_consultation_new"),
    lacking.INVOLVED: (_("Wie dacht mee"), "participation_edit"),
    lacking.FORM: (_("Formulier"), "form_builder"),
}


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with its share in per cent."""

    row: Criterion
    share: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One part of the check list: what is missing there, and where it is filled in."""

    title: str
    url: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many projects: a draft is only a number."""

    drafts: int
    handed_in: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class CallPage:
    """The whole call."""

    row: Call
    money: MoneyPage
    criteria: tuple[CriterionLine, ...]
    limits: tuple[AreaLimit, ...]
    documents: tuple[CallDocument, ...]
    consultations: tuple[Consultation, ...]
    revisions: tuple[FormRevision, ...]
    participation: Participation

    @property
    def published_form(self) -> FormRevision | None:
        """What people fill in now."""
        return max((one for one in self.revisions if one.published_at), key=lambda one: one.number, default=None)

    @property
    def draft_form(self) -> FormRevision | None:
        """The next form, in preparation."""
        return next((one for one in self.revisions if not one.published_at), None)


def officers_calls(viewer: Viewer, words: str = "", state: str = "") -> QuerySet[Call]:
    """Calls of the viewer's administration, the newest first, with how many projects were handed in."""
    rows = calls_of(viewer).annotate(handed_in=Count("submissions", filter=Q(submissions__number__isnull=False)))
    rows = rows.order_by("-made_at", "-pk")
    if text := words.replace("\0", "").strip()[:200]:
        rows = rows.filter(Q(title__icontains=text) | Q(summary__icontains=text))
    return rows.filter(state=state) if state else rows


def setup_for(viewer: Viewer, pk: object) -> Call:
    """A call with all its parts, for an officer of its administration."""
    return one_or_404(with_parts(calls_of(viewer)), pk)


def call_page(call: Call) -> CallPage:
    """Everything an officer filled in."""
    parts = parts_of(call)
    return CallPage(
        call, money_from(parts.kinds, parts.envelopes), with_shares(parts.criteria), parts.limits, parts.documents,
        parts.consultations, parts.revisions, participation_of("call", call.pk, may_write=True),
    )  # fmt: skip


def criteria_of(call: Call) -> tuple[CriterionLine, ...]:
    """In order, each with its share."""
    return with_shares(tuple(call.criteria.all()))


def with_shares(rows: tuple[Criterion, ...]) -> tuple[CriterionLine, ...]:
    """The same of rows that were read already."""
    return tuple(map(CriterionLine, rows, shares([row.weight for row in rows])))


def check_list(page: CallPage, *, at: datetime) -> list[CheckLine]:
    """Every part, also what is ready."""
    found = lacking.lacks(_setup(page), at=at)
    return [_check(part, found, page) for part in lacking.PARTS]


def lacks_of(call: Call, *, at: datetime) -> list[Lack]:
    """What stands in the way of publishing."""
    return lacking.lacks(_setup(call_page(call)), at=at)


def counted(call: Call) -> Counted:
    """How many projects in each stage. Of drafts an officer learns the number, nothing else."""
    with access.as_system():
        rows = Submission.objects.filter(call=call).order_by().values_list("state").annotate(n=Count("pk"))
        found: Counter[str] = Counter(dict(rows))
    standing = found.total() - found["draft"] - found["withdrawn"]
    return Counted(found["draft"], standing, found["withdrawn"])


def _check(part: str, found: Iterable[Lack], page: CallPage) -> CheckLine:
    title, name = WHERE[part]
    if part == lacking.INVOLVED:
        url = page.participation.edit_url
    elif part == lacking.MONEY and page.money.kinds and not page.money.waves:
        url = reverse("call_waves", args=[page.row.pk])
    else:
        url = _address(name, page.row)
    return CheckLine(str(title), url, tuple(lack.text for lack in found if lack.part == part))


def _address(name: str, row: Call) -> str:
    try:
        return reverse(name, args=[row.pk])
    except NoReverseMatch:
        return ""


def _setup(page: CallPage) -> Setup:
    row = page.row
    texts: dict[str, Any] = {
        name: getattr(row, name) for name in ("title", "summary", "goals", "who_may_submit", "help_email")
    }
    return Setup(
        texts, row.opens_at, row.closes_at, row.decision_on, row.first_start_on, money=tuple(_money(page.money)),
        criteria=len(page.criteria),
        heard=tuple(Heard(one.who, one.name, bool(one.done_with_it.strip())) for one in page.consultations),
        is_involved=any(phase.phase == "design" and phase.rung for phase in page.participation.rows),
        has_form=page.published_form is not None,
    )  # fmt: skip


def _money(money: MoneyPage) -> Iterable[Money]:
    for place, kind in enumerate(money.kinds):
        waves = [(wave, wave.amounts[place]) for wave in money.waves]
        yield Money(
            kind.title, kind.cap_eur,
            tuple(Wave(wave.year, amount, wave.starts_on) for wave, amount in waves if amount is not None),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of a call, for `<c-steps>`."""

    title: str
    text: str
    state: str


def steps_of(row: Call, at: datetime) -> list[Step]:
    """From preparation to announcement, with the days."""
    is_closed = row.closes_at is not None and ends_at(row.closes_at) <= at
    reached = {"draft": 0, "published": 2 if is_closed else 1, "judging": 2, "decided": 3, "announced": 4, "closed": 5}
    texts = (
        (_("In voorbereiding"), ""),
        (_("Open voor projecten"), _days(row)),
        (_("Bij de jury"), _("gesloten, de jury leest") if row.state == "judging" else ""),
        (_("Beslist"), date_nl(row.decision_on)),
        (_("Bekendgemaakt"), date_nl(row.announced_at)),
    )  # fmt: skip
    now = reached.get(row.state, -1)
    return [
        Step(str(title), str(text), "done" if place < now else "current" if place == now else "todo")
        for place, (title, text) in enumerate(texts)
    ]


def _days(row: Call) -> str:
    if not row.opens_at or not row.closes_at:
        return ""
    return f"{datetime_nl(row.opens_at)} – {datetime_nl(row.closes_at)}"
