"""Numbers, rows of others, and published templates that never change."""

from django.db import migrations

from tandem.kernel.row_security import MY_ORGANISATIONS, protect_rows

NUMBERS = """
create sequence programmes_application_number;
create sequence programmes_settlement_number;
"""
NUMBERS_BACK = "drop sequence programmes_application_number; drop sequence programmes_settlement_number;"

PUBLISHED = """
create function programmes_guard_published() returns trigger language plpgsql as $$
begin
    if old.status <> 'draft' and (new.definition, new.code, new.version, new.title, new.valid_from)
       is distinct from (old.definition, old.code, old.version, old.title, old.valid_from) then
        raise exception 'a published programme template never changes'
            using errcode = 'check_violation', constraint = 'published_template_never_changes';
    end if;
    return new;
end $$;
create trigger programmes_guard_published before update on programmes_programmetemplate
    for each row execute function programmes_guard_published();
"""
PUBLISHED_BACK = """
drop trigger programmes_guard_published on programmes_programmetemplate;
drop function programmes_guard_published();
"""

APPLICATION_IS_MINE = f"""organisation_id = any ({MY_ORGANISATIONS})
    or (status <> 'draft' and fund_id = any ({MY_ORGANISATIONS}))
    or (status = 'approved' and released_at is not null and provider_id = any ({MY_ORGANISATIONS}))"""
TRAJECTORY_IS_MINE = f"""organisation_id = any ({MY_ORGANISATIONS}) or provider_id = any ({MY_ORGANISATIONS})
    or fund_id = any ({MY_ORGANISATIONS})"""
SETTLEMENT_IS_MINE = f"provider_id = any ({MY_ORGANISATIONS}) or fund_id = any ({MY_ORGANISATIONS})"
OF_MY_TRAJECTORY = "exists (select 1 from programmes_trajectory t where t.id = trajectory_id)"
NOT_OF_THE_FUND = f"""exists (select 1 from programmes_trajectory t where t.id = trajectory_id
    and (t.organisation_id = any ({MY_ORGANISATIONS}) or t.provider_id = any ({MY_ORGANISATIONS})))"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
        migrations.RunSQL(PUBLISHED, PUBLISHED_BACK),
        protect_rows("programmes_application", APPLICATION_IS_MINE),
        protect_rows("programmes_trajectory", TRAJECTORY_IS_MINE),
        protect_rows("programmes_settlement", SETTLEMENT_IS_MINE),
        protect_rows("programmes_report", OF_MY_TRAJECTORY),
        protect_rows("programmes_message", NOT_OF_THE_FUND),
    ]
