"""What is told to one organisation: facts of the answer, the letter, who gets the mail, what waits to be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tandem.calls.models import Call, Decision, Submission
from tandem.calls.queries.doors import handed_in_for, submission_for
from tandem.calls.queries.selection_rules import rule_titles
from tandem.calls.queries.selection_sitting import Sitting, sitting_of, target_of
from tandem.calls.rules.answer_back import AnswerFacts, CriterionFacts, criterion_lines, points_text, sentences
from tandem.calls.rules.decision import CHOSEN, OUTCOMES
from tandem.calls.selection.ranking import BELOW
from tandem.identity.queries import members_in
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access, clock, mail
from tandem.kernel.models import OutgoingMail

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.identity.models import Organisation, Person
    from tandem.identity.rules import Viewer

MAIL_KEY = "call_decision"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One decision that waits, with its mails."""

    decision: Decision
    outcome: str
    subject: str
    body: str
    to: tuple[str, ...]


def answer_facts(call: Call, sitting: Sitting, row: Decision) -> AnswerFacts:
    """What there is to tell about one project; `row.submission.deliberation` is filled in."""
    answer, core, key = sitting.round.answer, sitting.core, str(row.submission.number)
    deliberation = getattr(row.submission, "deliberation", None)
    criteria = [CriterionFacts(**one) for one in answer["criteria"]]
    title, text = rule_titles()[sitting.round.rule]
    is_chosen = row.outcome == CHOSEN
    return AnswerFacts(
        title=row.submission.title, outcome=row.outcome, place=core.places[key], number=len(core.submissions),
        score=points_text(core.points(core.submission(key).score)),
        lines=criterion_lines(criteria, deliberation.points if deliberation else {}, answer.get("medians", {})),
        rule_title=title, rule_text=text, rule_why="" if is_chosen else _own_words(answer["reasons"].get(key, "")),
        rule_chose_it=row.by_rule == CHOSEN, jury_reason=row.reason, jury_note=deliberation.note if deliberation else "",
        wave=row.wave,
        money=[(sitting.names.get(kind, kind), amount) for kind, amount in row.grant.items()],
        without=[sitting.names.get(kind, kind) for kind in target_of(row).without] if is_chosen else [],
        waiting_place=row.waiting_place, help_email=call.help_email,
        next_step=_("Je krijgt een contract om te tekenen.") if is_chosen else "",
    )  # fmt: skip


def letter_facts(call: Call, sitting: Sitting, row: Decision, *, at: datetime) -> dict[str, Any]:
    """Everything the letter says."""
    facts, organisation = answer_facts(call, sitting, row), row.submission.organisation
    return {
        "title": _("Beslissing over project %(number)s") % {"number": row.submission.number},
        "made_on": clock.local(at).date(), "organisation": call.administration.name,
        "sender": {"name": call.administration.name, "lines": _address_lines(call.administration)},
        "addressee": {"name": organisation.name, "lines": _address_lines(organisation)},
        "reference": str(row.submission.number), "subject": subject_of(row), "salutation": _("Beste,"),
        "body": sentences(facts), "table_title": _("Je punten per criterium"),
        "columns": [{"label": _("Criterium"), "width": 3}, {"label": _("Jouw punten"), "align": "right"},
                    {"label": _("Midden van de gekozen projecten"), "align": "right"}, {"label": _("Weegt"), "align": "right"}],
        "rows": [[line.title, f"{points_text(line.own)} / {line.most_points}", points_text(line.median), str(line.weight)]
                 for line in facts.lines],
        "closing": _("Vriendelijke groeten"), "signed_by": [call.administration.name],
    }  # fmt: skip


def subject_of(row: Decision) -> str:
    """The line above mail and letter."""
    told = {"chosen": _("Je project is gekozen"), "waiting": _("Je project staat op de wachtlijst")}
    return told.get(row.outcome, _("Je project is niet gekozen"))


