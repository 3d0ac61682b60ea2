"""Migration operation that makes the database itself refuse rows of others (FORCE row-level security)."""

from django.db.migrations import RunSQL

IS_SYSTEM = "current_setting('tandem.system', true) = 'on'"
MY_ORGANISATIONS = "string_to_array(nullif(current_setting('tandem.organisations', true), ''), ',')::bigint[]"
MY_PERSON = "nullif(current_setting('tandem.person', true), '')::bigint"
MY_SCOPE = "nullif(current_setting('tandem.scope', true), '')::uuid"


def protect_rows(table: str, visible_when: str) -> RunSQL:
    """Rows of `table` are read and written only when `visible_when` holds, or by the system context."""
    rule = f"({IS_SYSTEM}) or ({visible_when})"
    return RunSQL(
        sql=f"""
            alter table {table} enable row level security;
            alter table {table} force row level security;
            create policy {table}_rows on {table} using ({rule}) with check ({rule});
        """,
        reverse_sql=f"""
            drop policy if exists {table}_rows on {table};
            alter table {table} no force row level security;
            alter table {table} disable row level security;
        """,
    )


def protect_person_rows(table: str, *, read: str, write: str = "false", add: str = "", change: str = "") -> RunSQL:
    """Rows of a person: who reads them, who adds and who changes them are three rules (`write` stands for both)."""
    rules = {"select": read, "insert": add or write, "update": change or write, "delete": write}
    policies = "".join(_policy(table, act, rule) for act, rule in rules.items())
    return RunSQL(
        sql=f"alter table {table} enable row level security; alter table {table} force row level security; {policies}",
        reverse_sql="".join(f"drop policy if exists {table}_{act} on {table};" for act in rules)
        + f"alter table {table} no force row level security; alter table {table} disable row level security;",
    )


def _policy(table: str, act: str, rule: str) -> str:
    allowed = f"(({IS_SYSTEM}) or ({rule}))"
    using = "" if act == "insert" else f"using {allowed}"
    check = f"with check {allowed}" if act in {"insert", "update"} else ""
    return f"create policy {table}_{act} on {table} for {act} {using} {check};"
