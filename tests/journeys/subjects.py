"""Rows to open pages with: of each kind a few in every state, and for each the people who may see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models

from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person
from tandem.kernel import access
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application, ProgrammeTemplate, Settlement, Trajectory
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    Duo,
    EvaluationForm,
    PaperScan,
    Participant,
    Session,
)
from tests.journeys.addresses import Address


@dataclass(frozen=True)
class Subject:
    """One row as arguments of an address, the state it is in, and a membership per role that may see it."""

    arguments: dict[str, object]
    state: str
    members: dict[str, int] = field(default_factory=dict)


def subjects_of(address: Address) -> list[Subject]:
    """What to open this address with; one empty subject when it takes no arguments."""
    with access.as_system():
        if not address.arguments:
            return [Subject({}, "", anybody())]
        by_name = BY_NAME.get(address.name)
        if by_name:
            return list(by_name())
        for route, rows in BY_ROUTE.items():
            if address.route.startswith(route):
                return list(rows())
    return []


def anybody() -> dict[str, int]:
    """For each role the membership with the most work: the one that takes part in the newest trajectory."""
    newest = Trajectory.objects.exclude(series__duos=None).order_by("-started_at", "pk").first()
    return {**first_members(), **(members_of_trajectory(newest) if newest else {})}


def first_members() -> dict[str, int]:
    """For each role the first membership."""
    rows = Membership.objects.filter(valid_to__isnull=True).order_by("role", "pk").distinct("role")
    return {row.role: row.pk for row in rows}


def members_of(*, organisation: Organisation, fund: Organisation | None, provider: Organisation | None,
               duo: Iterable[Person] = ()) -> dict[str, int]:  # fmt: skip
    """The people of one file, by role."""
    wanted = [(roles.ORGANISATION_CONTACT, organisation), (roles.FUND_OFFICER, fund), (roles.PLANNER, provider)]
    found = {role: _member(role, organisation=home) for role, home in wanted if home}
    found |= {role: _member(role, person=person) for role, person in zip(roles.DUO_ROLES, duo, strict=False)}
    return {role: pk for role, pk in found.items() if pk} | {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}


def members_of_trajectory(trajectory: Trajectory) -> dict[str, int]:
    """The people of a trajectory, its duo included."""
    duo = Duo.objects.filter(series=trajectory.series, ended_at__isnull=True).first()
    return members_of(
        organisation=trajectory.organisation, fund=trajectory.fund, provider=trajectory.provider,
        duo=(duo.trainer, duo.experiential_expert) if duo else (),
    )  # fmt: skip


def one_of_each(rows: Iterable[models.Model], state_of: Callable[..., str]) -> dict[str, models.Model]:
    """The newest row in every state."""
    found: dict[str, models.Model] = {}
    for row in rows:
        found.setdefault(state_of(row), row)
    return found


def applications() -> list[Subject]:
    rows = Application.objects.select_related("organisation", "fund", "provider").order_by("-made_at", "pk")
    found = one_of_each(rows, lambda row: f"{row.status}{' released' if row.released_at else ''}")
    return [
        Subject({"pk": row.pk}, state, members_of(organisation=row.organisation, fund=row.fund, provider=row.provider))
        for state, row in found.items()
    ]


def trajectories() -> list[Subject]:
    return [Subject({"pk": row.pk}, state, members_of_trajectory(row)) for state, row in _trajectories().items()]


def series() -> list[Subject]:
    return [Subject({"pk": row.series_id}, state, members_of_trajectory(row)) for state, row in _trajectories().items()]


def _trajectories() -> dict[str, Trajectory]:
    """One per programme, state and move."""
    rows = Trajectory.objects.select_related("template", "organisation", "fund", "provider", "series")
    moves = {turn.trajectory_id: turn.step for turn in _open_turns()}
    return one_of_each(
        rows.order_by("-started_at", "pk"), lambda row: f"{row.template.code} {row.status} {moves.get(row.pk, '')}"
    )


def _open_turns() -> models.QuerySet:
    return Trajectory._meta.get_field("turns").related_model.objects.filter(ended_at__isnull=True)


def sessions() -> list[Subject]:
    """One per state of the session and of its list."""
    return [Subject({"pk": row.pk}, state, _members_of_series(row.series_id)) for state, row in _sessions().items()]


def _sessions() -> dict[str, Session]:
    rows = Session.objects.select_related("attendance_list").order_by("-starts_at", "pk")
    return one_of_each(rows, _state_of_session)


def _state_of_session(row: Session) -> str:
    sheet = getattr(row, "attendance_list", None)
    lists = ("closed list" if sheet.closed_at else "open list") if sheet else "no list"
    is_meeting = "list needed" if row.needs_list else "no list needed"
    return f"{row.status}, {is_meeting}, {lists}, {row.proposed_by_side}"


def _members_of_series(series_id: object) -> dict[str, int]:
    return members_of_trajectory(
        Trajectory.objects.select_related("organisation", "fund", "provider", "series").get(series_id=series_id)
    )


def settlements() -> list[Subject]:
    rows = Settlement.objects.select_related("trajectory").order_by("-claimable_at", "pk")
    found = one_of_each(rows, lambda row: row.status)
    return [Subject({"pk": row.pk}, state, members_of_trajectory(row.trajectory)) for state, row in found.items()]


def templates() -> list[Subject]:
    found = one_of_each(ProgrammeTemplate.objects.order_by("code", "-version"), lambda row: f"{row.code} {row.status}")
    return [Subject({"pk": row.pk}, state, first_members()) for state, row in found.items()]


def organisations() -> list[Subject]:
    """Each role's own organisation, and for the administrator one of every kind."""
    own = Membership.objects.select_related("organisation").filter(pk__in=anybody().values()).order_by("pk")
    subjects = [Subject({"public_id": m.organisation.public_id}, m.role, {m.role: m.pk}) for m in own]
    kinds = one_of_each(Organisation.objects.order_by("-pk"), lambda row: row.kind)
    admin = {roles.ADMINISTRATOR: first_members()[roles.ADMINISTRATOR]}
    return subjects + [Subject({"public_id": row.public_id}, kind, admin) for kind, row in kinds.items()]


