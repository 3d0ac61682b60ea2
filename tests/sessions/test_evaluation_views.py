"""The evaluation in the browser: the public link, paper, results."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from tandem.identity.rules import FUND_OFFICER, TRAINER
from tandem.kernel import access, clock
from tandem.kernel.models import FormPost
from tandem.sessions import answer_limit
from tandem.sessions.actions.evaluation import complete_evaluation, give_answers, open_evaluation
from tandem.sessions.models import EvaluationResponse, Series
from tests.factories import client_for, make_membership, make_person
from tests.sessions.factories import contact_of, make_duo, make_series, planner_of

pytestmark = pytest.mark.django_db
ANSWERS = {"understanding_before": "2", "understanding_after": "4", "good": "De <b>verhalen</b>."}


@pytest.fixture
def series(every_row) -> Series:
    series = make_series()
    make_duo(series)
    open_evaluation(series, by=None, at=clock.now())
    return series


def link(series):
    return reverse("evaluation_answer", args=[series.evaluation_form.token])


def post(series, client=None, *, taal="nl", **answers):
    return (client or Client()).post(f"{link(series)}?taal={taal}", {"nonce": str(uuid4()), **(answers or ANSWERS)})


def kept(series):
    with access.as_system():
        return list(series.evaluation_form.responses.all())


def fill(series, count, **answers):
    for _ in range(count):
        with access.as_system():
            give_answers(series.evaluation_form, language="nl", nonce=uuid4(), at=clock.now(),
                         answers=answers or {"understanding_before": 2, "understanding_after": 4, "good": "Eerlijk."})  # fmt: skip


@pytest.mark.parametrize(
    ("taal", "question"),
    [("nl", "Hoe goed begrijp je"), ("fr", "Comprenez-vous bien"), ("en", "How well do you understand")],
)
def test_link_opens_without_login_in_each_language(series, taal, question):
    page = Client().get(f"{link(series)}?taal={taal}")
    assert page.status_code == 200
    assert question in page.text
    assert f'lang="{taal}"' in page.text
    assert page.headers["Content-Language"] == taal


def test_language_of_the_phone_is_the_first_choice(series):
    assert "Comprenez-vous" in Client().get(link(series), headers={"accept-language": "fr-BE,fr;q=0.9"}).text
    assert "Hoe goed begrijp" in Client().get(link(series), headers={"accept-language": "de"}).text


def test_answers_are_kept_and_thanked_for(series):
    answer = post(series, taal="fr")
    assert answer.status_code == 302
    assert "Merci beaucoup" in Client().get(answer.headers["Location"]).text
    assert [(row.language, row.source, row.answers) for row in kept(series)] == [
        ("fr", "phone", {"understanding_before": 2, "understanding_after": 4, "good": "De <b>verhalen</b>."})
    ]


def test_answers_leave_no_trace_of_the_hour(series):
    page = Client().get(link(series))
    assert "form_key" not in page.text
    post(series)
    assert FormPost.objects.count() == 0


def test_same_form_posted_twice_counts_once(series):
    nonce = str(uuid4())
    answers = [post(series, nonce=nonce, duo="5") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(kept(series)) == 1


def test_nothing_typed_is_lost_when_a_text_is_too_long(series):
    answer = post(series, understanding_before="3", good="x" * 1001, less_good="De <pauze>")
    assert answer.status_code == 422
    assert "Maak hem korter: ten hoogste 1000 tekens" in answer.text
    assert 'value="3" checked' in answer.text
    assert "De &lt;pauze&gt;" in answer.text
    assert "x" * 1001 in answer.text
    assert kept(series) == []


def test_empty_form_is_not_sent(series):
    answer = Client().post(f"{link(series)}?taal=en", {"nonce": str(uuid4())})
    assert answer.status_code == 422
    assert "Answer at least one question." in answer.text


@pytest.mark.parametrize("value", ["9", "abc", "-1"])
def test_answer_outside_the_scale_is_refused(series, value):
    assert post(series, duo=value).status_code == 422
    assert kept(series) == []


def test_missing_nonce_is_refused_without_losing_answers(series):
    answer = Client().post(link(series), {"good": "Alles"})
    assert answer.status_code == 422
    assert "Alles" in answer.text


def test_unknown_link_says_what_to_do(db):
    answer = Client().get("/evaluatie/bestaat-niet/")
    assert answer.status_code == 404
    assert "Scan de QR-code opnieuw" in answer.text


def test_closed_link_says_so_kindly(series):
    with access.as_system():
        complete_evaluation(series, by=contact_of(series), at=clock.now())
    for answer in (Client().get(link(series)), post(series)):
        assert answer.status_code == 410
        assert "afgesloten" in answer.text


def test_expired_link_says_so_kindly(series):
    with time_machine.travel(clock.now() + timedelta(days=61)):
        assert Client().get(link(series)).status_code == 410


def test_too_many_answers_from_one_address_are_slowed_down(series, monkeypatch):
    monkeypatch.setattr(answer_limit, "PER_ADDRESS", 2)
    answers = [post(series, duo=str(value)) for value in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Wacht tien minuten" in answers[-1].text
    assert 'value="3" checked' in answers[-1].text
    assert len(kept(series)) == 2


def test_organisation_shares_the_link_and_not_the_fund(series):
    page = client_for(contact_of(series)).get(reverse("evaluation_share", args=[series.pk]))
    assert link(series) in page.text
    assert "<svg" in page.text
    assert client_for(officer(series)).get(reverse("evaluation_share", args=[series.pk])).status_code == 404
    sheet = client_for(contact_of(series)).get(reverse("evaluation_sheet", args=[series.pk]))
    assert link(series) in sheet.text


def officer(series):
    with access.as_system():
        person = make_person()
        make_membership(FUND_OFFICER, person=person, organisation=series.funder)
    return person


@pytest.mark.parametrize(("language", "word"), [("nl", "redelijk"), ("fr", "assez bien"), ("en", "fairly well")])
def test_paper_form_has_every_question_in_its_language(series, language, word):
    pdf = client_for(contact_of(series)).get(reverse("evaluation_paper", args=[series.pk, language]))
    reader = PdfReader(BytesIO(pdf.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert word in text
    assert len(reader.pages) <= 2
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert client_for(contact_of(series)).get(f"/reeksen/{series.pk}/evaluatie/papier/de/").status_code == 404


def photo():
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    return SimpleUploadedFile("blad 1.png", picture.getvalue(), "image/png")


def test_organisation_uploads_scans_and_types_them_over(series):
    client = client_for(contact_of(series))
    answer = client.post(reverse("evaluation_upload", args=[series.pk]), {"sheets": [photo(), photo()]})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    assert page.text.count("blad 1.png") == 2
    with access.as_system():
        scan = series.evaluation_form.scans.first()
    address = reverse("evaluation_scan", args=[series.pk, scan.pk])
    download = client.get(address)
    assert b"".join(download.streaming_content).startswith(b"\x89PNG")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert client_for(officer(series)).get(address).status_code == 404
    entered = client.post(
        reverse("evaluation_enter", args=[series.pk]) + "?taal=fr", {"nonce": str(uuid4()), "duo": "4"}
    )
    assert entered.status_code == 302
    assert [(row.source, row.language) for row in kept(series)] == [("paper", "fr")]


def test_upload_that_is_no_scan_is_refused_with_a_sentence(series):
    client = client_for(contact_of(series))
    for file in (SimpleUploadedFile("x.svg", b"<svg onload='x'/>"), SimpleUploadedFile("leeg.pdf", b"")):
        answer = client.post(reverse("evaluation_upload", args=[series.pk]), {"sheets": [file]})
        assert answer.status_code == 422
        assert "govuk-error-message" in answer.text
    assert client.post(reverse("evaluation_upload", args=[series.pk]), {}).status_code == 422
    with access.as_system():
        assert series.evaluation_form.scans.count() == 0


def test_typing_over_keeps_what_was_typed_when_it_is_completed_meanwhile(series):
    with access.as_system():
        complete_evaluation(series, by=contact_of(series), at=clock.now())
    answer = client_for(contact_of(series)).post(
        reverse("evaluation_enter", args=[series.pk]), {"nonce": str(uuid4()), "good": "Warm onthaal"}
    )
    assert answer.status_code == 422
    assert "De evaluatie is afgerond" in answer.text
    assert "Warm onthaal" in answer.text


def test_employer_sees_nothing_of_four_answers(series):
    fill(series, 4)
    client = client_for(contact_of(series))
    page = client.get(reverse("evaluation_results", args=[series.pk]))
    assert "pas als er minstens 5 zijn" in page.text
    assert "Eerlijk." not in page.text
    client.post(reverse("evaluation_complete", args=[series.pk]))
    assert "Eerlijk." not in client.get(reverse("evaluation_results", args=[series.pk])).text


def test_organisation_completes_and_reads_the_results(series):
    fill(series, 5)
    client = client_for(contact_of(series))
    assert "Eerlijk." not in client.get(reverse("evaluation_results", args=[series.pk])).text
    page = client.post(reverse("evaluation_complete", args=[series.pk]), follow=True)
    assert page.text.count("Eerlijk.") == 5
    assert "De evaluatie is afgerond." in page.text
    again = client.post(reverse("evaluation_complete", args=[series.pk]), follow=True)
    assert "De evaluatie is al afgerond." in again.text


def test_only_the_organisation_completes(series):
    for person in (planner_of(series), officer(series)):
        assert client_for(person).post(reverse("evaluation_complete", args=[series.pk])).status_code == 404


def test_fund_reads_figures_without_texts(series):
    fill(series, 5)
    with access.as_system():
        complete_evaluation(series, by=contact_of(series), at=clock.now())
    client = client_for(officer(series))
    page = client.get(reverse("evaluation_results", args=[series.pk]))
    assert "Begrip" in page.text
    assert "Eerlijk." not in page.text
    overview = client.get(reverse("evaluation_overview"))
    assert series.organisation.name in overview.text
    assert "Eerlijk." not in overview.text


def test_overview_opens_on_the_newest_year_and_knows_all_years(series):
    older = make_past_evaluation(series, years=2)
    fill(series, 5)
    with access.as_system():
        complete_evaluation(series, by=contact_of(series), at=clock.now())
    client, address = client_for(officer(series)), reverse("evaluation_overview")
    assert older.organisation.name not in client.get(address).text
    everything = client.get(address, {"jaar": "alle"}).text
    assert older.organisation.name in everything
    assert series.organisation.name in everything
    assert client.get(address, {"jaar": "nonsens"}).status_code == 200


def make_past_evaluation(series, *, years):
    with access.as_system():
        older = make_series(funder=series.funder, provider=series.provider)
        open_evaluation(older, by=None, at=clock.now())
        fill(older, 5)
        complete_evaluation(older, by=contact_of(older), at=clock.now() - timedelta(days=366 * years))
        return older


def test_overview_is_not_for_an_organisation(series):
    assert client_for(contact_of(series)).get(reverse("evaluation_overview")).status_code == 403


def test_stranger_finds_nothing(series):
    with access.as_system():
        stranger = make_membership().person
    for name in ("evaluation_share", "evaluation_sheet", "evaluation_results", "evaluation_upload", "evaluation_enter"):
        assert client_for(stranger).get(reverse(name, args=[series.pk])).status_code == 404


def test_duo_opens_it_at_the_end_of_the_last_workshop(every_row):
    series = make_series()
    duo = make_duo(series)
    client = client_for(duo.trainer)
    assert "Nog niet open" in client.get(reverse("evaluation_share", args=[series.pk])).text
    page = client.post(reverse("evaluation_open", args=[series.pk]), follow=True)
    assert "De evaluatie staat open" in page.text


def test_trainer_of_another_series_finds_nothing(series):
    with access.as_system():
        other = make_membership(TRAINER, person=make_person(), organisation=series.provider).person
    assert client_for(other).get(reverse("evaluation_results", args=[series.pk])).status_code == 404


def test_results_page_needs_the_same_queries_for_few_and_many_answers(series, django_assert_max_num_queries):
    client = client_for(contact_of(series))
    fill(series, 6)
    client.get(reverse("evaluation_results", args=[series.pk]))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("evaluation_results", args=[series.pk]))
    fill(series, 6)
    with django_assert_max_num_queries(25) as many:
        client.get(reverse("evaluation_results", args=[series.pk]))
    assert len(few) == len(many)
    with access.as_system():
        assert EvaluationResponse.objects.count() == 12
