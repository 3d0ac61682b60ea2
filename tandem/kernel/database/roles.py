"""Three roles with as little as each needs, and the database they share."""

from psycopg import Connection, connect, sql

from tandem.kernel.database.addresses import ADMINISTRATOR, APP, BACKUP, DATABASE, OWNER, address
from tandem.kernel.database.places import Places

POWERS = {
    OWNER: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    BACKUP: "LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE REPLICATION",
}


def make_roles(places: Places, passwords: dict[str, str]) -> None:
    """Bring roles, database and rights to what they must be; a second run changes nothing."""
    with connect(_administration(places, passwords, "postgres"), autocommit=True) as connection:
        for role, powers in POWERS.items():
            _make_role(connection, role, powers, passwords[role])
        connection.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(sql.Identifier(BACKUP)))
    make_database(places, passwords, DATABASE)


def make_database(places: Places, passwords: dict[str, str], name: str) -> None:
    """An empty database with the rights of the roles in it."""
    with connect(_administration(places, passwords, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER)))
        limit_database(connection, name)
    with connect(_administration(places, passwords, name), autocommit=True) as connection:
        _give_rows_to_app(connection)


def limit_database(connection: Connection[tuple[object, ...]], database: str) -> None:
    """Only our roles may enter; nobody but the owner may make a table, not even a temporary one."""
    name = sql.Identifier(database)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(name, sql.Identifier(APP), sql.Identifier(BACKUP))
    )


def _make_role(connection: Connection[tuple[object, ...]], role: str, powers: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
        sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(role), sql.SQL(powers), sql.Literal(password)
    )
    connection.execute(statement)


def _administration(places: Places, passwords: dict[str, str], database: str) -> str:
    return address(ADMINISTRATOR, passwords[ADMINISTRATOR], places.sockets, database)


def _give_rows_to_app(connection: Connection[tuple[object, ...]]) -> None:
    """The application reads and writes rows of every table the owner makes from now on; it cannot empty one at once."""
    start = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} ").format(sql.Identifier(OWNER))
    app = sql.Identifier(APP)
    connection.execute(start + sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(app))
    connection.execute(start + sql.SQL("GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {}").format(app))
