"""A closed list refuses every change of its signatures with one look per statement instead of one per signature."""

from django.db import migrations

TABLE = "tandem_sessions_attendance"
FUNCTION = """
create function sessions_guard_closed_signatures() returns trigger language plpgsql as $$
begin
    if exists (select 1 from touched t join tandem_sessions_attendancelist l on l.session_id = t.session_id
               where l.closed_at is not null) then
        raise exception 'a closed attendance list never changes'
            using errcode = 'check_violation', constraint = 'closed_list_never_changes';
    end if;
    return null;
end $$;
"""
TRIGGERS = "".join(
    f"""
create trigger sessions_guard_closed_{name} after {event} on {TABLE} referencing {rows} table as touched
    for each statement execute function sessions_guard_closed_signatures();
"""
    for name, event, rows in (
        ("insert", "insert", "new"), ("delete", "delete", "old"), ("update_from", "update", "old"),
        ("update_to", "update", "new"),
    )
)  # fmt: skip
EACH_ROW_BACK = f"""
create trigger sessions_guard_closed_attendance before insert or update or delete on {TABLE}
    for each row execute function sessions_guard_closed_attendance();
"""


class Migration(migrations.Migration):
    dependencies = [("tandem_sessions", "0005_protect_lists")]
    operations = [
        migrations.RunSQL(
            FUNCTION + TRIGGERS + f"drop trigger sessions_guard_closed_attendance on {TABLE};",
            EACH_ROW_BACK
            + "".join(
                f"drop trigger sessions_guard_closed_{name} on {TABLE};"
                for name in ("insert", "delete", "update_from", "update_to")
            )
            + "drop function sessions_guard_closed_signatures();",
        ),
    ]
