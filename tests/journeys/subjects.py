"""Rows to open pages with: of each kind one in every state, the furthest first, and the people who may see it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from tandem.identity import rules as roles
from tandem.identity.models import Invitation, Membership, Organisation, Person, Sector
from tandem.kernel import access
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application, ProgrammeTemplate, Report, Settlement, Trajectory, Turn
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    Duo,
    EvaluationForm,
    EvaluationScan,
    PaperScan,
    Participant,
    Session,
)
from tests.journeys.addresses import Address
from tests.journeys.world import invitation_tokens


@dataclass(frozen=True)
class Subject:
    """One row as arguments of an address, the state it is in, and a membership per role that may see it."""

    arguments: dict[str, object]
    state: str
    members: dict[str, int] = field(default_factory=dict)


def subjects_of(address: Address) -> list[Subject]:
    """What to open this address with; one subject without arguments when it takes none."""
    with access.as_system():
        if not address.arguments:
            return [Subject({}, "", anybody())]
        return next((list(rows()) for route, rows in BY_ROUTE if address.route.startswith(route)), [])


def anybody() -> dict[str, int]:
    """For each role somebody with work: the people of the trajectory that has come furthest."""
    return {**first_members(), **members_of_trajectory(next(iter(in_every_state().values())))}


def first_members() -> dict[str, int]:
    """For each role the first membership."""
    rows = Membership.objects.filter(valid_to__isnull=True).order_by("role", "pk").distinct("role")
    return {row.role: row.pk for row in rows}


def members_of(*, organisation: Organisation, fund: Organisation | None, provider: Organisation | None,
               duo: Iterable[Person] = ()) -> dict[str, int]:  # fmt: skip
    """The people of one file, by role."""
    wanted = [(roles.ORGANISATION_CONTACT, organisation), (roles.FUND_OFFICER, fund), (roles.PLANNER, provider)]
    found = {role: member(role, organisation=home) for role, home in wanted if home}
    found |= {role: member(role, person=person) for role, person in zip(roles.DUO_ROLES, duo, strict=False)}
    return {role: pk for role, pk in found.items() if pk} | {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}


def member(role: str, **who: object) -> int | None:
    """The membership of this person, or of the first in this organisation."""
    rows = Membership.objects.filter(role=role, valid_to__isnull=True, **who).order_by("pk")
    return rows.values_list("pk", flat=True).first()


def members_of_trajectory(trajectory: Trajectory) -> dict[str, int]:
    """The people of a trajectory, its duo included."""
    duo = Duo.objects.filter(series=trajectory.series_id, ended_at__isnull=True).first()
    return members_of(
        organisation=trajectory.organisation, fund=trajectory.fund, provider=trajectory.provider,
        duo=(duo.trainer, duo.experiential_expert) if duo else (),
    )  # fmt: skip


def members_of_series(series_id: object) -> dict[str, int]:
    """The people of the trajectory of a series."""
    return members_of_trajectory(furthest_first().get(series_id=series_id))


def one_of_each(rows: Iterable[Any], state_of: Callable[[Any], str]) -> dict[str, Any]:
    """The first row in every state."""
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(state_of(row), row)
    return found


def furthest_first() -> QuerySet[Trajectory]:
    """With what every page needs, the furthest first."""
    return Trajectory.objects.select_related("template", "organisation", "fund", "provider").order_by(
        "started_at", "pk"
    )


def in_every_state() -> dict[str, Trajectory]:
    """One per state and move, and one per programme."""
    moves = dict(
        Turn.objects.filter(ended_at__isnull=True, trajectory__isnull=False).values_list("trajectory_id", "step")
    )
    rows = list(furthest_first())
    by_move = one_of_each(rows, lambda row: f"{row.status} {moves.get(row.pk, '')}")
    by_programme = one_of_each(rows, lambda row: row.template.code)
    return {**by_move, **by_programme}


def trajectories() -> Iterator[Subject]:
    for state, row in in_every_state().items():
        yield Subject({"pk": row.pk}, state, members_of_trajectory(row))


def briefly() -> Iterator[Subject]:
    """One per state alone: enough for the pages behind a trajectory."""
    for state, row in one_of_each(furthest_first(), lambda row: f"{row.status} phase {row.phase}").items():
        yield Subject({"pk": row.pk}, state, members_of_trajectory(row))


def reports() -> Iterator[Subject]:
    """Documents being written, not begun, and final ones with their versions."""
    found = one_of_each(
        Report.objects.order_by("finalised_at", "pk").reverse(),
        lambda row: f"{row.kind} {'final' if row.finalised_at else 'draft'}",
    )
    drafts = {state: (row.trajectory_id, row.kind) for state, row in found.items() if not row.finalised_at}
    finals = {state: (row.trajectory_id, row.kind) for state, row in found.items() if row.finalised_at}
    empty = furthest_first().exclude(series__duos=None).filter(reports=None, status="active").last()
    plan = empty.template.parsed.documents[0]
    for state, (pk, kind) in {**drafts, "not begun": (empty.pk, plan.kind), **finals}.items():
        trajectory = furthest_first().get(pk=pk)
        yield Subject({"pk": pk, "kind": kind, "number": 1}, state, members_of_trajectory(trajectory))


def series() -> Iterator[Subject]:
    for state, row in in_every_state().items():
        yield Subject({"pk": row.series_id}, state, members_of_trajectory(row))


def evaluated_series() -> Iterator[Subject]:
    """One per state of the evaluation."""
    rows = furthest_first().annotate(
        opened=F("series__evaluation_form__opened_at"), done=F("series__evaluation_form__completed_at")
    )
    found = one_of_each(rows, lambda row: "completed" if row.done else "open" if row.opened else "not open")
    for state, row in found.items():
        scan = EvaluationScan.objects.filter(form__series_id=row.series_id).values_list("pk", flat=True).first()
        yield Subject({"pk": row.series_id, "language": "nl", "scan": scan or 1}, state, members_of_trajectory(row))


def attended_series() -> Iterator[Subject]:
    """With and without names, with and without lists."""
    rows = furthest_first().filter(series__duos__ended_at__isnull=True).distinct()

    def state_of(row: Trajectory) -> str:
        names = Participant.objects.filter(series=row.series_id).exists()
        lists = AttendanceList.objects.filter(session__series=row.series_id).exists()
        return f"{'names' if names else 'no names'}, {'lists' if lists else 'no lists'}"

    for state, row in one_of_each(rows, state_of).items():
        yield Subject({"pk": row.series_id}, state, members_of_trajectory(row))


def applications() -> Iterator[Subject]:
    rows = Application.objects.select_related("organisation", "fund", "provider").order_by("made_at", "pk")
    for state, row in one_of_each(rows, lambda row: f"{row.status}{' released' if row.released_at else ''}").items():
        members = members_of(organisation=row.organisation, fund=row.fund, provider=row.provider)
        yield Subject({"pk": row.pk}, state, members)


def sessions() -> Iterator[Subject]:
    """One per state of the date."""
    rows = Session.objects.order_by("series__made_at", "position")
    found = one_of_each(rows, lambda row: f"{row.status} {row.proposed_by_side} {row.needs_list} {row.is_remote}")
    for state, row in found.items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.series_id))


def lists() -> Iterator[Subject]:
    """One per state of the list."""
    rows = (
        Session.objects.filter(needs_list=True)
        .select_related("attendance_list")
        .order_by("series__made_at", "position")
    )
    for state, row in one_of_each(rows, _state_of_list).items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.series_id))


def _state_of_list(row: Session) -> str:
    sheet = getattr(row, "attendance_list", None)
    if sheet is None:
        return f"{row.status}, no list"
    extra = "corrected" if sheet.corrections.exists() else "on paper" if sheet.scans.exists() else "plain"
    return f"{row.status}, {'closed' if sheet.closed_at else 'open'}, {extra}"


def settlements() -> Iterator[Subject]:
    rows = Settlement.objects.select_related("trajectory").order_by("claimable_at", "pk")
    for state, row in one_of_each(rows, lambda row: row.status).items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.trajectory.series_id))


def templates() -> Iterator[Subject]:
    rows = ProgrammeTemplate.objects.order_by("code", "-version")
    for state, row in one_of_each(rows, lambda row: f"{row.code} {row.status}").items():
        yield Subject({"pk": row.pk, "code": row.code}, state, first_members())


def organisations() -> Iterator[Subject]:
    """Each role's own organisation, and for the administrator one of every kind; with rows that belong to it."""
    own = Membership.objects.select_related("organisation").filter(pk__in=anybody().values()).order_by("pk")
    admin = {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}
    for row in own:
        yield Subject({"public_id": row.organisation.public_id}, row.role, {row.role: row.pk, **admin})
    for kind, row in one_of_each(Organisation.objects.order_by("pk"), lambda row: row.kind).items():
        yield Subject({"public_id": row.public_id}, kind, admin)


