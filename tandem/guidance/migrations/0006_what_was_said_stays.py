# ruff: noqa: S608 (names of the product itself)
"""What was said stays, where it was said and by whom; and what only the person says, only the person writes.

The product asks the same in its actions. Here the database refuses it by hand too, except for the system (erasing, secret links).
"""

from django.db import migrations

from tandem.kernel.row_security import IS_SYSTEM, MY_ORGANISATIONS, MY_PERSON

PARTS = [
    "agendapoint",
    "agreement",
    "agreementanswer",
    "appointment",
    "barrier",
    "barrieredge",
    "decision",
    "domainview",
    "expectation",
    "filedocument",
    "handover",
    "heardanswer",
    "heardcheck",
    "itemversion",
    "message",
    "mishap",
    "networkmember",
    "organisationno",
    "otherview",
    "promise",
    "proposal",
    "readquestion",
    "servicestop",
    "share",
    "step",
    "stepmoney",
    "storyblock",
    "storyrequest",
    "talk",
    "threadmark",
    "wish",
]
APPEND_ONLY = ["agreementanswer", "domainview", "heardcheck", "otherview", "readquestion", "servicestop", "threadmark"]
OF_THE_PERSON = ["otherview", "readquestion"]
KEPT_WORDS = ["agreement", "barrier", "storyblock", "wish"]
IN_MY_ORGANISATION = f"(a.organisation_id is null or a.organisation_id = any({MY_ORGANISATIONS}))"


def reader(table: str, which: str) -> str:
    """The reader is the owner of the file, or sees it whole."""
    return f"""exists (select 1 from guidance_fileaccess a where a.file_id = {table}.file_id
        and a.reader_id = {MY_PERSON} and a.{which} and {IN_MY_ORGANISATION})"""


def whole(table: str) -> str:
    return f"""exists (select 1 from guidance_fileaccess a where a.file_id = {table}.file_id
        and a.reader_id = {MY_PERSON} and a.is_whole and {IN_MY_ORGANISATION} and (a.is_owner or not {table}.is_mine_only))"""


def mine(table: str) -> str:
    return f"""{table}.made_by_id = {MY_PERSON} and not {table}.is_mine_only and not {table}.is_by_client
        and exists (select 1 from guidance_fileaccess a where a.file_id = {table}.file_id
            and a.reader_id = {MY_PERSON} and {IN_MY_ORGANISATION})"""


MY_OWN_REQUEST = f"""exists (select 1 from guidance_networkmember m where m.id = guidance_storyrequest.member_id
    and m.file_id = guidance_storyrequest.file_id and m.person_id = {MY_PERSON})"""
NO_OF = "guidance_organisationno.organisation_id"
MY_OWN_NO = f"({NO_OF} is null or {NO_OF} = any({MY_ORGANISATIONS}))"
ERASURE_MARKS = "('erasure_asked', 'erasure_called_off')"
ADD = {
    **{part: reader(f"guidance_{part}", "is_owner") for part in OF_THE_PERSON},
    "heardanswer": "false",
    "message": f"""({whole("guidance_message")} and guidance_message.is_by_client = ({reader("guidance_message", "is_owner")}))
        or ({mine("guidance_message")})""",
    "storyrequest": f"({whole('guidance_storyrequest')}) or ({mine('guidance_storyrequest')} and {MY_OWN_REQUEST})",
    "organisationno": f"({whole('guidance_organisationno')}) or ({mine('guidance_organisationno')} and {MY_OWN_NO})",
    "threadmark": f"""{whole("guidance_threadmark")}
        and (guidance_threadmark.kind not in {ERASURE_MARKS} or {reader("guidance_threadmark", "is_owner")})""",
}
CHANGE = {
    **dict.fromkeys(APPEND_ONLY, "false"),
    "heardanswer": reader("guidance_heardanswer", "is_owner"),
    "itemversion": reader("guidance_itemversion", "is_owner"),
}
FILE_ADD = f"""guidance_clientfile.opened_by_id = {MY_PERSON} and guidance_clientfile.person_id is null
    and guidance_clientfile.theirs_since is null and guidance_clientfile.opened_for_id = any({MY_ORGANISATIONS})"""


