"""Series, duos, sessions, bookings, and who was there."""

from datetime import timedelta

from django.db import connection
from django.db.backends.utils import CursorWrapper

from tandem.example.crowd.cast import Block, Tale
from tandem.example.crowd.files import place_of
from tandem.example.crowd.progress import Meeting, is_reported
from tandem.example.world import names
from tandem.kernel.documents.codes import list_code
from tandem.programmes.rules.opening import phase_maxima
from tandem.sessions import rules
from tandem.sessions.models import AttendanceList, Duo, Series, Session

PARTICIPANTS = 9
LEAST_PRESENT = 4
_BOOKINGS = """
    insert into tandem_sessions_booking (session_id, person_id, period, is_active)
    select s.id, p.person_id, tstzrange(s.starts_at, s.ends_at), true
    from tandem_sessions_session s cross join lateral (values (s.trainer_id), (s.experiential_expert_id)) p(person_id)
    where s.series_id = any(%s::uuid[]) and s.status in ('confirmed', 'held')
    order by p.person_id, s.starts_at
"""
_PARTICIPANTS = """
    insert into tandem_sessions_participant (series_id, name, function, added_at, is_active)
    select t.series_id, (%(first)s::text[])[(t.chance + 7 * n) %% %(firsts)s + 1] || ' '
            || (%(last)s::text[])[(t.chance + 11 * n) %% %(lasts)s + 1],
        (%(functions)s::text[])[(t.chance + n) %% %(function_count)s + 1], t.added_at, true
    from unnest(%(series)s::uuid[], %(chances)s::int[], %(moments)s::timestamptz[]) as t(series_id, chance, added_at)
    cross join generate_series(1, %(count)s) as n
"""
_ATTENDANCE = """
    insert into tandem_sessions_attendance
        (session_id, participant_id, method, signed_at, typed_name, signature_id, waits_for_duo, nonce)
    select m.session_id, p.id, m.method, m.starts_at - interval '10 minutes' + p.place * interval '75 seconds',
        case m.method when 'phone' then p.name else '' end, case m.method when 'tablet' then %(signature)s::uuid end,
        false, md5(m.session_id::text || p.place)::uuid
    from unnest(%(sessions)s::uuid[], %(series)s::uuid[], %(moments)s::timestamptz[], %(present)s::int[],
                %(methods)s::text[]) as m(session_id, series_id, starts_at, present, method)
    join (select id, name, series_id, row_number() over (partition by series_id order by id) as place
          from tandem_sessions_participant where series_id = any(%(series_ids)s::uuid[])) p
        on p.series_id = m.series_id and p.place <= m.present
"""


def write_series(block: Block) -> None:
    """Series with their duo and every session."""
    Series.objects.bulk_create([_series(block, tale) for tale in block.tales])
    Duo.objects.bulk_create([_duo(block, tale) for tale in block.tales])
    for tale in block.tales:
        tale.sessions = [_session(block, tale, meeting) for meeting in tale.progress.meetings]
    Session.objects.bulk_create([session for tale in block.tales for session in tale.sessions], batch_size=4000)
    with connection.cursor() as cursor:
        cursor.execute(_BOOKINGS, [block.series_ids])


def _series(block: Block, tale: Tale) -> Series:
    definition = tale.progress.definition
    return Series(
        id=tale.series_id, title=tale.template.title, organisation=tale.applicant.organisation,
        provider=block.surroundings.provider, funder=block.surroundings.funds[tale.applicant.fund_code],
        max_half_days=definition.max_half_days, phase_maxima=phase_maxima(definition),
        expected_participants=PARTICIPANTS, place=place_of(tale), made_at=tale.progress.moment("released"),
    )  # fmt: skip


def _duo(block: Block, tale: Tale) -> Duo:
    at = tale.progress.moment("duo")
    return Duo(
        series_id=tale.series_id, trainer=tale.pair.trainer, experiential_expert=tale.pair.expert, trainer_agreed_at=at,
        expert_agreed_at=at, assigned_at=at, assigned_by=block.surroundings.planner,
    )  # fmt: skip


