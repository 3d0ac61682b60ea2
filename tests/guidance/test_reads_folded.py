"""The same look again within a quarter of an hour is one line, with how often; asking why keeps it apart."""

from datetime import timedelta

import pytest

from tandem.guidance.models import Read
from tandem.guidance.queries.reads import read_days, reads_of
from tandem.kernel import access, clock
from tests.guidance.factories import looking, make_file, make_guide, place_of

pytestmark = pytest.mark.django_db


def test_same_look_within_a_quarter_of_an_hour_is_told_once() -> None:
    guide = make_guide()
    file = make_file(guide)
    noon = clock.now().replace(hour=11, minute=0)
    with access.as_system():
        for minutes in (0, 4, 9, 60):
            Read.objects.create(file=file, reader=guide, page="plan", at=noon + timedelta(minutes=minutes))
        Read.objects.create(file=file, reader=guide, page="talk_list", at=noon + timedelta(minutes=61))
    with looking(file.person):
        place = place_of(file)
        (day,) = read_days(place, reads_of(place))
    assert [line.times for line in day.lines] == [1, 1, 3]
    assert day.lines[-1].at == noon + timedelta(minutes=9)
