"""Mails round a question to a duo. Each has a key, so that telling twice is telling once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.kernel import clock, mail
from tandem.planning.models import Asking
from tandem.planning.queries.half_days import asked_half_days, words_of
from tandem.sessions.queries.people import planners_of

if TYPE_CHECKING:
    from tandem.identity.models import Person


def address(name: str, *args: object) -> str:
    """The full address of a page, for in a mail."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def ask(row: Asking, *, at: datetime) -> None:
    """What is asked, in short; travel, hours and pay stand on the page, before the yes."""
    dates = "\n".join(f"- {words_of(one)}" for one in asked_half_days(row).values())
    count = ngettext("%(count)s halve dag", "%(count)s halve dagen", len(row.dates)) % {"count": len(row.dates)}
    body = _(
        "De planner vraagt je voor «%(series)s» bij %(organisation)s: %(count)s.\n\n%(dates)s\n\n"
        "Samen met: %(partner)s.\n\nKijk eerst hoelang je onderweg bent en wat het betaalt. Zeg dan ja of neen. "
        "Een reden hoeft niet.\n%(url)s"
    )
    for person, partner, answer in (
        (row.trainer, row.expert, row.trainer_answer),
        (row.expert, row.trainer, row.expert_answer),
    ):
        if not answer:
            _write(row, [person], "ask", _("Kan en wil jij? %(series)s") % {"series": row.series}, body % {
                "series": row.series, "organisation": row.series.organisation, "count": count, "dates": dates,
                "partner": partner, "url": address("asking_answer", row.pk),
            }, at=at)  # fmt: skip


def tell_declined(row: Asking, *, at: datetime) -> None:
    """The planners look further. Nobody is told why, and the other one hears it does not go on like this."""
    body = _("Iemand van het gevraagde duo zei neen voor «%(series)s» bij %(organisation)s.\n\nZoek verder:\n%(url)s") % {
        "series": row.series, "organisation": row.series.organisation, "url": address("series_dates", row.series_id),
    }  # fmt: skip
    _write(row, planners_of(row.series, on=clock.local(at).date()), "declined",
           _("Zoek verder: %(series)s") % {"series": row.series}, body, at=at)  # fmt: skip
    other = [
        person
        for person, answer in ((row.trainer, row.trainer_answer), (row.expert, row.expert_answer))
        if answer != "no"
    ]
    _write(row, other, "stopped", _("Gaat zo niet door: %(series)s") % {"series": row.series}, _(
        "De vraag voor «%(series)s» gaat zo niet door. Je hoeft niets te doen en je halve dagen zijn weer vrij."
    ) % {"series": row.series}, at=at)  # fmt: skip


def tell_withdrawn(row: Asking, *, at: datetime) -> None:
    """Nothing to answer any more."""
    body = _("De planner trok de vraag voor «%(series)s» in. Je hoeft niets te doen en je halve dagen zijn weer vrij.")
    _write(row, [row.trainer, row.expert], "withdrawn", _("Ingetrokken: %(series)s") % {"series": row.series},
           body % {"series": row.series}, at=at)  # fmt: skip


def tell_overtaken(row: Asking, reason: str, *, at: datetime) -> None:
    """Both said yes, and meanwhile something else took its place."""
    body = _("Het duo voor «%(series)s» zei ja, maar intussen kwam er iets tussen: %(reason)s\n\nZoek verder:\n%(url)s") % {
        "series": row.series, "reason": reason, "url": address("series_dates", row.series_id),
    }  # fmt: skip
    _write(row, planners_of(row.series, on=clock.local(at).date()), "overtaken",
           _("Zoek verder: %(series)s") % {"series": row.series}, body, at=at)  # fmt: skip
    tell_withdrawn(row, at=at)


def _write(row: Asking, people: Iterable[Person], what: str, subject: str, body: str, *, at: datetime) -> None:
    for person in people:
        if person.email:
            mail.write_mail(
                key=f"asking-{what}:{row.pk}:{person.pk}", kind=mail.NOTICE, to_email=person.email, to_name=str(person),
                to_person=person, subject=subject, at=at, by=row.asked_by, about=row.series,
                body=_("Dag %(name)s\n\n%(body)s\n") % {"name": person.first_name, "body": body},
            )  # fmt: skip