def _session(block: Block, tale: Tale, meeting: Meeting) -> Session:
    plan, moment = meeting.plan, tale.progress.moment
    starts_at, ends_at = meeting.period or (None, None)
    is_agreed = meeting.status in {rules.CONFIRMED, rules.HELD}
    return Session(
        id=block.id_at(moment("released")), series_id=tale.series_id, position=meeting.position, step=plan.step,
        phase=plan.phase, kind=plan.kind, title=meeting.title, group_kind=plan.group_kind, half_days=plan.half_days,
        is_financed=plan.is_financed, needs_list=plan.needs_list, status=meeting.status, starts_at=starts_at,
        ends_at=ends_at, place=place_of(tale), trainer=tale.pair.trainer, experiential_expert=tale.pair.expert,
        expected_participants=PARTICIPANTS, proposed_by_side=rules.ORGANISATION_SIDE if starts_at else "",
        proposed_at=moment("proposed") if starts_at else None, confirmed_at=moment("confirmed") if is_agreed else None,
        reported_at=moment("reported") if is_reported(meeting) else None,
        held_at=ends_at if meeting.status == rules.HELD else None, calendar_sequence=1 if is_agreed else 0,
        cancel_reason="Het traject stopte." if meeting.status == rules.CANCELLED else "",
        changed_at=moment("confirmed"), version=3,
    )  # fmt: skip


def write_attendance(block: Block) -> int:
    """Everybody signs, then the lists are closed: in this order, as the database wants it. Counts the signatures."""
    held = [
        (
            session,
            block.chance.randint(LEAST_PRESENT, PARTICIPANTS),
            block.chance.choice(("phone", "tablet", "paper")),
            meeting,
        )
        for tale in block.tales
        for session, meeting in zip(tale.sessions, tale.progress.meetings, strict=True)
        if session.status == rules.HELD and session.needs_list
    ]
    with connection.cursor() as cursor:
        _write_participants(cursor, block)
        cursor.execute(_ATTENDANCE, {
            "signature": block.surroundings.documents["signature"].pk, "series_ids": block.series_ids,
            "sessions": [session.pk for session, *_ in held], "series": [session.series_id for session, *_ in held],
            "moments": [session.starts_at for session, *_ in held], "present": [present for _, present, *_ in held],
            "methods": [method for _, _, method, _ in held],
        })  # fmt: skip
        signatures = cursor.rowcount
    lists = [_list(block, session, present, meeting) for session, present, _, meeting in held]
    AttendanceList.objects.bulk_create(lists, batch_size=4000)
    return signatures


def _write_participants(cursor: CursorWrapper, block: Block) -> None:
    cursor.execute(_PARTICIPANTS, {
        "first": list(names.FIRST_NAMES), "firsts": len(names.FIRST_NAMES), "last": list(names.LAST_NAMES),
        "lasts": len(names.LAST_NAMES), "functions": list(names.FUNCTIONS), "function_count": len(names.FUNCTIONS),
        "series": block.series_ids, "chances": [block.chance.randrange(10_000) for _ in block.tales],
        "moments": [tale.progress.moment("reported") for tale in block.tales], "count": PARTICIPANTS,
    })  # fmt: skip


def _list(block: Block, session: Session, present: int, meeting: Meeting) -> AttendanceList:
    starts_at, ends_at = meeting.period or (None, None)
    assert starts_at is not None and ends_at is not None  # noqa: PT018, S101 -- it was held
    signed_at = ends_at + timedelta(minutes=5) if meeting.is_list_closed else None
    return AttendanceList(
        session=session, code=list_code(session.pk), door_secret=f"{block.chance.getrandbits(256):064x}",
        opened_at=starts_at - timedelta(minutes=15), opened_by_id=session.trainer_id, present_count=present if signed_at else 0,
        trainer_signed_at=signed_at, expert_signed_at=signed_at, closed_at=signed_at,
        closed_by_id=session.trainer_id if signed_at else None,
        document=block.surroundings.documents["attendance_list"] if signed_at else None,
    )  # fmt: skip
