"""Rosa: five months on the way, with everything that a file can hold."""

from __future__ import annotations

from tandem.example.world.guidance import texts
from tandem.example.world.guidance.cast import GuidanceCast
from tandem.example.world.guidance.path import Path
from tandem.example.world.signals.texts import ROSA_LEFT, ROSA_WAITS
from tandem.guidance.actions.agenda_point import raise_point
from tandem.guidance.actions.appointment import answer_appointment, make_appointment
from tandem.guidance.actions.barrier import add_edge
from tandem.guidance.actions.domain import add_domain_view
from tandem.guidance.actions.heard_check import answer_heard_check
from tandem.guidance.actions.invitation import accept_invitation
from tandem.guidance.actions.lifted_signal import Draft, approve_signal, draft_signal
from tandem.guidance.actions.message import send_message
from tandem.guidance.actions.mishap import go_on, tell_mishap
from tandem.guidance.actions.network import invite, suggest
from tandem.guidance.actions.organisation_no import say_no
from tandem.guidance.actions.other_view import add_other_view
from tandem.guidance.actions.reading import note_read
from tandem.guidance.actions.reads import answer_why, ask_why
from tandem.guidance.actions.share import give, revoke
from tandem.guidance.actions.step import add_step, choose_step, finish_step, lay_aside, start_step
from tandem.guidance.actions.step_money import keep_figures, keep_look, know_before
from tandem.guidance.actions.story import ask_for
from tandem.guidance.models import Barrier, FileItem, NetworkMember, Step, StoryBlock, Wish
from tandem.guidance.queries.money_ask import look_of
from tandem.guidance.rules.money_ask import month_text
from tandem.guidance.rules.network import LINK, NO_LOGIN
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.rules.share import Terms
from tandem.guidance.rules.step_money import month_after
from tandem.guidance.rules.talk import NewPromise
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.income.queries import options_of
from tandem.kernel.ids import new_id

BEGAN = 150


def rosa(cast: GuidanceCast, path: Path) -> None:
    """From a talk on the square to a plan with people round it."""
    path.becomes_theirs(140, called="Rosa", contact_way="sms", year=1988)
    wishes = _says_what_she_wants(path)
    blocks = {topic: _tells(path, topic) for topic in texts.STORY}
    barriers = _draws_the_web(path)
    steps = _goes_step_by_step(path, barriers)
    _lifts_signals(path, barriers)
    members = _gathers_people(cast, path)
    _shares(path, members, blocks, steps)
    _talks_and_is_heard(path)
    _calculates(path, steps[texts.TRAINING])
    _looks_again(path, wishes, barriers)
    _others_answer(cast, path, wishes, members)
    _this_week(path)


def _says_what_she_wants(path: Path) -> list[Wish]:
    wants = [path.said(138, "wish", words, kind="want") for words in texts.WANTS]
    for words in texts.CAN:
        path.writes(130, "wish", words, kind="can")
    path.writes(130, "wish", texts.WAY, kind="way")
    return [wish for wish in wants if isinstance(wish, Wish)]


def _tells(path: Path, topic: str) -> StoryBlock:
    title, words = texts.STORY[topic]
    block = path.writes(128, "storyblock", words, {"title": title}, topic=topic)
    assert isinstance(block, StoryBlock)  # noqa: S101
    return block


def _draws_the_web(path: Path) -> dict[str, Barrier]:
    drawn: dict[str, Barrier] = {}
    for name, (words, domains) in texts.BARRIERS.items():
        state = "begin_here" if name == "mould" else "open"
        barrier = path.said(120, "barrier", words, domains=domains, state=state)
        assert isinstance(barrier, Barrier)  # noqa: S101
        drawn[name] = barrier
    for source, target in texts.EDGES:
        add_edge(path.mine(119), source=drawn[source], target=drawn[target], by=path.person, at=path.at(119))
    return drawn


def _lifts_signals(path: Path, barriers: dict[str, Barrier]) -> None:
    """One signal left with her yes; another waits for it."""
    names = list(barriers)
    for day, lifted, name in ((112, ROSA_LEFT, names[0]), (6, ROSA_WAITS, names[-1])):
        draft = Draft(lifted.words, lifted.theme, lifted.policy_domain, "east_flanders", "barrier", barriers[name].pk)
        row = draft_signal(path.along(day), draft, by=path.guide, at=path.at(day))
        if lifted.title:
            approve_signal(path.mine(day - 1), row, version=row.version, by=path.person, at=path.at(day - 1))


def _goes_step_by_step(path: Path, barriers: dict[str, Barrier]) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for number, (kind, words, barrier, state) in enumerate(texts.STEPS):
        day = 110 - 2 * number
        is_unpaid = kind == "volunteer"
        added = add_step(
            path.mine(day), kind=kind, words=words, barrier_id=str(barriers[barrier].pk), by=path.person, at=path.at(day),
            brings_now="Ik leer mensen kennen." if is_unpaid else "",
            brings_later="Zij kunnen mij aanbevelen." if is_unpaid else "",
        )  # fmt: skip
        assert isinstance(added, Step)  # noqa: S101
        steps[words] = _came_to(path, added, state, day - 5)
    return steps


