"""A reading that was handed in stays as it is: its moment and its remark too, beside its scores."""

from django.db import migrations

GUARD = """
create function calls_reading_stays() returns trigger language plpgsql as $$
begin
    if old.handed_in_at is not null then
        raise exception 'a reading that was handed in stays' using errcode = 'check_violation', constraint = 'reading_stays';
    end if;
    return coalesce(new, old);
end $$;
create trigger calls_reading_stays before update or delete on calls_reading
    for each row execute function calls_reading_stays();
"""
GUARD_BACK = "drop trigger calls_reading_stays on calls_reading; drop function calls_reading_stays();"


class Migration(migrations.Migration):
    dependencies = [("calls", "0004_payment_number")]
    operations = [migrations.RunSQL(GUARD, GUARD_BACK)]
