"""Behaviour 7: an open end. Nothing closes by timer; rest is one tap; silence makes the guide reach out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import models
from django.urls import reverse

from tandem.example.actions import move_clock
from tandem.guidance.models import ClientFile, Promise, Step, ThreadMark
from tandem.guidance.queries.doors import MODELS
from tandem.kernel import access, clock, jobs
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

pytestmark = pytest.mark.django_db
FIVE_YEARS = timedelta(days=5 * 366)


@pytest.fixture
def later() -> Iterator[None]:
    """The clock can be moved; afterwards it stands right again."""
    yield
    clock.shift_by(timedelta(0))


def test_nothing_ends_by_itself_and_rest_is_one_tap_without_a_reason(later: None) -> None:
    guide = make_guide()
    file = make_file(guide, called="Rosa")
    make_item(file, "step", "Leren lassen.", kind="training")
    person = client_for(file.person)

    # One tap, no reason, no confirmation page; and back again.
    person.post(reverse("file_pause", args=[file.pk]))
    assert _now(file).paused_at is not None
    assert "Ik ga weer verder" in person.get(reverse("my_more")).content.decode()
    person.post(reverse("file_resume", args=[file.pk]))
    assert _now(file).paused_at is None
    with looking(file.person):
        assert {mark.kind: mark.words for mark in ThreadMark.objects.all()} == {
            "became_theirs": "",
            "pause": "",
            "resume": "",
        }

    # Silence creates a line for the guide, and nothing for the person.
    move_clock(to=clock.now() + timedelta(days=15))
    assert "Rosa" in client_for(guide).get(reverse("guide_day")).content.decode()

    # Five years later, with every job of this room run by the clock, everything is still there and still open.
    move_clock(to=clock.now() + FIVE_YEARS)
    by_clock = {name for name, _ in jobs.app.periodic_registry.periodic_tasks if name.startswith("guidance.")}
    for name in by_clock:
        jobs.app.tasks[name](timestamp=0)
    assert "Rosa" in client_for(guide).get(reverse("guide_people")).content.decode()
    assert client_for(file.person).get(reverse("my_more")).status_code == 200
    with looking(file.person):
        assert place_of(file).is_owner
        assert Step.objects.get().state == "idea"
    assert _now(file).erased_at is None

    # No end date has to be filled in anywhere.
    assert [*_compulsory_ends()] == []
    # A term of a funder stands at the funder's side: the file has no place for one.
    names = {field.name for model in (ClientFile, *MODELS.values()) for field in model._meta.get_fields()}
    assert {
        name for name in names if any(part in name for part in ("term", "fund", "deadline", "closes", "esf"))
    } == set()


def test_rest_only_stops_the_reaching_out(later: None) -> None:
    guide = make_guide()
    file = make_file(guide, called="Rosa")
    client_for(file.person).post(reverse("file_pause", args=[file.pk]))

    move_clock(to=clock.now() + FIVE_YEARS)

    day = client_for(guide).get(reverse("guide_day")).content.decode()
    group = client_for(guide).get(reverse("guide_people"), {"toon": "rust"}).content.decode()
    assert "Rosa" not in day
    assert "Rosa" in group


def test_resting_twice_is_resting_once() -> None:
    file = make_file()
    browser = client_for(file.person)
    for _ in range(2):
        browser.post(reverse("file_pause", args=[file.pk]))
    with looking(file.person):
        assert ThreadMark.objects.filter(kind="pause").count() == 1
    assert browser.get(reverse("file_pause", args=[file.pk])).status_code == 405


def test_stranger_cannot_let_somebody_rest() -> None:
    file = make_file()
    assert client_for(make_guide()).post(reverse("file_pause", args=[file.pk])).status_code == 404


def _now(file: ClientFile) -> ClientFile:
    with access.as_system():
        return ClientFile.objects.get(pk=file.pk)


def _compulsory_ends() -> Iterator[str]:
    """Dates in the file that say when something ends or is due, and may not be left empty. A promise of the service has one."""
    endings = ("end", "until", "due", "expires", "deadline", "by_day", "_to", "target")
    for model in (ClientFile, *MODELS.values()):
        for field in model._meta.get_fields():
            is_date = isinstance(field, models.DateField)
            if is_date and any(part in field.name for part in endings) and not field.null and model is not Promise:
                yield f"{model.__name__}.{field.name}"
