"""The sessions of one series, ready to print: what, when, where, who, whose move it is, and what the viewer may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.kernel.states import may
from tandem.sessions import rules
from tandem.sessions.models import Series, Session
from tandem.sessions.queries.doors import DUO, FUND, ORGANISATION, PLANNING, parts_in, side_of
from tandem.sessions.queries.duos import DuoCard, duo_card
from tandem.sessions.timetable import place_in_order

STATE_KINDS = {
    rules.TO_PLAN: "grey", rules.PROPOSED: "yellow", rules.CONFIRMED: "green", rules.HELD: "blue",
    rules.CANCELLED: "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MayDo:
    """What the viewer may do with one session now."""

    propose: bool = False
    confirm: bool = False
    withdraw: bool = False
    change_place: bool = False
    cancel: bool = False
    replan: bool = False
    stand_in: bool = False
    mark_held: bool = False


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One session in words."""

    session_id: UUID
    version: int
    title: str
    kind: str
    group: str
    status: str
    state: str
    state_kind: str
    when: str
    day: str
    hours: str
    where: str
    is_remote: bool
    remote_link: str
    directions: str
    trainer: str
    expert: str
    note: str
    turn: str
    is_my_turn: bool
    is_reported: bool
    is_financed: bool
    cancel_reason: str
    may: MayDo

    @property
    def has_buttons(self) -> bool:
        """Whether there is anything to press in a list."""
        may = self.may
        on_date = bool(self.when) and (may.propose or may.cancel)
        return may.confirm or may.withdraw or may.replan or may.mark_held or on_date

    @property
    def shown(self) -> dict[str, int]:
        """Hidden field of every button: the version that was on the screen."""
        return {"version": self.version}


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Everything of one series about dates and duo."""

    series: Series
    cards: tuple[SessionCard, ...]
    duo: DuoCard
    turn: str
    is_my_turn: bool
    is_planner: bool
    is_organisation: bool
    is_fund: bool
    may_propose: bool
    report: ReportCard

    @property
    def has_undated(self) -> bool:
        """Whether a session still waits for a day, and the viewer is one of both sides that arrange it."""
        return (self.is_planner or self.is_organisation) and any(card.status == rules.TO_PLAN for card in self.cards)


@dataclass(frozen=True, slots=True)
class ReportCard:
    """How far the dates have been passed on to the fund."""

    may_report: bool
    waiting: int
    agreed: int
    financed: int
    text: str


def series_page(series: Series, viewer: Viewer, *, at: datetime) -> SeriesPage:
    """The series with its sessions, for one viewer: three queries."""
    parts = parts_in(series, viewer)
    side = side_of(series, viewer)
    sessions = sorted(
        series.sessions.select_related("trainer", "experiential_expert"),
        key=lambda s: place_in_order(s.kind, s.phase, s.position),
    )
    cards = tuple(session_card(session, series, parts, side, at=at) for session in sessions)
    duo = duo_card(series)
    turn, is_mine = _series_turn(cards, duo, parts)
    return SeriesPage(
        series=series, cards=cards, duo=duo, turn=turn, is_my_turn=is_mine, is_planner=PLANNING in parts,
        is_organisation=ORGANISATION in parts, is_fund=not parts - {FUND}, may_propose=any(card.may.propose for card in cards),
        report=_report_card(sessions, parts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach somebody of the duo about one day."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with what the viewer is in its series. `reach`: for the organisation, once the day is confirmed."""

    series: Series
    card: SessionCard
    is_provider: bool
    is_planner: bool
    is_organisation: bool
    needs_list: bool
    reach: tuple[Reach, ...] = ()


def session_page(session: Session, viewer: Viewer, *, at: datetime) -> SessionPage:
    """One session for one viewer; `session` comes from its door."""
    parts = parts_in(session.series, viewer)
    return SessionPage(
        series=session.series, card=session_card(session, session.series, parts, side_of(session.series, viewer), at=at),
        is_provider=bool(parts & {PLANNING, DUO}), is_planner=PLANNING in parts, is_organisation=ORGANISATION in parts,
        needs_list=session.needs_list, reach=_reach(session) if ORGANISATION in parts else (),
    )  # fmt: skip


