"""The pages of one step: bad input, two people, autosave, what misses."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.kernel import clock
from tandem.programmes.rules.application import STEPS
from tests.factories import client_for, make_fund, make_sector
from tests.programmes.factories import make_application
from tests.programmes.pages import (
    autosave,
    colleague_of,
    contact_client,
    fresh,
    shown_in,
    step_url,
    text_in,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_a_draft_opens(step: str) -> None:
    draft = make_application("draft")

    assert contact_client(draft).get(step_url(draft, step)).status_code == 200


def test_step_offers_the_sector_that_replaced_the_chosen_one() -> None:
    draft = make_application("draft")
    draft.organisation.sectors.update(valid_to=clock.today() - timedelta(days=1))
    make_sector(draft.organisation, joint_committee="329.01", rsz_category="262")
    make_fund("329")
    client = contact_client(draft)

    page = client.get(step_url(draft, "organisation"))
    client.post(step_url(draft, "organisation"), {"sector": "329.01/262", "shown": shown_in(page)})

    assert "staat niet meer bij je organisatie" in text_in(page)
    assert fresh(draft).joint_committee == "329.01"


def test_step_without_a_choice_between_sectors_says_to_choose() -> None:
    draft = make_application("draft")
    make_sector(draft.organisation, joint_committee="329.01", rsz_category="262")
    make_fund("329")
    client = contact_client(draft)
    shown = shown_in(client.get(step_url(draft, "organisation")))

    page = client.post(step_url(draft, "organisation"), {"shown": shown})

    assert page.status_code == 422
    assert "Kies voor welke sector je aanvraagt." in text_in(page)
    assert fresh(draft).joint_committee == "331"


def test_step_saves_and_goes_on() -> None:
    draft = make_application("draft")
    client = contact_client(draft)
    page = client.get(step_url(draft, "group"))

    answer = client.post(
        step_url(draft, "group"),
        {"group_description": "Iedereen", "expected_participants": "25", "shown": shown_in(page)},
    )

    assert answer["Location"] == step_url(draft, "period")
    assert (fresh(draft).group_description, fresh(draft).expected_participants) == ("Iedereen", 25)


def test_step_saved_half_and_stopped_goes_to_the_list() -> None:
    draft = make_application("draft")
    client = contact_client(draft)
    page = client.get(step_url(draft, "group"))

    answer = client.post(step_url(draft, "group"), {"group_description": "", "stop": "1", "shown": shown_in(page)})

    assert answer["Location"] == reverse("application_list")
    assert fresh(draft).group_description == ""


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("group", {"expected_participants": "veel"}, "Vul een getal in, bijvoorbeeld 12."),
        ("group", {"expected_participants": "0"}, "Vul een getal van 1 of meer in."),
        ("contact", {"contact_email": "imke"}, "Vul een volledig e-mailadres in"),
        ("period", {"wished_from": "31/2/2031"}, "Vul een dag in die bestaat"),
        ("period", {"wished_from": "1/1/2001"}, "Deze datum is al voorbij."),
        ("period", {"wished_from": "2/5/2031", "wished_until": "1/5/2031"}, "Het einde ligt voor het begin."),
        ("reason", {"motives": ["verzonnen"]}, "verzonnen"),
        ("reason", {"motive_text": "x" * 2001}, "2000"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(step: str, typed: dict[str, object], sentence: str) -> None:
    draft = make_application("draft")

    page = contact_client(draft).post(step_url(draft, step), {**typed, "place": "Kade 3", "wishes": "Mijn wens"})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    kept = [value for value in typed.values() if isinstance(value, str)]
    assert [value for value in kept if f'value="{value}"' not in page.content.decode()
            and value not in page.content.decode() and _iso(value) not in page.content.decode()] == []  # fmt: skip
    assert fresh(draft).version == draft.version


def _iso(text: str) -> str:
    """How a day stands in a date field."""
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    return f"{year}-{month:0>2}-{day:0>2}"


def test_conflict_shows_both_texts_and_saves_the_choice() -> None:
    draft = make_application("draft")
    mine, colleague = contact_client(draft), client_for(colleague_of(draft))
    shown = shown_in(mine.get(step_url(draft, "group")))
    colleague.post(step_url(draft, "group"), {"group_description": "Van mijn collega", "shown": shown})

    conflict = mine.post(step_url(draft, "group"), {"group_description": "Van mij", "expected_participants": "14",
                                                    "shown": shown})  # fmt: skip

    assert conflict.status_code == 409
    assert "Van mijn collega" in text_in(conflict)
    assert "Van mij" in text_in(conflict)
    typed = {**dict(conflict.context["typed"]), "shown": conflict.context["shown"]}
    kept = mine.post(step_url(draft, "group"), {**typed, "keuze_group_description": "ander"})
    assert kept.status_code == 302
    assert fresh(draft).group_description == "Van mijn collega"
    mine.post(step_url(draft, "group"), {**typed, "keuze_group_description": "mijn"})
    assert fresh(draft).group_description == "Van mij"


def test_conflict_about_choices_keeps_the_chosen_list() -> None:
    draft = make_application("draft")
    mine, colleague = contact_client(draft), client_for(colleague_of(draft))
    facts = {
        "applicant_kind": "service_provider",
        "wishes": "Beter luisteren.",
        "shown": shown_in(mine.get(step_url(draft, "reason"))),
    }
    colleague.post(step_url(draft, "reason"), {**facts, "motives": ["turnover", "absence"]})

    conflict = mine.post(step_url(draft, "reason"), {**facts, "motives": ["conflict"]})
    mine.post(step_url(draft, "reason"), {"applicant_kind": "service_provider", "motives": ["conflict"],
                                          "wishes": "Beter luisteren.", "shown": conflict.context["shown"],
                                          "keuze_motives": "ander"})  # fmt: skip

    assert conflict.status_code == 409
    assert fresh(draft).motives == ["turnover", "absence"]


def test_autosave_saves_and_says_what_to_remember() -> None:
    draft = make_application("draft")
    client = contact_client(draft)
    shown = shown_in(client.get(step_url(draft, "reason")))

    first = autosave(client, draft, "reason", {"wishes": "Een begin", "shown": shown})
    second = autosave(client, draft, "reason", {"wishes": "Een begin en een eind", **first.json()["fields"]})

    assert second.status_code == 200
    assert fresh(draft).wishes == "Een begin en een eind"
    assert json.loads(second.json()["fields"]["shown"])["wishes"] == "Een begin en een eind"


def test_autosave_of_nonsense_saves_nothing_and_says_so() -> None:
    draft = make_application("draft")

    answer = autosave(contact_client(draft), draft, "group", {"expected_participants": "veel"})

    assert answer.status_code == 422
    assert answer.json()["message"].startswith("Nog niet bewaard")


def test_autosave_over_the_work_of_a_colleague_writes_nothing() -> None:
    draft = make_application("draft")
    mine, colleague = contact_client(draft), client_for(colleague_of(draft))
    shown = shown_in(mine.get(step_url(draft, "reason")))
    autosave(colleague, draft, "reason", {"wishes": "Van mijn collega", "shown": shown})

    answer = autosave(mine, draft, "reason", {"wishes": "Van mij", "shown": shown})

    assert answer.status_code == 409
    assert fresh(draft).wishes == "Van mijn collega"


@pytest.mark.parametrize("trait", ["submitted", "approved", "withdrawn"])
def test_step_of_a_sent_application_cannot_be_changed(trait: str) -> None:
    application = make_application(trait)
    client = contact_client(application)

    page = client.post(step_url(application, "reason"), {"wishes": "Te laat"})

    assert page["Location"] == reverse("application", args=[application.pk])
    assert autosave(client, application, "reason", {"wishes": "Te laat"}).status_code == 409
    assert fresh(application).wishes == application.wishes


def test_check_page_links_to_every_missing_field() -> None:
    draft = make_application("draft", group_description="", motives=[], wished_from=clock.today() - timedelta(days=3))

    page = contact_client(draft).get(step_url(draft, "check")).content.decode()

    assert f"{step_url(draft, 'group')}#id_group_description" in page
    assert f"{step_url(draft, 'reason')}#id_motives_0" in page
    assert "Deze datum is al voorbij." in page
    assert reverse("application_submit", args=[draft.pk]) not in page


def test_links_of_the_check_page_lead_to_a_field_that_is_there() -> None:
    draft = make_application("draft", applicant_kind="", motives=[], group_description="", expected_participants=None,
                             place_kind="", wished_from=None, contact_name="", contact_email="", contact_phone="")  # fmt: skip
    client = contact_client(draft)
    links = [problem.url for problem in client.get(step_url(draft, "check")).context["page"].missing]

    assert len(links) == 9
    targets = [(client.get(url.split("#")[0]).content.decode(), url.split("#")[1]) for url in links]
    assert [target for page, target in targets if f'id="{target}"' not in page] == []
