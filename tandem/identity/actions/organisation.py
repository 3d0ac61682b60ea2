"""What is done to an organisation: made, changed, closed, opened again."""

from datetime import datetime

from django.db import transaction

from tandem.identity import managing, places, rules
from tandem.identity.models import Organisation, Person
from tandem.identity.queries import organisation as queries
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem, Refusal

EDITABLE = ("name", "enterprise_number", "street", "postal_code", "place", "email", "phone", "website")


class CannotSaveOrganisation(Refusal):
    """The facts are wrong, or the organisation is already there."""


class OrganisationChangedMeanwhile(Conflict):
    """Somebody else saved first."""

    current: Organisation


@transaction.atomic
def make_organisation(
    *, kind: str, name: str, enterprise_number: str, by: Person | None, at: datetime, fund_code: str = "",
    action: str = "organisation.make", **facts: str,
) -> Organisation:  # fmt: skip
    """A new organisation. A KBO number can be there once."""
    number = rules.compact_enterprise_number(enterprise_number) if enterprise_number else ""
    CannotSaveOrganisation.if_any(_problems(kind, number, fund_code, facts.get("postal_code", "")))
    organisation = Organisation.objects.create(
        kind=kind, name=name.strip(), enterprise_number=number or None, fund_code=fund_code,
        province=places.province_of(facts.get("postal_code", "")), **facts,
    )  # fmt: skip
    audit.record(action, organisation, by=by, at=at, kind=kind)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, version: int, by: Person, at: datetime, **facts: str
) -> Organisation:  # fmt: skip
    """Other facts. With another version than `version` somebody else was first: both versions are shown."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.version != version:
        raise OrganisationChangedMeanwhile(
            "Iemand anders bewaarde intussen wijzigingen. Vergelijk hieronder en bewaar opnieuw.", current=organisation
        )
    number = rules.compact_enterprise_number(facts.get("enterprise_number", "")) or None
    CannotSaveOrganisation.if_any(
        _problems(organisation.kind, number or "", organisation.fund_code, facts.get("postal_code", ""), organisation)
    )
    new: dict[str, str | None] = {**facts, "enterprise_number": number}
    changed = [name for name in EDITABLE if name in new and getattr(organisation, name) != new[name]]
    for name in changed:
        setattr(organisation, name, new[name])
    organisation.province = places.province_of(organisation.postal_code)
    organisation.version += 1
    organisation.save()
    audit.record("organisation.change", organisation, by=by, at=at, fields=changed)
    return organisation


@transaction.atomic
def close_organisation(*, organisation: Organisation, reason: str, by: Person, at: datetime) -> Organisation:
    """Nobody works for it any more; files stay readable for the others in them."""
    if organisation.pk in {row.organisation_id for row in by.memberships.all() if row.role == rules.ADMINISTRATOR}:
        raise CannotSaveOrganisation("Je eigen beheersorganisatie sluit je niet af.")
    return _set_active(organisation, False, "organisation.close", by=by, at=at, reason=reason)


@transaction.atomic
def reopen_organisation(*, organisation: Organisation, by: Person, at: datetime) -> Organisation:
    """Members can work for it again."""
    return _set_active(organisation, True, "organisation.reopen", by=by, at=at)


def _set_active(
    organisation: Organisation, is_active: bool, action: str, *, by: Person, at: datetime, **facts: str
) -> Organisation:  # fmt: skip
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.is_active = is_active
    organisation.version += 1
    organisation.save(update_fields=["is_active", "version"])
    audit.record(action, organisation, by=by, at=at, **facts)
    return organisation


def _problems(
    kind: str, number: str, fund_code: str, postal_code: str, organisation: Organisation | None = None
) -> list[Problem]:  # fmt: skip
    problems = places.postal_code_problems(postal_code)
    if number or kind == managing.SELF_MANAGED[0]:
        problems += rules.enterprise_number_problems(number) or _double_problems(number, organisation)
    if kind == "training_fund" and not fund_code:
        problems.append(Problem("Vul de code van het fonds in, bijvoorbeeld 331.", "fund_code"))
    if kind == "training_fund" and organisation is None and queries.fund_exists(fund_code):
        problems.append(Problem("Er is al een fonds met deze code. Zoek het op in de lijst.", "fund_code"))
    return problems


def _double_problems(number: str, organisation: Organisation | None) -> list[Problem]:
    other = queries.organisation_with_number(number)
    if other is None or (organisation and other.pk == organisation.pk):
        return []
    closed = "" if other.is_active else " Ze is afgesloten: een beheerder kan ze opnieuw openen."
    return [Problem(f"{other.name} heeft dit ondernemingsnummer al.{closed} Werk verder met die organisatie, "
                    "of kijk na of je het juiste nummer hebt.", "enterprise_number")]  # fmt: skip
