"""4. Promises on both sides: a talk ends with who does what by when; only the service can be late."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.guidance.actions.talk import CannotCloseTalk
from tandem.guidance.models import ClientFile, Promise, Talk
from tandem.guidance.queries.promise import late_service_promises
from tandem.guidance.rules.promise import CLIENT
from tandem.guidance.rules.talk import NewPromise, NextContact
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide
from tests.guidance.talk_factories import close, make_talk

pytestmark = pytest.mark.django_db


def test_talk_closes_with_promises_of_both_sides_and_only_the_service_is_ever_late() -> None:
    guide = make_guide()
    file = make_file(guide)
    talk = make_talk(file, guide)

    with pytest.raises(CannotCloseTalk, match="Hoeft niemand iets te doen"):
        close(file, guide, talk, promise=None)
    with pytest.raises(CannotCloseTalk, match="weer horen"):
        close(file, guide, talk, next=NextContact())
    with access.as_system():
        assert Talk.objects.get(pk=talk.pk).closed_at is None

    closed = close(file, guide, talk)
    with access.as_system():
        kept = ClientFile.objects.get(pk=file.pk)
        assert (kept.last_contact_at, kept.next_contact_at) == (talk.held_at, closed.next_contact_at)
        assert kept.no_next_contact_reason == ""
    second = make_talk(file, guide)
    close(file, guide, second, promise=NewPromise(CLIENT, "Naar de bibliotheek gaan."))
    with access.as_system():
        Promise.objects.update(by_day=clock.today() - timedelta(days=3))

    url = reverse("promise_list", args=[file.pk])
    for reader in (guide, file.person):
        page = client_for(reader).get(url).content.decode()
        assert page.count("te laat") == 1
        assert "De dienst is hiermee te laat." in page
        assert "Naar de bibliotheek gaan." in page
        assert page.count("Wat kwam er tussen?") == 1
    with looking(guide):
        late = late_service_promises(viewer_of(guide, on=clock.today()), clock.now())
    assert [(row.file_id, row.words) for row in late] == [(file.pk, "De huisbaas bellen.")]


def test_database_keeps_no_service_promise_without_a_day() -> None:
    file = make_file()
    with access.as_system(), pytest.raises(IntegrityError, match="service_promise_has_a_day"), transaction.atomic():
        Promise.add(file=file, made_at=clock.now(), side="service", who="De dienst", words="Ooit.")
