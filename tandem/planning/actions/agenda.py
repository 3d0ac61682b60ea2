"""Days off out of a calendar file: looked at first, then kept. Of an event only a hash stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel import audit
from tandem.kernel.documents.sandbox import in_sandbox
from tandem.kernel.documents.sandboxed.answers import Refused
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.models import PersonDate, Profile
from tandem.planning.queries.half_days import HALVES_OF_PARTS
from tandem.planning.rules.agenda import Away, Busy, away_from, key_of_calendar, uid_of
from tandem.sessions.timetable import HALF_DAY_HOURS

if TYPE_CHECKING:
    from tandem.identity.models import Person

LIMIT_BYTES, MOST_EVENTS, AHEAD_DAYS = 1024**2, 5000, 365
HOURS = {HALVES_OF_PARTS[part]: hours for part, hours in HALF_DAY_HOURS.items()}
SALT, SECONDS_TO_DECIDE = "planning.agenda", 2 * 60 * 60
_SENTENCES = {
    "empty": gettext_lazy("Dit bestand is leeg. Bewaar je agenda opnieuw en kies het nieuwe bestand."),
    "no_calendar": gettext_lazy("Dit is geen agenda. Kies een bestand dat eindigt op .ics."),
    "damaged_calendar": gettext_lazy("We kunnen deze agenda niet lezen. Bewaar ze opnieuw en kies het nieuwe bestand."),
    "too_many_events": gettext_lazy(
        "In deze agenda staat te veel. Bewaar alleen de afspraken die nog komen en kies dat bestand."
    ),
    "too_complex": gettext_lazy("We kunnen dit bestand niet veilig openen. Zet je vrije dagen er zelf bij."),
}


class CannotImport(Refusal):
    """This calendar is not taken in."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a calendar would mark, and what that changes to what stands there."""

    calendar: str
    rows: tuple[Away, ...]
    events: int
    new: int = 0
    stays: int = 0
    goes: int = 0
    unread: int = 0


def read_agenda(person: Person, file: BinaryIO, *, size: int, today: date) -> Import:
    """Look into a calendar file in a child process; nothing is kept yet."""
    content = b"" if size > LIMIT_BYTES else file.read(LIMIT_BYTES + 1)
    if size > LIMIT_BYTES or len(content) > LIMIT_BYTES:
        raise CannotImport(Problem(
            _("Dit bestand is groter dan %(limit)s. Bewaar alleen het komende jaar en kies dat bestand.")
            % {"limit": filesizeformat(LIMIT_BYTES)}, "file",
        ))  # fmt: skip
    last = today + timedelta(days=AHEAD_DAYS)
    if not content:
        raise _refusal("empty")
    try:
        facts: dict[str, Any] = in_sandbox("calendar", content, first=today.toordinal(), last=last.toordinal(),
                                           events=MOST_EVENTS).facts  # fmt: skip
    except Refused as refused:
        raise _refusal(refused.code) from refused
    key = key_of_calendar(facts["calendar"], person.pk)
    busy = (Busy(uid_of(key, uid), *map(datetime.fromisoformat, moments)) for uid, *moments in facts["busy"])
    return _compared(person, Import(key, tuple(away_from(busy, first=today, last=last, hours=HOURS)), facts["events"],
                                    unread=facts["unread"]))  # fmt: skip


def sealed(person: Person, found: Import) -> str:
    """What was looked at, to come back with the yes; nobody can change it on the way."""
    rows = [[row.first.isoformat(), row.last.isoformat(), row.half, row.uid] for row in found.rows]
    return signing.dumps([person.pk, found.calendar, rows, found.events], salt=SALT, compress=True)


def opened(person: Person, seal: str) -> Import:
    """The looked at calendar of this person; refused after two hours, or when it is somebody else's."""
    try:
        owner, calendar, rows, events = signing.loads(seal, salt=SALT, max_age=SECONDS_TO_DECIDE)
    except signing.BadSignature as error:
        raise CannotImport(_("Dit duurde te lang. Kies je agenda nog eens.")) from error
    if owner != person.pk:
        raise CannotImport(_("Deze agenda is van iemand anders. Kies je eigen agenda."))
    found = (Away(date.fromisoformat(first), date.fromisoformat(last), half, uid) for first, last, half, uid in rows)
    return Import(calendar, tuple(found), events)


@transaction.atomic
def keep_agenda(person: Person, found: Import, *, by: Person, at: datetime) -> int:
    """Replace what came from this calendar before: moved events move, gone ones go. Says how many rows stand there now."""
    _same_calendar(person, found).delete()
    made = PersonDate.objects.bulk_create(
        (
            PersonDate(person=person, first=row.first, last=row.last, half=row.half, is_away=True, calendar_uid=row.uid,
                       added_at=at, added_by=by)
            for row in found.rows
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    audit.record("availability.import", _sheet(person, at=at), by=by, at=at, person=person.pk, rows=len(made))
    return PersonDate.objects.filter(person=person, calendar_uid__startswith=f"{found.calendar}:").count()


@transaction.atomic
def forget_agenda(person: Person, *, by: Person, at: datetime) -> int:
    """Take away every day that came from a calendar."""
    count, _kinds = PersonDate.objects.filter(person=person).exclude(calendar_uid="").delete()
    audit.record("availability.forget_import", _sheet(person, at=at), by=by, at=at, person=person.pk, rows=count)
    return count


def _sheet(person: Person, *, at: datetime) -> Profile:
    row, _is_new = Profile.objects.get_or_create(person=person, defaults={"version": 0, "changed_at": at})
    return row


def _refusal(code: str) -> CannotImport:
    return CannotImport(Problem(str(_SENTENCES.get(code, _SENTENCES["too_complex"])), "file"))


def _same_calendar(person: Person, found: Import) -> QuerySet[PersonDate]:
    events = {row.uid.partition(":")[2] for row in found.rows}
    kept = PersonDate.objects.filter(person=person).exclude(calendar_uid="")
    renamed = [row.pk for row in kept.only("pk", "calendar_uid") if row.calendar_uid.partition(":")[2] in events]
    return kept.filter(Q(calendar_uid__startswith=f"{found.calendar}:") | Q(pk__in=renamed))


def _compared(person: Person, found: Import) -> Import:
    stands = set(_days_of(_same_calendar(person, found)))
    wanted = {(row.first, row.last, row.half) for row in found.rows}
    return Import(found.calendar, found.rows, found.events, new=len(wanted - stands), stays=len(wanted & stands),
                  goes=len(stands - wanted), unread=found.unread)  # fmt: skip


def _days_of(rows: Iterable[PersonDate]) -> Iterator[tuple[date, date, str]]:
    yield from ((row.first, row.last, row.half) for row in rows)
