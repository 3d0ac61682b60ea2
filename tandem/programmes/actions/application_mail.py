"""What the applicant and the planners read by mail: plain sentences, and always what to do next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.kernel import mail
from tandem.programmes.models import Application, Trajectory

if TYPE_CHECKING:
    from tandem.identity.models import Person


def page_address(url_name: str, pk: object) -> str:
    """The full address of a page, for in a mail."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse(url_name, args=[pk])}"


def to_applicant(
    application: Application, *, key: str, kind: str, subject: str, lines: list[str], by: Person | None, at: datetime
) -> dict[str, Any]:
    """A message to the contact person of an application, with greeting and closing."""
    body = [_("Beste %(name)s,") % {"name": application.contact_name}, *lines, _("Vriendelijke groeten"),
            application.fund.name if application.fund else "Tandem"]  # fmt: skip
    return {
        "key": f"{key}:{application.pk}:{application.version}", "kind": kind, "subject": subject,
        "to_email": application.contact_email, "to_name": application.contact_name,
        "to_person": _person_with(application), "body": "\n\n".join(body), "about": application, "by": by, "at": at,
    }  # fmt: skip


def _person_with(application: Application) -> Person | None:
    """The sender, when the contact address is theirs."""
    person = application.submitted_by or application.made_by
    return person if person.email and person.email.lower() == application.contact_email.lower() else None


def receipt(application: Application, *, by: Person, at: datetime) -> dict[str, Any]:
    """We have it, and what happens now."""
    return to_applicant(
        application, key="receipt", kind=mail.NOTICE, by=by, at=at,
        subject=_("We ontvingen je aanvraag %(number)s") % {"number": application.number},
        lines=[
            _("Je aanvraag voor «%(title)s» is ingediend. Het nummer is %(number)s.") % _names(application),
            _("Wat nu?\n- Het fonds leest je aanvraag en beslist.\n- Heeft het fonds een vraag? Dan krijg je een mail.\n"
              "- Je krijgt de beslissing per mail, met een brief."),
            _("Je volgt je aanvraag hier: %(url)s") % {"url": page_address("application", application.pk)},
        ],
    )  # fmt: skip


def question(application: Application, *, by: Person, at: datetime) -> dict[str, Any]:
    """The fund asks something; the term stands still."""
    return to_applicant(
        application, key="question", kind=mail.NOTICE, by=by, at=at,
        subject=_("Vraag van het fonds over je aanvraag %(number)s") % {"number": application.number},
        lines=[
            _("Het fonds heeft een vraag over je aanvraag %(number)s voor «%(title)s»:") % _names(application),
            application.question,
            _("Wat nu?\n- Antwoord op deze pagina: %(url)s\n- Je kan daar ook je aanvraag aanpassen.\n"
              "- De termijn staat stil tot je antwoordt.")
            % {"url": page_address("application_answer", application.pk)},
        ],
    )  # fmt: skip


def answer_receipt(application: Application, *, by: Person, at: datetime) -> dict[str, Any]:
    """Your answer reached the fund."""
    return to_applicant(
        application, key="answer", kind=mail.NOTICE, by=by, at=at,
        subject=_("Je antwoord over aanvraag %(number)s is verstuurd") % {"number": application.number},
        lines=[
            _("Je antwoord is bij het fonds. Het fonds leest het en beslist over je aanvraag."),
            _("Je volgt je aanvraag hier: %(url)s") % {"url": page_address("application", application.pk)},
        ],
    )  # fmt: skip


def withdrawn(application: Application, *, by: Person, at: datetime) -> dict[str, Any]:
    """You took it back; you may always start again."""
    return to_applicant(
        application, key="withdrawn", kind=mail.NOTICE, by=by, at=at,
        subject=_("Je aanvraag %(number)s is ingetrokken") % {"number": application.number},
        lines=[
            _("Je trok aanvraag %(number)s voor «%(title)s» in. Het fonds beslist er niet meer over.") % _names(application),
            _("Wil je later toch een traject? Begin dan een nieuwe aanvraag: %(url)s")
            % {"url": f"{settings.SITE_URL.rstrip('/')}{reverse('catalogue')}"},
        ],
    )  # fmt: skip


def new_trajectory(trajectory: Trajectory, planner: Person, *, by: Person, at: datetime) -> dict[str, Any]:
    """To a planner of the provider: who asks what, and that a duo is needed."""
    application = trajectory.application
    lines = [
        _("Beste %(name)s,") % {"name": planner.first_name},
        _("%(fund)s keurde een traject goed: %(number)s, «%(title)s», voor %(organisation)s in %(place)s.")
        % {"fund": trajectory.fund.name, "number": trajectory.number, "title": trajectory.template.title,
           "organisation": trajectory.organisation.name, "place": trajectory.organisation.place},
        _("Contactpersoon: %(name)s, %(email)s, %(phone)s.")
        % {"name": application.contact_name, "email": application.contact_email, "phone": application.contact_phone},
        _("Wat nu?\n- Kies een duo: een vormingsmedewerker en een opgeleide ervaringsdeskundige.\n"
          "- De organisatie neemt contact met jullie op om datums af te spreken."),
        _("Je vindt het traject hier: %(url)s") % {"url": page_address("trajectory", trajectory.pk)},
    ]  # fmt: skip
    return {
        "key": f"new_trajectory:{trajectory.pk}:{planner.pk}", "kind": mail.NOTICE, "about": trajectory,
        "to_email": planner.email, "to_name": str(planner), "to_person": planner, "body": "\n\n".join(lines),
        "subject": _("Nieuw traject %(number)s: kies een duo") % {"number": trajectory.number}, "by": by, "at": at,
    }  # fmt: skip


def _names(application: Application) -> dict[str, Any]:
    return {"number": application.number, "title": application.template.title}
