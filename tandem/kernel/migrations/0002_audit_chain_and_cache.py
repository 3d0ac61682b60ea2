"""The database chains and guards the audit trail; the cache table holds rate limits."""

from django.db import migrations

AUDIT = """
create function kernel_audit_digest(e kernel_auditentry) returns text language sql immutable as $$
    select encode(sha256(convert_to(concat_ws('|', e.position,
        to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(e.by_id::text, '-'),
        e.action, e.subject_type, e.subject_id, e.facts::text, e.previous_hash), 'UTF8')), 'hex')
$$;

create function kernel_audit_chain() returns trigger language plpgsql security definer
    set search_path = public, pg_temp set enable_seqscan = off as $$
declare
    last_position bigint; last_hash text; entry kernel_auditentry;
begin
    -- The first entry of a transaction chains them all, so that a transaction of a million stays quick.
    if (select position from kernel_auditentry where id = new.id) is not null then return null; end if;
    perform pg_advisory_xact_lock(7283615);
    select position, hash into last_position, last_hash from kernel_auditentry
        where position is not null order by position desc limit 1;
    for entry in select * from kernel_auditentry where position is null order by id loop
        last_position := coalesce(last_position, 0) + 1;
        entry.position := last_position;
        entry.previous_hash := coalesce(last_hash, '');
        last_hash := kernel_audit_digest(entry);
        update kernel_auditentry set position = last_position, previous_hash = entry.previous_hash, hash = last_hash
            where id = entry.id;
    end loop;
    return null;
end $$;

create constraint trigger kernel_audit_chain after insert on kernel_auditentry
    deferrable initially deferred for each row execute function kernel_audit_chain();

create function kernel_audit_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.position is null and old.hash = ''
       and (new.at, new.by_id, new.action, new.subject_type, new.subject_id, new.facts)
           is not distinct from (old.at, old.by_id, old.action, old.subject_type, old.subject_id, old.facts) then
        return new;
    end if;
    raise exception 'audit entries are append-only' using errcode = 'check_violation';
end $$;

create trigger kernel_audit_guard before update or delete on kernel_auditentry
    for each row execute function kernel_audit_guard();
create trigger kernel_audit_no_truncate before truncate on kernel_auditentry
    for each statement execute function kernel_audit_guard();
"""

AUDIT_BACK = """
drop trigger kernel_audit_no_truncate on kernel_auditentry;
drop trigger kernel_audit_guard on kernel_auditentry;
drop trigger kernel_audit_chain on kernel_auditentry;
drop function kernel_audit_guard();
drop function kernel_audit_chain();
drop function kernel_audit_digest(kernel_auditentry);
"""

CACHE = """
create table kernel_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index kernel_cache_expires on kernel_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [
        migrations.RunSQL(AUDIT, AUDIT_BACK),
        migrations.RunSQL(CACHE, "drop table kernel_cache"),
    ]
