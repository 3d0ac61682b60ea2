"""A project before, at and after handing in: what misses, which others stand in its way, and what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.fields.json import KeyTextTransform

from tandem.calls.models import Call, HandedIn, MoneyKind, Submission, SubmissionPartner
from tandem.calls.queries.doors import written_by
from tandem.calls.queries.form import whole_form
from tandem.calls.queries.writing import answers_of, form_of, limits_of
from tandem.calls.rules import handing_in as rules
from tandem.calls.rules.answer_text import ShownSection, shown_sections
from tandem.calls.rules.answers import Limits, Missing, missing
from tandem.calls.rules.definition import MUNICIPALITY, Definition
from tandem.calls.rules.handing_in import Project
from tandem.calls.rules.vocabulary import HIDDEN_STATES, SUBMISSION_STATES
from tandem.identity.rules import ORGANISATION_KINDS, Viewer
from tandem.kernel import access, clock, mail
from tandem.kernel.finding import first_or_404, one_or_404
from tandem.kernel.models import OutgoingMail, StoredFile

ANNOUNCED = ("announced", "closed")
LETTER = "inadmissible"  # start of the key of a letter that says a project is not admissible
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('calls.area_rule'), hashtext(%s))"
_TAGS = {"draft": "grey", "submitted": "green", "withdrawn": "grey", "chosen": "green", "waiting": "yellow"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A project as it stands now, with everything that decides whether it can come in."""

    submission: Submission
    call: Call
    form: Definition
    answers: Mapping[str, Any]
    partners: list[dict[str, Any]]
    money: Mapping[str, str]
    limits: Limits

    @property
    def asked(self) -> dict[str, Any]:
        """What is handed in: the answers to what is asked, no empty ones."""
        asked = self.form.asked(self.answers)
        return {key: value for key, value in asked.items() if value not in (None, "", [])}


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the list of its organisation."""

    submission: Submission
    state: str
    tag: str
    is_changed: bool
    may_write: bool


def whole_of(submission: Submission, *, at: datetime) -> Whole:
    """Everything at once: three queries, whatever the size of the form."""
    call = submission.call
    limits = limits_of(call, on=_day(at))
    return Whole(
        submission=submission, call=call, form=form_of(submission), answers=answers_of(submission),
        partners=partners_of(submission), money=limits.names, limits=limits,
    )  # fmt: skip


def partners_of(submission: Submission) -> list[dict[str, Any]]:
    """The partners as a handed-in version keeps them."""
    rows = SubmissionPartner.objects.filter(submission=submission).order_by("name", "pk")
    return [dict(row) for row in rows.values("name", "enterprise_number", "part")]


def problems_of(whole: Whole) -> list[Missing]:
    """Everything that keeps this project from coming in, at once; only time and state are not looked at."""
    found = missing(whole.form, whole.answers, whole.limits)
    return [*found, *(Missing(text) for text in [*_kind_problems(whole), *_double_problems(whole)])]


def one_at_a_time(whole: Whole) -> None:
    """Let two projects that may not both come in wait for each other, until the end of the transaction."""
    rule = whole.call.area_rule
    if rule == "free":
        return
    key = whole.answers.get(MUNICIPALITY, "") if rule == "one_per_municipality" else whole.submission.organisation_id
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"{whole.call.pk} {key}"])


def projects_of(call: Call) -> list[Project]:
    """Every project of a call that stands, as the area rule looks at it. One query."""
    rows = Submission.objects.filter(call=call, number__isnull=False, state__in=rules.STANDING).annotate(
        place=KeyTextTransform(MUNICIPALITY, "handed_in__answers"), parties=F("handed_in__partners")
    )
    facts = rows.order_by("number").values_list(
        "pk", "number", "organisation_id", "organisation__name", "organisation__enterprise_number", "place", "parties"
    )
    return [_project(*row) for row in facts]


def own_project(row: Submission, answers: Mapping[str, Any], partners: Any) -> Project:
    """The same of one project, as it stands now or as it was handed in."""
    home = row.organisation
    return _project(row.pk, row.number, home.pk, home.name, home.enterprise_number, answers.get(MUNICIPALITY), partners)


def file_hashes(answers: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of every file among the answers, by id: the receipt vouches for them too."""
    ids = [one["id"] for value in answers.values() for one in _files(value)]
    return (
        {str(pk): sha for pk, sha in StoredFile.objects.filter(pk__in=ids).values_list("pk", "sha256")} if ids else {}
    )


def is_changed(whole: Whole) -> bool:
    """Whether what stands there now was not handed in like that."""
    version = whole.submission.handed_in
    if version is None:
        return False
    is_other = not rules.is_same(version.answers, whole.asked) or version.partners != whole.partners
    return is_other or version.revision_id != whole.submission.revision_id


def handed_in_of(submission: Submission) -> HandedIn:
    """The version the jury reads; what was never handed in does not exist."""
    row = HandedIn.objects.select_related("by", "revision").filter(
        submission=submission, pk=submission.handed_in_id or UUID(int=0)
    )
    return first_or_404(row)


def version_of(submission: Submission, pk: object) -> HandedIn:
    """One version of a project that was handed in."""
    return one_or_404(versions_of(submission), pk)


