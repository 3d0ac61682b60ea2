"""Trajectories on their way: sessions held, lists closed or forgotten, messages, plans, a pause, a stop."""

from tandem.example.world import settlements
from tandem.example.world.applications import SIX, THREE, TWO, approved
from tandem.example.world.attendance import PAPER, end, enrol, hold, sign, sign_afterwards
from tandem.example.world.cast import World
from tandem.example.world.changes import cancel, move, replan
from tandem.example.world.dossier import Dossier
from tandem.example.world.phases import go_on, pause, stop
from tandem.example.world.planning import agree, agree_today, choose_duo, workshops
from tandem.example.world.reports import finalise, talk_about, write, write_along
from tandem.example.world.texts import running as texts


def under_way(
    world: World, home: str, programme: str, *, days_ago: int, from_day: int, every: int = 14, sector: str = "",
    **own: object,
) -> Dossier:  # fmt: skip
    """Approved, with a duo, agreed dates and a list of participants."""
    dossier = choose_duo(approved(world, home, programme, days_ago=days_ago, sector=sector, **own))
    return enrol(agree(dossier, workshops(dossier), from_day=from_day, every=every))


def session_today(world: World, *, days_ago: int = 76) -> Dossier:
    """Two held; the third is today, so that its list can be opened now."""
    dossier = choose_duo(approved(world, "wegwijzer", SIX, days_ago=days_ago))
    enrol(agree_today(dossier, workshops(dossier), before=2))
    return hold(dossier, workshops(dossier)[:2])


def list_on_paper(world: World, *, days_ago: int = 120) -> Dossier:
    """Four held, one of them on paper because the wifi was down; the plan of action comes next."""
    dossier = under_way(world, "olifant", SIX, days_ago=days_ago, from_day=-66)
    sessions = workshops(dossier)
    hold(dossier, sessions[:2])
    hold(dossier, sessions[2:3], method=PAPER)
    return talk_about(hold(dossier, sessions[3:4]), 2)


def list_not_closed(world: World, *, days_ago: int = 110) -> Dossier:
    """Everybody signed last week, but the duo forgot to close."""
    dossier = under_way(world, "baken", SIX, days_ago=days_ago, from_day=-50)
    sessions = workshops(dossier)
    return end(sign(hold(dossier, sessions[:3]), sessions[3]), sessions[3])


def list_forgotten(world: World, *, days_ago: int = 95) -> Dossier:
    """A session of last week without any list."""
    dossier = under_way(world, "mijnlamp", TWO, days_ago=days_ago, from_day=-34, every=12)
    sessions = workshops(dossier)
    return end(hold(dossier, sessions[:2]), sessions[2])


def list_corrected(world: World, *, days_ago: int = 112) -> Dossier:
    """Somebody who was there was added later, with both witnesses; the scan report is half written."""
    dossier = under_way(world, "kompas", TWO, days_ago=days_ago, from_day=-58)
    sessions = workshops(dossier)
    hold(dossier, sessions[:2], present=8)
    sign_afterwards(dossier, sessions[1])
    return write(hold(dossier, sessions[2:3]), "scan_report", parts=2)


def few_present(world: World, *, days_ago: int = 105) -> Dossier:
    """Fourteen expected, four came: shown, never punished."""
    dossier = under_way(world, "zinneke", SIX, days_ago=days_ago, from_day=-33, expected_participants=14)
    return hold(dossier, workshops(dossier)[:2], present=4)


def plan_together(world: World, *, days_ago: int = 150) -> Dossier:
    """Between session 5 and 6: organisation and duo write in the same plan, and talk in between."""
    dossier = under_way(world, "hopveld", THREE, days_ago=days_ago, from_day=-95)
    go_on(hold(dossier, workshops(dossier)))
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-45, every=16)
    hold(dossier, workshops(dossier, status="confirmed"))
    finalise(dossier, "scan_report")
    write(dossier, "action_plan", parts=3)
    write_along(
        dossier, "action_plan", "actions", "- De poetsploeg leest de planning mee na (ploegbaas, elke vrijdag)."
    )
    return talk_about(dossier, 0)


def moved_and_cancelled(world: World, *, days_ago: int = 100) -> Dossier:
    """One date moved because of illness, one cancelled and planned again."""
    dossier = under_way(world, "sneeuwuil", SIX, days_ago=days_ago, from_day=-38)
    sessions = workshops(dossier)
    hold(dossier, sessions[:2])
    move(dossier, sessions[3], to_day=9)
    return replan(cancel(dossier, sessions[5]), sessions[5], to_day=66)


def cancelled(world: World, *, days_ago: int = 80) -> Dossier:
    """The second session fell through and nobody planned it again yet."""
    dossier = under_way(world, "dubbel", SIX, days_ago=days_ago, from_day=-20, every=30)
    sessions = workshops(dossier)
    return cancel(hold(dossier, sessions[:1]), sessions[1])


def phase_to_decide(world: World, *, days_ago: int = 130) -> Dossier:
    """Phase 1 is behind, the report is final: go on or stop for now?"""
    dossier = under_way(world, "brugpijler", TWO, days_ago=days_ago, from_day=-72)
    return finalise(hold(dossier, workshops(dossier)), "scan_report", "objectives")


def paused(world: World, *, days_ago: int = 210) -> Dossier:
    """Stopped for now after phase 1; what was held is with the fund."""
    dossier = under_way(world, "ganzenveer", TWO, days_ago=days_ago, from_day=-150)
    pause(finalise(hold(dossier, workshops(dossier)), "scan_report", "objectives"))
    return settlements.claim(dossier)


def resumed(world: World, *, days_ago: int = 330) -> Dossier:
    """Paused in spring, taken up again: two of four contact moments are behind."""
    dossier = under_way(world, "parasol", TWO, days_ago=days_ago, from_day=-270)
    pause(finalise(hold(dossier, workshops(dossier)), "scan_report", "objectives"))
    settlements.pay(settlements.accept(settlements.claim(dossier)))
    go_on(dossier, moments=4, note=texts.RESUME_NOTE, after_days=90)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-40, every=18)
    return talk_about(hold(dossier, workshops(dossier, status="confirmed")[:2]), 1)


def stopped(world: World, *, days_ago: int = 190) -> Dossier:
    """Stopped for good after phase 1; the fund has a question about what is settled."""
    dossier = under_way(world, "regenton", THREE, days_ago=days_ago, from_day=-130)
    stop(hold(dossier, workshops(dossier)))
    return settlements.ask(settlements.claim(dossier))


STORIES = (
    session_today, list_on_paper, list_not_closed, list_forgotten, list_corrected, few_present, plan_together,
    moved_and_cancelled, cancelled, phase_to_decide, paused, resumed, stopped,
)  # fmt: skip