def contacts_of(organisation_ids: Iterable[int], *, on: date) -> dict[int, list[Person]]:
    """Who works for each organisation and has a mail address."""
    found: dict[int, list[Person]] = defaultdict(list)
    for member in members_in(organisation_ids, ORGANISATION_CONTACT, on=on):
        if member.person.email and member.person not in found[member.organisation_id]:
            found[member.organisation_id].append(member.person)
    return found


def held_mails(rows: Iterable[Decision]) -> list[OutgoingMail]:
    """The mails of these decisions that wait. One query."""
    decisions = {f"{MAIL_KEY}:{row.pk}:": str(row.submission_id) for row in rows}
    held = OutgoingMail.objects.filter(
        kind=mail.DECISION, status=OutgoingMail.Status.HELD, key__startswith=f"{MAIL_KEY}:",
        about_id__in=decisions.values(),
    )  # fmt: skip
    return [message for message in held if message.key.startswith(tuple(decisions))]


def unreleased(call: Call) -> QuerySet[Decision]:
    """Decisions whose answer did not leave yet, by number; who withdrew gets no answer."""
    rows = Decision.objects.filter(round__call=call, round__replaced_at__isnull=True, letter_released_at__isnull=True)
    rows = rows.exclude(submission__state__in=["withdrawn", "submitted"]).order_by("submission__number")
    return rows.select_related("submission__organisation", "submission__deliberation")


def outbox_rows(rows: Iterable[Decision]) -> list[OutboxRow]:
    """With the mails that wait: one query."""
    decisions = list(rows)
    by_submission: dict[str, list[OutgoingMail]] = defaultdict(list)
    for message in held_mails(decisions):
        by_submission[message.about_id].append(message)
    return [_outbox_row(row, by_submission[str(row.submission_id)]) for row in decisions]


def _outbox_row(row: Decision, mails: list[OutgoingMail]) -> OutboxRow:
    first = mails[0] if mails else None
    return OutboxRow(row, OUTCOMES[row.outcome], subject_of(row), first.body if first else "",
                     tuple(message.to_email for message in mails))  # fmt: skip


def _address_lines(organisation: Organisation) -> list[str]:
    town = f"{organisation.postal_code} {organisation.place}".strip()
    return [line for line in (organisation.street, town) if line]


def _own_words(why: str) -> str:
    """What the rule said, to the organisation itself: without the number of another project."""
    if why.startswith(BELOW):
        return _("Het geld was op voor je project aan de beurt was.")
    return why.replace("Vraagt ", _("Je project vraagt "), 1) if why.startswith("Vraagt ") else why


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision somebody may read, with its facts."""

    call: Call
    row: Decision
    facts: AnswerFacts
    is_officer: bool
    is_withdrawn: bool


def decision_shown_to(viewer: Viewer, pk: object) -> DecisionShown:
    """For the organisation once announced or once the letter left; for the officer once the decision is finished."""
    officer = handed_in_of(viewer, pk)
    submission = officer or submission_for(viewer, pk)
    with access.as_system():
        call = Call.objects.select_related("administration").get(pk=submission.call_id)
        sitting = sitting_of(call)
    row = sitting.decisions.get(submission.number or 0) if sitting else None
    if sitting is None or row is None or not _may_read(call, row, is_officer=officer is not None):
        raise Http404
    return DecisionShown(
        call, row, answer_facts(call, sitting, row), officer is not None, row.submission.state == "withdrawn"
    )


def handed_in_of(viewer: Viewer, pk: object) -> Submission | None:
    """The project, when the viewer is an officer of its call."""
    try:
        return handed_in_for(viewer, pk)
    except Http404:
        return None


def _may_read(call: Call, row: Decision, *, is_officer: bool) -> bool:
    if call.state in {"announced", "closed"} or row.letter_released_at is not None:
        return True
    return is_officer and call.state == "decided"