def _reach(session: Session) -> tuple[Reach, ...]:
    """Nobody's telephone is passed on for a day that is not certain."""
    if session.status not in {rules.CONFIRMED, rules.HELD}:
        return ()
    duo = (session.trainer, session.experiential_expert)
    return tuple(Reach(str(one), one.phone, one.email or "") for one in duo if one)


def session_card(session: Session, series: Series, parts: frozenset[str], side: str, *, at: datetime) -> SessionCard:
    """One session for somebody with these parts in its series."""
    turn, is_mine = _turn_of(session, series, parts, side)
    begin, end = session.starts_at, session.ends_at
    return SessionCard(
        session_id=session.pk, version=session.version, title=session.title, kind=session.get_kind_display(),
        group=session.get_group_kind_display(), status=session.status, state=session.get_status_display(),
        state_kind=STATE_KINDS[session.status], when=_when(begin, end), day=dutch.date_nl(begin),
        hours=_hours(begin, end), where=_("online") if session.is_remote else session.place,
        is_remote=session.is_remote, remote_link=session.remote_link, directions=session.directions,
        trainer=str(session.trainer or ""), expert=str(session.experiential_expert or ""),
        note=session.proposal_note if session.status == rules.PROPOSED else "", turn=turn, is_my_turn=is_mine,
        is_reported=session.reported_at is not None, is_financed=session.is_financed,
        cancel_reason=session.cancel_reason, may=_may(session, parts, side, at=at),
    )  # fmt: skip


def _when(begin: datetime | None, end: datetime | None) -> str:
    if begin is None or end is None:
        return ""
    return _("%(start)s tot %(end)s") % {"start": dutch.datetime_nl(begin), "end": dutch.time_nl(end)}


def _hours(begin: datetime | None, end: datetime | None) -> str:
    if begin is None or end is None:
        return ""
    return _("%(start)s tot %(end)s") % {"start": dutch.time_nl(begin), "end": dutch.time_nl(end)}


def _may(session: Session, parts: frozenset[str], side: str, *, at: datetime) -> MayDo:
    if not parts - {FUND}:
        return MayDo()
    plans = PLANNING in parts
    agrees = plans or ORGANISATION in parts or DUO in parts
    is_dated = session.status in {rules.PROPOSED, rules.CONFIRMED}
    states = rules.SESSION_STATES
    return MayDo(
        propose=agrees and may(states, "propose", session.status),
        confirm=agrees and may(states, "confirm", session.status) and session.proposed_by_side != side,
        withdraw=agrees and may(states, "withdraw", session.status) and session.proposed_by_side == side,
        change_place=agrees and is_dated,
        cancel=agrees and may(states, "cancel", session.status),
        replan=(plans or ORGANISATION in parts) and session.status == rules.CANCELLED,
        stand_in=plans and is_dated and session.trainer_id is not None,
        mark_held=(plans or DUO in parts) and session.status == rules.CONFIRMED and _is_over(session, at),
    )


def _is_over(session: Session, at: datetime) -> bool:
    return session.ends_at is not None and session.ends_at <= at


def _turn_of(session: Session, series: Series, parts: frozenset[str], side: str) -> tuple[str, bool]:
    if session.status == rules.PROPOSED:
        other = rules.other_side(session.proposed_by_side)
        if other == side and parts - {FUND}:
            return _("Jullie zijn aan zet: bevestig, of stel een andere dag voor."), True
        return _("%(who)s is aan zet: bevestigen, of een andere dag voorstellen.") % {
            "who": _name(series, other)
        }, False
    if session.status == rules.TO_PLAN:
        return _("Er is nog geen datum. Wie een dag kent, stelt die voor."), False
    return "", False


def _name(series: Series, side: str) -> str:
    return str(series.organisation if side == rules.ORGANISATION_SIDE else series.provider)


