"""The fund's pages: queue, export, decide, outbox."""

import csv
import io
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import ORGANISATION_CONTACT, PLANNER
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.programmes.actions.application_sending import answer_question
from tandem.programmes.actions.decision import approve_application, ask_for_more
from tandem.programmes.models import Application, Trajectory
from tests.factories import client_for, make_membership
from tests.programmes.factories import (
    TWO_PHASES,
    make_applicant,
    make_application,
    make_officer,
    provider_with_contact,
    shipped_template,
)
from tests.programmes.pages import fresh, queries_of, text_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db: None) -> Person:
    return make_officer("331")


@pytest.fixture
def client(officer: Person) -> Client:
    return client_for(officer)


def decide_url(application: Application) -> str:
    return reverse("application_decide", args=[application.pk])


def numbers_in(page: object) -> list[str]:
    return [row.number for row in page.context["rows"]]


# Queue


def test_queue_shows_what_waits_for_a_decision_and_nothing_else(client: Client) -> None:
    waiting = make_application("submitted")
    for trait in ("draft", "asked", "approved", "released", "withdrawn"):
        make_application(trait)

    assert numbers_in(client.get(reverse("application_queue"))) == [waiting.number]


@pytest.mark.parametrize(
    ("state", "traits"),
    [("gevraagd", ["asked"]), ("versturen", ["approved", "refused"]), ("goedgekeurd", ["approved", "released"]),
     ("geweigerd", ["refused", "refused_released"]), ("ingetrokken", ["withdrawn"])],
)  # fmt: skip
def test_queue_filters_by_state(client: Client, state: str, traits: list[str]) -> None:
    made = {
        trait: make_application(trait).number
        for trait in ("submitted", "asked", "approved", "refused", "released", "refused_released", "withdrawn")
    }

    page = client.get(reverse("application_queue"), {"stand": state})

    assert sorted(numbers_in(page)) == sorted(made[trait] for trait in traits)


def test_queue_filters_by_programme_and_province(client: Client) -> None:
    organisation, person = make_applicant(province="Limburg")
    wanted = make_application("submitted", organisation=organisation, by=person, template=shipped_template(TWO_PHASES))
    make_application("submitted")

    pages = [client.get(reverse("application_queue"), {"programma": TWO_PHASES}),
             client.get(reverse("application_queue"), {"provincie": "Limburg"})]  # fmt: skip

    assert [numbers_in(page) for page in pages] == [[wanted.number], [wanted.number]]


@pytest.mark.parametrize("words", ["huis zonder haast", "HUÍS ZONDER", "Tongeren", "number", "kbo"])
def test_queue_finds_by_name_number_place_and_kbo(client: Client, words: str) -> None:
    organisation, person = make_applicant(name="Huis Zonder Haast vzw", place="Tongeren-Borgloon")
    wanted = make_application("submitted", organisation=organisation, by=person)
    make_application("submitted")
    asked = {"number": wanted.number[-4:], "kbo": organisation.enterprise_number[:8]}.get(words, words)

    assert wanted.number in numbers_in(client.get(reverse("application_queue"), {"zoek": asked}))


def test_queue_with_nonsense_in_the_address_shows_the_queue(client: Client) -> None:
    waiting = make_application("submitted")

    page = client.get(reverse("application_queue"), {"stand": "x", "volgorde": "y", "pagina": "z", "provincie": "Mars"})

    assert numbers_in(page) == [waiting.number]


def test_queue_counts_only_the_time_at_the_fund(client: Client) -> None:
    start = clock.now()
    with time_machine.travel(start - timedelta(days=20), tick=False):
        paused = make_application("submitted")
    with time_machine.travel(start - timedelta(days=18), tick=False), access.as_system():
        ask_for_more(paused, question="Met hoeveel?", by=make_officer(), at=clock.now())
    with time_machine.travel(start - timedelta(days=3), tick=False), access.as_system():
        answer_question(fresh(paused), answer="Twaalf", by=paused.made_by, at=clock.now())
    with time_machine.travel(start - timedelta(days=9), tick=False):
        longest = make_application("submitted")

    page = client.get(reverse("application_queue"))

    assert [(row.number, row.waited_text) for row in page.context["rows"]] == [
        (longest.number, "9 dagen"), (paused.number, "5 dagen"),
    ]  # fmt: skip


def test_queue_of_another_fund_is_empty(client: Client) -> None:
    application = make_application("submitted")

    page = client_for(make_officer("329")).get(reverse("application_queue"), {"stand": "alle"})

    assert "Niets gevonden" in text_in(page)
    assert application.number not in text_in(page)


