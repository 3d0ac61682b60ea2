"""Trajectories on their way: sessions held, lists closed or forgotten, messages, plans, a pause, a stop."""

from tandem.example.world.applications import SIX, TWO, approved
from tandem.example.world.attendance import PAPER, enrol, hold, sign, sign_afterwards
from tandem.example.world.cast import World
from tandem.example.world.dossier import Dossier
from tandem.example.world.planning import agree, choose_duo, workshops


def under_way(
    world: World, home: str, programme: str, *, days_ago: int, from_day: int, every: int = 14, **own: object
) -> Dossier:
    """Approved, with a duo, agreed dates and a list of participants."""
    sector = str(own.pop("sector", ""))
    dossier = choose_duo(approved(world, home, programme, days_ago=days_ago, sector=sector, **own))
    return enrol(agree(dossier, workshops(dossier), from_day=from_day, every=every))


def session_today(world: World) -> Dossier:
    """Two held; the third is today, in the morning or the afternoon."""
    dossier = under_way(world, "wegwijzer", SIX, days_ago=70, from_day=-28, every=14)
    return hold(dossier, workshops(dossier)[:2])


def list_on_paper(world: World) -> Dossier:
    """Four held, one of them on paper because the wifi was down."""
    dossier = under_way(world, "olifant", SIX, days_ago=120, from_day=-66)
    sessions = workshops(dossier)
    hold(dossier, sessions[:2])
    hold(dossier, sessions[2:3], method=PAPER)
    return hold(dossier, sessions[3:4])


def list_not_closed(world: World) -> Dossier:
    """Everybody signed last week, but the duo forgot to close."""
    dossier = under_way(world, "baken", SIX, days_ago=110, from_day=-50)
    sessions = workshops(dossier)
    return sign(hold(dossier, sessions[:3]), sessions[3])


def list_forgotten(world: World) -> Dossier:
    """A session of nine days ago without any list."""
    dossier = under_way(world, "mijnlamp", TWO, days_ago=95, from_day=-30, every=19)
    return hold(dossier, workshops(dossier)[:1])


def list_corrected(world: World) -> Dossier:
    """Somebody who was there was added later, with both witnesses."""
    dossier = under_way(world, "kompas", TWO, days_ago=100, from_day=-45)
    sessions = workshops(dossier)
    hold(dossier, sessions[:2], present=9)
    return sign_afterwards(dossier, sessions[1])


def few_present(world: World) -> Dossier:
    """Fourteen expected, four came: shown, never punished."""
    dossier = under_way(world, "zinneke", SIX, days_ago=105, from_day=-33, expected_participants=14)
    return hold(dossier, workshops(dossier)[:2], present=4)


STORIES = (session_today, list_on_paper, list_not_closed, list_forgotten, list_corrected, few_present)
