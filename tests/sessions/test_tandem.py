"""A tandem of two houses: the expert of the provider with a trainer of the budget holder (seed 002)."""

import pytest

from tandem.identity import rules as roles
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tandem.sessions.actions.duo import CannotAssignDuo, assign_duo
from tandem.sessions.queries import doors
from tandem.sessions.queries.candidates import duo_candidates
from tests.factories import make_membership, make_organisation, make_provider
from tests.sessions.factories import make_series, make_trained_expert, make_trainer

pytestmark = pytest.mark.django_db


def test_a_trainer_of_the_budget_holder_leads_with_an_expert_of_the_provider() -> None:
    umbrella, provider = make_organisation(kind="umbrella"), make_provider()
    trainer, expert = make_trainer(umbrella), make_trained_expert(provider)
    with access.as_system():
        series = make_series(provider=provider, funder=umbrella, organisation=umbrella)
        trainers, experts = duo_candidates(series, on=clock.today())
        assert ([one.person_id for one in trainers], [one.person_id for one in experts]) == ([trainer.pk], [expert.pk])
        duo = assign_duo(series, trainer=trainer, experiential_expert=expert, by=None, at=clock.now())
        assert (duo.trainer_id, duo.experiential_expert_id) == (trainer.pk, expert.pk)
        assert doors.DUO in doors.parts_in(series, viewer_of(trainer, on=clock.today()))


def test_an_expert_of_the_budget_holder_or_a_trainer_of_nobody_is_refused() -> None:
    umbrella, provider = make_organisation(kind="umbrella"), make_provider()
    expert, stranger = make_trained_expert(umbrella), make_trainer(make_provider())
    with access.as_system():
        series = make_series(provider=provider, funder=umbrella, organisation=umbrella)
        with pytest.raises(CannotAssignDuo, match="vormingsmedewerker"):
            assign_duo(
                series, trainer=stranger, experiential_expert=make_trained_expert(provider), by=None, at=clock.now()
            )
        with pytest.raises(CannotAssignDuo, match="ervaringsdeskundige"):
            assign_duo(series, trainer=make_trainer(umbrella), experiential_expert=expert, by=None, at=clock.now())


def test_who_coordinates_the_support_speaks_for_a_series_of_several_networks() -> None:
    umbrella = make_organisation(kind="umbrella")
    coordinator = make_membership(roles.SUPPORT_COORDINATOR, organisation=umbrella).person
    with access.as_system():
        series = make_series(provider=make_provider(), funder=umbrella, organisation=umbrella)
        assert doors.parts_in(series, viewer_of(coordinator, on=clock.today())) == {doors.ORGANISATION}
