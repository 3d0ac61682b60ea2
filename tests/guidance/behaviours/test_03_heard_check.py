"""3. Heard-check: after each talk, answered without the guide looking; for the person alone; never a score."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tandem.guidance.models import AgendaPoint, HeardAnswer, HeardCount
from tandem.guidance.rules.vocabulary import HEARD_QUESTIONS
from tandem.kernel import access
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide
from tests.guidance.talk_factories import check_of, close, make_talk

pytestmark = pytest.mark.django_db


def test_person_says_how_it_was_and_only_the_person_reads_it() -> None:
    guide = make_guide()
    file = make_file(guide)
    talk = close(file, guide, make_talk(file, guide))
    url = reverse("heard", args=[check_of(talk).code])

    phone = Client()
    page = phone.get(url)
    assert page.headers["Cache-Control"] == "no-store"
    assert all(text in page.content.decode() for text in HEARD_QUESTIONS.values())
    sent = phone.post(url, {"way": "own", "listened": "2", "returned": "0", "words": "Niet over mijn zoon gesproken."})
    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("heard_thanks"))
    again = phone.get(url).content.decode()
    assert "Dank je" in again
    assert "Niet over mijn zoon" not in again

    with looking(guide):
        assert HeardAnswer.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from guidance_heardanswer")
            assert cursor.fetchone() == (0,)
        point = AgendaPoint.objects.select_related("file").get()
        assert point.words == "Gehoord worden: hier kom je op terug."
    guides = client_for(guide).get(reverse("talk", args=[file.pk, talk.pk])).content.decode()
    assert "Alleen de persoon zelf leest het." in guides
    assert "zoon" not in guides
    own = client_for(file.person).get(reverse("talk", args=[file.pk, talk.pk])).content.decode()
    assert "Niet over mijn zoon gesproken." in own
    with access.as_system():
        count = HeardCount.objects.get()
        assert count.answers == {"listened": 2, "returned": 0}
        assert str(file.pk) not in count.reader_token
        assert {field.name for field in HeardCount._meta.get_fields()} == {
            "id", "organisation", "quarter", "reader_token", "answers",
        }  # fmt: skip

    # The next talk opens with it, and says nothing more.
    following = client_for(guide).get(reverse("talk", args=[file.pk, make_talk(file, guide).pk])).content.decode()
    assert "Gehoord worden: hier kom je op terug." in following
