"""What the database itself remembers of its preparation, so that a restored copy tells the truth about itself."""

from psycopg import connect, sql

PREFIX = "tandem migrations "


def migrated_to(owner_url: str) -> str:
    """The fingerprint of the migrations this database went through; empty when unknown."""
    with connect(owner_url) as connection:
        row = connection.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')").fetchone()
    text = str(row[0] or "") if row else ""
    return text.removeprefix(PREFIX) if text.startswith(PREFIX) else ""


def remember_migrated_to(owner_url: str, fingerprint: str) -> None:
    """Write the fingerprint beside the tables, where a dump takes it along."""
    with connect(owner_url) as connection:
        connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(PREFIX + fingerprint)))


def has_organisations(owner_url: str) -> bool:
    """Whether anybody is in the database yet: without organisations it is a first start."""
    with connect(owner_url) as connection:
        table = connection.execute("SELECT to_regclass('public.identity_organisation') IS NOT NULL").fetchone()
        if not table or not table[0]:
            return False
        connection.execute("SELECT set_config('tandem.system', 'on', true)")
        row = connection.execute("SELECT EXISTS (SELECT FROM identity_organisation)").fetchone()
        return bool(row and row[0])


def passes_row_security(app_url: str) -> bool:
    """Whether this role could read rows that are not its viewer's; the application's role must not."""
    with connect(app_url) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        return bool(row and row[0])
