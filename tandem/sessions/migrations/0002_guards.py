"""What the database itself refuses: an untrained duo, too many half-days, changes to a closed list, rows of others."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, MY_SCOPE, protect_rows

TRAINED_DUO = """
create function sessions_is_trained_expert(person bigint, on_day date) returns boolean language sql stable as $$
    select exists (select 1 from identity_membership m
        where m.person_id = person and m.role = 'experiential_expert' and m.trained_on <= on_day)
$$;

create function sessions_check_session_duo() returns trigger language plpgsql as $$
begin
    if new.status in ('confirmed', 'held')
       and not sessions_is_trained_expert(new.experiential_expert_id, (new.starts_at at time zone 'Europe/Brussels')::date) then
        raise exception 'a confirmed session has a trained experiential expert'
            using errcode = 'check_violation', constraint = 'session_has_trained_expert';
    end if;
    return new;
end $$;
create trigger sessions_check_session_duo before insert or update on tandem_sessions_session
    for each row execute function sessions_check_session_duo();

create function sessions_check_duo() returns trigger language plpgsql as $$
begin
    if new.ended_at is null
       and not sessions_is_trained_expert(new.experiential_expert_id, (new.assigned_at at time zone 'Europe/Brussels')::date) then
        raise exception 'a duo has a trained experiential expert'
            using errcode = 'check_violation', constraint = 'duo_has_trained_expert';
    end if;
    return new;
end $$;
create trigger sessions_check_duo before insert or update on tandem_sessions_duo
    for each row execute function sessions_check_duo();
"""
TRAINED_DUO_BACK = """
drop trigger sessions_check_duo on tandem_sessions_duo;
drop trigger sessions_check_session_duo on tandem_sessions_session;
drop function sessions_check_duo();
drop function sessions_check_session_duo();
drop function sessions_is_trained_expert(bigint, date);
"""

HALF_DAYS = """
create function sessions_check_half_days() returns trigger language plpgsql as $$
declare
    maximum int; phase_maximum int; planned int; planned_in_phase int;
begin
    if not new.is_financed or new.status = 'cancelled' then return new; end if;
    select s.max_half_days, (s.phase_maxima ->> new.phase::text)::int into maximum, phase_maximum
        from tandem_sessions_series s where s.id = new.series_id for update;
    select coalesce(sum(half_days), 0), coalesce(sum(half_days) filter (where phase = new.phase), 0)
        into planned, planned_in_phase from tandem_sessions_session
        where series_id = new.series_id and is_financed and status <> 'cancelled' and id <> new.id;
    if planned + new.half_days > maximum or planned_in_phase + new.half_days > phase_maximum then
        raise exception 'more half-days than the programme finances'
            using errcode = 'check_violation', constraint = 'no_more_half_days_than_financed';
    end if;
    return new;
end $$;
create trigger sessions_check_half_days before insert or update of half_days, is_financed, status, phase, series_id
    on tandem_sessions_session for each row execute function sessions_check_half_days();
"""
HALF_DAYS_BACK = """
drop trigger sessions_check_half_days on tandem_sessions_session;
drop function sessions_check_half_days();
"""

CLOSED_LIST = """
create function sessions_guard_closed_list() returns trigger language plpgsql as $$
begin
    if old.closed_at is not null then
        raise exception 'a closed attendance list never changes'
            using errcode = 'check_violation', constraint = 'closed_list_never_changes';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
create trigger sessions_guard_closed_list before update or delete on tandem_sessions_attendancelist
    for each row execute function sessions_guard_closed_list();

create function sessions_guard_closed_attendance() returns trigger language plpgsql as $$
declare
    closed timestamptz; touched uuid;
begin
    if tg_op = 'DELETE' then touched := old.session_id; else touched := new.session_id; end if;
    select closed_at into closed from tandem_sessions_attendancelist where session_id = touched;
    if closed is not null then
        raise exception 'a closed attendance list never changes'
            using errcode = 'check_violation', constraint = 'closed_list_never_changes';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
create trigger sessions_guard_closed_attendance before insert or update or delete on tandem_sessions_attendance
    for each row execute function sessions_guard_closed_attendance();
"""
CLOSED_LIST_BACK = """
drop trigger sessions_guard_closed_attendance on tandem_sessions_attendance;
drop function sessions_guard_closed_attendance();
drop trigger sessions_guard_closed_list on tandem_sessions_attendancelist;
drop function sessions_guard_closed_list();
"""

SERIES_IS_MINE = f"""organisation_id = any ({MY_ORGANISATIONS}) or provider_id = any ({MY_ORGANISATIONS})
    or funder_id = any ({MY_ORGANISATIONS}) or id = {MY_SCOPE}"""
OF_MY_SERIES = "exists (select 1 from tandem_sessions_series s where s.id = series_id)"
OF_MY_SESSION = "exists (select 1 from tandem_sessions_session s where s.id = session_id)"
OF_MY_FORM = """exists (select 1 from tandem_sessions_evaluationform f
    join tandem_sessions_series s on s.id = f.series_id where f.id = form_id)"""


class Migration(migrations.Migration):
    dependencies = [("tandem_sessions", "0001_initial"), ("identity", "0001_initial")]
    operations = [
        migrations.RunSQL(TRAINED_DUO, TRAINED_DUO_BACK),
        migrations.RunSQL(HALF_DAYS, HALF_DAYS_BACK),
        migrations.RunSQL(CLOSED_LIST, CLOSED_LIST_BACK),
        protect_rows("tandem_sessions_series", SERIES_IS_MINE),
        protect_rows("tandem_sessions_session", OF_MY_SERIES),
        protect_rows("tandem_sessions_participant", OF_MY_SERIES),
        protect_rows("tandem_sessions_attendance", OF_MY_SESSION),
        protect_rows("tandem_sessions_evaluationresponse", OF_MY_FORM),
    ]
