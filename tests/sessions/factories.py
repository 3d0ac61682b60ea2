"""Builders of series, sessions and duos, through the actions people use. Call them inside `access.as_system()`."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tandem.identity.models import Organisation, Person
from tandem.identity.rules import EXPERIENTIAL_EXPERT, ORGANISATION_CONTACT, PLANNER, TRAINER
from tandem.kernel import clock
from tandem.sessions import rules, timetable
from tandem.sessions.actions.dates import Proposal, confirm_date, mark_held, propose_dates
from tandem.sessions.actions.duo import assign_duo
from tandem.sessions.actions.series import NewSession, open_series
from tandem.sessions.models import Duo, Series, Session
from tests.factories import make_fund, make_membership, make_organisation, make_person, make_provider

SIX_WORKSHOPS = tuple(
    NewSession(step=f"session_{number}", phase=1, kind="workshop", title=f"Sessie {number}") for number in range(1, 7)
)


def workshops(count: int, **fields: object) -> list[NewSession]:
    """That many workshops of half a day."""
    return [
        NewSession(**{"step": f"session_{n}", "phase": 1, "kind": "workshop", "title": f"Sessie {n}", **fields})
        for n in range(1, count + 1)
    ]


def make_series(
    *, sessions: Sequence[NewSession] = SIX_WORKSHOPS, organisation: Organisation | None = None,
    provider: Organisation | None = None, funder: Organisation | None = None, at: datetime | None = None,
    **fields: object,
) -> Series:  # fmt: skip
    """A series of six workshops, still without duo and dates. The organisation has one contact, the provider a planner."""
    facts: dict[str, object] = {
        "title": "Basistraject", "max_half_days": 6, "phase_maxima": {}, "expected_participants": 12,
        "place": "Wilgenlaan 1, 9000 Gent", **fields,
    }  # fmt: skip
    organisation = organisation or make_organisation()
    provider = provider or make_provider()
    for role, home in ((ORGANISATION_CONTACT, organisation), (PLANNER, provider)):
        if not home.memberships.filter(role=role).exists():
            make_membership(role, organisation=home)
    return open_series(
        organisation=organisation, provider=provider, funder=funder or make_fund(), sessions=sessions, by=None,
        at=at or clock.now(), **facts,
    )  # fmt: skip


def contact_of(series: Series) -> Person:
    """The contact person of the organisation."""
    return series.organisation.memberships.filter(role=ORGANISATION_CONTACT).first().person


def planner_of(series: Series) -> Person:
    """The planner of the provider."""
    return series.provider.memberships.filter(role=PLANNER).first().person


def make_trainer(provider: Organisation, **fields: object) -> Person:
    """A trainer of this provider."""
    person = make_person()
    make_membership(TRAINER, person=person, organisation=provider, **fields)
    return person


def make_trained_expert(provider: Organisation, **fields: object) -> Person:
    """An experiential expert of this provider who finished the training; `trained_on=None` for one who did not."""
    person = make_person()
    make_membership(
        EXPERIENTIAL_EXPERT, person=person, organisation=provider, **{"trained_on": date(2019, 6, 28), **fields}
    )
    return person


def make_duo(
    series: Series, *, trainer: Person | None = None, expert: Person | None = None, at: datetime | None = None
) -> Duo:
    """A duo for a series, chosen by its planner."""
    return assign_duo(
        series, trainer=trainer or make_trainer(series.provider),
        experiential_expert=expert or make_trained_expert(series.provider), by=planner_of(series),
        at=at or clock.now(),
    )  # fmt: skip


def proposal_for(session: Session, *, on: date, half: str = timetable.MORNING, **fields: object) -> Proposal:
    """A half-day in the session's usual place."""
    starts, ends = (clock.moment_on(on, hour.hour, hour.minute) for hour in timetable.HALF_DAY_HOURS[half])
    return Proposal(**{
        "starts_at": starts, "ends_at": ends, "place": session.place or "Wilgenlaan 1, 9000 Gent",
        "directions": "Tram 1 tot halte Wilgenlaan", "version": session.version, **fields,
    })  # fmt: skip


def propose(
    session: Session, *, on: date, side: str = rules.ORGANISATION_SIDE, at: datetime | None = None, **fields: object
) -> Session:
    """The session with a proposed date."""
    return propose_dates(
        session.series, proposals={session.pk: proposal_for(session, on=on, **fields)}, side=side,
        by=contact_of(session.series), at=at or clock.now(),
    )[0]  # fmt: skip


def confirm(session: Session, *, on: date, at: datetime | None = None, **fields: object) -> Session:
    """The session with a date proposed by the organisation and confirmed by the provider."""
    proposed = propose(session, on=on, at=at, **fields)
    return confirm_date(proposed, side=rules.PROVIDER_SIDE, by=planner_of(session.series), at=at or clock.now())


def make_session(
    series: Series | None = None, *, status: str = rules.TO_PLAN, on: date | None = None, position: int = 1,
    **fields: object,
) -> Session:  # fmt: skip
    """A session of a series (a new one unless given) in the state that is asked, brought there by the real actions.

    A held session lies in the past: the actions run with the time of then.
    """
    series = series or make_series()
    session = series.sessions.get(position=position)
    if status == rules.TO_PLAN:
        return session
    on = on or clock.today() + timedelta(days=-7 if status == rules.HELD else 14)
    before = min(clock.now(), clock.moment_on(on, 8) - timedelta(days=7))
    if status == rules.PROPOSED:
        return propose(session, on=on, at=before, **fields)
    if not series.duos.filter(ended_at__isnull=True).exists():
        make_duo(series, at=before)
        session.refresh_from_db()
    session = confirm(session, on=on, at=before, **fields)
    return mark_held(session, by=None, at=session.ends_at) if status == rules.HELD else session
