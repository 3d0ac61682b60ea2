"""The database itself refuses rows of others, and keeps the access projection in step with files, members and shares."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, MY_PERSON, protect_person_rows

IN_MY_ORGANISATION = f"(a.organisation_id is null or a.organisation_id = any({MY_ORGANISATIONS}))"
PARTS = [
    "agendapoint", "agreement", "agreementanswer", "appointment", "barrier", "barrieredge", "decision", "domainview",
    "expectation", "filedocument", "handover", "heardanswer", "heardcheck", "itemversion", "message", "mishap",
    "networkmember", "organisationno", "otherview", "promise", "proposal", "readquestion", "servicestop", "share", "step", "stepmoney",
    "storyblock", "storyrequest", "talk", "threadmark", "wish",
]


def whole(table: str) -> str:
    """The reader sees the whole file this row belongs to; what is for the person alone only as that person."""
    return f"""exists (select 1 from guidance_fileaccess a
        where a.file_id = {table}.file_id and a.reader_id = {MY_PERSON} and a.is_whole and {IN_MY_ORGANISATION}
          and (a.is_owner or not {table}.is_mine_only))"""


def shared(table: str) -> str:
    """This row was shared with the reader, and the share holds now."""
    return f"""not {table}.is_mine_only and exists (select 1 from guidance_itemaccess a
        where a.item_id = {table}.id and a.reader_id = {MY_PERSON} and {IN_MY_ORGANISATION}
          and (a.until is null or a.until > now()))"""


def known(table: str, column: str = "file_id") -> str:
    """The reader sees at least something of the file."""
    return f"""exists (select 1 from guidance_fileaccess a
        where a.file_id = {table}.{column} and a.reader_id = {MY_PERSON} and {IN_MY_ORGANISATION})"""


def mine(table: str) -> str:
    """Written by the reader, who still sees something of the file."""
    return f"{table}.made_by_id = {MY_PERSON} and not {table}.is_mine_only and {known(table)}"


READ_TOO = {
    "networkmember": lambda t: f"{t}.person_id = {MY_PERSON}",
    "share": lambda t: f"""{known(t)} and exists (select 1 from guidance_networkmember m
        where m.id = {t}.member_id and m.person_id = {MY_PERSON})""",
    "storyrequest": mine, "organisationno": mine, "message": mine,
    "readquestion": lambda t: f"{t}.asked_of_id = {MY_PERSON}",
}
ADD_TOO = {"storyrequest": mine, "organisationno": mine, "message": mine}
CHANGE_TOO = {"readquestion": lambda t: f"{t}.asked_of_id = {MY_PERSON}",
              "networkmember": lambda t: f"{t}.person_id = {MY_PERSON}"}


def protect_part(part: str):
    table = f"guidance_{part}"
    base = whole(table)
    either = lambda more: f"{base} or ({more[part](table)})" if part in more else base  # noqa: E731
    read = f"{base} or ({shared(table)})"
    if part in READ_TOO:
        read += f" or ({READ_TOO[part](table)})"
    return protect_person_rows(table, read=read, write=base, add=either(ADD_TOO), change=either(CHANGE_TOO))


PROJECTION = """
create function guidance_readers_of(wanted uuid)
returns table (reader_id bigint, organisation_id bigint, is_owner boolean, is_whole boolean, sort_key text)
language sql stable as $$
    select distinct on (every.reader_id) every.* from (
        select f.person_id as reader_id, null::bigint, true as is_owner, true as is_whole, f.sort_key::text
            from guidance_clientfile f where f.id = wanted and f.person_id is not null and f.erased_at is null
        union all
        select f.opened_by_id, f.opened_for_id, false, true, f.sort_key
            from guidance_clientfile f
            where f.id = wanted and f.opened_by_id is not null and f.theirs_since is null and f.erased_at is null
        union all
        select m.person_id, m.organisation_id, false, m.role = 'guide', f.sort_key
            from guidance_networkmember m join guidance_clientfile f on f.id = m.file_id
            where f.id = wanted and m.state = 'active' and m.person_id is not null and f.erased_at is null
    ) every order by every.reader_id, every.is_owner desc, every.is_whole desc
$$;