def test_empty_queue_says_so(client: Client) -> None:
    assert "Er wacht geen aanvraag op een beslissing" in text_in(client.get(reverse("application_queue")))


def test_queue_costs_the_same_with_one_and_three_rows(client: Client) -> None:
    make_application("submitted")
    one = queries_of(client, reverse("application_queue"))
    for _ in range(2):
        make_application("submitted")

    assert queries_of(client, reverse("application_queue")) == one
    assert one <= 12


@pytest.mark.parametrize("role", [ORGANISATION_CONTACT, PLANNER])
@pytest.mark.parametrize("name", ["application_queue", "application_export", "decision_outbox"])
def test_fund_pages_are_for_funds(role: str, name: str) -> None:
    assert client_for(make_membership(role).person).get(reverse(name)).status_code == 403


# Export


def lines_of(page: object) -> list[list[str]]:
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_export_streams_the_filtered_rows_of_this_fund_alone(client: Client) -> None:
    waiting = make_application("submitted")
    make_application("asked")

    page = client.get(reverse("application_export"))
    other = client_for(make_officer("329")).get(reverse("application_export"))

    assert page.streaming
    lines = lines_of(page)
    assert [line[0] for line in lines] == ["Nummer", waiting.number]
    assert [line[0] for line in lines_of(other)] == ["Nummer"]


def test_export_neutralises_formulas(client: Client) -> None:
    organisation, person = make_applicant(name='=HYPERLINK("http://voorbeeld.test")')
    make_application("submitted", organisation=organisation, by=person)

    assert lines_of(client.get(reverse("application_export")))[1][1] == '\'=HYPERLINK("http://voorbeeld.test")'


# Decide


@pytest.mark.parametrize("choice", ["", "goedkeuren", "vragen", "weigeren", "onzin"])
def test_decide_page_opens_with_each_choice(client: Client, choice: str) -> None:
    provider_with_contact()
    application = make_application("submitted")

    page = client.get(decide_url(application), {"keuze": choice})

    assert page.status_code == 200
    assert application.eligibility["sentence"] in text_in(page)


def test_decide_starts_a_refusal_with_other_ways(client: Client) -> None:
    page = client.get(decide_url(make_application("submitted")), {"keuze": "weigeren"})

    assert "Vraag een aanbieder van ervaringsdeskundigheid wat het kost." in page.content.decode()


def test_approve_asks_for_release_and_counts_once(client: Client, officer: Person) -> None:
    provider, application = provider_with_contact(), make_application("submitted")
    facts = {"keuze": "goedkeuren", "provider": str(provider.public_id), "note": "", "form_key": str(uuid.uuid4())}

    answers = [client.post(decide_url(application), facts) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {reverse("application", args=[application.pk])}
    assert (fresh(application).status, fresh(application).decided_by_id) == ("approved", officer.pk)
    assert OutgoingMail.objects.filter(kind="decision").count() == 1
    assert "Te versturen" in text_in(client.get(answers[0]["Location"]))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"keuze": "weigeren", "reason": " ", "alternative": "Mijn voorstel"}, "Leg uit waarom"),
        ({"keuze": "vragen", "question": " "}, "Schrijf je vraag voor de organisatie."),
        ({"keuze": "goedkeuren", "provider": "", "note": "Mijn opmerking"}, "Kies een aanbieder."),
        ({"keuze": "weigeren", "reason": "x" * 2001, "alternative": "Mijn voorstel"}, "2000"),
    ],
)
def test_decision_that_misses_something_keeps_what_was_typed(
    client: Client, facts: dict[str, str], sentence: str
) -> None:
    provider_with_contact()
    application = make_application("submitted")

    page = client.post(decide_url(application), facts)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    typed = [text for text in facts.values() if text.startswith("Mijn")]
    assert [text for text in typed if text not in page.content.decode()] == []
    assert fresh(application).status == "submitted"


def test_second_decider_reads_the_first_decision_and_keeps_the_typed_text(client: Client) -> None:
    provider, application = provider_with_contact(), make_application("submitted")
    first = make_officer("331")
    with access.as_system():
        approve_application(application, provider=provider, by=first, at=clock.now())

    page = client.post(decide_url(application), {"keuze": "weigeren", "reason": "Mijn lange uitleg", "alternative": ""})

    assert page.status_code == 409
    assert "Iemand anders besliste net over deze aanvraag." in text_in(page)
    assert f"Beslist door {first}" in text_in(page)
    assert "Mijn lange uitleg" in text_in(page)
    assert fresh(application).status == "approved"


