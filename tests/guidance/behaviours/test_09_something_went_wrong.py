"""9. Something went wrong: look, then go on. Context first, over several talks, a light ending; nothing is counted."""

import re
import uuid

import pytest
from django.urls import reverse

from tandem.guidance.models import Agreement, Mishap, Talk
from tandem.guidance.queries.doors import parts
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of
from tests.guidance.talk_factories import make_talk

pytestmark = pytest.mark.django_db


def test_look_at_the_context_then_go_on_lighter_and_nothing_is_counted() -> None:
    guide = make_guide()
    file = make_file(guide)
    agreement = make_item(file, "agreement", "Elke dag naar de les gaan.")
    talks = [make_talk(file, guide) for _number in range(2)]
    client = client_for(guide)

    url = reverse("mishap_new", args=[file.pk]) + f"?over=agreement&id={agreement.pk}"
    page = client.get(url).content.decode()
    assert page.index("thuis of de woning") < page.index("Hoe ging het?")
    assert client.post(url, {"key": str(uuid.uuid4()), "words": "De bus reed niet."}).status_code == 422
    key = uuid.uuid4()
    for _twice in range(2):
        told = client.post(url, {"key": str(key), "contexts": ["transport", "care"], "words": "De bus reed niet."})
        assert told.status_code == 302
    with looking(guide):
        made = parts(place_of(file, guide), Mishap).get().pk
    for talk in talks:
        client.post(reverse("mishap_talk", args=[file.pk, made]), {"talk": str(talk.pk)})
    going_on = {"ends_in": "lighter_agreement", "words": "Twee dagen naar de les.", "how": "together"}
    assert client.post(reverse("mishap_go_on", args=[file.pk, made]), going_on).status_code == 302

    with looking(guide):
        place = place_of(file, guide)
        mishap = parts(place, Mishap).get()
        assert (mishap.contexts, mishap.ends_in) == (["transport", "care"], "lighter_agreement")
        assert parts(place, Talk).filter(mishap=mishap).count() == 2
        lighter = parts(place, Agreement).get()
        assert (lighter.pk, lighter.words, lighter.version) == (mishap.led_to_id, "Twee dagen naar de les.", 2)

    for _more in range(6):
        more = {"key": str(uuid.uuid4()), "contexts": ["home"], "words": "Iets anders."}
        client.post(reverse("mishap_new", args=[file.pk]), more)
    names = ("mishap_list", "mishap_new", "talk_list", "promise_list")
    for name in names:
        text = visible_text(client.get(reverse(name, args=[file.pk])).content.decode())
        assert [number for number in re.findall(r"\b\d+\b", text) if number in {"7", "8"}] == [], name
    listed = visible_text(client.get(reverse("mishap_list", args=[file.pk])).content.decode())
    assert not re.search(r"\b(\d+|keer|aantal|eerste|tweede) (maal|keer|meldingen|voorvallen)", listed)
    numbers = [field.name for field in Mishap._meta.get_fields() if re.search("count|number|times", field.name)]
    assert numbers == []


def visible_text(page: str) -> str:
    """The words of the main part, without dates."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    text = re.sub(r"<[^>]+>", " ", main.group())
    return re.sub(r"\d{1,2} [a-z]+ \d{4}", "", text)
