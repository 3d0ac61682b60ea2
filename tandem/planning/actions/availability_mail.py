"""Somebody hears that a planner filled in their sheet: once a day per planner, however many fields."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import clock, mail
from tandem.planning.actions.asking_mail import address

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.kernel.models import OutgoingMail


def tell_filled_in(person: Person, *, by: Person, at: datetime) -> None:
    """Nothing to tell to who did it themselves."""
    if by.pk == person.pk or not person.email:
        return
    mail.write_mail(
        key=f"sheet-filled-in:{person.pk}:{by.pk}:{clock.local(at).date().isoformat()}", kind=mail.NOTICE,
        to_email=person.email, to_name=str(person), to_person=person, at=at, by=by,
        subject=_("Je beschikbaarheid is aangepast"),
        body=_(
            "Dag %(name)s\n\n%(planner)s paste vandaag op jouw vraag je beschikbaarheid aan.\n"
            "Kijk na of alles klopt. Wat niet klopt, pas je zelf aan:\n%(url)s\n"
        ) % {"name": person.first_name, "planner": by, "url": address("availability")},
    )  # fmt: skip


def remind(person: Person, *, by: Person, at: datetime) -> OutgoingMail:
    """Once a week at most: tell when you can, it takes a minute."""
    year, week, _day = clock.local(at).isocalendar()
    return mail.write_mail(
        key=f"availability-remind:{person.pk}:{year}-{week}", kind=mail.NOTICE, to_email=person.email or "", to_name=str(person),
        to_person=person, at=at, by=by, subject=_("Wanneer kan jij?"),
        body=_(
            "Dag %(name)s\n\n%(planner)s wil de volgende sessies plannen en weet nog niet wanneer je kan.\n"
            "Vertel het hier. Het duurt een minuut, op je telefoon:\n%(url)s\n\n"
            "Liever bellen? Dan vult %(planner)s het samen met jou in.\n"
        ) % {"name": person.first_name, "planner": by, "url": address("availability")},
    )  # fmt: skip
