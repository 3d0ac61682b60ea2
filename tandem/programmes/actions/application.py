"""Start an application and save it step by step; two people never overwrite each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tandem.identity.queries import fund_with_code
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.programmes.actions.turns import set_application_turn
from tandem.programmes.models import Application, ProgrammeTemplate
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.queries.application_eligibility import open_application_of, sector_results
from tandem.programmes.rules.application import EDITABLE, FIELD_LABELS, STEP_FIELDS, merge_answers
from tandem.programmes.rules.eligibility import EligibilityResult
from tandem.programmes.rules.rails import TurnFacts

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('programmes.application'), %s)"


class CannotStart(Refusal):
    """The sector does not qualify, or the programme takes no applications."""


class AlreadyStarted(Refusal):
    """This organisation has an undecided application for the same programme: `application`."""

    def __init__(self, *problems: Problem | str, application: Application) -> None:
        super().__init__(*problems)
        self.application = application


class CannotSave(Refusal):
    """The application is sent or withdrawn."""


class StepConflict(Conflict):
    """Somebody else changed the same fields in another way: `current` is the application as it stands now."""

    current: Application

    def __init__(self, *problems: Problem | str, current: Application, fields: tuple[str, ...]) -> None:
        super().__init__(*problems, current=current)
        self.fields = fields


@transaction.atomic
def start_application(
    *, organisation: Organisation, template: ProgrammeTemplate, sector: str = "", by: Person, at: datetime
) -> Application:
    """A draft, prefilled from the organisation and the person. `sector` is "331/122", needed when several qualify."""
    on = clock.local(at).date()
    _wait_for_others(organisation)
    existing = open_application_of(organisation, template.code)
    if existing:
        raise AlreadyStarted(_("Je hebt al een aanvraag voor dit programma."), application=existing)
    result = _chosen_result(organisation, template, sector, on)
    application = Application.objects.create(
        template=template, organisation=organisation, made_at=at, made_by=by, changed_at=at,
        place=address_of(organisation), contact_name=str(by), contact_email=by.email or "", contact_phone=by.phone,
        **eligibility_fields(result),
    )  # fmt: skip
    audit.record("application.started", application, by=by, at=at, template=template.pk)
    set_application_turn(application, TurnFacts("complete_application", "organisation"), at=at)
    return application


def _wait_for_others(organisation: Organisation) -> None:
    """Two tabs that start at once: the second sees the draft of the first."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [organisation.pk])


def _chosen_result(organisation: Organisation, template: ProgrammeTemplate, sector: str, on: date) -> EligibilityResult:
    if template not in ProgrammeTemplate.objects.open_on(on):
        raise CannotStart(_("Dit programma neemt vandaag geen aanvragen aan. Kies een ander programma."))
    results = sector_results(organisation, template.parsed, on=on)
    if not results:
        raise CannotStart(
            _("We kennen het paritair comité van je organisatie nog niet. Voeg het toe bij je organisatie.")
        )
    eligible = [result for result in results if result.is_eligible]
    if not eligible:
        raise CannotStart(*(Problem(result.sentence, "sector") for result in results))
    return _the_one(eligible, sector)


def _the_one(eligible: list[EligibilityResult], sector: str) -> EligibilityResult:
    if len(eligible) == 1 and not sector:
        return eligible[0]
    chosen = next((result for result in eligible if sector_key(result) == sector), None)
    if chosen is None:
        raise CannotStart(Problem(_("Kies voor welke sector je aanvraagt."), "sector"))
    return chosen


def sector_key(result: EligibilityResult) -> str:
    """How a form names a sector: 331/122."""
    return f"{result.joint_committee}/{result.rsz_category}"


def address_of(organisation: Organisation) -> str:
    """Street, postal code and place in one line."""
    town = f"{organisation.postal_code} {organisation.place}".strip()
    return ", ".join(filter(None, [organisation.street, town]))


def eligibility_fields(result: EligibilityResult) -> dict[str, Any]:
    """The checked sector with its sources, as an application keeps it."""
    kept = asdict(result) | {"checked_on": result.checked_on.isoformat() if result.checked_on else ""}
    return {
        "joint_committee": result.joint_committee, "rsz_category": result.rsz_category,
        "is_eligible": result.is_eligible, "eligibility": kept,
        "fund": fund_of(result) if result.is_eligible else None,
    }  # fmt: skip


def fund_of(result: EligibilityResult) -> Organisation:
    """The training fund that pays for this sector."""
    try:
        return fund_with_code(result.fund_code)
    except ObjectDoesNotExist as error:
        raise CannotStart(
            _("Vormingsfonds %(code)s is nog niet aangesloten op Tandem. Neem contact op met het fonds.")
            % {"code": result.fund_code}
        ) from error


@transaction.atomic
def save_step(
    application: Application, *, step: str, typed: Mapping[str, Any], shown: Mapping[str, str], by: Person, at: datetime
) -> Application:
    """Save one step, also when it is incomplete. `shown` is what the page showed: only real changes are written."""
    current = locked_application(application)
    if current.status not in EDITABLE:
        raise CannotSave(_("Deze aanvraag is al ingediend. Je kan ze niet meer wijzigen."))
    answers = answers_of(current)
    merge = merge_answers(shown, {field: typed[field] for field in STEP_FIELDS[step] if field in typed}, answers)
    if merge.conflicts:
        names = ", ".join(FIELD_LABELS[field] for field in merge.conflicts)
        raise StepConflict(
            _("Dit werd ook ergens anders veranderd: %(names)s. Kies wat je wil bewaren.") % {"names": names},
            current=current, fields=merge.conflicts,
        )  # fmt: skip
    changed = {field: value for field, value in merge.values.items() if value != answers.get(field)}
    if changed:
        _write(current, step, changed, by=by, at=at)
    return current


def _write(application: Application, step: str, changed: Mapping[str, Any], *, by: Person, at: datetime) -> None:
    fields = dict(changed)
    if "sector" in fields:
        results = sector_results(application.organisation, application.template.parsed, on=clock.local(at).date())
        eligible = [result for result in results if result.is_eligible]
        fields = fields | eligibility_fields(_the_one(eligible, fields.pop("sector")))
    for field, value in fields.items():
        setattr(application, field, value)
    application.changed_at = at
    application.version += 1
    application.save(update_fields=[*fields, "changed_at", "version"])
    audit.record("application.saved", application, by=by, at=at, step=step, version=application.version)


def locked_application(application: Application) -> Application:
    """The row as it stands now, kept for this transaction."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("organisation", "template", "fund", "provider")
        .get(pk=application.pk)
    )