def test_decide_page_of_a_decided_application_leads_to_it(client: Client) -> None:
    decided = make_application("refused")

    assert client.get(decide_url(decided))["Location"] == reverse("application", args=[decided.pk])


def test_undo_brings_the_application_back_to_the_queue(client: Client) -> None:
    decided = make_application("approved")

    client.post(reverse("decision_undo", args=[decided.pk]))

    assert fresh(decided).status == "submitted"
    assert numbers_in(client.get(reverse("application_queue"))) == [decided.number]


@pytest.mark.parametrize("name", ["application_decide", "decision_undo"])
def test_another_fund_decides_nothing(name: str) -> None:
    application = make_application("approved" if name == "decision_undo" else "submitted")
    stranger = client_for(make_officer("329"))

    answer = stranger.post(reverse(name, args=[application.pk]), {"keuze": "weigeren", "reason": "x"})

    assert answer.status_code == 404
    assert fresh(application).status == application.status


@pytest.mark.parametrize("name", ["application_decide", "decision_undo"])
def test_applicant_decides_nothing(name: str) -> None:
    application = make_application("submitted")

    assert client_for(application.made_by).post(reverse(name, args=[application.pk])).status_code == 403


# Outbox


def test_outbox_shows_mail_and_letter_of_every_held_decision(client: Client) -> None:
    held = [make_application("approved"), make_application("refused")]
    make_application("released")

    page = client.get(reverse("decision_outbox"))

    assert numbers_in(page) == [application.number for application in held]
    assert "Jullie volgden dit jaar al een traject." in text_in(page)
    letter = client.get(reverse("application_letter", args=[held[0].pk]))
    assert b"".join(letter.streaming_content).startswith(b"%PDF")


def test_outbox_releases_what_was_chosen_and_only_that(client: Client, officer: Person) -> None:
    chosen, other = make_application("approved"), make_application("approved")

    client.post(reverse("decision_outbox"), {"aanvraag": [str(chosen.pk)]})

    assert (fresh(chosen).released_by_id, fresh(other).released_at) == (officer.pk, None)
    with access.as_system():
        assert [t.application_id for t in Trajectory.objects.all()] == [chosen.pk]


def test_outbox_releases_all_at_once_and_counts_once(client: Client) -> None:
    held = [make_application("approved"), make_application("refused")]
    facts = {"aanvraag": [str(application.pk) for application in held], "form_key": str(uuid.uuid4())}

    for _ in range(2):
        client.post(reverse("decision_outbox"), facts)
    page = client.get(reverse("decision_outbox"))

    assert "2 beslissingen zijn verstuurd." in text_in(page)
    assert "Er wacht geen beslissing op verzending" in text_in(page)
    assert OutgoingMail.objects.filter(kind="decision", status="queued").count() == 2


def test_outbox_says_when_somebody_released_it_just_before(client: Client) -> None:
    released = make_application("released")

    client.post(reverse("decision_outbox"), {"aanvraag": [str(released.pk)]})

    assert f"De beslissing over {released.number} is al verstuurd." in text_in(client.get(reverse("decision_outbox")))


def test_outbox_without_a_choice_says_what_to_do(client: Client) -> None:
    make_application("approved")

    client.post(reverse("decision_outbox"))

    assert "Kruis eerst aan welke beslissingen je wil versturen." in text_in(client.get(reverse("decision_outbox")))


@pytest.mark.parametrize("pk", ["geen-nummer", "00000000-0000-4000-8000-000000000000"])
def test_outbox_with_an_unknown_choice_does_not_exist(client: Client, pk: str) -> None:
    assert client.post(reverse("decision_outbox"), {"aanvraag": [pk]}).status_code == 404


def test_outbox_of_another_fund_releases_nothing() -> None:
    held = make_application("approved")

    answer = client_for(make_officer("329")).post(reverse("decision_outbox"), {"aanvraag": [str(held.pk)]})

    assert answer.status_code == 404
    assert fresh(held).released_at is None


def test_outbox_costs_the_same_with_one_and_three_rows(client: Client) -> None:
    make_application("approved")
    one = queries_of(client, reverse("decision_outbox"))
    for _ in range(2):
        make_application("refused")

    assert queries_of(client, reverse("decision_outbox")) == one
    assert one <= 12


def test_application_page_stays_within_its_queries(client: Client) -> None:
    asked = make_application("asked")

    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("application", args=[asked.pk])).status_code == 200

    assert len(captured) <= 16
