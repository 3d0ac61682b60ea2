"""The decision in words: one letter (PDF) and one mail that say the same. Contact data only on approval (seed 000)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.kernel import clock, mail
from tandem.kernel.documents import storage
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.models import StoredFile
from tandem.programmes.actions.application_mail import page_address, to_applicant
from tandem.programmes.models import Application
from tandem.programmes.queries.application_contact import chosen_provider, contact_of, paying_fund
from tandem.programmes.rules import states
from tandem.programmes.rules.definition import ProgrammeDefinition

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


def store_letter(application: Application, *, by: Person, at: datetime) -> StoredFile:
    """The letter as PDF, kept."""
    content = render_pdf("programmes/decision_letter.typ", letter_facts(application, by=by, at=at))
    return storage.store(
        content, kind="decision_letter", name=f"beslissing-{application.number}.pdf", content_type="application/pdf",
        by=by, at=at,
    )  # fmt: skip


def letter_facts(application: Application, *, by: Person, at: datetime) -> dict[str, Any]:
    """Everything the letter says."""
    is_approved = application.status == states.APPROVED
    fund = paying_fund(application)
    contact = contact_of(chosen_provider(application)) if is_approved else None
    return {
        "title": _("Beslissing over aanvraag %(number)s") % {"number": application.number},
        "made_on": clock.local(at).date(),
        "organisation": fund.name,
        "sender": {"name": fund.name, "lines": _address_lines(fund)},
        "addressee": {
            "name": application.organisation.name,
            "lines": [_("t.a.v. %(name)s") % {"name": application.contact_name}, *_address_lines(application.organisation)],
        },
        "reference": application.number,
        "subject": _("We keuren je aanvraag goed") if is_approved else _("We keuren je aanvraag niet goed"),
        "salutation": _("Beste %(name)s,") % {"name": application.contact_name},
        "opening": _opening(application),
        "contact_title": _("Zo bereik je %(name)s") % {"name": contact.name} if contact else "",
        "contact": contact.pairs() if contact else [],
        "body": _approval_body(application) if is_approved else _refusal_body(application),
        "closing": _("Vriendelijke groeten"),
        "signed_by": [str(by), fund.name],
    }  # fmt: skip


def write_decision_mail(application: Application, *, by: Person, at: datetime) -> None:
    """The mail with the letter; it waits until a person releases it."""
    mail.write_mail(
        **to_applicant(
            application, key="decision", kind=mail.DECISION, by=by, at=at,
            subject=_("Beslissing over je aanvraag %(number)s") % {"number": application.number},
            lines=_mail_lines(application),
        ),
        attachments=[application.letter] if application.letter else [], is_held=True,
    )  # fmt: skip


def _address_lines(organisation: Organisation) -> list[str]:
    town = f"{organisation.postal_code} {organisation.place}".strip()
    return [line for line in (organisation.street, town) if line]


def _opening(application: Application) -> str:
    asked = _("Je vroeg het traject «%(title)s» aan voor %(organisation)s.") % {
        "title": application.template.title, "organisation": application.organisation.name,
    }  # fmt: skip
    if application.status == states.APPROVED:
        return asked + " " + _("Goed nieuws: we keuren je aanvraag goed. Het fonds betaalt de begeleiding.")
    return asked + " " + _("We keuren deze aanvraag niet goed. Hieronder lees je waarom en wat je wel kan doen.")


def _approval_body(application: Application) -> list[Any]:
    body: list[Any] = []
    if application.decision_reason:
        body += [{"heading": _("Opmerking van het fonds")}, *_paragraphs(application.decision_reason)]
    return [
        *body,
        {"heading": _("Wat nu?")}, {"steps": next_steps(chosen_provider(application).name, application.template.parsed)},
        {"heading": _("Wat is gratis en wat niet?")},
        _("De begeleiding is gratis: het fonds betaalt %(provider)s rechtstreeks. Andere kosten, zoals zaalhuur en "
          "catering, betaalt het fonds niet terug.") % {"provider": chosen_provider(application).name},
    ]  # fmt: skip


def next_steps(provider: str, definition: ProgrammeDefinition) -> list[str]:
    """What the organisation does after approval (procedure of seeds 000 and 001)."""
    return [
        _("Neem contact op met %(provider)s en spreek de datums af.") % {"provider": provider},
        _("Geef de afgesproken datums door in Tandem. Het fonds betaalt ten hoogste %(count)s halve dagen.")
        % {"count": definition.max_half_days},
        _("Laat de deelnemers per bijeenkomst de aanwezigheidslijst tekenen."),
        _("Laat de deelnemers na de laatste bijeenkomst de evaluatie invullen."),
    ]


def _refusal_body(application: Application) -> list[Any]:
    alternatives = [line.strip() for line in application.alternative.splitlines() if line.strip()]
    body: list[Any] = [{"heading": _("Waarom?")}, *_paragraphs(application.decision_reason)]
    if alternatives:
        body += [{"heading": _("Wat kan je wel doen?")}, {"list": alternatives}]
    return [*body, {"heading": _("Heb je een vraag?")}, questions_line(application)]


def questions_line(application: Application) -> str:
    """Where to ask; the fund's own address when it gave one."""
    fund = paying_fund(application)
    if fund.email:
        return _("Mail naar %(email)s en vermeld het nummer %(number)s.") % {
            "email": fund.email, "number": application.number,
        }  # fmt: skip
    return _("Neem contact op met %(fund)s en vermeld het nummer %(number)s.") % {
        "fund": fund.name, "number": application.number,
    }  # fmt: skip


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _mail_lines(application: Application) -> list[str]:
    where = _("Alles over je aanvraag staat hier: %(url)s") % {"url": page_address("application", application.pk)}
    letter = _("De brief vind je in de bijlage.")
    if application.status == states.APPROVED:
        return [_opening(application), *_approval_lines(application), letter, where]
    return [_opening(application), *_refusal_lines(application), questions_line(application), letter, where]


def _approval_lines(application: Application) -> list[str]:
    contact = contact_of(chosen_provider(application))
    steps = next_steps(chosen_provider(application).name, application.template.parsed)
    remark = [_("Opmerking van het fonds: %(text)s") % {"text": application.decision_reason}]
    reach = [_("Zo bereik je %(name)s:") % {"name": contact.name}]
    return [
        *(remark if application.decision_reason else []),
        "\n".join(reach + [f"- {label}: {value}" for label, value in contact.pairs()]),
        "\n".join([_("Wat nu?"), *(f"{number}. {step}" for number, step in enumerate(steps, start=1))]),
        _("De begeleiding is gratis. Zaalhuur, catering en andere kosten betaalt het fonds niet terug."),
    ]  # fmt: skip


def _refusal_lines(application: Application) -> list[str]:
    lines = [_("Waarom? %(reason)s") % {"reason": application.decision_reason}]
    if application.alternative:
        lines.append("\n".join([_("Wat kan je wel doen?"), application.alternative]))
    return lines
