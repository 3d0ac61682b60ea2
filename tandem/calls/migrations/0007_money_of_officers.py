"""Only officers of the administration write instalments and the budget as it holds; the organisation reads them."""

from django.db import migrations

from tandem.kernel.row_security import IS_SYSTEM, MY_PERSON

OFFICES = f"""(select m.organisation_id from identity_membership m where m.person_id = {MY_PERSON}
    and m.role = 'call_officer' and (m.valid_to is null or m.valid_to >= current_date))"""
BY_OFFICERS = f"({IS_SYSTEM}) or grant_id in (select g.id from calls_grant g where g.administration_id in {OFFICES})"
BY_BOTH = f"({IS_SYSTEM}) or grant_id in (select g.id from calls_grant g)"
TABLES = ("calls_instalment", "calls_budgetline")


def writing(rule: str) -> str:
    """The three policies for writing, with another rule."""
    return "".join(
        f"""drop policy {table}_insert on {table}; drop policy {table}_update on {table}; drop policy {table}_delete on {table};
            create policy {table}_insert on {table} for insert with check ({rule});
            create policy {table}_update on {table} for update using ({rule}) with check ({rule});
            create policy {table}_delete on {table} for delete using ({rule});"""
        for table in TABLES
    )


class Migration(migrations.Migration):
    dependencies = [("calls", "0006_need_state_words")]
    operations = [migrations.RunSQL(writing(BY_OFFICERS), writing(BY_BOTH))]
