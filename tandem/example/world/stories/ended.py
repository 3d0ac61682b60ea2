"""Trajectories after their last session: evaluation, report, settlement in every state, and the visit afterwards."""

from tandem.example.world import settlements
from tandem.example.world.applications import SIX, THREE, TWO
from tandem.example.world.attendance import hold
from tandem.example.world.cast import World
from tandem.example.world.dossier import Dossier
from tandem.example.world.evaluations import evaluate
from tandem.example.world.phases import agree_visit, go_on, visit
from tandem.example.world.planning import agree, workshops
from tandem.example.world.reports import finalise, talk_about, tick_off
from tandem.example.world.stories.running import under_way

SIX_PAPERS = ("action_plan", "implementation_evaluation", "final_report")


def few_answers(world: World, *, days_ago: int = 150) -> Dossier:
    """Three people answered so far: nobody sees anything yet."""
    dossier = under_way(world, "klaver", TWO, days_ago=days_ago, from_day=-100, every=10)
    go_on(finalise(hold(dossier, workshops(dossier)), "scan_report", "objectives"), moments=2)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-35, every=10)
    finalise(hold(dossier, workshops(dossier, status="confirmed")), "final_report")
    return evaluate(dossier, answers=3, is_complete=False)


def report_to_write(world: World, *, days_ago: int = 170) -> Dossier:
    """Evaluated; the final report still has to be written, the settlement is there."""
    dossier = under_way(world, "kantwerk", THREE, days_ago=days_ago, from_day=-115, every=12)
    settlements.pay(settlements.accept(settlements.claim(go_on(hold(dossier, workshops(dossier))))), after_days=3)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-65, every=10)
    go_on(finalise(hold(dossier, workshops(dossier, status="confirmed")), "scan_report", "action_plan"), moments=2)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-30, every=10)
    return evaluate(hold(dossier, workshops(dossier, status="confirmed")), answers=7)


def ended(
    world: World, home: str, *, days_ago: int, from_day: int, answers: int = 8, on_paper: int = 0, every: int = 11,
) -> Dossier:  # fmt: skip
    """Six workshops, the plan, the evaluation and the report: only money and the visit are left."""
    dossier = under_way(world, home, SIX, days_ago=days_ago, from_day=from_day, every=every)
    talk_about(hold(dossier, workshops(dossier)[:5]), days_ago)
    hold(dossier, workshops(dossier)[5:])
    evaluate(dossier, answers=answers, on_paper=on_paper)
    return finalise(dossier, *SIX_PAPERS)


def first_phase(
    world: World, home: str, programme: str, *, days_ago: int, from_day: int, every: int = 14, sector: str = ""
) -> Dossier:
    """Phase 1 is behind, with its report; of three phases the second begins at once."""
    dossier = under_way(world, home, programme, days_ago=days_ago, from_day=from_day, every=every, sector=sector)
    hold(dossier, workshops(dossier))
    return finalise(dossier, "scan_report", "objectives") if programme == TWO else go_on(dossier)


def settlement_open(world: World, *, days_ago: int = 160) -> Dossier:
    """The settlement wrote itself; the provider has not sent it."""
    return ended(world, "waterspin", days_ago=days_ago, from_day=-105, answers=11)


def settlement_claimed(world: World, *, days_ago: int = 120) -> Dossier:
    """Phase 1 is with the fund for weeks; phase 2 has just begun."""
    dossier = first_phase(world, "regenton", TWO, days_ago=days_ago, from_day=-72)
    settlements.claim(dossier)
    go_on(dossier, moments=4)
    return agree(dossier, workshops(dossier, status="to_plan"), from_day=10)


def settlement_questioned(world: World, *, days_ago: int = 135) -> Dossier:
    """The fund asks about a small list; its term pauses."""
    dossier = first_phase(world, "tweeling", THREE, days_ago=days_ago, from_day=-85, sector="319.01/062")
    settlements.ask(settlements.claim(dossier))
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-12, every=20)
    return hold(dossier, workshops(dossier, status="confirmed")[:1])


def settlement_disputed(world: World, *, days_ago: int = 215) -> Dossier:
    """One line disputed, the others accepted. The visit planned itself and got another day."""
    dossier = settlements.claim(ended(world, "zinneke", days_ago=days_ago, from_day=-158, answers=16))
    settlements.accept(settlements.answer(settlements.ask(dossier)), disputed=1)
    return agree_visit(dossier, from_day=16)


def settlement_accepted(world: World, *, days_ago: int = 260) -> Dossier:
    """Accepted, not paid yet; the visit was held and its note is not written."""
    dossier = first_phase(world, "mijnlamp", THREE, days_ago=days_ago, from_day=-215, every=9)
    settlements.pay(settlements.accept(settlements.claim(dossier)))
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-135, every=9)
    hold(dossier, workshops(dossier, status="confirmed"))
    go_on(finalise(dossier, "scan_report", "action_plan"), moments=1)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-95)
    hold(dossier, workshops(dossier, status="confirmed"))
    finalise(evaluate(dossier, answers=6), "final_report")
    settlements.accept(settlements.claim(dossier))
    return visit(agree_visit(dossier, from_day=-20))


def settled_and_visited(world: World, *, days_ago: int = 300) -> Dossier:
    """Everything is behind: paid, visited, the recommendations ticked off. Finished."""
    dossier = ended(world, "brugpijler", days_ago=days_ago, from_day=-245, answers=10)
    settlements.pay(settlements.accept(settlements.claim(dossier)))
    visit(agree_visit(dossier, from_day=-95))
    return finalise(tick_off(dossier, "done", "busy", "done", "dropped"), "follow_up_note")


def two_phases_settled(world: World, *, days_ago: int = 330) -> Dossier:
    """The two-phase programme from begin to end: settled per phase."""
    dossier = under_way(world, "wegwijzer", TWO, days_ago=days_ago, from_day=-280, every=10)
    finalise(hold(dossier, workshops(dossier)), "scan_report", "objectives")
    settlements.pay(settlements.accept(settlements.claim(dossier)))
    go_on(dossier, moments=3)
    agree(dossier, workshops(dossier, status="to_plan"), from_day=-170, every=14)
    talk_about(hold(dossier, workshops(dossier, status="confirmed")), 0)
    finalise(evaluate(dossier, answers=12), "final_report")
    settlements.pay(settlements.accept(settlements.claim(dossier)))
    visit(agree_visit(dossier, from_day=-60))
    return finalise(tick_off(dossier, "done", "done", "busy"), "follow_up_note")


STORIES = (
    few_answers, report_to_write, settlement_open, settlement_claimed, settlement_questioned, settlement_disputed,
    settlement_accepted, settled_and_visited, two_phases_settled,
)  # fmt: skip
