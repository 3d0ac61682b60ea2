"""Who reads signals, what never changes, and the numbers of structural signals."""

from django.db import migrations

from tandem.kernel.row_security import IS_SYSTEM, MY_PERSON, protect_person_rows

NUMBERS = "create sequence policy_signals_bundle_number;"
NUMBERS_BACK = "drop sequence policy_signals_bundle_number;"

POLICY_WORKER = f"""(select exists (select 1 from identity_membership m where m.person_id = {MY_PERSON}
    and m.role = 'policy_worker' and (m.valid_to is null or m.valid_to >= current_date)))"""
PUBLIC = "('sent', 'acknowledged', 'answered', 'acted_on', 'not_followed')"

GUARDS = f"""
create function policy_signals_signal_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a signal is kept' using errcode = 'check_violation', constraint = 'signal_is_kept';
    end if;
    if to_jsonb(old) - array['withdrawn_at', 'search'] <> to_jsonb(new) - array['withdrawn_at', 'search'] then
        raise exception 'approved words never change' using errcode = 'check_violation', constraint = 'approved_words_stay';
    end if;
    if new.withdrawn_at is distinct from old.withdrawn_at and exists (
        select 1 from policy_signals_bundlesignal s join policy_signals_bundle b on b.id = s.bundle_id
        where s.signal_id = new.id and s.removed_at is null and b.state in {PUBLIC}) then
        raise exception 'a sent signal is not taken back' using errcode = 'check_violation', constraint = 'sent_signal_stays';
    end if;
    return new;
end $$;
create trigger policy_signals_signal_stays before update or delete on policy_signals_signal
    for each row execute function policy_signals_signal_stays();

create function policy_signals_bundle_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in {PUBLIC} and (new.number, new.title, new.words, new.asks, new.theme, new.policy_domain,
        new.area, new.made_at) is distinct from (old.number, old.title, old.words, old.asks, old.theme, old.policy_domain,
        old.area, old.made_at) then
        raise exception 'what was sent never changes' using errcode = 'check_violation', constraint = 'sent_bundle_stays';
    end if;
    return new;
end $$;
create trigger policy_signals_bundle_stays before update or delete on policy_signals_bundle
    for each row execute function policy_signals_bundle_stays();

create function policy_signals_kept() returns trigger language plpgsql as $$
begin
    raise exception 'this is only added to' using errcode = 'check_violation', constraint = 'only_added';
end $$;
create trigger policy_signals_event_kept before update or delete on policy_signals_bundleevent
    for each row execute function policy_signals_kept();
create trigger policy_signals_release_kept before update or delete on policy_signals_figurerelease
    for each row execute function policy_signals_kept();
create trigger policy_signals_cell_kept before update or delete on policy_signals_figurecell
    for each row execute function policy_signals_kept();
"""
GUARDS_BACK = """
drop trigger policy_signals_signal_stays on policy_signals_signal;
drop trigger policy_signals_bundle_stays on policy_signals_bundle;
drop trigger policy_signals_event_kept on policy_signals_bundleevent;
drop trigger policy_signals_release_kept on policy_signals_figurerelease;
drop trigger policy_signals_cell_kept on policy_signals_figurecell;
drop function policy_signals_signal_stays();
drop function policy_signals_bundle_stays();
drop function policy_signals_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("policy_signals", "0001_initial"), ("identity", "0004_policy_roles")]
    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        protect_person_rows("policy_signals_signal", read=POLICY_WORKER, write="false"),
        protect_person_rows("policy_signals_bundlesignal", read=POLICY_WORKER, write=POLICY_WORKER),
        protect_person_rows("policy_signals_contributormark", read=POLICY_WORKER, write="false"),
        protect_person_rows(
            "policy_signals_bundle", read=f"state in {PUBLIC} or {POLICY_WORKER}", write=POLICY_WORKER
        ),
        protect_person_rows(
            "policy_signals_bundleevent", read=f"is_public or {POLICY_WORKER}", write="false", add=POLICY_WORKER
        ),
    ]
