"""What each room brings to the crawl over all pages: one module per room, found by itself.

A module has `SUBJECTS` (start of a route -> the rows to open it with, see `subjects`) and may have
`NO_PAGE` (name of an address -> why nobody sees a page there), `STORIES` (stories of the example world that it needs),
`fill` (rows that the world does not have), `visitors` (who opens pages without arguments, by role) and `BUDGETS`
(role -> what a first view may cost, when it is not STAFF).
"""

from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from tandem.kernel import access
from tests.journeys.addresses import Address
from tests.journeys.measuring import CLIENT, STAFF, Budget
from tests.journeys.subjects import Subject, Subjects, anybody

NOBODY = ""
ADVICE = "Add it to SUBJECTS (and rows to fill) in tests/journeys/rooms/<room>.py, see docs/how-to/add-a-feature.md."


def modules() -> list[ModuleType]:
    """The module of every room, by name."""
    return [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]


def brought(name: str) -> dict[str, Any]:
    """One table of all rooms together."""
    return {key: value for module in modules() for key, value in getattr(module, name, {}).items()}


def stories() -> frozenset[str]:
    """Every story that some room needs."""
    return frozenset().union(*(getattr(module, "STORIES", ()) for module in modules()))


def fill_rooms(only: str = "") -> None:
    """The rows that the rooms add to the world; `only` those whose module begins so."""
    for module in modules():
        if hasattr(module, "fill") and module.__name__.rpartition(".")[2].startswith(only):
            module.fill()


def visitors() -> dict[str, int]:
    """Whom the rooms send to pages that are the same for everybody."""
    return {role: pk for module in modules() if hasattr(module, "visitors") for role, pk in module.visitors().items()}


def budget_of(role: str, *, is_public: bool) -> Budget:
    """A stranger's phone gets the lightest pages; a room may say what its own role may cost."""
    return CLIENT if is_public and role == NOBODY else brought("BUDGETS").get(role, STAFF)


@dataclass(frozen=True)
class KnownSubjects:
    """What to open addresses with. Remembers the rows: many addresses ask for the same, and opening pages changes none."""

    found: dict[Subjects, list[Subject]] = field(default_factory=dict)

    def of(self, address: Address) -> list[Subject]:
        """The subjects of this address; one without arguments when it takes none."""
        if not address.arguments:
            return self.look_up(for_everybody)
        found = self.look_up(rows_for(address))
        assert found, f"/{address.route}: no row in the world of the journeys. {ADVICE}"
        missing = set(address.arguments) - set(found[0].arguments)
        assert not missing, f"/{address.route}: nobody says what {', '.join(sorted(missing))} is. {ADVICE}"
        return found

    def look_up(self, rows: Subjects) -> list[Subject]:
        """These rows, read once."""
        if rows not in self.found:
            with access.as_system():
                self.found[rows] = list(rows())
        return self.found[rows]


def for_everybody() -> list[Subject]:
    """A page without arguments: one visit for each role."""
    return [Subject({}, "", anybody() | visitors())]


def rows_for(address: Address) -> Subjects:
    """The rows of the longest start of its route that a room knows."""
    known: dict[str, Subjects] = brought("SUBJECTS")
    fitting = [start for start in known if address.route.startswith(start)]
    assert fitting, f"/{address.route}: no room says what to open it with. {ADVICE}"
    return known[max(fitting, key=len)]
