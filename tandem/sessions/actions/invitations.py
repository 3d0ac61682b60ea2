"""Invitations follow the session: made, changed or taken back whenever dates, people or place change.

Compared with what each address was last told, so recomputing the same state sends nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock, mail
from tandem.kernel.calendar import Method, invitation_ics
from tandem.sessions import rules
from tandem.sessions.actions.notices import address_of, place_text, when_text
from tandem.sessions.models import SentInvitation, Session
from tandem.sessions.queries.calendar import event_of
from tandem.sessions.queries.people import contacts_of, duo_of

if TYPE_CHECKING:
    from tandem.identity.models import Person

REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"


@dataclass(frozen=True, slots=True)
class Notice:
    """One invitation to send: to whom, and whether it comes, changes or goes."""

    email: str
    name: str
    method: Method
    sequence: int
    is_new: bool
    is_replaced: bool = False  # the session goes on without this person


@transaction.atomic
def refresh_invitations(session: Session, *, by: Person | None, at: datetime) -> int:
    """Tell the contacts and the duo what changed since their last invitation. Counts the mails."""
    if session.status == rules.HELD or session.starts_at is None:
        return 0
    notices = list(_notices(session, at))
    for notice in notices:
        _send(session, notice, by=by, at=at)
    if notices:
        audit.record(
            "sessions.refresh_invitations",
            session,
            by=by,
            at=at,
            mails=len(notices),
            sequence=session.calendar_sequence,
        )
    return len(notices)


def _notices(session: Session, at: datetime) -> Iterator[Notice]:
    sent = {row.email: row for row in session.invitations.order_by("pk")}
    people = _invited(session, at)
    for email, name in people.items():
        told = sent.get(email)
        if told is None:
            yield Notice(email, name, REQUEST, session.calendar_sequence, is_new=True)
        elif told.method == CANCEL or told.sequence < session.calendar_sequence:
            yield Notice(email, name, REQUEST, _after(told, session), is_new=told.method == CANCEL)
    for email, told in sent.items():
        if email not in people and told.method == REQUEST:
            is_replaced = session.status == rules.CONFIRMED
            yield Notice(email, "", CANCEL, _after(told, session), is_new=False, is_replaced=is_replaced)


def _after(told: SentInvitation, session: Session) -> int:
    return max(session.calendar_sequence, told.sequence + 1)


def _invited(session: Session, at: datetime) -> dict[str, str]:
    """Addresses with names; nobody unless the session is confirmed."""
    if session.status != rules.CONFIRMED:
        return {}
    people = [*contacts_of(session.series, on=clock.local(at).date()), *duo_of(session)]
    return {person.email.lower(): str(person) for person in people if person.email}


def _send(session: Session, notice: Notice, *, by: Person | None, at: datetime) -> None:
    subject, lead = _words(session, notice)
    event = event_of(
        session, sequence=notice.sequence, changed_at=at, attendee_emails=(notice.email,),
        organiser_email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    )  # fmt: skip
    mail.write_mail(
        key=f"invitation:{session.pk}:{_short(notice.email)}:{notice.sequence}:{notice.method}", kind=mail.INVITATION,
        to_email=notice.email, to_name=notice.name, subject=subject, body=_body(session, lead), at=at, by=by,
        about=session.series, calendar=invitation_ics(event, notice.method).decode(), calendar_method=notice.method,
    )  # fmt: skip
    SentInvitation.objects.update_or_create(
        session=session, email=notice.email,
        defaults={"method": notice.method, "sequence": notice.sequence, "sent_at": at},
    )  # fmt: skip


def _words(session: Session, notice: Notice) -> tuple[str, str]:
    """Subject and first sentence."""
    title = {"title": session.title}
    if notice.method == REQUEST and notice.is_new:
        return _("Uitnodiging: %(title)s") % title, _("Deze bijeenkomst ligt vast.")
    if notice.method == REQUEST:
        return _("Gewijzigd: %(title)s") % title, _("Er is iets gewijzigd. Dit geldt nu.")
    if notice.is_replaced:
        return _("Je hoeft niet te komen: %(title)s") % title, _("Iemand anders neemt deze bijeenkomst over.")
    if session.status == rules.CANCELLED:
        reason = {"reason": session.cancel_reason}
        return _("Gaat niet door: %(title)s") % title, _("Deze bijeenkomst gaat niet door. Reden: %(reason)s") % reason
    return (
        _("Andere dag in overleg: %(title)s") % title,
        _("De afgesproken dag geldt niet meer. Hieronder staat het nieuwe voorstel; je hoort het als het vastligt."),
    )


def _body(session: Session, lead: str) -> str:
    duo = _(" en ").join(str(person) for person in duo_of(session)) or _("nog te kiezen")
    return _(
        "%(lead)s\n\n%(title)s\n%(organisation)s\nWanneer: %(when)s\nWaar: %(where)s\nDuo: %(duo)s\n\n"
        "Alles over deze bijeenkomst:\n%(url)s\n"
    ) % {
        "lead": lead, "title": session.title, "organisation": session.series.organisation, "when": when_text(session),
        "where": place_text(session), "duo": duo, "url": address_of("session", session.pk),
    }  # fmt: skip


def _short(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:16]
