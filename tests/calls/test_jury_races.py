"""Two of the jury at the same moment: both scores count, and nothing is given out twice."""

from decimal import Decimal

import pytest

from tandem.calls.actions.jury import distribute_readings
from tandem.calls.actions.meeting import Verdict as Final
from tandem.calls.actions.meeting import save_deliberation
from tandem.calls.actions.reading import CannotScore, Verdict, hand_in_reading, save_reading
from tandem.calls.models import Deliberation, Reading
from tandem.calls.queries.ranking import judged, ranking
from tandem.kernel import access, clock
from tandem.kernel.refusal import Conflict
from tests.calls.jury_factories import make_jury, reading_of
from tests.databases import OwnDatabase
from tests.guidance.factories import looking
from tests.policy_signals.races import meanwhile


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_see_each_other(fresh_database: OwnDatabase) -> None:
    call, officer, jurors = make_jury(seats=("experiential_expert", "field"), projects=1, readers_each=2)

    def share() -> object:
        with looking(officer):
            return distribute_readings(call, by=officer, at=clock.now())

    second = meanwhile(share, share)
    assert getattr(second, "added", None) == 0
    with access.as_system():
        project = judged(call).get()
        assert Reading.objects.count() == 2
    rows = [reading_of(juror, project) for juror in jurors]
    keys = list(call.criteria.values_list("pk", flat=True))
    for row, points in zip(rows, (9, 5), strict=True):
        with looking(row.juror.person):
            save_reading(
                row, Verdict(dict.fromkeys(keys, Decimal(points)), {}), version=1, by=row.juror.person, at=clock.now()
            )

    def send(row: Reading) -> None:
        with looking(row.juror.person):
            hand_in_reading(row, version=2, by=row.juror.person, at=clock.now())

    meanwhile(lambda: send(rows[0]), lambda: send(rows[1]))
    assert ranking(call)[0].score == Decimal("70.00")
    with looking(jurors[0].person), pytest.raises(CannotScore):
        hand_in_reading(rows[0], version=2, by=jurors[0].person, at=clock.now())

    with access.as_system():
        version = Deliberation.objects.get().version

    def settle() -> object:
        with looking(officer):
            final = Final(dict.fromkeys(keys, Decimal("7.1")))
            return save_deliberation(project, final, version=version, by=officer, at=clock.now())

    assert isinstance(meanwhile(settle, settle), Conflict)
