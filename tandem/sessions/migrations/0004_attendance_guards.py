"""A photo may wait for its session; a sealed correction has two witnesses and never changes.

A signature cannot be moved away from a closed list either.
"""

import django.db.models.deletion
from django.db import migrations, models

SEALED_CORRECTION = """
create function sessions_guard_sealed_correction() returns trigger language plpgsql as $$
begin
    if old.document_id is not null then
        raise exception 'a sealed correction never changes'
            using errcode = 'check_violation', constraint = 'sealed_correction_never_changes';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
create trigger sessions_guard_sealed_correction before update or delete on tandem_sessions_attendancecorrection
    for each row execute function sessions_guard_sealed_correction();
"""
SEALED_CORRECTION_BACK = """
drop trigger sessions_guard_sealed_correction on tandem_sessions_attendancecorrection;
drop function sessions_guard_sealed_correction();
"""

CLOSED_ATTENDANCE = """
create or replace function sessions_guard_closed_attendance() returns trigger language plpgsql as $$
declare
    touched uuid[];
begin
    if tg_op = 'INSERT' then touched := array[new.session_id];
    elsif tg_op = 'DELETE' then touched := array[old.session_id];
    else touched := array[old.session_id, new.session_id];
    end if;
    if exists (select 1 from tandem_sessions_attendancelist
               where session_id = any (touched) and closed_at is not null) then
        raise exception 'a closed attendance list never changes'
            using errcode = 'check_violation', constraint = 'closed_list_never_changes';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
"""
CLOSED_ATTENDANCE_BACK = """
create or replace function sessions_guard_closed_attendance() returns trigger language plpgsql as $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("tandem_sessions", "0003_evaluation_batches")]
    operations = [
        migrations.AlterField(
            "paperscan",
            "series",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="paper_scans",
                to="tandem_sessions.series",
            ),
        ),
        migrations.AddField("paperscan", "pages", models.PositiveSmallIntegerField(default=1)),
        migrations.AddConstraint(
            "attendancecorrection",
            models.CheckConstraint(
                condition=models.Q(
                    ("document__isnull", True),
                    models.Q(("expert_witnessed_at__isnull", False), ("trainer_witnessed_at__isnull", False)),
                    _connector="OR",
                ),
                name="sealed_correction_has_two_witnesses",
                violation_error_message="Een correctie geldt als beide leden van het duo ze bevestigen.",
            ),
        ),
        migrations.RunSQL(SEALED_CORRECTION, SEALED_CORRECTION_BACK),
        migrations.RunSQL(CLOSED_ATTENDANCE, CLOSED_ATTENDANCE_BACK),
    ]
