"""A file that was erased shows nobody a shared item any more, and a share counts only within its own file."""

from django.db import migrations

SHARES = """
create or replace function guidance_refresh_shares(wanted uuid) returns void language plpgsql as $$
declare before text := coalesce(current_setting('tandem.system', true), '');
begin
    perform set_config('tandem.system', 'on', true);
    delete from guidance_itemaccess a using guidance_share s where s.id = a.share_id and s.member_id = wanted;
    insert into guidance_itemaccess (item_id, reader_id, organisation_id, share_id, file_id, until)
        select s.item_id, m.person_id, m.organisation_id, s.id, s.file_id, s.until
        from guidance_share s join guidance_networkmember m on m.id = s.member_id {more}
        where m.id = wanted and m.state = 'active' and m.person_id is not null and s.revoked_at is null;
    perform set_config('tandem.system', before, true);
end $$;
"""
FILE_CHANGED = """
create or replace function guidance_file_changed() returns trigger language plpgsql as $$
{declare}begin
    perform guidance_refresh_file(new.id);
    {more}
    return null;
end $$;
"""
OWN_FILE = "and m.file_id = s.file_id join guidance_clientfile f on f.id = s.file_id and f.erased_at is null"
CLOSE_SHARES = """if new.erased_at is not null then
        perform set_config('tandem.system', 'on', true);
        delete from guidance_itemaccess a where a.file_id = new.id;
        perform set_config('tandem.system', before, true);
    end if;"""
BEFORE = "declare before text := coalesce(current_setting('tandem.system', true), '');\n"


class Migration(migrations.Migration):

    dependencies = [("guidance", "0003_expectation_own_answer")]

    operations = [
        migrations.RunSQL(
            SHARES.format(more=OWN_FILE) + FILE_CHANGED.format(declare=BEFORE, more=CLOSE_SHARES),
            SHARES.format(more="") + FILE_CHANGED.format(declare="", more=""),
        ),
        migrations.RunSQL(
            """delete from guidance_itemaccess a using guidance_clientfile f
               where f.id = a.file_id and f.erased_at is not null""",
            migrations.RunSQL.noop,
        ),
    ]