def _series_turn(cards: tuple[SessionCard, ...], duo: DuoCard, parts: frozenset[str]) -> tuple[str, bool]:
    mine = sum(card.is_my_turn for card in cards)
    theirs = sum(card.status == rules.PROPOSED for card in cards) - mine
    unplanned = sum(card.status == rules.TO_PLAN for card in cards)
    if not duo.trainer and any(card.status in {rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED} for card in cards):
        text = (
            _("Kies eerst een duo.")
            if PLANNING in parts
            else _("De aanbieder kiest een duo. Datums voorstellen kan al.")
        )
        return text, PLANNING in parts
    if mine:
        return _dates_wait(mine), True
    if theirs:
        return _("De andere kant bevestigt nog %(count)s datum of datums.") % {"count": theirs}, False
    if unplanned:
        return _("Nog %(count)s bijeenkomsten zonder datum. Stel dagen voor.") % {"count": unplanned}, bool(
            parts - {FUND}
        )
    return _("Alles heeft een datum."), False


def _dates_wait(count: int) -> str:
    if count == 1:
        return _("Jullie zijn aan zet: één datum wacht op jullie antwoord.")
    return _("Jullie zijn aan zet: %(count)s datums wachten op jullie antwoord.") % {"count": count}


def _report_card(sessions: list[Session], parts: frozenset[str]) -> ReportCard:
    """Seed 000: the organisation passes the agreed dates on."""
    financed = [s for s in sessions if s.is_financed and s.status != rules.CANCELLED]
    agreed = [s for s in financed if s.status in {rules.CONFIRMED, rules.HELD}]
    waiting = [s for s in agreed if s.reported_at is None]
    words = {"waiting": len(waiting), "agreed": len(agreed), "all": len(financed)}
    if waiting and len(agreed) == len(financed):
        text = _("Alle %(all)s datums staan vast. Geef ze door aan het fonds.")
    elif waiting:
        text = _("%(agreed)s van %(all)s datums staan vast. Je kan doorgeven wat er al is; de rest volgt later.")
    elif agreed:
        text = _("%(agreed)s van %(all)s datums staan vast en zijn doorgegeven aan het fonds.")
    else:
        text = _("Er is nog geen bevestigde datum om door te geven aan het fonds.")
    return ReportCard(
        may_report=bool(waiting) and ORGANISATION in parts, waiting=len(waiting), agreed=len(agreed),
        financed=len(financed), text=text % words,
    )  # fmt: skip


def sessions_to_date(series: Series) -> list[Session]:
    """Sessions without a date or with a proposal, in the order of the programme."""
    rows = series.sessions.filter(status__in=[rules.TO_PLAN, rules.PROPOSED])
    return sorted(rows, key=lambda s: place_in_order(s.kind, s.phase, s.position))


def sessions_named(series: Series, ids: Iterable[UUID]) -> list[Session]:
    """These sessions of the series, whatever became of them, in the order of the programme."""
    return sorted(series.sessions.filter(pk__in=list(ids)), key=lambda s: place_in_order(s.kind, s.phase, s.position))


def state_text(session: Session) -> str:
    """What stands there now, in one sentence: for somebody whose colleague was first."""
    if session.starts_at is None:
        return _("Nu: %(state)s.") % {"state": session.get_status_display()}
    return _("Nu: %(state)s, %(when)s. %(where)s") % {
        "state": session.get_status_display(), "when": _when(session.starts_at, session.ends_at),
        "where": session.remote_link if session.is_remote else session.place,
    }  # fmt: skip


def usual_directions(series: Series) -> str:
    """How to get there, as it was said for the latest session; empty when nobody said it yet."""
    told = series.sessions.exclude(directions="").order_by("-starts_at", "-position", "pk")
    return told.values_list("directions", flat=True).first() or ""


def usual_place(series: Series) -> str:
    """Where a session takes place unless people say otherwise: as asked, else at the organisation."""
    organisation = series.organisation
    address = f"{organisation.street}, {organisation.postal_code} {organisation.place}".strip(", ")
    return series.place or address or str(organisation)
