"""Hand a project in, again as often as needed before the end, and take it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.calls.actions.grant import drop_offered
from tandem.calls.models import Call, Grant, HandedIn, Submission
from tandem.calls.queries.handing_in import (
    ANNOUNCED,
    Whole,
    file_hashes,
    is_changed,
    one_at_a_time,
    problems_of,
    whole_of,
)
from tandem.calls.rules import handing_in as rules
from tandem.calls.rules.states import SUBMISSION
from tandem.identity.queries import members_with_role
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import audit, clock, dutch, mail
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

_CALL_STAYS = "select 1 from calls_call where id = %s for share"
_PROJECT = "select 1 from calls_submission where id = %s for update"
_NUMBER = "select nextval('calls_submission_number')"


class CannotHandIn(Refusal):
    """Something misses, or the call does not take it (any more)."""


class CannotWithdraw(Refusal):
    """It was never handed in, or it went too far."""


@transaction.atomic
def hand_in(submission: Submission, *, by: Person, at: datetime, opened_at: datetime | None = None) -> HandedIn:
    """Keep the project as it stands now; the jury reads the latest. Doing it twice without a change keeps one version.

    `opened_at` is when the form was opened: within the grace of the call that moment counts.
    """
    row = _locked(submission)
    when = rules.window(row.call, at=at, opened_at=opened_at)
    if when in rules.CLOSED_SENTENCES:
        raise CannotHandIn(rules.CLOSED_SENTENCES[when])
    state = next_state(SUBMISSION, "submit", row.state)
    whole = whole_of(row, at=at)
    if row.state == "submitted" and row.handed_in is not None and not is_changed(whole):
        return row.handed_in
    one_at_a_time(whole)
    CannotHandIn.if_any(
        Problem(f"{one.label}: {one.text}" if one.label else one.text, one.question) for one in problems_of(whole)
    )
    version = _keep(whole, by=by, at=at, in_grace=when == rules.GRACE)
    _move(row, whole, version, state=state, at=at)
    audit.record(
        "submission.hand_in", row, by=by, at=at, version=version.pk, fingerprint=version.sha256, number=row.number,
        in_grace=version.in_grace,
    )  # fmt: skip
    _confirm(row, version, by=by, at=at)
    return version


@transaction.atomic
def withdraw(submission: Submission, *, reason: str = "", by: Person, at: datetime) -> Submission:
    """Take a project back. Before the call closes it can be handed in again; later its place may go to another one."""
    row = _locked(submission)
    was, is_announced = row.state, row.call.state in ANNOUNCED
    if is_announced and was in {"refused", "inadmissible"}:
        raise CannotWithdraw(_("Over dit project is al beslist. Je hoeft het niet meer in te trekken."))
    state = next_state(SUBMISSION, "withdraw", was)
    if Grant.objects.filter(submission=row).exclude(state__in=["offered", "stopped"]).exists():
        raise CannotWithdraw(_("Het contract is getekend. Stop het project op de pagina van de subsidie."))
    Submission.objects.filter(pk=row.pk).update(
        state=state, withdrawn_at=at, withdraw_reason=reason.strip()[:500], version=F("version") + 1
    )
    drop_offered(row, by=by, at=at)
    audit.record("submission.withdraw", row, by=by, at=at, was=was, number=row.number)
    if rules.is_over(row.call, at):
        _tell_officers(row, by=by, at=at)
    row.refresh_from_db(fields=["state", "withdrawn_at", "withdraw_reason", "version"])
    return row


def _locked(submission: Submission) -> Submission:
    """The call cannot move to the jury while a project comes in. Read after locking: a joined version would be an old one."""
    with connection.cursor() as cursor:
        cursor.execute(_CALL_STAYS, [submission.call_id])
        cursor.execute(_PROJECT, [submission.pk])
    return Submission.objects.select_related("call", "organisation", "revision", "handed_in").get(pk=submission.pk)


def _keep(whole: Whole, *, by: Person, at: datetime, in_grace: bool) -> HandedIn:
    row, answers = whole.submission, _with_hashes(whole.asked)
    sha256 = rules.fingerprint(
        submission=row.pk, revision=row.revision_id, answers=answers, partners=whole.partners, at=at
    )
    return HandedIn.objects.create(
        submission=row, revision_id=row.revision_id, answers=answers, partners=whole.partners, sha256=sha256, at=at,
        by=by, in_grace=in_grace,
    )  # fmt: skip


def _with_hashes(answers: dict[str, Any]) -> dict[str, Any]:
    hashes = file_hashes(answers)
    if not hashes:
        return answers
    return {
        key: [one | {"sha256": hashes[one["id"]]} if isinstance(one, dict) and one.get("id") in hashes else one for one in value]
        if isinstance(value, list) else value
        for key, value in answers.items()
    }  # fmt: skip


def _move(row: Submission, whole: Whole, version: HandedIn, *, state: str, at: datetime) -> None:
    row.state, row.handed_in, row.submitted_at, row.withdrawn_at, row.withdraw_reason = state, version, at, None, ""
    row.number = row.number or _next_number()
    row.ask = rules.ask_of(version.answers)
    row.version += 1
    shown = rules.columns(version.answers)
    for name, value in shown.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "handed_in", "submitted_at", "withdrawn_at", "withdraw_reason", "number", "ask", "version",
                            *shown])  # fmt: skip


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER)
        return int(cursor.fetchone()[0])


def _confirm(row: Submission, version: HandedIn, *, by: Person, at: datetime) -> None:
    """To everybody of the organisation who can log in; the receipt waits behind the link."""
    names = {"number": row.number, "title": row.title or _("zonder titel"), "call": row.call.title,
             "moment": dutch.datetime_nl(at), "by": str(by)}  # fmt: skip
    lines = [
        _("Het project «%(title)s» is ingediend voor de oproep «%(call)s». Het nummer is %(number)s.") % names,
        _("%(by)s diende in op %(moment)s.") % names,
        _("Je ontvangstbewijs staat hier: %(url)s") % {"url": _address("submission_receipt", row.pk)},
        _("Wat nu?\n- Tot de oproep sluit, kan je wijzigen en opnieuw indienen.\n"
          "- Daarna kijken we of alles in orde is, en leest de jury je project."),
    ]  # fmt: skip
    subject = _("Project %(number)s is ingediend") % names
    for person in _people(row.organisation_id, ORGANISATION_CONTACT, at):
        _send(person, f"handed_in:{version.pk}:{person.pk}", subject, lines, row, by=by, at=at)


def _tell_officers(row: Submission, *, by: Person, at: datetime) -> None:
    """After the end a place may come free; who gets it is for a person to decide."""
    names = {"number": row.number, "call": row.call.title}
    lines = [
        _("Project %(number)s van de oproep «%(call)s» is ingetrokken.") % names,
        _("Je vindt het project hier: %(url)s") % {"url": _address("submission_file", row.pk)},
    ]
    for person in _people(row.call.administration_id, CALL_OFFICER, at):
        key = f"withdrawn:{row.pk}:{at.isoformat()}:{person.pk}"
        _send(person, key, _("Project %(number)s is ingetrokken") % names, lines, row, by=by, at=at)


def _people(organisation_id: int, role: str, at: datetime) -> list[Person]:
    members = members_with_role(organisation_id, role, on=clock.local(at).date())
    return [member.person for member in members if member.person.email]


def _send(
    person: Person, key: str, subject: str, lines: list[str], about: Submission | Call, *, by: Person, at: datetime
) -> None:
    body = [_("Beste %(name)s,") % {"name": person.first_name}, *lines, _("Vriendelijke groeten"), "Tandem"]
    mail.write_mail(
        key=key, kind=mail.NOTICE, to_email=person.email or "", to_name=str(person), to_person=person, subject=subject,
        body="\n\n".join(body), about=about, by=by, at=at,
    )  # fmt: skip


def _address(name: str, pk: object) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=[pk])}"
