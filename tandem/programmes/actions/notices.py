"""Notices about a trajectory: that something waits, and where; never what it says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.identity.queries import members_with_role
from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import access, clock, mail
from tandem.programmes.models import Trajectory
from tandem.sessions.queries.people import contacts_of, planners_of

if TYPE_CHECKING:
    from tandem.identity.models import Person


def people_of_organisation(trajectory: Trajectory, *, at: datetime) -> list[Person]:
    """Contacts of the organisation."""
    return contacts_of(trajectory.series, on=clock.local(at).date())


def people_of_provider(trajectory: Trajectory, *, at: datetime) -> list[Person]:
    """The planners and the duo."""
    on = clock.local(at).date()
    duos = trajectory.series.duos.filter(ended_at__isnull=True).select_related("trainer", "experiential_expert")
    people = [
        *planners_of(trajectory.series, on=on),
        *(p for duo in duos for p in (duo.trainer, duo.experiential_expert)),
    ]
    return list({person.pk: person for person in people}.values())


def people_of_fund(trajectory: Trajectory, *, at: datetime) -> list[Person]:
    """Officers of the paying fund."""
    return [row.person for row in members_with_role(trajectory.fund_id, FUND_OFFICER, on=clock.local(at).date())]


def tell(
    people: Iterable[Person], trajectory: Trajectory, *, key: str, page: str, arguments: tuple[object, ...], subject: str,
    line: str, by: Person | None, at: datetime, kind: str = mail.NOTICE,
) -> None:  # fmt: skip
    """One mail per person with a link; nobody is told about what they did themselves."""
    url = f"{settings.SITE_URL.rstrip('/')}{reverse(page, args=arguments)}"
    with access.as_system():
        for person in people:
            if person.email and (by is None or person.pk != by.pk):
                mail.write_mail(
                    key=f"{key}:{person.pk}", kind=kind, to_email=person.email, to_name=str(person), to_person=person,
                    subject=subject, about=trajectory, by=by, at=at,
                    body=_("Dag %(name)s\n\n%(line)s\n%(url)s\n") % {"name": person.first_name, "line": line, "url": url},
                )  # fmt: skip


def tell_organisation(
    trajectory: Trajectory, *, key: str, page: str, arguments: tuple[object, ...], subject: str, line: str,
    by: Person | None, at: datetime, kind: str = mail.NOTICE,
) -> None:  # fmt: skip
    """The contacts of the organisation hear that something is ready."""
    tell(people_of_organisation(trajectory, at=at), trajectory, key=key, page=page, arguments=arguments, subject=subject,
         line=line, by=by, at=at, kind=kind)  # fmt: skip
