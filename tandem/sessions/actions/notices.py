"""Plain mails about dates and duos. Each has a key, so that telling twice is telling once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch, mail
from tandem.sessions import rules
from tandem.sessions.models import Duo, Series, Session
from tandem.sessions.queries.people import contacts_of, duo_of, planners_of

if TYPE_CHECKING:
    from tandem.identity.models import Person


def address_of(name: str, pk: object) -> str:
    """The full address of a page, for in a mail."""
    return f"{settings.SITE_URL}{reverse(name, args=[pk])}"


def place_text(session: Session) -> str:
    """Where: the place and how to get there, or the link."""
    where = _("online: %(link)s") % {"link": session.remote_link} if session.is_remote else session.place
    return f"{where}. {session.directions}".strip(". ") if session.directions else where


def when_text(session: Session) -> str:
    """From when to when, in words."""
    if session.starts_at is None or session.ends_at is None:
        return _("nog geen datum")
    return _("%(start)s tot %(end)s") % {
        "start": dutch.datetime_nl(session.starts_at), "end": dutch.time_nl(session.ends_at),
    }  # fmt: skip


def dates_text(sessions: Iterable[Session]) -> str:
    """One line per session: title, when and where."""
    return "\n".join(f"- {session.title}: {when_text(session)}. {place_text(session)}" for session in sessions)


def tell_proposed(series: Series, sessions: list[Session], *, side: str, by: Person | None, at: datetime) -> None:
    """The other side hears which dates are proposed, and what to do with them."""
    body = _(
        "%(who)s stelt voor «%(series)s» deze datum of datums voor:\n\n%(dates)s\n\n"
        "Past het? Bevestig op deze bladzijde. Past het niet? Stel daar een andere dag voor.\n%(url)s"
    ) % {
        "who": _name_of_side(series, side), "series": series.title, "dates": dates_text(sessions),
        "url": address_of("series_dates", series.pk),
    }  # fmt: skip
    first = sessions[0]
    _write(series, _other_people(series, side, at), f"proposed:{first.pk}:{first.version}",
           _("Voorstel van datum: %(series)s") % {"series": series.title}, body, by=by, at=at)  # fmt: skip


def tell_proposal_cancelled(session: Session, *, by: Person | None, at: datetime) -> None:
    """A proposed session will not take place: both sides hear why (who had an invitation hears it there)."""
    body = _("«%(title)s» (%(when)s) gaat niet door.\n\nReden: %(reason)s\n\n%(url)s") % {
        "title": session.title, "when": when_text(session), "reason": session.cancel_reason,
        "url": address_of("series_dates", session.series_id),
    }  # fmt: skip
    people = [*_contacts(session.series, at), *duo_of(session)]
    _write(session.series, people, f"cancelled:{session.pk}:{session.version}",
           _("Gaat niet door: %(title)s") % {"title": session.title}, body, by=by, at=at)  # fmt: skip


def ask_new_report(session: Session, *, by: Person | None, at: datetime) -> None:
    """A date the fund already knows no longer holds: the organisation reports the new one later."""
    body = _(
        "De datum van «%(title)s» was al doorgegeven aan het fonds. Hij geldt niet meer.\n\n"
        "Bevestig de nieuwe datum en geef die daarna door aan het fonds. Dat kan op deze bladzijde:\n%(url)s"
    ) % {"title": session.title, "url": address_of("series_dates", session.series_id)}
    _write(session.series, _contacts(session.series, at), f"new-report:{session.pk}:{session.version}",
           _("Geef straks de nieuwe datum door: %(title)s") % {"title": session.title}, body, by=by, at=at)  # fmt: skip


def ask_duo(duo: Duo, sessions: list[Session], *, by: Person | None, at: datetime) -> None:
    """Both members hear what is asked, with dates and places, and say yes or no."""
    series = duo.series
    body = _(
        "Je bent gekozen voor het duo van «%(series)s» bij %(organisation)s.\n\n"
        "Je duo: %(trainer)s en %(expert)s.\n\n%(dates)s\n\n"
        "Kan en wil je dit doen? Laat het weten met ja of nee:\n%(url)s"
    ) % {
        "series": series.title, "organisation": _address(series), "trainer": duo.trainer,
        "expert": duo.experiential_expert, "dates": dates_text(sessions), "url": address_of("duo_answer", series.pk),
    }  # fmt: skip
    _write(series, [duo.trainer, duo.experiential_expert], f"duo:{duo.pk}",
           _("Wil jij in het duo van %(series)s?") % {"series": series.title}, body, by=by, at=at)  # fmt: skip


def tell_duo_declined(duo: Duo, person: Person, *, at: datetime) -> None:
    """The planners hear that somebody cannot, and choose again."""
    reason = _("Reden: %(reason)s\n\n") % {"reason": duo.end_reason} if duo.end_reason else ""
    body = _("%(name)s kan of wil het duo van «%(series)s» niet vormen.\n\n%(reason)sKies een nieuw duo:\n%(url)s") % {
        "name": person, "series": duo.series.title, "reason": reason, "url": address_of("duo_choose", duo.series_id),
    }  # fmt: skip
    _write(duo.series, planners_of(duo.series, on=clock.local(at).date()), f"declined:{duo.pk}",
           _("Nieuw duo nodig: %(series)s") % {"series": duo.series.title}, body, by=person, at=at)  # fmt: skip


def tell_stand_in(session: Session, person: Person, *, by: Person | None, at: datetime) -> None:
    """Somebody takes over one session and hears when and where."""
    body = _("Je neemt «%(title)s» over bij %(organisation)s.\n\n%(dates)s\n\nAlles over deze bijeenkomst:\n%(url)s") % {
        "title": session.title, "organisation": _address(session.series), "dates": dates_text([session]),
        "url": address_of("session", session.pk),
    }  # fmt: skip
    _write(session.series, [person], f"stand-in:{session.pk}:{session.version}",
           _("Je valt in: %(title)s") % {"title": session.title}, body, by=by, at=at)  # fmt: skip


def _address(series: Series) -> str:
    organisation = series.organisation
    where = f"{organisation.street}, {organisation.postal_code} {organisation.place}".strip(", ")
    return f"{organisation} ({where})" if where else str(organisation)


def _name_of_side(series: Series, side: str) -> str:
    return str(series.organisation if side == rules.ORGANISATION_SIDE else series.provider)


def _other_people(series: Series, side: str, at: datetime) -> list[Person]:
    on = clock.local(at).date()
    return planners_of(series, on=on) if side == rules.ORGANISATION_SIDE else contacts_of(series, on=on)


def _contacts(series: Series, at: datetime) -> list[Person]:
    return contacts_of(series, on=clock.local(at).date())


def _write(
    series: Series, people: Iterable[Person], key: str, subject: str, body: str, *, by: Person | None, at: datetime
) -> None:
    for person in {person.pk: person for person in people}.values():
        if person.email:
            mail.write_mail(
                key=f"{key}:{person.pk}", kind=mail.NOTICE, to_email=person.email, to_name=str(person),
                to_person=person, subject=subject, at=at, by=by, about=series,
                body=_("Dag %(name)s\n\n%(body)s\n") % {"name": person.first_name, "body": body},
            )  # fmt: skip
