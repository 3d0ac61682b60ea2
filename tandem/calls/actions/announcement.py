"""Answers wait as held mail until a person releases them; announcing makes the names public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.calls.actions.selection import locked_call
from tandem.calls.models import Call, Decision
from tandem.calls.queries.announcement import (
    MAIL_KEY,
    answer_facts,
    contacts_of,
    held_mails,
    letter_facts,
    subject_of,
)
from tandem.calls.queries.selection_sitting import Sitting, sitting_of
from tandem.calls.rules import states
from tandem.calls.rules.answer_back import sentences
from tandem.kernel import audit, clock, mail
from tandem.kernel.documents import storage
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person

LETTER = "calls/decision_letter_call.typ"


class CannotRelease(Refusal):
    """This answer cannot leave now."""


def write_answers(call: Call, sitting: Sitting, rows: Iterable[Decision], *, by: Person, at: datetime) -> None:
    """One held mail per contact of the organisation: nothing leaves before a person releases it."""
    decisions = list(rows)
    people = contacts_of({row.submission.organisation_id for row in decisions}, on=clock.local(at).date())
    for row in decisions:
        body = _mail_text(call, sitting, row)
        for key, to_email, to_name, person in _addresses(row, people.get(row.submission.organisation_id, [])):
            mail.write_mail(
                key=f"{MAIL_KEY}:{row.pk}:{at.isoformat()}:{key}", kind=mail.DECISION, to_email=to_email,
                to_name=to_name, to_person=person, subject=subject_of(row), body=body, about=row.submission, by=by, at=at,
                is_held=True,
            )  # fmt: skip


def take_letters_back(rows: Iterable[Decision]) -> None:
    """Held mails of answers that no longer hold."""
    for message in held_mails(rows):
        mail.cancel_mail(message)


@transaction.atomic
def release_letters(call: Call, rows: Iterable[Decision], *, by: Person, at: datetime) -> int:
    """Let answers go with the letter attached; how many left. What was released before stays as it is."""
    row = locked_call(call)
    if row.state not in {"decided", "announced", "closed"}:
        raise CannotRelease(_("Rond eerst de beslissing af."))
    sitting = sitting_of(row)
    if sitting is None:
        raise CannotRelease(_("Bewaar eerst een regel."))
    wanted = {one.pk for one in rows}
    released = [one for one in sitting.in_order() if one.pk in wanted and _may_leave(one)]
    for one in released:
        _release(row, sitting, one, by=by, at=at)
    return len(released)


@transaction.atomic
def announce_call(call: Call, *, by: Person, at: datetime) -> Call:
    """The decisions are public: chosen projects with their names, refused ones never."""
    row = locked_call(call)
    state = next_state(states.CALL, "announce", row.state)
    Call.objects.filter(pk=row.pk).update(state=state, announced_at=at, version=F("version") + 1)
    row.state, row.announced_at = state, at
    audit.record("call.announce", row, by=by, at=at, state=state)
    return row


def letter_of(call: Call, sitting: Sitting, row: Decision, *, at: datetime) -> bytes:
    """The letter as it would leave now."""
    return render_pdf(LETTER, letter_facts(call, sitting, row, at=at))


def _may_leave(row: Decision) -> bool:
    return row.letter_released_at is None and row.submission.state == row.outcome


def _release(call: Call, sitting: Sitting, row: Decision, *, by: Person, at: datetime) -> None:
    row.letter = storage.store(
        letter_of(call, sitting, row, at=at), kind="call_decision", name=f"beslissing-{row.submission.number}.pdf",
        content_type="application/pdf", by=by, at=at,
    )  # fmt: skip
    row.letter_released_at = at
    row.save(update_fields=["letter", "letter_released_at"])
    for message in held_mails([row]):
        message.attachments.add(row.letter)
        mail.release_mail(message, at=at)
    audit.record("decision.release", row.submission, by=by, at=at, outcome=row.outcome)


def _mail_text(call: Call, sitting: Sitting, row: Decision) -> str:
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('submission_decision', args=[row.submission_id])}"
    return "\n\n".join([
        _("Beste,"), *sentences(answer_facts(call, sitting, row)), _("De brief vind je in de bijlage."),
        _("Alles staat ook hier: %(url)s") % {"url": address}, _("Vriendelijke groeten"), call.administration.name,
    ])  # fmt: skip


def _addresses(row: Decision, people: list[Person]) -> list[tuple[str, str, str, Person | None]]:
    """Everybody who works for the organisation; else its own address; else nobody: the letter goes by post."""
    organisation: Organisation = row.submission.organisation
    if people:
        return [(str(person.pk), person.email or "", str(person), person) for person in people]
    return [("organisation", organisation.email, organisation.name, None)] if organisation.email else []