create function guidance_refresh_file(wanted uuid) returns void language plpgsql as $$
declare before text := coalesce(current_setting('tandem.system', true), '');
begin
    perform set_config('tandem.system', 'on', true);
    delete from guidance_fileaccess a where a.file_id = wanted
        and a.reader_id not in (select r.reader_id from guidance_readers_of(wanted) r);
    insert into guidance_fileaccess (file_id, reader_id, organisation_id, is_owner, is_whole, sort_key)
        select wanted, r.* from guidance_readers_of(wanted) r
        on conflict (reader_id, file_id) do update set organisation_id = excluded.organisation_id,
            is_owner = excluded.is_owner, is_whole = excluded.is_whole, sort_key = excluded.sort_key;
    perform set_config('tandem.system', before, true);
end $$;

create function guidance_refresh_shares(wanted uuid) returns void language plpgsql as $$
declare before text := coalesce(current_setting('tandem.system', true), '');
begin
    perform set_config('tandem.system', 'on', true);
    delete from guidance_itemaccess a using guidance_share s where s.id = a.share_id and s.member_id = wanted;
    insert into guidance_itemaccess (item_id, reader_id, organisation_id, share_id, file_id, until)
        select s.item_id, m.person_id, m.organisation_id, s.id, s.file_id, s.until
        from guidance_share s join guidance_networkmember m on m.id = s.member_id
        where m.id = wanted and m.state = 'active' and m.person_id is not null and s.revoked_at is null;
    perform set_config('tandem.system', before, true);
end $$;

create function guidance_file_changed() returns trigger language plpgsql as $$
begin
    perform guidance_refresh_file(new.id);
    return null;
end $$;
create trigger guidance_file_added after insert on guidance_clientfile
    for each row execute function guidance_file_changed();
create trigger guidance_file_changed after update of person_id, opened_by_id, opened_for_id, theirs_since, erased_at, sort_key
    on guidance_clientfile for each row
    when ((old.person_id, old.opened_by_id, old.opened_for_id, old.theirs_since, old.erased_at, old.sort_key)
          is distinct from (new.person_id, new.opened_by_id, new.opened_for_id, new.theirs_since, new.erased_at, new.sort_key))
    execute function guidance_file_changed();

create function guidance_member_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform guidance_refresh_file(old.file_id);
        return null;
    end if;
    perform guidance_refresh_file(new.file_id);
    perform guidance_refresh_shares(new.id);
    return null;
end $$;
create trigger guidance_member_changed after insert or update or delete on guidance_networkmember
    for each row execute function guidance_member_changed();

create function guidance_share_changed() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' then perform guidance_refresh_shares(new.member_id); end if;
    return null;
end $$;
create trigger guidance_share_changed after insert or update on guidance_share
    for each row execute function guidance_share_changed();
"""
PROJECTION_BACK = """
drop trigger guidance_share_changed on guidance_share;
drop trigger guidance_member_changed on guidance_networkmember;
drop trigger guidance_file_changed on guidance_clientfile;
drop trigger guidance_file_added on guidance_clientfile;
drop function guidance_share_changed();
drop function guidance_member_changed();
drop function guidance_file_changed();
drop function guidance_refresh_shares(uuid);
drop function guidance_refresh_file(uuid);
drop function guidance_readers_of(uuid);
"""
FILE = "guidance_clientfile"
WHOLE_FILE = f"""exists (select 1 from guidance_fileaccess a
    where a.file_id = {FILE}.id and a.reader_id = {MY_PERSON} and a.is_whole and {IN_MY_ORGANISATION})"""
READ = "guidance_read"


class Migration(migrations.Migration):

    dependencies = [("guidance", "0001_initial"), ("identity", "0002_guidance_roles")]

    operations = [
        migrations.RunSQL(PROJECTION, PROJECTION_BACK),
        protect_person_rows("guidance_fileaccess", read=f"reader_id = {MY_PERSON}"),
        protect_person_rows("guidance_itemaccess", read=f"reader_id = {MY_PERSON}"),
        protect_person_rows(
            FILE, read=known(FILE, "id"), write="false", add=f"{FILE}.opened_by_id = {MY_PERSON}", change=WHOLE_FILE,
        ),
        protect_person_rows(
            READ,
            read=f"""{READ}.reader_id = {MY_PERSON} or exists (select 1 from guidance_fileaccess a
                where a.file_id = {READ}.file_id and a.reader_id = {MY_PERSON} and a.is_owner)""",
            add=f"{READ}.reader_id = {MY_PERSON} and {known(READ)}",
        ),
        protect_person_rows("guidance_heardcount", read=f"organisation_id = any({MY_ORGANISATIONS})"),
        *[protect_part(part) for part in PARTS],
    ]
