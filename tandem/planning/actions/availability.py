"""When somebody can, from where and about what: written by the person, or by a planner for somebody who asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.actions import availability_mail
from tandem.planning.actions.rewriting import rewrite
from tandem.planning.models import Capacity, NotPossible, PersonDate, Profile

if TYPE_CHECKING:
    from tandem.identity.models import Person

MOST_ROWS, LONGEST_DAYS, FURTHEST_DAYS = 300, 366, 3 * 366


class CannotAddDates(Refusal):
    """These days cannot be added."""


@transaction.atomic
def save_profile(person: Person, *, version: int, by: Person, at: datetime, **facts: object) -> Profile:
    """Write some fields of the sheet. Who saw an older version gets a conflict with what stands now."""
    clash = _("Intussen paste iemand dit blad aan. Hieronder zie je wat er nu staat. Kijk na en bewaar nog eens.")
    row = rewrite(Profile, person, version=version, clash=clash, at=at, **facts, changed_by=by)
    audit.record("availability.save", row, by=by, at=at, person=person.pk, fields=sorted(facts))
    availability_mail.tell_filled_in(person, by=by, at=at)
    return row


@transaction.atomic
def note_experience(person: Person, *, is_experienced: bool, by: Person, at: datetime) -> Profile:
    """A planner notes that somebody led trajectories before they were kept here. Says nothing about when they can."""
    row, _is_new = Profile.objects.get_or_create(person=person, defaults={"version": 0, "changed_at": at})
    Profile.objects.filter(pk=row.pk).update(is_experienced=is_experienced)
    audit.record("availability.note_experience", row, by=by, at=at, person=person.pk, is_experienced=is_experienced)
    return row


@transaction.atomic
def remind_to_tell(people: Iterable[Person], *, by: Person, at: datetime) -> int:
    """Ask people who told nothing yet to do so, at most once a week each. Says how many have an address."""
    rows = [person for person in people if person.email]
    for person in rows:
        letter = availability_mail.remind(person, by=by, at=at)
        audit.record("availability.remind", letter, by=by, at=at, person=person.pk)
    return len(rows)


@transaction.atomic
def add_dates(
    person: Person, *, first: date, last: date, half: str, is_away: bool, by: Person, at: datetime
) -> PersonDate:  # fmt: skip
    """Days off or extra days. The same days the other way round are replaced: the last word counts."""
    rows = PersonDate.objects.filter(person=person)
    CannotAddDates.if_any(_lacks(first, last, today=clock.local(at).date()))
    if rows.filter(calendar_uid="").count() >= MOST_ROWS:
        raise CannotAddDates(_("Er staan al te veel dagen. Haal eerst oude dagen weg."))
    same = rows.filter(first=first, last=last, half=half)
    same.filter(is_away=not is_away).delete()
    row, _is_new = same.get_or_create(
        person=person, first=first, last=last, half=half, is_away=is_away, defaults={"added_at": at, "added_by": by}
    )
    if row.calendar_uid:  # said by the person too: then it stays when the calendar changes
        PersonDate.objects.filter(pk=row.pk).update(calendar_uid="", added_at=at, added_by=by)
    audit.record("availability.add_dates", row, by=by, at=at, person=person.pk, is_away=is_away)
    availability_mail.tell_filled_in(person, by=by, at=at)
    return row


@transaction.atomic
def remove_dates(row: PersonDate, *, by: Person, at: datetime) -> None:
    """Days that hold no longer; adding them again is the way back."""
    audit.record("availability.remove_dates", row, by=by, at=at, person=row.person_id, is_away=row.is_away)
    availability_mail.tell_filled_in(row.person, by=by, at=at)
    row.delete()


@transaction.atomic
def forget_sheet(person: Person, *, by: Person, at: datetime) -> None:
    """The person takes everything back that they told: half-days, home, days, limits, what is not possible."""
    row, _is_new = Profile.objects.get_or_create(person=person, defaults={"version": 0, "changed_at": at})
    audit.record("availability.forget", row, by=by, at=at, person=person.pk)
    for model in (PersonDate, NotPossible, Capacity, Profile):
        model.objects.filter(person=person).delete()


def _lacks(first: date, last: date, *, today: date) -> list[Problem]:
    checks = (
        (last >= first, _("De laatste dag ligt voor de eerste. Kijk de dagen na.")),
        (last >= today, _("Deze dagen zijn al voorbij. Kies dagen die nog komen.")),
        (any((first + timedelta(days=number)).weekday() < 5 for number in range(min((last - first).days + 1, 7))),
         _("Dit is een weekend. Sessies vallen altijd op een weekdag, dus dit hoeft niet.")),
        ((last - first).days < LONGEST_DAYS, _("Kies ten hoogste een jaar in één keer.")),
        (first <= today + timedelta(days=FURTHEST_DAYS), _("Deze dagen liggen te ver weg. Kies dagen binnen drie jaar.")),
    )  # fmt: skip
    return [Problem(text, "last" if first <= last else "first") for is_good, text in checks if not is_good][:1]