def policies() -> str:
    """Nobody deletes; some kinds are only added, or only by the person."""
    lines = [f"alter policy guidance_{part}_delete on guidance_{part} using ({IS_SYSTEM});" for part in PARTS]
    lines += [
        f"alter policy guidance_{p}_insert on guidance_{p} with check (({IS_SYSTEM}) or ({r}));" for p, r in ADD.items()
    ]
    lines += [
        f"alter policy guidance_{p}_update on guidance_{p} using (({IS_SYSTEM}) or ({r})) with check (({IS_SYSTEM}) or ({r}));"
        for p, r in CHANGE.items()
    ]
    lines.append(
        f"alter policy guidance_clientfile_insert on guidance_clientfile with check (({IS_SYSTEM}) or ({FILE_ADD}));"
    )
    return "\n".join(lines)


RULES = f"""
create function guidance_refuse(why text) returns void language plpgsql as $$
begin
    raise exception 'row-level security of guidance: %', why using errcode = 'insufficient_privilege';
end $$;

create function guidance_only_changes(before jsonb, after jsonb, variadic allowed text[]) returns boolean language sql immutable
as $$ select before - allowed = after - allowed $$;

create function guidance_part_stays() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if tg_op = 'INSERT' then
        if new.made_by_id <> {MY_PERSON} then perform guidance_refuse('nobody writes in the name of another'); end if;
    elsif (new.id, new.file_id, new.made_at, new.made_by_id)
        is distinct from (old.id, old.file_id, old.made_at, old.made_by_id) then
        perform guidance_refuse('a row keeps its file, its day and its author');
    end if;
    return new;
end $$;

create function guidance_words_stay() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if new.version <= old.version or not exists (
        select 1 from guidance_itemversion v where v.item_id = old.id and v.number = old.version) then
        perform guidance_refuse('the older words are kept first');
    end if;
    return new;
end $$;

create function guidance_closed_stays() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if not guidance_only_changes(to_jsonb(old), to_jsonb(new), variadic coalesce(tg_argv, '{{}}')) then
        perform guidance_refuse('this part is closed');
    end if;
    return new;
end $$;

create function guidance_head_stays() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if (new.id, new.opened_at, new.opened_by_id, new.opened_for_id, new.erased_at)
        is distinct from (old.id, old.opened_at, old.opened_by_id, old.opened_for_id, old.erased_at) then
        perform guidance_refuse('a file keeps its beginning, and only the system erases it');
    end if;
    if old.theirs_since is not null then
        if (new.theirs_since, new.person_id) is distinct from (old.theirs_since, old.person_id) then
            perform guidance_refuse('a file stays with its person');
        end if;
        if old.person_id is distinct from {MY_PERSON} and (new.key_wrapped, new.key_owner_id, new.key_version, new.partnership_id)
            is distinct from (old.key_wrapped, old.key_owner_id, old.key_version, old.partnership_id) then
            perform guidance_refuse('the key and the partnership of a file are the person''s');
        end if;
    elsif new.person_id = {MY_PERSON} or (new.key_wrapped, new.key_owner_id, new.key_version)
        is distinct from (old.key_wrapped, old.key_owner_id, old.key_version) then
        perform guidance_refuse('who keeps a conversation is not the person of it');
    end if;
    return new;
end $$;

create function guidance_member_stays() returns trigger language plpgsql as $$
begin
    if {IS_SYSTEM} then return new; end if;
    if tg_op = 'INSERT' then
        if new.person_id is not null and not (new.person_id = {MY_PERSON} and new.role = 'guide'
            and new.organisation_id = any({MY_ORGANISATIONS}) and exists (
            select 1 from guidance_clientfile f where f.id = new.file_id and f.theirs_since is null)) then
            perform guidance_refuse('somebody joins by their own yes');
        end if;
        return new;
    end if;
    if (new.person_id, new.organisation_id, new.secrecy, new.accepted_at)
        is distinct from (old.person_id, old.organisation_id, old.secrecy, old.accepted_at) then
        perform guidance_refuse('somebody joins by their own yes');
    end if;
    if old.state in ('ended', 'declined') and new.state <> old.state then
        perform guidance_refuse('who stopped is invited again');
    end if;
    if old.person_id = {MY_PERSON} and not ({whole("new")}) and (new.ended_by_client or not guidance_only_changes(
        to_jsonb(old), to_jsonb(new), 'state', 'ended_at', 'ended_by_client', 'token_hash', 'expires_at')) then
        perform guidance_refuse('a member ends their own place, and changes nothing else');
    end if;
    return new;
end $$;

create function guidance_share_stands() returns trigger language plpgsql as $$
declare stands boolean;
begin
    if {IS_SYSTEM} then return new; end if;
    execute format('select exists (select 1 from %I i where i.id = $1 and i.file_id = $2)', 'guidance_' || new.item_kind)
        into stands using new.item_id, new.file_id;
    if not stands or not exists (
        select 1 from guidance_networkmember m where m.id = new.member_id and m.file_id = new.file_id) then
        perform guidance_refuse('what is shared, and with whom, is of this file');
    end if;
    return new;
end $$;
"""
FUNCTIONS = [
    "guidance_share_stands()", "guidance_member_stays()", "guidance_head_stays()", "guidance_closed_stays()",
    "guidance_words_stay()", "guidance_part_stays()", "guidance_only_changes(jsonb, jsonb, text[])", "guidance_refuse(text)",
]  # fmt: skip