def _came_to(path: Path, step: Step, state: str, day: int) -> Step:
    mine, by, at = path.mine(day), path.person, path.at(day)
    if state == "laid_aside":
        return lay_aside(mine, step, by=by, at=at)
    if state == "idea":
        return step
    if step.words == texts.KITCHEN:
        _sees_the_money(path, step, day)
    step = choose_step(mine, step, by=by, at=at)
    if state in {"running", "done"}:
        step = start_step(mine, step, by=by, at=at)
    led_to = "We weten nu hoe het verder gaat."
    return finish_step(mine, step, by=by, at=at, led_to=led_to) if state == "done" else step


def _sees_the_money(path: Path, step: Step, day: int) -> None:
    months = [198_000, 195_500, 212_000, 212_000, None, None]
    money = keep_figures(path.along(day), step, now=206_000, months=months, by=path.guide, at=path.at(day),
                         unknown="Niemand weet nog wat de kinderbijslag dan doet.")  # fmt: skip
    know_before(path.mine(day), money, by=path.person, at=path.at(day))


def _calculates(path: Path, step: Step) -> None:
    """In the talk about money: a training, beside half a job. It begins with a month of less; the yes is still hers."""
    begins = month_after(path.at(16).date())
    answers = {**texts.MONEY, "children_born": str(begins.year - 4), "start": month_text(begins)}
    training, job = options_of(answers)
    keep_look(
        path.along(16), step, look_of(training, [job]), answers=answers, how=TOGETHER, by=path.guide, at=path.at(16)
    )


def _gathers_people(cast: GuidanceCast, path: Path) -> dict[str, NetworkMember]:
    """With the guide eight take part; one more is suggested, one invited."""
    for number, (called, role) in enumerate(texts.WITHOUT_LOGIN):
        invite(path.mine(100 - number), called=called, role=role, way=NO_LOGIN, email="", by=path.person,
               at=path.at(100 - number))  # fmt: skip
    joined = {
        name: _joins(path, person, days_ago)
        for name, person, days_ago in (
            ("work", cast.colleague, 80),
            ("home", cast.adviser, 75),
            ("desk", cast.worker, 60),
        )
    }
    suggest(path.along(12), called="De kinderopvang om de hoek", role="service", email="", by=path.guide, at=path.at(12),
            why="Zij hebben misschien plaats voor Lio, vroeg in de ochtend.")  # fmt: skip
    invite(path.mine(6), called="Dokter Wilgenroos", role="service", way=LINK, email="", by=path.person, at=path.at(6))
    return joined


def _joins(path: Path, person: Person, days_ago: int) -> NetworkMember:
    viewer = viewer_of(person, on=path.today)
    invited = invite(path.mine(days_ago), called=str(person), role="service", way=LINK, email="", by=path.person,
                     at=path.at(days_ago))  # fmt: skip
    organisation_id = viewer.current.organisation_id if viewer.current else None
    return accept_invitation(
        invited.token, viewer=viewer, organisation_id=organisation_id, by=person, at=path.at(days_ago, 14)
    )


def _shares(
    path: Path, members: dict[str, NetworkMember], blocks: dict[str, StoryBlock], steps: dict[str, Step]
) -> None:
    given: tuple[tuple[FileItem, str, str, int], ...] = (
        (blocks["housing"], "home", "Voor de inschrijving op de wachtlijst", 74),
        (blocks["work"], "work", "Om samen werk te zoeken", 70),
        (steps[texts.KITCHEN], "work", "Om samen werk te zoeken", 40),
        (steps["Afbetaling vragen voor de energie"], "home", "Voor het gesprek met de energie", 35),
    )
    for item, name, purpose, days_ago in given:
        give(path.mine(days_ago), item, members[name], Terms(purpose, None), by=path.person, at=path.at(days_ago))
    stopped = give(path.mine(58), blocks["income"], members["desk"], Terms("Voor één afspraak", None), by=path.person,
                   at=path.at(58))  # fmt: skip
    revoke(path.mine(50), stopped, by=path.person, at=path.at(50))


def _talks_and_is_heard(path: Path) -> None:
    promise = NewPromise("service", "Belt de wooninspectie", who=path.guide.first_name,
                         by_day=path.at(110).date())  # fmt: skip
    first = path.talks(118, "We tekenden samen de drempels. Het begint bij de schimmel.", "Rosa vertelde veel. Dat deed haar goed.",
                       agreement="We bekijken elke brief samen.", promise=promise, next_in=10)  # fmt: skip
    path.keeps_promises(112)
    add_other_view(
        path.mine(117), first, words="Ik was vooral moe. Maar het was goed.", by=path.person, at=path.at(117)
    )
    second = path.talks(60, "De wooninspectie komt. Rosa kookte mee in het buurthuis.", "Rustig. We lachten ook.",
                        where="outside", agreement="Eerst de woning, dan het werk.", next_in=30)  # fmt: skip
    third = path.talks(16, "De school zoekt iemand voor de keuken. We keken naar het geld.", "Spannend, maar open.",
                       agreement="Rosa belt als ze eraan toe is.", next_in=18)  # fmt: skip
    for talk, next_answer, days_ago in ((first, 1, 118), (second, 2, 60), (third, 2, 16)):
        answer_heard_check(
            talk.heard_check, answers={"listened": 2, "returned": 2, "decided": 2, "next": next_answer}, words="",
            may_guide_see=days_ago != 60, way="own", by=path.person, at=path.at(days_ago, 20),
        )  # fmt: skip


