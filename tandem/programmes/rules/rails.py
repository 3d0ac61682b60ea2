"""Six rails: a trajectory as one line of boxes that every role reads at a glance, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from uuid import UUID

from tandem.sessions.rules import LONGEST_HALF_DAY

DONE, BUSY, WAITING, TODO, SKIPPED = "done", "busy", "waiting", "todo", "skipped"
STATE_TEXTS = {DONE: "klaar", BUSY: "bezig", WAITING: "wacht", TODO: "later", SKIPPED: "gaat niet door"}

TURN_TEXTS = {
    "complete_application": "de aanvraag afmaken",
    "decide": "over de aanvraag beslissen",
    "answer_question": "de vraag van het fonds beantwoorden",
    "release": "de beslissing versturen",
    "assign_duo": "een duo kiezen",
    "propose_dates": "datums voorstellen",
    "confirm_dates": "een voorgestelde datum bevestigen",
    "report_dates": "de datums doorgeven aan het fonds",
    "hold_session": "de volgende bijeenkomst",
    "close_list": "de aanwezigheidslijst afsluiten",
    "write_report": "een verslag afwerken",
    "decide_phase": "kiezen: doorgaan of voorlopig stoppen",
    "evaluate": "de evaluatie afronden",
    "claim": "de afrekening indienen",
    "accept_settlement": "de afrekening nakijken",
    "answer_settlement": "de vraag over de afrekening beantwoorden",
    "follow_up": "het feedbackmoment houden",
}
SIDE_TEXTS = {"organisation": "de organisatie", "provider": "de aanbieder", "fund": "het fonds"}


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session as the rails need it."""

    session_id: UUID
    title: str
    kind: str
    phase: int
    status: str
    starts_at: datetime | None
    proposed_by_side: str
    needs_list: bool
    is_list_closed: bool
    is_reported: bool
    is_financed: bool = True
    step: str = ""
    half_days: int = 1


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One planned document: whether its session is past and whether it is final."""

    kind: str
    title: str
    phase: int
    is_due: bool
    is_final: bool
    after_step: str = ""


@dataclass(frozen=True, slots=True)
class TrajectoryFacts:
    """Everything the rails and the turn depend on."""

    status: str
    phase: int
    last_phase: int
    may_stop_after_phase: bool
    has_duo: bool
    sessions: tuple[SessionFacts, ...]
    documents: tuple[DocumentFacts, ...]
    is_evaluation_complete: bool
    settlement_states: tuple[str, ...]
    has_claimable: bool
    at: datetime
    is_evaluation_open: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the rails. `key` is a session id or a document kind."""

    key: str
    label: str
    state: str
    state_text: str
    at: datetime | None = None
    kind: str = "session"


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """Whose move it is; `side` is organisation, provider or fund."""

    step: str
    side: str


def session_state(session: SessionFacts, at: datetime) -> str:
    """A box turns green only when the session is past and its list is closed."""
    if session.status == "cancelled":
        return SKIPPED
    if _waits_for_list(session, at):
        return BUSY
    if session.status == "held":
        return DONE
    return {"confirmed": WAITING, "proposed": BUSY}.get(session.status, TODO)


def _session_text(session: SessionFacts, state: str) -> str:
    if state == BUSY:
        return "datum voorgesteld" if session.status == "proposed" else "lijst nog afsluiten"
    return {WAITING: "gepland", TODO: "nog te plannen"}.get(state, STATE_TEXTS[state])


def boxes(facts: TrajectoryFacts) -> list[Box]:
    """The line of boxes in the order of the programme: each document after the last session of its step."""
    placed: set[str] = set()
    line: list[Box] = []
    for number, session in enumerate(facts.sessions):
        line.append(_session_box(session, facts.at))
        if any(later.step == session.step for later in facts.sessions[number + 1 :]):
            continue
        due = [document for document in facts.documents if document.after_step == session.step]
        line += [_document_box(document) for document in due]
        placed |= {document.kind for document in due}
    return line + [_document_box(document) for document in facts.documents if document.kind not in placed]