def versions_of(submission: Submission) -> QuerySet[HandedIn]:
    """Every version that was handed in, the newest first."""
    return HandedIn.objects.filter(submission=submission).select_related("by", "revision").order_by("-at", "-pk")


def sections_of(version: HandedIn, call: Call, money: Mapping[str, str] | None = None) -> list[ShownSection]:
    """What was handed in, ready to show, with the form it was written on."""
    titles = money_titles(call) if money is None else money
    return shown_sections(whole_form(version.revision, call), version.answers, titles, on=_day(version.at))


def sections_now(whole: Whole, *, at: datetime) -> list[ShownSection]:
    """The project as it stands now, ready to show."""
    return shown_sections(whole.form, whole.answers, whole.money, on=_day(at))


def money_titles(call: Call) -> dict[str, str]:
    """The kinds of money of a call: key -> title."""
    return dict(MoneyKind.objects.filter(call=call).order_by("position", "pk").values_list("key", "title"))


def is_untouched(version: HandedIn) -> bool:
    """Whether a version still has the fingerprint of its receipt."""
    return version.sha256 == rules.fingerprint(
        submission=version.submission_id, revision=version.revision_id, answers=version.answers,
        partners=version.partners, at=version.at,
    )  # fmt: skip


def state_for_writer(submission: Submission, *, is_told: bool | None = None) -> str:
    """The state in words: what was decided stays hidden until it is announced, or told by letter.

    Until then every project of a call reads the same, so that nothing can be told from what another one reads.
    """
    state, call = submission.state, submission.call
    if state in {"draft", "withdrawn"} or call.state in ANNOUNCED:
        return SUBMISSION_STATES[state]
    if state == "submitted":
        return _while_waiting(call)
    if state == "inadmissible" and (bool(told_of([submission.pk])) if is_told is None else is_told):
        return SUBMISSION_STATES[state]
    return HIDDEN_STATES[state]


def _while_waiting(call: Call) -> str:
    if call.state in {"judging", "decided"}:
        return HIDDEN_STATES["chosen"]
    return HIDDEN_STATES["inadmissible"] if rules.is_over(call, clock.now()) else SUBMISSION_STATES["submitted"]


def told_of(pks: Iterable[UUID]) -> set[UUID]:
    """Projects whose letter "not admissible" has left."""
    rows = OutgoingMail.objects.filter(
        about_type=Submission._meta.label_lower, about_id__in=[str(pk) for pk in pks], kind=mail.DECISION,
        key__startswith=f"{LETTER}:", released_at__isnull=False,
    )  # fmt: skip
    return {UUID(pk) for pk in rows.values_list("about_id", flat=True)}


def written_projects(viewer: Viewer, *, words: str = "") -> QuerySet[Submission]:
    """Projects the viewer writes, over all calls: what still moves first, then the newest."""
    rows = written_by(viewer).select_related("call", "organisation", "handed_in")
    if text := words.strip().replace("\0", "")[:200]:
        rows = rows.filter(pk__in=written_by(viewer).filter(title__icontains=text).values("pk"))
    return rows.defer("handed_in__answers", "call__goals").order_by("-call__closes_at", "-made_at", "-pk")


def project_lines(rows: Iterable[Submission], *, at: datetime) -> list[ProjectLine]:
    """One page of that list."""
    shown = list(rows)
    told = told_of(row.pk for row in shown if row.state == "inadmissible")
    return [_line(row, row.pk in told, at) for row in shown]


def _line(row: Submission, is_told: bool, at: datetime) -> ProjectLine:
    may_write = rules.window(row.call, at=at, opened_at=None) == rules.OPEN
    changed = (
        may_write and row.state == "submitted" and row.submitted_at is not None and row.changed_at > row.submitted_at
    )
    is_hidden = row.state in HIDDEN_STATES and row.call.state not in ANNOUNCED and not is_told
    tag = "blue" if is_hidden else _TAGS.get(row.state, "grey")
    return ProjectLine(row, state_for_writer(row, is_told=is_told), tag, changed, may_write)


def _project(pk: UUID, number: int | None, organisation_id: int, name: str, kbo: str | None, place: str | None,
             partners: Any) -> Project:  # fmt: skip
    parties = tuple((one.get("name", ""), one.get("enterprise_number", "")) for one in partners or ())
    return Project(pk, number, organisation_id, name, kbo or "", place or "", parties)


def _kind_problems(whole: Whole) -> list[str]:
    allowed, kind = whole.call.submitter_kinds, whole.submission.organisation.kind
    if not allowed or kind in allowed:
        return []
    names = ", ".join(ORGANISATION_KINDS.get(one, one) for one in allowed)
    mine = f"{whole.submission.organisation.name} is een {ORGANISATION_KINDS.get(kind, kind)}."
    return [f"Deze oproep is voor: {names}. {mine} Zoek een partner die indient."]


def _double_problems(whole: Whole) -> list[str]:
    """Projects of others are looked for with all eyes, and named by number and organisation alone."""
    rule = whole.call.area_rule
    if rule == "free":
        return []
    mine = own_project(whole.submission, whole.answers, whole.partners)
    with access.as_system() if rule == "one_per_municipality" else nullcontext():
        others = projects_of(whole.call)
    return [rules.double_sentence(rule, one) for one in rules.doubles(rule, mine, others)]


def _files(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [one for one in rows if isinstance(one, dict) and "id" in one]


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
