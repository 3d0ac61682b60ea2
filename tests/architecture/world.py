"""One trajectory with everything in it, and one person per role, for tests that walk along every address."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from PIL import Image

from tandem.identity import rules as roles
from tandem.identity.models import Invitation, Person
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tandem.programmes.actions.settlement import claim_settlement
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import Settlement, Trajectory
from tandem.sessions.actions.evaluation import open_evaluation
from tandem.sessions.models import Attendance, AttendanceCorrection, CalendarFeed, EvaluationScan, PaperScan, Session
from tests import factories
from tests.architecture.calls_world import add_calls
from tests.architecture.guidance_world import add_guidance
from tests.architecture.planning_world import add_planning
from tests.architecture.signals_world import add_signals
from tests.income.factories import propose
from tests.programmes.factories import make_applicant, make_application, priced_template
from tests.programmes.test_settlement import hold_all
from tests.sessions.attendance_factories import make_participants, opened_list, sign
from tests.sessions.factories import make_duo, make_session, make_trained_expert, make_trainer

NOBODY = "niemand"


@dataclass
class World:
    """`people` by column of the permission table; `places` by the first part of an address: what its arguments are."""

    trajectory: Trajectory
    people: dict[str, Person | None]
    places: dict[str, dict[str, object]] = field(default_factory=dict)


def build_world() -> World:
    """Call inside `access.as_system()`."""
    organisation, contact = make_applicant()
    provider = factories.make_provider()
    planner = factories.make_membership(roles.PLANNER, organisation=provider).person
    application = make_application("released", organisation=organisation, by=contact, provider=provider,
                                   template=priced_template("zes-workshops"))  # fmt: skip
    trajectory = Trajectory.objects.select_related("series", "template", "application").get(application=application)
    duo = make_duo(trajectory.series, trainer=make_trainer(provider), expert=make_trained_expert(provider),
                   at=clock.now() - timedelta(days=90))  # fmt: skip
    people = {
        NOBODY: None,
        "contact": contact,
        "andere organisatie": make_applicant()[1],
        "fonds": factories.make_membership(roles.FUND_OFFICER, organisation=trajectory.fund).person,
        "ander fonds": factories.make_membership(roles.FUND_OFFICER, organisation=factories.make_fund("329")).person,
        "planner": planner,
        "andere planner": factories.make_membership(roles.PLANNER, organisation=factories.make_provider()).person,
        "vormingsmedewerker": duo.trainer,
        "ervaringsdeskundige": duo.experiential_expert,
        "ander duo": make_trainer(provider),
        "beheerder": factories.make_membership(roles.ADMINISTRATOR, organisation=factories.make_platform()).person,
    }
    world = World(trajectory, people)
    world.places = _places(world, planner)
    add_guidance(world.people, world.places)
    add_signals(world.people, world.places)
    add_calls(world.people, world.places)
    add_planning(trajectory, world.people, world.places)
    return world


def _places(world: World, planner: Person) -> dict[str, dict[str, object]]:
    trajectory, at = world.trajectory, clock.now()
    hold_all(trajectory)
    refresh_turn(trajectory, at=at)
    settlement = claim_settlement(Settlement.objects.get(trajectory=trajectory), by=planner, at=at)
    form = open_evaluation(trajectory.series, by=None, at=at)
    session = trajectory.series.sessions.in_order().first()
    contact = trajectory.application.made_by
    membership = contact.memberships.get()
    invitation = Invitation.objects.create(organisation=trajectory.organisation, email="nieuw@voorbeeld.test",
                                           role=roles.ORGANISATION_CONTACT, token_hash="x" * 64, made_at=at, made_by=contact,
                                           expires_at=at + timedelta(days=14))  # fmt: skip
    CalendarFeed.objects.get_or_create(person=contact, defaults={"token": "t" * 40, "made_at": at})
    participant, attendance = _signed_today(trajectory)
    scan_file = storage.store(_picture(), kind="scan", name="blad.png", content_type="image/png", by=contact, at=at)
    scan = PaperScan.objects.create(series=trajectory.series, file=scan_file, uploaded_at=at, uploaded_by=contact)
    correction = AttendanceCorrection.objects.create(
        attendance_list=session.attendance_list, participant=participant, reason="Te laat getekend", made_at=at, made_by=contact
    )  # fmt: skip
    evaluation_scan = EvaluationScan.objects.create(form=form, file=scan_file, uploaded_at=at, uploaded_by=contact)
    return {
        "reeksen": {"pk": trajectory.series_id, "language": "nl", "scan": evaluation_scan.pk},
        "bijeenkomsten": {"pk": session.pk},
        "trajecten": {"pk": trajectory.pk, "kind": "final_report", "number": 1},
        "aanvragen": {"pk": trajectory.application_id, "step": "reason"},
        "afrekeningen": {"pk": settlement.pk},
        "programmas": {"pk": trajectory.template_id},
        "deelnemers": {"pk": participant.pk},
        "bijeenkomsten/aanwezigheid": {"pk": attendance.session_id, "row": attendance.pk},
        "aanwezigheden": {"pk": attendance.pk},
        "papieren-lijsten": {"pk": scan.pk, "page": 1},
        "correcties": {"pk": correction.pk},
        "organisatie/uitnodiging": {"public_id": trajectory.organisation.public_id, "pk": invitation.pk},
        "organisatie/lid": {"public_id": trajectory.organisation.public_id, "pk": membership.pk},
        "organisatie/sectoren": {"public_id": trajectory.organisation.public_id, "pk": trajectory.organisation.sectors.first().pk},
        "organisatie": {"public_id": trajectory.organisation.public_id},
        "beheer/organisaties": {"public_id": trajectory.organisation.public_id},
        "beheer/mensen": {"pk": contact.pk},
        "mijn-account": {"pk": 1},
        "uitnodiging": {"token": "onbekend"},
        "deur": {"list_code": session.attendance_list.code, "code": "onbekend"},
        "evaluatie": {"token": form.token},
        "agenda": {"token": "onbekend"},
        "aanbod": {"code": trajectory.template.code},
        "inkomen/bedragen": {"key": "leefloon.single", "since": "2026-03-01", "pk": propose().pk},
    }  # fmt: skip


def _signed_today(trajectory: Trajectory) -> tuple[object, Attendance]:
    """A participant, and somebody who waits at the door of a session that is still open."""
    visit = trajectory.series.sessions.get(kind="follow_up_visit")
    Session.objects.filter(pk=visit.pk).update(needs_list=True)
    session = make_session(
        trajectory.series, status="confirmed", on=clock.today() + timedelta(days=1), position=visit.position
    )
    opened = opened_list(session=session)
    participant = (
        opened.session.series.participants.first() or make_participants(trajectory.series, "Wout Zandbergen")[0]
    )
    attendance = sign(opened.session, participant)
    Attendance.objects.filter(pk=attendance.pk).update(waits_for_duo=True)
    return attendance.participant, attendance


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()