def _session_box(session: SessionFacts, at: datetime) -> Box:
    state = session_state(session, at)
    return Box(str(session.session_id), session.title, state, _session_text(session, state), session.starts_at)


def _document_box(document: DocumentFacts) -> Box:
    state = DONE if document.is_final else BUSY if document.is_due else TODO
    text = {DONE: "klaar", BUSY: "te schrijven", TODO: "later"}[state]
    return Box(document.kind, document.title, state, text, kind="document")


def whose_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    """The first thing that keeps the trajectory from going on; None when it is finished, stopped or paused."""
    money = _money_turn(facts)
    if facts.status != "active":
        return money
    return _planning_turn(facts) or _after_session_turn(facts) or _phase_turn(facts) or _ending_turn(facts) or money


def _open(facts: TrajectoryFacts) -> Sequence[SessionFacts]:
    return [
        s for s in facts.sessions if s.phase <= facts.phase and s.status != "cancelled" and s.kind != "follow_up_visit"
    ]


def _planning_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    sessions = _open(facts)
    if not facts.has_duo:
        return TurnFacts("assign_duo", "provider")
    for session in sessions:
        if session.status == "proposed":
            return TurnFacts("confirm_dates", _answering_side(session))
    if any(_waits_for_list(s, facts.at) for s in sessions):
        return TurnFacts("close_list", "provider")
    if any(s.status == "to_plan" for s in sessions):
        return TurnFacts("propose_dates", "organisation")
    if any(s.status == "confirmed" and s.is_financed and not s.is_reported for s in sessions):
        return TurnFacts("report_dates", "organisation")
    return None


def _waits_for_list(session: SessionFacts, at: datetime) -> bool:
    """Past, or so long ago begun that it must be, and its list is still open."""
    if not session.needs_list or session.is_list_closed:
        return False
    is_over = (
        session.status == "confirmed"
        and session.starts_at is not None
        and session.starts_at + LONGEST_HALF_DAY * session.half_days < at
    )
    return session.status == "held" or is_over


def _after_session_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    if any(
        d.is_due and not d.is_final and d.phase <= facts.phase and d.kind != "follow_up_note" for d in facts.documents
    ):
        return TurnFacts("write_report", "provider")
    if any(s.status == "confirmed" for s in _open(facts)):
        return TurnFacts("hold_session", "provider")
    return None


def _phase_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    if facts.phase < facts.last_phase:
        return TurnFacts("decide_phase", "organisation")
    return None


def _ending_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    if not facts.is_evaluation_complete:
        return TurnFacts("evaluate", "organisation")
    money = _money_turn(facts)
    if money:
        return money
    return _follow_up_turn(facts)


def _follow_up_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    visits = [s for s in facts.sessions if s.kind == "follow_up_visit" and s.status not in ("cancelled", "held")]
    for visit in visits:
        if visit.status == "proposed":
            return TurnFacts("confirm_dates", _answering_side(visit))
    if visits:
        return TurnFacts("follow_up", "provider")
    has_note_to_write = any(d.kind == "follow_up_note" and not d.is_final for d in facts.documents)
    return TurnFacts("write_report", "provider") if has_note_to_write else None


def _answering_side(session: SessionFacts) -> str:
    return "provider" if session.proposed_by_side == "organisation" else "organisation"


def _money_turn(facts: TrajectoryFacts) -> TurnFacts | None:
    if "questioned" in facts.settlement_states:
        return TurnFacts("answer_settlement", "provider")
    if "open" in facts.settlement_states or facts.has_claimable:
        return TurnFacts("claim", "provider")
    if "claimed" in facts.settlement_states:
        return TurnFacts("accept_settlement", "fund")
    return None


def median_days(durations_in_days: Sequence[float]) -> float | None:
    """Median of the last durations of a step, in days; None when there are none."""
    return median(durations_in_days) if durations_in_days else None
