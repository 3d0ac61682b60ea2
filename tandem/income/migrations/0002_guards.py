"""A proposed amount never changes but for its state, which only moves on; a decided amount and a check never go away."""

from django.db import migrations

CHANGES = """
create function income_guard_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.state <> 'proposed' then
            raise exception 'a decided amount is kept'
                using errcode = 'check_violation', constraint = 'decided_parameter_is_kept';
        end if;
        return old;
    end if;
    if (new.key, new.valid_from, new.valid_to, new.value, new.second_value, new.base_amount, new.index_step, new.source,
        new.source_date, new.link, new.checked_on, new.trust, new.note, new.proposed_by_id, new.proposed_at)
       is distinct from
       (old.key, old.valid_from, old.valid_to, old.value, old.second_value, old.base_amount, old.index_step, old.source,
        old.source_date, old.link, old.checked_on, old.trust, old.note, old.proposed_by_id, old.proposed_at) then
        raise exception 'what was proposed never changes'
            using errcode = 'check_violation', constraint = 'proposed_parameter_never_changes';
    end if;
    if (old.state, new.state) not in (('proposed', 'published'), ('proposed', 'withdrawn'), ('published', 'withdrawn'))
       and old.state <> new.state then
        raise exception 'an amount does not go back'
            using errcode = 'check_violation', constraint = 'parameter_state_moves_on';
    end if;
    if old.decided_by_id is not null and (new.decided_by_id, new.decided_at)
       is distinct from (old.decided_by_id, old.decided_at) then
        raise exception 'who decided stays'
            using errcode = 'check_violation', constraint = 'parameter_decision_stays';
    end if;
    return new;
end $$;
create trigger income_guard_change before update or delete on income_parameterchange
    for each row execute function income_guard_change();
"""
CHANGES_BACK = """
drop trigger income_guard_change on income_parameterchange;
drop function income_guard_change();
"""

CHECKS = """
create function income_guard_check() returns trigger language plpgsql as $$
begin
    raise exception 'a check is kept as it was'
        using errcode = 'check_violation', constraint = 'parameter_check_is_kept';
end $$;
create trigger income_guard_check before update or delete on income_parametercheck
    for each row execute function income_guard_check();
"""
CHECKS_BACK = """
drop trigger income_guard_check on income_parametercheck;
drop function income_guard_check();
"""


class Migration(migrations.Migration):
    dependencies = [("income", "0001_initial")]
    operations = [
        migrations.RunSQL(CHANGES, CHANGES_BACK),
        migrations.RunSQL(CHECKS, CHECKS_BACK),
    ]
