"""A lifted signal is a part of its file like the others; whether an answer is one, only the person says."""

from django.db import migrations

from tandem.kernel.row_security import IS_SYSTEM, MY_ORGANISATIONS, MY_PERSON, protect_person_rows

TABLE = "guidance_liftedsignal"
MINE = f"""exists (select 1 from guidance_fileaccess a where a.file_id = {TABLE}.file_id and a.reader_id = {MY_PERSON}
    and a.is_whole and (a.organisation_id is null or a.organisation_id = any({MY_ORGANISATIONS}))
    and (a.is_owner or not {TABLE}.is_mine_only))"""

GUARDS = f"""
create function guidance_lifted_stays() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if old.signal_id is not null and not guidance_only_changes(to_jsonb(old), to_jsonb(new),
        'withdrawn_at', 'is_answer', 'marked_at', 'seen_answer_at', 'version') then
        perform guidance_refuse('what left stays as it was approved');
    end if;
    return new;
end $$;
create trigger guidance_part_stays before insert or update on {TABLE} for each row execute function guidance_part_stays();
create trigger guidance_lifted_stays before update on {TABLE} for each row execute function guidance_lifted_stays();
"""
GUARDS_BACK = f"""
drop trigger guidance_lifted_stays on {TABLE};
drop trigger guidance_part_stays on {TABLE};
drop function guidance_lifted_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("guidance", "0007_lifted_signal")]
    operations = [
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        protect_person_rows(TABLE, read=MINE, write="false", add=MINE, change=MINE),
        migrations.RunSQL(
            f"alter policy {TABLE}_delete on {TABLE} using ({IS_SYSTEM});",
            f"alter policy {TABLE}_delete on {TABLE} using (({IS_SYSTEM}) or (false));",
        ),
    ]
