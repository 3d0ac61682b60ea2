"""The command `tandem`."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from tandem.calls import command as calls
from tandem.income import command
from tandem.kernel.database.problems import DatabaseProblem
from tandem.launch import database_commands, running, serving
from tandem.launch.surroundings import CannotLaunch, database, surroundings
from tandem.planning import command as planning_command

SURROUNDINGS = """\
Wat je kunt instellen (omgevingsvariabelen):
  TANDEM_HOME    de map met alle gegevens
  PORT           de poort van de website (standaard 8000)
  TANDEM_BIND    het adres waarop de website luistert (standaard 127.0.0.1)
  TANDEM_MODE    example (oefenen, standaard) of production (echt)
  DATABASE_URL   een eigen PostgreSQL 17 of hoger in plaats van de ingebouwde
"""


class DutchHelp(argparse.RawDescriptionHelpFormatter):
    """argparse speaks English of itself."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:  # fmt: skip
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """A parser whose help and refusals are Dutch."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=DutchHelp, add_help=False, **options)
        self._positionals.title = "Wat je meegeeft"
        self._optionals.title = "Opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Say what to do next; argparse's own reason stands behind it."""
        self.exit(2, f"Deze opdracht klopt niet ({message}).\nBekijk de uitleg met: {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an expected refusal is a sentence, not a traceback."""
    parser = _parser()
    given, rest = parser.parse_known_args(arguments)
    if rest and given.action not in {_psql, command.rule}:  # these get what we do not know
        parser.error(f"onbekend: {' '.join(rest)}")
    given.rest = [*getattr(given, "rest", []), *rest]
    try:
        return int(given.action(given) or 0)
    except (CannotLaunch, DatabaseProblem) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def command_names() -> set[str]:
    """Every command, for the check of the documents."""
    actions = [action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return set(actions[0].choices)


def _parser() -> DutchParser:
    parser = DutchParser(prog="tandem", description="Tandem: start, beheer en bewaar.", epilog=SURROUNDINGS)
    commands = parser.add_subparsers(title="Opdrachten", metavar="OPDRACHT", required=True, parser_class=DutchParser)
    _add(commands, "run", "Start alles: databank, website en taakverwerker.", lambda _: running.run())
    _add(commands, "setup", "Maak alles klaar zonder te starten.", lambda _: running.set_up())
    _add(commands, "stop", "Stop een lopende Tandem.", _stop)
    _add(commands, "web", "Start alleen de website.", lambda _: serving.serve_web())
    _add(commands, "worker", "Start alleen de taakverwerker.", lambda _: serving.serve_jobs())
    _add(commands, "migrate", "Werk de tabellen van de databank bij (als eigenaar).", _migrate)
    _add(commands, "static-files", "Zet stijl, scripts en beelden klaar voor de website.", _static_files)
    _add(commands, "logins", "Toon één voorbeeldlogin per rol (alleen om te oefenen).", _logins)
    example = _add(commands, "example-data", "Maak voorbeeldgegevens (alleen om te oefenen).", _example_data)
    example.add_argument("--scale", metavar="N", type=int, help="maak N keer zoveel (standaard 1)")
    manage = _add(commands, "manage", "Voer een opdracht van Django uit.", _manage)
    manage.add_argument("rest", metavar="...", nargs=argparse.REMAINDER, help="de opdracht, bijvoorbeeld: shell")
    keys = _add(
        commands, "text-keys", "Sleutels van verzegelde teksten: een nieuwe, of elk dossier onder de nieuwste.", _keys
    )
    keys.add_argument(
        "act", metavar="add|rewrap", choices=["add", "rewrap"], help="add: nieuwe sleutel; rewrap: dossiers mee"
    )
    _add_database(_add(commands, "database", "Beheer de ingebouwde databank.", None))
    income = _add(commands, "income", "Reken uit wat een verandering met het inkomen doet.", None)
    command.add_to(_below(income), _add)
    planning = _add(commands, "planning", "Zoek duo's en data voor trajecten en netwerken.", None)
    planning_command.add_to(_below(planning), _add)
    selection = _add(commands, "calls", "Kies projecten binnen een budget.", None)
    calls.add_to(_below(selection), _add)
    return parser


def _below(parser: argparse.ArgumentParser) -> "argparse._SubParsersAction[DutchParser]":
    return parser.add_subparsers(title="Opdrachten", metavar="OPDRACHT", required=True, parser_class=DutchParser)


def _add_database(parser: argparse.ArgumentParser) -> None:
    commands = _below(parser)
    _add(commands, "start", "Start de databank en laat ze draaien.", _on_home(database_commands.start_server))
    _add(commands, "stop", "Stop de databank.", _on_home(database_commands.stop_server))
    _add(commands, "status", "Zeg of de databank draait.", _on_home(database_commands.show_status))
    backup = _add(commands, "backup", "Maak een reservekopie in een map.", _back_up)
    backup.add_argument("folder", metavar="MAP", type=Path, help="waar de kopie komt")
    backup.add_argument("--whole", action="store_true", help="kopieer de hele server (pg_basebackup)")
    restore = _add(
        commands, "restore", "Zet een reservekopie terug; de huidige databank blijft ernaast staan.", _restore
    )
    restore.add_argument("dump", metavar="BESTAND", type=Path, help="wat tandem database backup maakte")
    psql = _add(commands, "psql", "Open de databank met psql; wat je verder meegeeft, krijgt psql.", _psql)
    psql.add_argument("--role", choices=["owner", "app", "backup", "admin"], default="owner", help="als wie")


def _add(
    commands: "argparse._SubParsersAction[DutchParser]", name: str, text: str,
    action: Callable[[argparse.Namespace], object] | None,
) -> DutchParser:  # fmt: skip
    parser = commands.add_parser(name, help=text, description=text)
    if action:
        parser.set_defaults(action=action)
    return parser


def _on_home(command: Callable[..., object]) -> Callable[[argparse.Namespace], object]:
    return lambda _: command(surroundings())


def _stop(_: argparse.Namespace) -> None:
    stopped = running.stop_run(surroundings().home)
    print("Tandem is gestopt." if stopped else "Tandem draaide niet.")


def _migrate(_: argparse.Namespace) -> None:
    with database(surroundings()):
        _django().migrate()


def _keys(given: argparse.Namespace) -> None:
    with database(surroundings()):
        _django().call("text_keys", given.act)


def _static_files(_: argparse.Namespace) -> None:
    found = surroundings()
    with database(found):
        _django().collect_static_files(found)


def _logins(_: argparse.Namespace) -> None:
    with database(surroundings()):
        _django().show_logins()


def _example_data(given: argparse.Namespace) -> None:
    with database(surroundings()):
        _django().make_example_data([] if given.scale is None else [f"--scale={given.scale}"])


def _manage(given: argparse.Namespace) -> None:
    with database(surroundings()):
        _django().manage(given.rest)


def _back_up(given: argparse.Namespace) -> None:
    database_commands.back_up(surroundings(), given.folder, whole=given.whole)


def _restore(given: argparse.Namespace) -> None:
    database_commands.restore(surroundings(), given.dump)


def _psql(given: argparse.Namespace) -> None:
    database_commands.open_psql(surroundings(), given.role, given.rest)


def _django() -> ModuleType:
    """Slow import: only the commands that need Django wait for it."""
    from tandem.launch import django_commands  # noqa: PLC0415 (slow import)

    return django_commands


if __name__ == "__main__":
    sys.exit(main())
