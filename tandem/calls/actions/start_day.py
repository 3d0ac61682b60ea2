"""A regional start day: planned, held, closed; who did not come is asked by mail (seed 002)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tandem.calls.actions.need import add_needs
from tandem.calls.models import Network, StartDay, StartDayVisit
from tandem.calls.rules.need import NeedFacts
from tandem.calls.rules.network import ODD_YEAR, is_of_now
from tandem.calls.rules.vocabulary import AREAS
from tandem.identity.queries import members_with_role
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import audit, clock, dutch
from tandem.kernel.mail import NOTICE, write_mail
from tandem.kernel.refusal import Conflict, Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

MOST_PEOPLE = 200


class CannotKeepStartDay(Refusal):
    """The day is closed, or something about it cannot be."""


@transaction.atomic
def make_start_day(facts: Mapping[str, Any], *, by: Person | None, at: datetime) -> StartDay:
    """A day for one area. Raises CannotKeepStartDay."""
    _check(facts)
    row = StartDay.objects.create(**facts, made_at=at, made_by=by)
    audit.record("start_day.make", row, by=by, at=at, area=row.area)
    return row


@transaction.atomic
def edit_start_day(day: StartDay, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime) -> StartDay:
    """Another date or place. Raises Conflict when a colleague was first, CannotKeepStartDay."""
    row = _open(day)
    if row.version != version:
        raise Conflict(_("Een collega veranderde deze dag terwijl jij schreef. Kijk na wat er nu staat."), current=row)
    _check(facts)
    if facts["area"] != row.area and (row.visits.exists() or row.needs.exists()):
        raise CannotKeepStartDay(
            Problem(_("Er is al iets opgeschreven op deze dag. De streek blijft dezelfde."), "area")
        )
    StartDay.objects.filter(pk=row.pk).update(**facts, version=F("version") + 1)
    audit.record("start_day.edit", row, by=by, at=at)
    return row


@transaction.atomic
def count_visit(day: StartDay, network: Network, *, people: int, by: Person, at: datetime) -> None:
    """How many people of a network came: a count, never names. Zero takes the line away. Raises CannotKeepStartDay."""
    row = _open(day)
    if network.area != row.area:
        raise CannotKeepStartDay(_("Dit netwerk is van een andere streek."))
    if not 0 <= people <= MOST_PEOPLE:
        raise CannotKeepStartDay(Problem(_("Vul een getal in van 0 tot %(most)s.") % {"most": MOST_PEOPLE}, "people"))
    if people:
        StartDayVisit.objects.update_or_create(start_day=row, network=network, defaults={"people": people})
    else:
        row.visits.filter(network=network).delete()
    audit.record("start_day.count", row, by=by, at=at, network=network.pk, people=people)


@transaction.atomic
def write_down(
    day: StartDay, network: Network, *, needs: Sequence[NeedFacts], people: int | None = None, by: Person, at: datetime
) -> int:  # fmt: skip
    """At the table: with how many they came and what they need, both or neither. Returns how many needs.

    Without a number nobody is counted. Raises CannotKeepStartDay, CannotKeepNeed, NetworkHasEnded.
    """
    if people is not None:
        count_visit(day, network, people=people, by=by, at=at)
    if people is not None and not needs:
        return 0
    return len(add_needs(network, needs, start_day=day, by=by, at=at))


@transaction.atomic
def close_start_day(day: StartDay, *, is_closed: bool = True, by: Person, at: datetime) -> None:
    """The day is over, or goes on after all. Networks still write what they need afterwards."""
    row = StartDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    if row.is_closed == is_closed:
        return
    StartDay.objects.filter(pk=row.pk).update(is_closed=is_closed, version=F("version") + 1)
    audit.record("start_day.close" if is_closed else "start_day.reopen", row, by=by, at=at)


@transaction.atomic
def ask_absent(day: StartDay, network: Network, *, address: str, by: Person, at: datetime) -> int:
    """A mail to the promoter of a network that did not come: write what you need yourselves. Once per day and network.

    Returns to how many people; raises CannotKeepStartDay when there is nobody to write to.
    """
    if network.state == "ended" or network.area != day.area:
        raise CannotKeepStartDay(_("Dit netwerk hoort niet bij deze startdag."))
    people = _people_of(network, at=at)
    if not people:
        raise CannotKeepStartDay(_("Wij kennen van dit netwerk nog geen e-mailadres. Vul eerst een contact in."))
    for email, name in people.items():
        write_mail(
            key=f"start_day.ask:{day.pk}:{network.pk}:{email}", kind=NOTICE, to_email=email, to_name=name,
            subject=_("Wat heeft %(network)s nodig?") % {"network": network.name}, body=_letter(day, network, address),
            at=at, by=by, about=day,
        )  # fmt: skip
    audit.record("start_day.ask", day, by=by, at=at, network=network.pk, people=len(people))
    return len(people)


def _people_of(network: Network, *, at: datetime) -> dict[str, str]:
    """The contact of the network, else who has a login for its organisation."""
    if network.contact_email:
        return {network.contact_email: network.contact_name}
    members = members_with_role(network.organisation_id, ORGANISATION_CONTACT, on=clock.local(at).date())
    return {member.person.email: str(member.person) for member in members if member.person.email}


def _letter(day: StartDay, network: Network, address: str) -> str:
    return _(
        "Dag,\n\nop %(day)s was er een startdag voor de netwerken van %(area)s. %(network)s kon er niet bij zijn.\n"
        "We horen graag wat jullie nodig hebben. Vijf minuten is genoeg:\n\n%(address)s\n\n"
        "Liever praten? Antwoord op deze mail, dan bellen we.\n"
    ) % {"day": dutch.date_nl(day.held_on), "area": AREAS[day.area], "network": network.name, "address": address}


def _open(day: StartDay) -> StartDay:
    row = StartDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    if row.is_closed:
        raise CannotKeepStartDay(_("Deze startdag is afgesloten. Open de dag opnieuw om iets te veranderen."))
    return row


def _check(facts: Mapping[str, Any]) -> None:
    problems = [] if facts["area"] in AREAS else [Problem(_("Kies een provincie of Brussel."), "area")]
    if not is_of_now(facts["held_on"]):
        problems.append(Problem(ODD_YEAR, "held_on"))
    if not str(facts["place"]).strip():
        problems.append(Problem(_("Vul de plaats in."), "place"))
    CannotKeepStartDay.if_any(problems)
