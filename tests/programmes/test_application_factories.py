"""The builders reach every state by the real actions."""

import pytest

from tandem.kernel import access
from tandem.programmes.models import Turn
from tests.programmes import factories

pytestmark = pytest.mark.django_db

EXPECTED = {
    "draft": ("draft", ("complete_application", "organisation")),
    "submitted": ("submitted", ("decide", "fund")),
    "asked": ("asked", ("answer_question", "organisation")),
    "approved": ("approved", ("release", "fund")),
    "refused": ("refused", ("release", "fund")),
    "released": ("approved", None),
    "refused_released": ("refused", None),
    "withdrawn": ("withdrawn", None),
}


@pytest.mark.parametrize("trait", factories.TRAITS)
def test_application_of_a_trait_has_its_state_and_turn(trait: str) -> None:
    application = factories.make_application(trait)

    status, turn = EXPECTED[trait]
    assert application.status == status
    assert (
        Turn.objects.filter(application=application, ended_at__isnull=True).values_list("step", "side").first() == turn
    )


@pytest.mark.parametrize(
    ("code", "sessions"), [(factories.SIX_WORKSHOPS, 7), (factories.TWO_PHASES, 3), (factories.THREE_PHASES, 2)]
)
def test_trajectory_opens_with_the_sessions_of_its_first_phase(code: str, sessions: int) -> None:
    trajectory = factories.make_trajectory(template=factories.shipped_template(code))

    with access.as_system():
        assert trajectory.series.sessions.count() == sessions
    assert trajectory.number == trajectory.application.number
    assert Turn.objects.get(trajectory=trajectory, ended_at__isnull=True).step == "assign_duo"
