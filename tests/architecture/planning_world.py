"""What a duo told, a question to it, what it cannot do, and a plan: for tests that walk along every address."""

from datetime import timedelta
from decimal import Decimal

from tandem.identity.models import Person
from tandem.kernel import clock
from tandem.planning.models import (
    Asking,
    Hindrance,
    LimitQuestion,
    NotPossible,
    PayRate,
    PersonDate,
    Plan,
    Qualification,
)
from tandem.programmes.models import Trajectory
from tests.planning.page_factories import make_asking_series, make_profile


def add_planning(
    trajectory: Trajectory, people: dict[str, Person | None], places: dict[str, dict[str, object]]
) -> None:
    """The arguments of the addresses of planning. Call inside `access.as_system()`."""
    planner, trainer, expert = people["planner"], people["vormingsmedewerker"], people["ervaringsdeskundige"]
    provider, at, today = trajectory.provider, clock.now(), clock.today()
    make_profile(trainer)
    make_profile(expert)
    asking = Asking.objects.create(series=make_asking_series(provider), provider=provider, trainer=trainer, expert=expert,
                                   dates=[], asked_at=at, asked_by=planner)  # fmt: skip
    away = PersonDate.objects.create(person=expert, first=today, last=today + timedelta(days=2), added_at=at)
    session = trajectory.series.sessions.in_order().first()
    hindrance = Hindrance.objects.create(session=session, provider=provider, person=expert, said_at=at, said_by=expert)
    question = LimitQuestion.objects.create(person=expert, provider=provider, limit="max_per_week", value=5, asked_at=at,
                                            asked_by=planner)  # fmt: skip
    rate = PayRate.objects.create(provider=provider, role="trainer", per_half_day_eur=Decimal(100), made_at=at,
                                  valid_from=today + timedelta(days=30))  # fmt: skip
    qualification = Qualification.objects.create(person=expert, name="Groepswerk", added_at=at)
    plan = Plan.objects.create(provider=provider, title="Najaar", made_at=at, made_by=planner, state="ready",
                               series_ids=[asking.series_id], started_at=at, ended_at=at)  # fmt: skip
    other = Plan.objects.create(provider=provider, title="Voorjaar", made_at=at, made_by=planner, state="ready",
                                series_ids=[asking.series_id], started_at=at, ended_at=at)  # fmt: skip
    places |= {
        "vragen": {"pk": asking.pk},
        "lukt-niet": {"pk": session.pk},
        "lukt-niet/toch": {"pk": hindrance.pk},
        "lukt-niet/periode": {"person": expert.pk},
        "grenzen": {"pk": question.pk},
        "herstel": {"pk": hindrance.pk},
        "beschikbaar/dagen": {"pk": away.pk},
        "beschikbaar/niet": {"pk": NotPossible.objects.create(person=expert, theme="justice", added_at=at).pk},
        "ploeg": {"person": expert.pk},
        "ploeg/dagen": {"person": expert.pk, "pk": away.pk},
        "ploeg/bekwaamheden": {"person": expert.pk, "pk": qualification.pk},
        "ploeg/vergoeding": {"pk": rate.pk},
        "plannen": {"pk": plan.pk, "series": asking.series_id, "other": other.pk},
    }