def _looks_again(path: Path, wishes: list[Wish], barriers: dict[str, Barrier]) -> None:
    """Expectations with an own answer, a decision, something that went differently, and proposals that wait."""
    path.said(55, "expectation", "Elke dag om half zeven beginnen", feasible="no",
              in_the_way=[barriers["bus"].pk, barriers["care"].pk])  # fmt: skip
    path.said(55, "expectation", "Elke week even bellen", feasible="yes", in_the_way=[])
    path.said(
        54,
        "decision",
        "Eerst de woning, dan het werk.",
        {"advice": "Begin met werk."},
        chosen_by="client",
        rung="co_decide",
    )
    mishap = tell_mishap(path.mine(30), key=new_id(), contexts=["care", "transport"], by=path.person, at=path.at(30),
                         words="Lio was ziek. De bus kwam niet. Ik belde de school pas later.")  # fmt: skip
    go_on(path.along(28), mishap, ends_in="lighter_agreement", words="Bij ziekte stuurt Rosa een sms. Dat is genoeg.",
          how="together", by=path.guide, at=path.at(28))  # fmt: skip
    taken = path.proposes(
        20, "wish", "Ik wil werken in een keuken, overdag.", "Zo zei je het gisteren.", item=wishes[1], kind="want"
    )
    path.takes_over(19, taken, "Ik wil werken in een keuken, als Lio op school is.")
    path.puts_by(4, path.proposes(5, "wish", "Ik wil avondonderwijs volgen.", "De school geeft les.", kind="want"))
    path.proposes(3, "wish", "Ik ben goed in plannen.", "Je houdt al die papieren zelf bij.", kind="can")
    path.proposes(2, "barrier", "De wachttijd bij de opvang", "Je sprak er twee keer over.", domains=["family"])


def _others_answer(cast: GuidanceCast, path: Path, wishes: list[Wish], members: dict[str, NetworkMember]) -> None:
    say_no(
        path.along(25), organisation_name="Sociaal verhuurkantoor De Linde", wish=wishes[0], by=path.guide, at=path.at(25),
        reason="Er zijn nu geen woningen met twee kamers.", alternative="Vraag een huursubsidie aan. Wij helpen daarbij.",
        contact_name="Het loket, elke dinsdag",
    )  # fmt: skip
    for person, page, days_ago in ((path.guide, "plan", 16), (cast.adviser, "shared", 33), (path.guide, "barriers", 9)):
        note_read(path.seen_by(person, days_ago, is_whole=False), page, at=path.at(days_ago))
    looks = list(path.file.reads.order_by("at", "pk"))
    answered = ask_why(path.mine(32), looks[0], by=path.person, at=path.at(32))
    answer_why(answered.pk, words="Ik bereidde het gesprek met de energie voor.", by=cast.adviser, at=path.at(31))
    ask_for(path.seen_by(cast.colleague, 7, is_whole=False), members["work"], topic="family", by=cast.colleague, at=path.at(7),
            purpose="Dan zoek ik een uurrooster dat past.")  # fmt: skip
    ask_why(path.mine(8), looks[-1], by=path.person, at=path.at(8))


def _this_week(path: Path) -> None:
    raise_point(path.mine(5), words="Wat als ik een dag niet kan werken?", key=new_id(), by=path.person, at=path.at(5))
    add_domain_view(
        path.mine(5), domain="housing", words="Het stinkt minder. De muur is nog nat.", by=path.person, at=path.at(5)
    )
    path.service_promises(20, "Vraagt bij de opvang of er plaats is voor Lio", within=11)
    path.service_promises(4, "Brengt het formulier voor de huursubsidie mee", within=9)
    soon = make_appointment(
        path.along(4), starts_at=path.at(-1, 10, 30), with_whom=path.guide.first_name, place="Buurthuis Rietmeer",
        travel="Bus 3 stopt voor de deur. Lio mag mee.", by=path.guide, at=path.at(4),
    )  # fmt: skip
    answer_appointment(path.mine(3), soon, answer="coming", words="", by=path.person, at=path.at(3))
    send_message(path.along(4), words="Dag Rosa, past morgen over een week om half elf?", by=path.guide, at=path.at(4))
    send_message(path.mine(1), words="Mag ik de brief van de school meebrengen?", by=path.person, at=path.at(1))
