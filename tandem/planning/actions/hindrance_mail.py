"""Mails when something does not work out. Who cannot come, never why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch, mail
from tandem.planning.actions.asking_mail import address
from tandem.planning.models import Asking, Hindrance
from tandem.sessions.queries.people import planners_of

if TYPE_CHECKING:
    from django.db import models

    from tandem.identity.models import Person


def tell_cannot(rows: Sequence[Hindrance], *, by: Person, at: datetime) -> None:
    """The planners of each provider hear which sessions ask a stand-in or another day, in one mail."""
    for planner, mine in _by_planner(rows, by=by, at=at).items():
        first = mine[0]
        body = _("Dit lukt niet voor %(person)s:\n\n%(sessions)s\n\nZoek een oplossing:\n%(url)s") % {
            "person": first.person, "sessions": _lines(mine),
            "url": address("repair_hindrance", first.pk) if len(mine) == 1 else address("planning_queue"),
        }  # fmt: skip
        _write(planner, f"hindrance:{first.pk}", _("Dit lukt niet: %(person)s") % {"person": first.person}, body,
               about=first.session.series, by=by, at=at)  # fmt: skip


def tell_withdrawn(row: Hindrance, *, by: Person, at: datetime) -> None:
    """Nothing to look for any more; a question that still runs to somebody else can be taken back."""
    asked = Asking.objects.filter(series_id=row.session.series_id, state="open").first()
    still = _("Er loopt nog een vraag aan een duo. Trek ze in als ze niet meer nodig is:\n%(url)s")
    body = _("Het lukt toch voor %(person)s:\n\n%(sessions)s\n\n%(then)s") % {
        "person": row.person, "sessions": _lines([row]),
        "then": still % {"url": address("asking_answer", asked.pk)} if asked else _("Je hoeft niets te doen."),
    }  # fmt: skip
    for planner in _by_planner([row], by=by, at=at):
        _write(planner, f"hindrance-gone:{row.pk}", _("Het lukt toch: %(person)s") % {"person": row.person}, body,
               about=row.session.series, by=by, at=at)  # fmt: skip


def tell_away(person: Person, rows: Sequence[Hindrance], *, first: date, last: date, by: Person, at: datetime) -> None:
    """The planners, when sessions are hit; and the person, when a planner wrote it down."""
    if rows:
        tell_cannot(rows, by=by, at=at)
    if person.pk != by.pk:
        body = _(
            "%(planner)s noteerde voor jou: je kan niet van %(first)s tot en met %(last)s.\n\n%(sessions)s\n\n"
            "De planner zoekt een oplossing. Klopt dit niet? Pas het aan:\n%(url)s"
        ) % {"planner": by, "first": dutch.date_nl(first), "last": dutch.date_nl(last),
             "sessions": _lines(rows) or _("Er stond geen bijeenkomst in die dagen."), "url": address("my_planning")}  # fmt: skip
        _write(person, f"away:{first}:{last}:{at.isoformat()}", _("Genoteerd: je kan een tijd niet"), body, about=person,
               by=by, at=at)  # fmt: skip


def _lines(rows: Iterable[Hindrance]) -> str:
    sessions = [row.session for row in rows]
    return "\n".join(
        f"- {dutch.datetime_nl(one.starts_at)}: {one.title}, {one.series.organisation}" for one in sessions
    )


def _by_planner(rows: Iterable[Hindrance], *, by: Person, at: datetime) -> dict[Person, list[Hindrance]]:
    """Whoever says it needs no mail about it."""
    found: dict[Person, list[Hindrance]] = {}
    for row in rows:
        for planner in planners_of(row.session.series, on=clock.local(at).date()):
            if planner.pk != by.pk:
                found.setdefault(planner, []).append(row)
    return found


def _write(
    to: Person, key: str, subject: str, body: str, *, about: models.Model, by: Person, at: datetime
) -> None:  # fmt: skip
    if to.email:
        mail.write_mail(
            key=f"{key}:{to.pk}", kind=mail.NOTICE, to_email=to.email, to_name=str(to), to_person=to, subject=subject, at=at,
            by=by, about=about, body=_("Dag %(name)s\n\n%(body)s\n") % {"name": to.first_name, "body": body},
        )  # fmt: skip
