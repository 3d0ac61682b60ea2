"""The duo and the dates: chosen, agreed, proposed, confirmed, reported."""

from collections.abc import Sequence
from datetime import date, timedelta

from tandem.example.world.cast import Colleague, World, hours_of
from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import running as texts
from tandem.sessions import rules, timetable
from tandem.sessions.actions.dates import Proposal, confirm_date, propose_dates, report_dates
from tandem.sessions.actions.duo import answer_duo, assign_duo
from tandem.sessions.models import Session


def choose_duo(dossier: Dossier, *, after_days: int = 2, agreeing: Sequence[str] = ("trainer", "expert")) -> Dossier:
    """The planner asks two people of the same province when they have room; `agreeing` say yes."""
    trainer, expert = _least_busy(dossier, dossier.world.trainers), _least_busy(dossier, dossier.world.experts)
    assign_duo(
        dossier.series, trainer=trainer.person, experiential_expert=expert.person, by=dossier.planner,
        at=dossier.later(after_days),
    )  # fmt: skip
    dossier.duo = trainer, expert
    for part in agreeing:
        person = trainer.person if part == "trainer" else expert.person
        answer_duo(dossier.series, agrees=True, by=person, at=dossier.later(1))
    return dossier


def decline_duo(dossier: Dossier) -> Dossier:
    """The trainer cannot: the planner chooses again."""
    answer_duo(dossier.series, agrees=False, reason=texts.DECLINED, by=dossier.trainer, at=dossier.later(1))
    dossier.duo = None
    return dossier


def _least_busy(dossier: Dossier, colleagues: Sequence[Colleague]) -> Colleague:
    """Who lives near comes first, then who has least to do."""
    province = dossier.home.organisation.province
    chosen = min(
        colleagues, key=lambda one: (_load(dossier.world, one) + 8 * (one.province != province), one.person.pk)
    )
    dossier.world.asked[chosen.person.pk] += 1
    return chosen


def _load(world: World, colleague: Colleague) -> int:
    taken = sum(1 for person_id, _, _ in world.taken if person_id == colleague.person.pk)
    return taken + 4 * world.asked[colleague.person.pk]


def propose(
    dossier: Dossier, sessions: Sequence[Session], *, from_day: int, every: int = 14, side: str = rules.ORGANISATION_SIDE,
    after_days: int = 3, note: str | None = None,
) -> list[Session]:  # fmt: skip
    """One side proposes days, the first from so many days from today."""
    proposals, day = {}, dossier.day(from_day)
    for session in sessions:
        taken_on, proposals[session.pk] = _proposal(dossier, session, day, note)
        day = taken_on + timedelta(days=every)
    by = dossier.contact if side == rules.ORGANISATION_SIDE else dossier.planner
    return propose_dates(dossier.series, proposals=proposals, side=side, by=by, at=dossier.later(after_days))


def _proposal(dossier: Dossier, session: Session, day: date, note: str | None) -> tuple[date, Proposal]:
    half = dossier.random.choice((timetable.MORNING, timetable.AFTERNOON))
    taken_on, half = dossier.world.take_half_day((dossier.trainer, dossier.expert), day, half)
    starts_at, ends_at = hours_of(taken_on, half)
    is_remote = dossier.application.place_kind == "mixed" and session.kind == "contact_moment"
    return taken_on, Proposal(
        starts_at=starts_at, ends_at=ends_at, version=session.version, is_remote=is_remote,
        place="" if is_remote else dossier.application.place, directions="" if is_remote else texts.DIRECTIONS,
        remote_link=f"https://praat.delink.example/traject-{dossier.home.number}" if is_remote else "",
        note=dossier.random.choice(texts.PROPOSAL_NOTES) if note is None else note,
    )  # fmt: skip


def confirm(
    dossier: Dossier, sessions: Sequence[Session], *, side: str = rules.PROVIDER_SIDE, after_days: int = 1
) -> Dossier:
    """The other side says yes."""
    by = dossier.planner if side == rules.PROVIDER_SIDE else dossier.contact
    dossier.later(after_days)
    for session in sessions:
        confirm_date(session, side=side, by=by, at=dossier.later())
    return dossier


def report(dossier: Dossier) -> Dossier:
    """The organisation passes the dates on to the fund."""
    report_dates(dossier.series, by=dossier.contact, at=dossier.later())
    return dossier


def agree(dossier: Dossier, sessions: Sequence[Session], *, from_day: int, every: int = 14) -> Dossier:
    """Proposed, confirmed and reported, as it goes most of the time."""
    confirm(dossier, propose(dossier, sessions, from_day=from_day, every=every))
    return report(dossier) if any(session.is_financed for session in sessions) else dossier


def agree_today(dossier: Dossier, sessions: Sequence[Session], *, before: int) -> Dossier:
    """Every fortnight, so that the session after `before` others is today, whatever day of the week that is."""
    earlier, this_one, later = sessions[:before], sessions[before], sessions[before + 1 :]
    confirm(dossier, propose(dossier, earlier, from_day=-14 * before))
    starts_at, ends_at = hours_of(dossier.world.today, timetable.AFTERNOON)
    dossier.world.taken |= {
        (person.pk, dossier.world.today, timetable.AFTERNOON) for person in (dossier.trainer, dossier.expert)
    }
    proposal = Proposal(starts_at=starts_at, ends_at=ends_at, version=this_one.version, place=dossier.application.place,
                        directions=texts.DIRECTIONS)  # fmt: skip
    confirm(
        dossier,
        propose_dates(
            dossier.series,
            proposals={this_one.pk: proposal},
            side=rules.ORGANISATION_SIDE,
            by=dossier.contact,
            at=dossier.later(),
        ),
    )
    return report(confirm(dossier, propose(dossier, later, from_day=14)))


def workshops(dossier: Dossier, **chosen: object) -> list[Session]:
    """Every session but the visit afterwards."""
    return [session for session in dossier.sessions(**chosen) if session.kind != "follow_up_visit"]
