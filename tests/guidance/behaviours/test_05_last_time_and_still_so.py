"""5. Last time, and still so? Earlier agreements come first; the answer is stored before a new agreement can be made."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.guidance.actions.agreement import CannotAgree, agree_in_talk
from tandem.guidance.models import Agreement, AgreementAnswer
from tandem.guidance.queries.doors import parts
from tandem.guidance.rules.talk import NewAgreement
from tandem.kernel import clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of
from tests.guidance.talk_factories import make_talk, posted

pytestmark = pytest.mark.django_db


def test_answer_on_earlier_agreements_is_stored_before_a_new_one_can_be_made() -> None:
    guide = make_guide()
    file = make_file(guide)
    earlier = make_item(file, "agreement", "We bellen samen de huisbaas.")
    talk = make_talk(file, guide, at=clock.now() + timedelta(seconds=1))
    client = client_for(guide)

    page = client.get(reverse("talk", args=[file.pk, talk.pk])).content.decode()
    assert page.index("We bellen samen de huisbaas.") < page.index("Waarover ging het?")
    assert "nog altijd zo" in page
    assert "liever anders" in page
    assert 'name="agreement"' not in page

    # Not only the page: the action itself, and a form that was made by hand.
    with looking(guide), pytest.raises(CannotAgree, match="Kijk eerst samen"):
        agree_in_talk(place_of(file, guide), talk, NewAgreement("Iets nieuws", "together"), by=guide, at=clock.now())
    answer = posted(client, file, talk, "agreement", agreement="Iets nieuws", agreement_how="together")
    assert answer.status_code == 422
    with looking(guide):
        assert [row.words for row in parts(place_of(file, guide), Agreement)] == ["We bellen samen de huisbaas."]

    still = {f"still_{earlier.pk.hex}": "otherwise", f"stillwords_{earlier.pk.hex}": "Liever een brief."}
    assert posted(client, file, talk, "earlier", **still).status_code == 302
    with looking(guide):
        answered = parts(place_of(file, guide), AgreementAnswer).get()
        assert (answered.answer, answered.words, answered.talk_id) == ("otherwise", "Liever een brief.", talk.pk)
    assert posted(client, file, talk, "agreement", agreement="We schrijven een brief.",
                  agreement_how="together").status_code == 302  # fmt: skip
    with looking(guide):
        new = parts(place_of(file, guide), Agreement).get(talk=talk)
        assert new.words == "We schrijven een brief."