def people() -> list[Subject]:
    row = Person.objects.order_by("pk").first()
    return [Subject({"pk": row.pk}, "first person", first_members())]


def participants() -> list[Subject]:
    rows = Participant.objects.filter(is_active=True).order_by("-added_at", "pk")[:1]
    return [Subject({"pk": row.pk}, "participant", _members_of_series(row.series_id)) for row in rows]


def attendances() -> list[Subject]:
    rows = Attendance.objects.select_related("session").order_by("-signed_at", "pk")[:1]
    return [Subject({"pk": row.pk}, "signed", _members_of_series(row.session.series_id)) for row in rows]


def paper_scans() -> list[Subject]:
    rows = one_of_each(
        PaperScan.objects.select_related("attendance_list__session").order_by("-uploaded_at", "pk"),
        lambda row: f"{'attached' if row.attendance_list else 'loose'}{' entered' if row.names_entered_at else ''}",
    )
    return [Subject({"pk": row.pk, "page": 1}, state, _members_of_scan(row)) for state, row in rows.items()]


def _members_of_scan(row: PaperScan) -> dict[str, int]:
    series_id = row.attendance_list.session.series_id if row.attendance_list else row.series_id
    if series_id:
        return _members_of_series(series_id)
    return {row.uploaded_by.memberships.first().role: row.uploaded_by.memberships.first().pk}


def corrections() -> list[Subject]:
    rows = one_of_each(
        AttendanceCorrection.objects.select_related("attendance_list__session").order_by("-made_at", "pk"),
        lambda row: "sealed" if row.document else "waiting",
    )
    return [
        Subject({"pk": row.pk}, state, _members_of_series(row.attendance_list.session.series_id))
        for state, row in rows.items()
    ]


def evaluations() -> list[Subject]:
    rows = one_of_each(
        EvaluationForm.objects.order_by("-opened_at"), lambda row: "completed" if row.completed_at else "open"
    )
    return [Subject({"token": row.token}, state) for state, row in rows.items()]


def doors() -> list[Subject]:
    rows = AttendanceList.objects.filter(closed_at__isnull=True).order_by("-opened_at")[:1]
    return [Subject({"list_code": row.code, "code": "ABCDEFGH"}, "wrong code") for row in rows]


def mails() -> list[Subject]:
    rows = one_of_each(OutgoingMail.objects.order_by("-made_at", "pk"), lambda row: row.kind)
    return [Subject({"pk": row.pk}, kind) for kind, row in rows.items()]


def _member(role: str, **who: object) -> int | None:
    rows = Membership.objects.filter(role=role, valid_to__isnull=True, **who).order_by("pk")
    return rows.values_list("pk", flat=True).first()


BY_ROUTE: dict[str, Callable[[], list[Subject]]] = {
    "aanvragen/": applications,
    "trajecten/": trajectories,
    "reeksen/": series,
    "bijeenkomsten/": sessions,
    "afrekeningen/": settlements,
    "programmas/": templates,
    "organisatie/": organisations,
    "beheer/organisaties/": organisations,
    "beheer/mensen/": people,
    "deelnemers/": participants,
    "aanwezigheden/": attendances,
    "papieren-lijsten/": paper_scans,
    "correcties/": corrections,
    "evaluatie/": evaluations,
    "deur/": doors,
    "voorbeeld/post/": mails,
}
BY_NAME: dict[str, Callable[[], list[Subject]]] = {}
