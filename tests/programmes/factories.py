"""Applications and trajectories in every state, made by the real actions."""

from datetime import datetime, timedelta
from typing import Any

from tandem.identity import rules as roles
from tandem.identity.models import Organisation, Person
from tandem.identity.queries import default_provider
from tandem.kernel import access, clock
from tandem.programmes.actions.application import start_application
from tandem.programmes.actions.application_sending import submit_application, withdraw_application
from tandem.programmes.actions.decision import approve_application, ask_for_more, refuse_application
from tandem.programmes.actions.decision_release import release_decision
from tandem.programmes.models import Application, ProgrammeTemplate, Trajectory
from tests import factories

TWO_PHASES, SIX_WORKSHOPS, THREE_PHASES = "twee-fasen", "zes-workshops", "drie-fasen"
TRAITS = ("draft", "submitted", "asked", "approved", "refused", "released", "refused_released", "withdrawn")


def shipped_template(code: str = SIX_WORKSHOPS) -> ProgrammeTemplate:
    """The first version of a shipped programme."""
    return ProgrammeTemplate.objects.get(code=code, version=1)


def open_template(code: str = SIX_WORKSHOPS) -> ProgrammeTemplate:
    """The version that takes applications today: the shipped one, or what staff published since."""
    return ProgrammeTemplate.objects.open_on(clock.today()).filter(code=code).order_by("-version").first()


def priced_template(code: str = SIX_WORKSHOPS, *, price_eur: str = "250.00") -> ProgrammeTemplate:
    """A later version of a shipped programme with a price per half-day, which the shipped ones leave open."""
    shipped = shipped_template(code)
    newest = ProgrammeTemplate.objects.filter(code=code).order_by("-version").first()
    return ProgrammeTemplate.objects.create(
        code=code, version=newest.version + 1, title=shipped.title, summary=shipped.summary, status="published",
        valid_from=shipped.valid_from, copied_from=shipped, published_at=clock.now(),
        definition={**shipped.definition, "price_per_half_day_eur": price_eur},
    )  # fmt: skip


def make_applicant(**fields: object) -> tuple[Organisation, Person]:
    """An organisation that qualifies (331/122) and its contact person."""
    organisation = factories.make_organisation(**fields)
    factories.make_sector(organisation)
    membership = factories.make_membership(roles.ORGANISATION_CONTACT, organisation=organisation)
    membership.person.phone = membership.person.phone or "+32 9 000 00 01"
    membership.person.save()
    return organisation, membership.person


def make_officer(code: str = "331") -> Person:
    """Somebody of a fund."""
    return factories.make_membership(roles.FUND_OFFICER, organisation=factories.make_fund(code)).person


def provider_with_contact() -> Organisation:
    """The provider that approvals choose, with contact data that may not leak."""
    provider = default_provider() or factories.make_provider()
    provider.email, provider.phone = "hallo@brugschakel.test", "+32 2 555 01 99"
    provider.website = "https://brugschakel.test/"
    provider.save()
    return provider


def fill_in(application: Application, **answers: Any) -> Application:
    """Complete answers, as after the last step."""
    today = clock.today()
    full = {
        "applicant_kind": "service_provider", "motives": ["reach", "offer"], "wishes": "Beter luisteren.",
        "group_description": "Het onthaalteam en de straathoekwerkers", "expected_participants": 14,
        "place_kind": "on_site", "wished_from": today + timedelta(days=30), "wished_until": today + timedelta(days=150),
        **answers,
    }  # fmt: skip
    for field, value in full.items():
        setattr(application, field, value)
    application.save()
    return application


def make_application(
    trait: str = "submitted", *, organisation: Organisation | None = None, by: Person | None = None,
    officer: Person | None = None, template: ProgrammeTemplate | None = None, provider: Organisation | None = None,
    at: datetime | None = None, **answers: Any,
) -> Application:  # fmt: skip
    """An application in one of `TRAITS`, each step by the real action. Runs as the system."""
    if organisation is None:
        organisation, by = make_applicant()
    by = by or factories.make_membership(roles.ORGANISATION_CONTACT, organisation=organisation).person
    at = at or clock.now()
    with access.as_system():
        factories.make_fund("331")
        application = start_application(
            organisation=organisation, template=template or shipped_template(), by=by, at=at
        )
        application = fill_in(application, **{"contact_phone": "+32 9 000 00 01", **answers})
        return _advance(application, trait, by=by, officer=officer, provider=provider, at=at)


def _advance(
    application: Application, trait: str, *, by: Person, officer: Person | None, provider: Organisation | None,
    at: datetime,
) -> Application:  # fmt: skip
    if trait == "draft":
        return application
    application = submit_application(application, by=by, at=at)
    if trait == "submitted":
        return application
    if trait == "withdrawn":
        return withdraw_application(application, by=by, at=at)
    officer = officer or make_officer(application.fund.fund_code)
    if trait == "asked":
        return ask_for_more(application, question="Met hoeveel mensen komen jullie?", by=officer, at=at)
    if trait.startswith("refused"):
        application = refuse_application(
            application, reason="Jullie volgden dit jaar al een traject.", alternative="Vraag het volgend jaar opnieuw.",
            by=officer, at=at,
        )  # fmt: skip
    else:
        provider = provider or default_provider() or provider_with_contact()
        application = approve_application(application, provider=provider, by=officer, at=at)
    if trait.endswith("released"):
        application = release_decision(application, by=officer, at=at)
    return application


def make_trajectory(**facts: Any) -> Trajectory:
    """A running trajectory: the released approval of an application (see `make_application`)."""
    application = make_application("released", **facts)
    with access.as_system():
        return Trajectory.objects.select_related(
            "series", "template", "organisation", "provider", "fund", "application"
        ).get(application=application)
