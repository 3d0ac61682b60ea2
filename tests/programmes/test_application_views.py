"""The pages of an application, as its organisation and strangers meet them."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, PLANNER
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application
from tandem.programmes.rules.application import STEPS
from tests.factories import client_for, make_fund, make_membership, make_organisation, make_sector
from tests.programmes.factories import SIX_WORKSHOPS, TWO_PHASES, make_applicant, make_application, make_officer

pytestmark = pytest.mark.django_db


def all_applications() -> list[Application]:
    with access.as_system():
        return list(Application.objects.select_related("fund").order_by("made_at", "pk"))


def fresh(application: Application) -> Application:
    with access.as_system():
        return Application.objects.get(pk=application.pk)


def contact_client(application: Application) -> Client:
    return client_for(application.made_by)


def step_url(application: Application, step: str) -> str:
    return reverse("application_step", args=[application.pk, step])


def shown_in(page: object) -> str:
    """What the page remembers of what it showed."""
    return page.context["form"].initial["shown"]


def text_in(page: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


# Start


def test_start_lets_choose_a_programme() -> None:
    _, person = make_applicant()

    page = client_for(person).get(reverse("application_start"))

    assert page.status_code == 200
    assert f'value="{SIX_WORKSHOPS}"' in page.content.decode()


def test_start_from_the_catalogue_asks_to_log_in_and_comes_back(client: Client) -> None:
    answer = client.get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert answer.status_code == 302
    assert f"programma%3D{SIX_WORKSHOPS}" in answer["Location"]


def test_start_of_a_wrong_sector_refuses_before_anything_is_filled_in() -> None:
    organisation = make_organisation()
    make_sector(organisation, joint_committee="330", rsz_category="")
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "De fondsen betalen dit traject alleen voor 319.01, 329, 329.01 en 331." in text_in(page)
    assert "Wat kan je wel doen?" in text_in(page)
    assert "Begin de aanvraag" not in text_in(page)
    assert all_applications() == []


def test_start_posted_with_a_wrong_sector_makes_nothing() -> None:
    organisation = make_organisation()
    make_sector(organisation, joint_committee="330", rsz_category="")
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).post(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert page.status_code == 422
    assert all_applications() == []


def test_start_without_any_sector_says_where_to_add_it() -> None:
    organisation = make_organisation()
    person = make_membership(ORGANISATION_CONTACT, organisation=organisation).person

    page = client_for(person).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "We kennen het paritair comité van" in text_in(page)
    assert reverse("organisation", args=[organisation.public_id]) in page.content.decode()


def test_start_posts_once_per_form_key() -> None:
    _, person = make_applicant()
    make_fund("331")
    client, facts = client_for(person), {"programma": SIX_WORKSHOPS, "form_key": str(uuid.uuid4())}

    first = client.post(reverse("application_start"), facts)
    second = client.post(reverse("application_start"), facts)

    draft = all_applications()[0]
    assert first["Location"] == second["Location"] == step_url(draft, "organisation")
    assert len(all_applications()) == 1


def test_start_offers_the_draft_that_is_already_there() -> None:
    draft = make_application("draft")

    page = contact_client(draft).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})
    posted = contact_client(draft).post(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert "Je hebt al een klad" in text_in(page)
    assert posted["Location"] == reverse("application", args=[draft.pk])
    assert len(all_applications()) == 1


@pytest.mark.parametrize("trait", ["submitted", "approved", "refused"])
def test_start_of_the_same_programme_links_to_the_undecided_one(trait: str) -> None:
    application = make_application(trait)

    page = contact_client(application).get(reverse("application_start"), {"programma": SIX_WORKSHOPS})

    assert f"Aanvraag {application.number} is in behandeling." in text_in(page)


def test_start_beside_a_running_application_hints_at_double_financing() -> None:
    running = make_application("released")

    page = contact_client(running).get(reverse("application_start"), {"programma": TWO_PHASES})

    assert "Het fonds betaalt niet twee keer voor hetzelfde." in text_in(page)
    assert "Begin de aanvraag" in text_in(page)


def test_start_for_another_organisation_is_not_possible() -> None:
    _, person = make_applicant()
    stranger, _ = make_applicant()
    make_fund("331")

    client_for(person).post(
        reverse("application_start"), {"programma": SIX_WORKSHOPS, "organisatie": str(stranger.public_id)}
    )

    assert all_applications() == []


# Steps


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
    mine, colleague = contact_client(draft), client_for(_colleague(draft))
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
    mine, colleague = contact_client(draft), client_for(_colleague(draft))
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


def _colleague(application: Application) -> Person:
    return make_membership(ORGANISATION_CONTACT, organisation=application.organisation).person


def autosave(client: Client, application: Application, step: str, typed: dict[str, object]) -> object:
    return client.post(reverse("application_autosave", args=[application.pk, step]), typed)


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
    mine, colleague = contact_client(draft), client_for(_colleague(draft))
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


# Sending and after


def test_submit_goes_to_a_receipt_and_counts_once() -> None:
    draft = make_application("draft")
    client, facts = contact_client(draft), {"form_key": str(uuid.uuid4())}

    answers = [client.post(reverse("application_submit", args=[draft.pk]), facts) for _ in range(2)]
    answers.append(client.post(reverse("application_submit", args=[draft.pk]), {"form_key": str(uuid.uuid4())}))

    assert {answer["Location"] for answer in answers} == {reverse("application_receipt", args=[draft.pk])}
    assert fresh(draft).number in text_in(client.get(answers[0]["Location"]))
    assert OutgoingMail.objects.filter(about_id=str(draft.pk)).count() == 1


def test_submit_of_an_incomplete_draft_goes_back_to_what_misses() -> None:
    draft = make_application("draft", group_description="")
    client = contact_client(draft)

    answer = client.post(reverse("application_submit", args=[draft.pk]))

    assert answer["Location"] == step_url(draft, "check")
    assert "Schrijf kort wie er meedoet." in text_in(client.get(answer["Location"]))
    assert fresh(draft).status == "draft"


def test_answer_page_shows_the_question_and_keeps_an_empty_answer_out() -> None:
    asked = make_application("asked")
    client, url = contact_client(asked), reverse("application_answer", args=[asked.pk])

    assert asked.question in text_in(client.get(url))
    empty = client.post(url, {"answer": " "})
    assert empty.status_code == 422
    assert "Schrijf je antwoord voor het fonds." in text_in(empty)
    assert client.post(url, {"answer": "Twaalf"})["Location"] == reverse("application", args=[asked.pk])
    assert fresh(asked).status == "submitted"


def test_answer_that_cannot_be_sent_keeps_the_typed_text() -> None:
    asked = make_application("asked", wished_from=clock.today() + timedelta(days=30))
    with access.as_system():
        Application.objects.filter(pk=asked.pk).update(group_description="")

    page = contact_client(asked).post(reverse("application_answer", args=[asked.pk]), {"answer": "Mijn lange antwoord"})

    assert page.status_code == 422
    assert "Mijn lange antwoord" in page.content.decode()
    assert "Schrijf kort wie er meedoet." in page.content.decode()


def test_withdraw_asks_first() -> None:
    application = make_application("submitted")
    client, url = contact_client(application), reverse("application_withdraw", args=[application.pk])

    assert "Wil je deze aanvraag intrekken?" in text_in(client.get(url))
    assert fresh(application).status == "submitted"
    assert client.post(url)["Location"] == reverse("application_list")
    assert fresh(application).status == "withdrawn"


@pytest.mark.parametrize("trait", ["approved", "refused"])
def test_applicant_sees_nothing_of_a_decision_before_release(trait: str) -> None:
    decided = make_application(trait)
    client = contact_client(decided)

    pages = [client.get(reverse(name, args=[decided.pk])) for name in ("application", "application_print")]
    pages.append(client.get(reverse("application_list")))

    assert all("in behandeling" in text_in(page) for page in pages)
    hidden = ["goedgekeurd", "al een traject", str(decided.decided_by), "beslissing versturen"]
    assert [word for word in hidden for page in pages if word in text_in(page)] == []
    assert client.get(reverse("application_letter", args=[decided.pk])).status_code == 404


@pytest.mark.parametrize(("trait", "words"), [("released", "Zo bereik je"), ("refused_released", "al een traject")])
def test_applicant_sees_a_released_decision_with_its_letter(trait: str, words: str) -> None:
    decided = make_application(trait)
    client = contact_client(decided)

    page = client.get(reverse("application", args=[decided.pk]))
    letter = client.get(reverse("application_letter", args=[decided.pk]))

    assert words in text_in(page)
    assert b"".join(letter.streaming_content).startswith(b"%PDF")
    assert letter["Content-Disposition"].startswith("attachment")
    assert str(decided.decided_by) not in text_in(page)


# Doors

PAGES = ("application", "application_print", "application_receipt", "application_answer", "application_withdraw")


@pytest.mark.parametrize("name", PAGES)
def test_stranger_organisation_meets_nothing(name: str) -> None:
    application = make_application("asked")
    _, stranger = make_applicant()

    assert client_for(stranger).get(reverse(name, args=[application.pk])).status_code == 404


@pytest.mark.parametrize("name", ["application_submit", "application_withdraw", "application_answer"])
def test_stranger_organisation_changes_nothing(name: str) -> None:
    application = make_application("asked")
    _, stranger = make_applicant()

    assert client_for(stranger).post(reverse(name, args=[application.pk]), {"answer": "x"}).status_code == 404
    assert fresh(application).status == "asked"


def test_stranger_organisation_cannot_open_or_save_a_step() -> None:
    draft = make_application("draft")
    _, stranger = make_applicant()
    client = client_for(stranger)

    answers = [client.get(step_url(draft, "reason")), client.post(step_url(draft, "reason"), {"wishes": "x"}),
               autosave(client, draft, "reason", {"wishes": "x"})]  # fmt: skip

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("trait", ["draft", "submitted"])
def test_another_fund_meets_nothing(trait: str) -> None:
    application = make_application(trait)

    answer = client_for(make_officer("329")).get(reverse("application", args=[application.pk]))

    assert answer.status_code == 404


def test_draft_is_not_there_for_its_own_fund() -> None:
    draft = make_application("draft")

    assert client_for(make_officer("331")).get(reverse("application", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(("trait", "status"), [("submitted", 404), ("approved", 404), ("released", 200)])
def test_planner_meets_an_application_after_the_released_approval(trait: str, status: int) -> None:
    planner = make_membership(PLANNER).person
    with access.as_system():
        provider = planner.memberships.get().organisation
    application = make_application(trait, provider=provider)

    assert client_for(planner).get(reverse("application", args=[application.pk])).status_code == status


def test_unknown_application_does_not_exist() -> None:
    _, person = make_applicant()

    assert client_for(person).get(reverse("application", args=[uuid.uuid4()])).status_code == 404


def test_list_shows_only_own_applications() -> None:
    mine, other = make_application("submitted"), make_application("submitted")

    page = contact_client(mine).get(reverse("application_list")).content.decode()

    assert mine.number in page
    assert other.number not in page


def test_list_of_nobody_yet_invites_to_the_catalogue() -> None:
    _, person = make_applicant()

    page = client_for(person).get(reverse("application_list"))

    assert "Je hebt nog geen aanvraag" in text_in(page)
    assert reverse("catalogue") in page.content.decode()


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_list_costs_the_same_with_one_and_three_rows() -> None:
    organisation, person = make_applicant()
    make_application("refused_released", organisation=organisation, by=person)
    client, url = client_for(person), reverse("application_list")
    one = queries_of(client, url)
    for _ in range(2):
        make_application("refused_released", organisation=organisation, by=person)

    assert queries_of(client, url) == one
    assert one <= 12


@pytest.mark.parametrize("role", [FUND_OFFICER, PLANNER])
def test_other_roles_cannot_start_an_application(role: str) -> None:
    person = make_membership(role).person

    assert client_for(person).get(reverse("application_start")).status_code == 403