def memberships() -> Iterator[Subject]:
    """The members of each role, seen from their own organisation."""
    for subject in organisations():
        row = Membership.objects.filter(organisation__public_id=subject.arguments["public_id"]).order_by("-pk").first()
        if row:
            yield Subject({**subject.arguments, "pk": row.pk}, f"{subject.state}, {row.role}", subject.members)


def sectors() -> Iterator[Subject]:
    row = Sector.objects.filter(valid_to__isnull=True).select_related("organisation").order_by("pk").first()
    members = members_of(organisation=row.organisation, fund=None, provider=None)
    yield Subject({"public_id": row.organisation.public_id, "pk": row.pk}, "in force", members)


def invitations() -> Iterator[Subject]:
    row = Invitation.objects.select_related("organisation").order_by("pk").first()
    members = members_of(organisation=row.organisation, fund=None, provider=None)
    yield Subject({"public_id": row.organisation.public_id, "pk": row.pk}, "waits", members)


def invitation_links() -> Iterator[Subject]:
    for token, state in invitation_tokens().items():
        yield Subject({"token": token}, state)


def people() -> Iterator[Subject]:
    rows = [Person.objects.get(memberships=pk) for pk in anybody().values()]
    for row in rows:
        yield Subject({"pk": row.pk}, str(row.memberships.first().role), first_members())


