"""A network is made, changed, started and ended (seed 002)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tandem.calls.models import Grant, Network, NetworkMunicipality, NetworkPartner
from tandem.calls.rules.network import Partner, municipality_problems, network_problems, partner_problems
from tandem.calls.rules.states import NETWORK
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person

LONGEST_NAME = 160


class CannotKeepNetwork(Refusal):
    """Something about the network is missing or cannot be."""


class NetworkHasEnded(Refusal):
    """What stands there stays as it is."""


@transaction.atomic
def make_network(
    grant: Grant | None, *, organisation: Organisation, name: str, area: str, starts_on: date, ends_on: date | None = None,
    municipalities: Collection[str] = (), partners: Iterable[Partner] = (), by: Person | None, at: datetime, **facts: object,
) -> Network:  # fmt: skip
    """A network that starts later. Of one grant there is one: asked again, it is the same. Raises CannotKeepNetwork."""
    standing = Network.objects.filter(grant=grant).first() if grant else None
    if standing is not None:
        return standing
    companions = list(partners)
    CannotKeepNetwork.if_any([
        *network_problems(name=name, area=area, starts_on=starts_on, ends_on=ends_on),
        *municipality_problems(municipalities, on=clock.local(at).date()),
        *partner_problems(companions),
    ])  # fmt: skip
    row = _kept(Network(
        grant=grant, organisation=organisation, name=_free_name(name.strip(), organisation if grant else None), area=area,
        starts_on=starts_on, ends_on=ends_on, made_at=at, **facts,
    ))  # fmt: skip
    _put_places(row, municipalities)
    _put_partners(row, companions)
    audit.record("network.make", row, by=by, at=at, area=area, partners=len(companions))
    return row


@transaction.atomic
def edit_network(network: Network, facts: Mapping[str, Any], *, version: int, by: Person, at: datetime) -> Network:
    """Other facts: name, days, coordinator, contact, public text. Raises Conflict when somebody was first."""
    row = locked(network, version=version)
    kept = {name: facts.get(name, getattr(row, name)) for name in ("name", "area", "starts_on", "ends_on")}
    CannotKeepNetwork.if_any(
        [*network_problems(**kept), *_coordinator_problems(row, facts), *_name_problems(row, facts)]
    )
    Network.objects.filter(pk=row.pk).update(**facts, version=F("version") + 1)
    audit.record("network.edit", row, by=by, at=at)
    return row


@transaction.atomic
def set_company(
    network: Network, *, partners: Iterable[Partner], municipalities: Collection[str], version: int, by: Person, at: datetime
) -> None:  # fmt: skip
    """Partners and municipalities, all at once. Raises Conflict when somebody was first."""
    row, companions = locked(network, version=version), list(partners)
    today = clock.local(at).date()
    CannotKeepNetwork.if_any([*partner_problems(companions), *municipality_problems(municipalities, on=today)])
    _put_places(row, municipalities)
    _put_partners(row, companions)
    Network.objects.filter(pk=row.pk).update(version=F("version") + 1)
    audit.record("network.set_company", row, by=by, at=at, partners=len(companions), municipalities=len(municipalities))


@transaction.atomic
def start_network(network: Network, *, by: Person, at: datetime) -> None:
    """The work begins."""
    row = Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    state = next_state(NETWORK, "start", row.state)
    Network.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    audit.record("network.start", row, by=by, at=at, state=state)


@transaction.atomic
def end_network(network: Network, *, ended_on: date, by: Person, at: datetime) -> None:
    """The work is over. Practices may still be written down: what remains shows only afterwards."""
    row = Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    state = next_state(NETWORK, "end", row.state)
    first = row.starts_on if row.state == "running" else min(row.starts_on, clock.local(row.made_at).date())
    if not first <= ended_on <= clock.local(at).date():
        raise CannotKeepNetwork(Problem(_("Kies een dag tussen de start en vandaag."), "ended_on"))
    # What never started has no day before its end.
    begin = min(row.starts_on, ended_on)
    Network.objects.filter(pk=row.pk).update(state=state, starts_on=begin, ends_on=ended_on, version=F("version") + 1)
    audit.record("network.end", row, by=by, at=at, state=state)


def locked(network: Network, *, version: int) -> Network:
    """The row as it was on the screen, which has not ended. Raises Conflict, NetworkHasEnded."""
    row = still_going(network)
    if row.version != version:
        raise Conflict(
            _("Iemand anders veranderde dit netwerk terwijl jij schreef. Kijk na wat er nu staat."), current=row
        )
    return row


def still_going(network: Network) -> Network:
    """The row, locked. Raises NetworkHasEnded."""
    row = Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    if row.state == "ended":
        raise NetworkHasEnded(_("Dit netwerk is afgelopen. Wat er staat, blijft zo."))
    return row


def _coordinator_problems(row: Network, facts: Mapping[str, Any]) -> list[Problem]:
    state = facts.get("coordinator_state", row.coordinator_state)
    if state == "started" and facts.get("coordinator_since", row.coordinator_since) is None:
        return [Problem(_("Vul in sinds wanneer de coördinator gestart is."), "coordinator_since")]
    return []


def _name_problems(row: Network, facts: Mapping[str, Any]) -> list[Problem]:
    name = facts.get("name", row.name)
    if Network.objects.filter(name=name).exclude(pk=row.pk).exists():
        return [_same_name()]
    return []


def _kept(row: Network) -> Network:
    """Two people may write the same name in the same second: the database keeps one."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CannotKeepNetwork(_same_name()) from error
    return row


def _same_name() -> Problem:
    return Problem(_("Er is al een netwerk met deze naam. Zet er bijvoorbeeld de gemeente bij."), "name")


def _free_name(name: str, organisation: Organisation | None) -> str:
    """Two chosen projects may have one title: then the organisation stands beside it. Typed by hand it is refused."""
    if not Network.objects.filter(name=name).exists():
        return name
    longer = f"{name[: LONGEST_NAME - 60]} ({str(organisation)[:50]})" if organisation else ""
    if not longer or Network.objects.filter(name=longer).exists():
        raise CannotKeepNetwork(_same_name())
    return longer


def _put_places(row: Network, codes: Collection[str]) -> None:
    row.municipalities.all().delete()
    NetworkMunicipality.objects.bulk_create(
        NetworkMunicipality(network=row, nis_code=code) for code in dict.fromkeys(codes)
    )


def _put_partners(row: Network, partners: Iterable[Partner]) -> None:
    row.partners.all().delete()
    NetworkPartner.objects.bulk_create(
        NetworkPartner(network=row, **{**asdict(partner), "name": partner.name.strip()}) for partner in partners
    )