def trigger(table: str, when: str, function: str, name: str, condition: str = "") -> str:
    test = f" when ({condition})" if condition else ""
    return f"create trigger {name} before {when} on guidance_{table} for each row{test} execute function {function};"


def triggers() -> str:
    """Which rule watches which table."""
    words_changed = "old.sealed is distinct from new.sealed"
    lines = [trigger(part, "insert or update", "guidance_part_stays()", "guidance_part_stays") for part in PARTS]
    lines += [
        trigger(part, "update", "guidance_words_stay()", "guidance_words_stay", words_changed) for part in KEPT_WORDS
    ]
    lines += [
        trigger("message", "update", "guidance_closed_stays('read_at')", "guidance_closed_stays"),
        trigger("share", "update", "guidance_closed_stays('revoked_at')", "guidance_closed_stays"),
        trigger("share", "update", "guidance_closed_stays()", "guidance_revoked_stays", "old.revoked_at is not null"),
        trigger("share", "insert", "guidance_share_stands()", "guidance_share_stands"),
        trigger("itemversion", "update", "guidance_closed_stays('is_mine_only')", "guidance_closed_stays"),
        trigger("heardanswer", "update", "guidance_closed_stays('is_mine_only')", "guidance_closed_stays"),
        trigger(
            "proposal",
            "update",
            "guidance_closed_stays('is_mine_only')",
            "guidance_closed_stays",
            "old.state <> 'open'",
        ),
        trigger(
            "talk", "update", "guidance_closed_stays('mishap_id')", "guidance_closed_stays", "old.closed_at is not null"
        ),
        trigger("networkmember", "insert or update", "guidance_member_stays()", "guidance_member_stays"),
        trigger("clientfile", "update", "guidance_head_stays()", "guidance_head_stays"),
    ]
    return "\n".join(lines)


class Migration(migrations.Migration):
    dependencies = [("guidance", "0005_members_only_leave")]

    operations = [
        migrations.RunSQL(policies(), migrations.RunSQL.noop),
        migrations.RunSQL(RULES + triggers(), "".join(f"drop function {function} cascade;" for function in FUNCTIONS)),
    ]