def participants() -> Iterator[Subject]:
    for row in Participant.objects.filter(is_active=True).order_by("added_at", "pk")[:1]:
        yield Subject({"pk": row.pk}, "participant", members_of_series(row.series_id))


def attendances() -> Iterator[Subject]:
    for row in Attendance.objects.select_related("session").order_by("signed_at", "pk")[:1]:
        yield Subject({"pk": row.pk}, "signed", members_of_series(row.session.series_id))


def paper_scans() -> Iterator[Subject]:
    rows = PaperScan.objects.select_related("attendance_list__session").order_by("uploaded_at", "pk")
    found = one_of_each(rows, lambda row: f"{bool(row.attendance_list)} {bool(row.names_entered_at)}")
    for state, row in found.items():
        sender = row.uploaded_by.memberships.first()
        members = members_of_series(row.attendance_list.session.series_id) if row.attendance_list else {}
        yield Subject({"pk": row.pk, "page": 1}, f"attached, entered: {state}", {sender.role: sender.pk, **members})


def corrections() -> Iterator[Subject]:
    rows = AttendanceCorrection.objects.select_related("attendance_list__session").order_by("made_at", "pk")
    for state, row in one_of_each(rows, lambda row: "sealed" if row.document else "waiting").items():
        yield Subject({"pk": row.pk}, state, members_of_series(row.attendance_list.session.series_id))


def evaluations() -> Iterator[Subject]:
    rows = EvaluationForm.objects.order_by("-opened_at")
    for state, row in one_of_each(rows, lambda row: "completed" if row.completed_at else "open").items():
        yield Subject({"token": row.token}, state)


def doors() -> Iterator[Subject]:
    for row in AttendanceList.objects.filter(closed_at__isnull=True).order_by("-opened_at")[:1]:
        yield Subject({"list_code": row.code, "code": "ABCDEFGH"}, "wrong code")


def mails() -> Iterator[Subject]:
    for kind, row in one_of_each(OutgoingMail.objects.order_by("-made_at", "pk"), lambda row: row.kind).items():
        yield Subject({"pk": row.pk}, kind)


def anyone() -> Iterator[Subject]:
    yield Subject({"pk": first_members()[roles.PLANNER]}, "planner", first_members())


Rows = Callable[[], Iterable[Subject]]
BY_ROUTE: tuple[tuple[str, Rows], ...] = (
    ("aanvragen/", applications),
    ("trajecten/<uuid:pk>/verslag/", reports),
    ("trajecten/<uuid:pk>/fase/", trajectories),
    ("trajecten/<uuid:pk>/stopzetten/", briefly),
    ("trajecten/<uuid:pk>/berichten/", briefly),
    ("trajecten/<uuid:pk>/aanbevelingen/", briefly),
    ("trajecten/<uuid:pk>/afrekening/", briefly),
    ("trajecten/", trajectories),
    ("reeksen/<uuid:pk>/evaluatie/", evaluated_series),
    ("reeksen/<uuid:pk>/aanwezigheid/", attended_series),
    ("reeksen/<uuid:pk>/deelnemers/", attended_series),
    ("reeksen/", series),
    ("bijeenkomsten/<uuid:pk>/aanwezigheid/", lists),
    ("bijeenkomsten/", sessions),
    ("afrekeningen/", settlements),
    ("programmas/", templates),
    ("aanbod/", templates),
    ("organisatie/<uuid:public_id>/lid/", memberships),
    ("organisatie/<uuid:public_id>/sectoren/<int:pk>/", sectors),
    ("organisatie/<uuid:public_id>/uitnodiging/", invitations),
    ("organisatie/", organisations),
    ("uitnodiging/", invitation_links),
    ("beheer/organisaties/", organisations),
    ("beheer/mensen/", people),
    ("deelnemers/", participants),
    ("aanwezigheden/", attendances),
    ("papieren-lijsten/", paper_scans),
    ("correcties/", corrections),
    ("evaluatie/", evaluations),
    ("deur/", doors),
    ("mijn-account/toestellen/", anyone),
    ("voorbeeld/post/", mails),
    ("voorbeeld/word/", anyone),
)
