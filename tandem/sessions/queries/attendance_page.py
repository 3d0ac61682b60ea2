"""The page of one list, ready to print: who signed, who waits, who is missing, what is next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from tandem.identity.rules import Viewer
from tandem.kernel import clock, dutch
from tandem.kernel.refusal import Problem
from tandem.sessions import door, rules, signing
from tandem.sessions.models import Attendance, AttendanceCorrection, AttendanceList, PaperScan, Participant, Session
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import effective_presence, list_of, unsigned_participants

HANDS_IN_PAPER = frozenset({doors.DUO, doors.ORGANISATION})
READS_NAMES = frozenset({doors.DUO, doors.ORGANISATION, doors.PLANNING})


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One signature."""

    pk: int
    name: str
    function: str
    how: str
    when: str


@dataclass(frozen=True, slots=True)
class DuoRow:
    """One member of the duo and the countersignature."""

    name: str
    part: str
    signed: str
    is_viewer: bool


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One photo of the paper list."""

    pk: int
    name: str
    when: str
    has_names: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: waiting for witnesses, or sealed."""

    pk: int
    name: str
    what: str
    reason: str
    when: str
    by: str
    witnesses: str
    is_sealed: bool
    may_witness: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """Everything `attendance.html` shows."""

    session: Session
    parts: frozenset[str]
    when: str
    present: int
    expected: int
    effective: int
    open_problem: str
    repair: str
    sheet: AttendanceList | None = None
    is_door_shut: bool = False
    door_text: str = ""
    countersign_problem: str = ""
    close_problem: str = ""
    signed: tuple[SignedRow, ...] = ()
    waiting: tuple[SignedRow, ...] = ()
    unsigned: tuple[str, ...] = ()
    duo: tuple[DuoRow, ...] = ()
    scans: tuple[ScanRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = field(default=())

    @property
    def hidden(self) -> dict[str, str]:
        """The list a small form belongs to, in case its row is gone."""
        return {"session": str(self.session.pk)}

    @property
    def is_duo(self) -> bool:
        """Whether the viewer leads this series."""
        return doors.DUO in self.parts

    @property
    def reads_names(self) -> bool:
        """Whether the viewer may read who signed; the fund sees counts and documents."""
        return bool(self.parts & READS_NAMES)

    @property
    def may_hand_in(self) -> bool:
        """Whether the viewer may upload paper and ask for corrections."""
        return bool(self.parts & HANDS_IN_PAPER)

    @property
    def is_closed(self) -> bool:
        """Whether the list is sealed."""
        return self.sheet is not None and self.sheet.closed_at is not None


def attendance_page(session: Session, viewer: Viewer, *, at: datetime) -> AttendancePage:
    """The list as this viewer sees it. The fund sees counts and documents, no names."""
    parts = doors.parts_in(session.series, viewer)
    sheet = list_of(session)
    rows = list(
        Attendance.objects.filter(session_id=session.pk)
        .select_related("participant")
        .order_by("participant__name", "pk")
    )
    facts = _facts(session, sheet, rows)
    reads_names = bool(parts & READS_NAMES)
    corrections = _corrections(session, sheet, viewer)
    return AttendancePage(
        session=session,
        parts=parts,
        when=_when(session),
        present=facts.present,
        expected=session.expected_participants,
        effective=effective_presence(session) if corrections else facts.present,
        open_problem="" if sheet else _first(signing.open_problems(facts, at=at)),
        repair=""
        if _is_closed(sheet)
        else signing.repair_sentence(session.ends_at, at=at, is_opened=sheet is not None),
        sheet=sheet,
        is_door_shut=sheet is not None and sheet.door_closed_at is not None,
        door_text=_door_text(session, sheet, at=at),
        countersign_problem=_first(signing.countersign_problems(facts, viewer.person_id, at=at)),
        close_problem=_first(signing.close_problems(facts, viewer.person_id)),
        signed=_rows(rows, session, is_waiting=False) if reads_names else (),
        waiting=_rows(rows, session, is_waiting=True) if reads_names else (),
        unsigned=_unsigned(session) if reads_names and not _is_closed(sheet) else (),
        duo=_duo(session, sheet, viewer),
        scans=_scans(sheet) if reads_names else (),
        corrections=corrections,
    )


def people_of_series(session: Session) -> list[Participant]:
    """Everybody of the series, for the choice of a correction."""
    return list(Participant.objects.filter(series_id=session.series_id).order_by("name", "pk"))


def _facts(session: Session, sheet: AttendanceList | None, rows: Iterable[Attendance]) -> signing.ListFacts:
    waiting = sum(row.waits_for_duo for row in rows)
    return signing.ListFacts(
        status=session.status,
        starts_at=session.starts_at,
        needs_list=session.needs_list,
        trainer_id=session.trainer_id,
        expert_id=session.experiential_expert_id,
        trainer_name=str(session.trainer or ""),
        expert_name=str(session.experiential_expert or ""),
        present=len(list(rows)) - waiting,
        waiting=waiting,
        has_trainer_signed=sheet is not None and sheet.trainer_signed_at is not None,
        has_expert_signed=sheet is not None and sheet.expert_signed_at is not None,
    )


def _is_closed(sheet: AttendanceList | None) -> bool:
    return sheet is not None and sheet.closed_at is not None


def _first(problems: list[Problem]) -> str:
    return problems[0].text if problems else ""


def _when(session: Session) -> str:
    if session.starts_at is None or session.ends_at is None:
        return _("nog geen datum")
    return f"{dutch.date_nl(session.starts_at)}, {dutch.time_nl(session.starts_at)} – {dutch.time_nl(session.ends_at)}"


def _door_text(session: Session, sheet: AttendanceList | None, *, at: datetime) -> str:
    """What a scan at the door does now."""
    if sheet is None or session.starts_at is None or _is_closed(sheet):
        return ""
    state = door.door_state(door_times(session, sheet), at=at)
    if state is door.DoorState.OPEN:
        return _("De deur is open tot %(when)s. Wie later komt, wacht tot jij ja zegt.") % {
            "when": dutch.time_nl(door.closes_by_itself_at(session.starts_at))
        }
    if state is door.DoorState.LATE:
        return _("De deur is dicht. Wie nu scant, wacht tot jij ja zegt.")
    return _("De code werkt alleen op de dag zelf, tot het einde van de bijeenkomst.")


def door_times(session: Session, sheet: AttendanceList) -> door.DoorTimes:
    """What the door needs to know."""
    return door.DoorTimes(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        is_going_on=session.status in (rules.CONFIRMED, rules.HELD),
        door_closed_at=sheet.door_closed_at,
        list_closed_at=sheet.closed_at,
    )


def _rows(rows: Iterable[Attendance], session: Session, *, is_waiting: bool) -> tuple[SignedRow, ...]:
    return tuple(
        SignedRow(
            pk=row.pk,
            name=row.participant.name,
            function=row.participant.function,
            how=rules.SIGNING_METHODS[row.method],
            when=_moment(row.signed_at, session),
        )
        for row in rows
        if row.waits_for_duo == is_waiting
    )


def _moment(at: datetime, session: Session) -> str:
    same_day = session.starts_at is not None and clock.local(at).date() == clock.local(session.starts_at).date()
    return dutch.time_nl(at) if same_day else f"{dutch.date_short(at)}, {dutch.time_nl(at)}"


def _unsigned(session: Session) -> tuple[str, ...]:
    return tuple(person.name for person in unsigned_participants(session))


def _duo(session: Session, sheet: AttendanceList | None, viewer: Viewer) -> tuple[DuoRow, ...]:
    members = (
        (session.trainer, _("vormingsmedewerker"), sheet.trainer_signed_at if sheet else None),
        (session.experiential_expert, _("ervaringsdeskundige"), sheet.expert_signed_at if sheet else None),
    )
    return tuple(
        DuoRow(str(person), part, _moment(signed_at, session) if signed_at else "", person.pk == viewer.person_id)
        for person, part, signed_at in members
        if person is not None
    )


def _scans(sheet: AttendanceList | None) -> tuple[ScanRow, ...]:
    if sheet is None:
        return ()
    scans = PaperScan.objects.filter(attendance_list=sheet).select_related("file").order_by("uploaded_at", "pk")
    return tuple(
        ScanRow(scan.pk, scan.file.name, dutch.datetime_nl(scan.uploaded_at), scan.names_entered_at is not None)
        for scan in scans
    )


def _corrections(session: Session, sheet: AttendanceList | None, viewer: Viewer) -> tuple[CorrectionRow, ...]:
    if sheet is None or not _is_closed(sheet):
        return ()
    rows = AttendanceCorrection.objects.filter(attendance_list=sheet).select_related("participant", "made_by")
    return tuple(_correction(row, session, viewer) for row in rows.order_by("made_at", "pk"))


def _correction(row: AttendanceCorrection, session: Session, viewer: Viewer) -> CorrectionRow:
    members = {
        session.trainer_id: (session.trainer, row.trainer_witnessed_at),
        session.experiential_expert_id: (session.experiential_expert, row.expert_witnessed_at),
    }
    is_sealed = row.document_id is not None
    mine = members.get(viewer.person_id)
    return CorrectionRow(
        pk=row.pk,
        name=row.participant.name,
        what=_("was er wel") if row.kind == signing.ADD else _("was er niet"),
        reason=row.reason,
        when=dutch.datetime_nl(row.made_at),
        by=str(row.made_by),
        witnesses=_(" en ").join(str(person) for person, at in members.values() if at is not None),
        is_sealed=is_sealed,
        may_witness=not is_sealed and mine is not None and mine[1] is None,
        may_withdraw=not is_sealed and (mine is not None or row.made_by_id == viewer.person_id),
    )
