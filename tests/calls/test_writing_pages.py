"""The pages on which a project is written: what people see, two people at once, closing, strangers, few queries."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from tandem.calls.models import AnswerVersion, Call, FormRevision, Submission
from tandem.calls.queries.writing import answers_of
from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.calls.call_factories import FORM, make_call, make_officer, make_submission, make_submitter
from tests.factories import client_for, make_membership, make_organisation, make_person

pytestmark = pytest.mark.django_db
EXTRA = {"id": "bijlagen", "title": "Bijlagen", "questions": [
    {"id": "brief", "kind": "file", "label": "Een brief van een partner", "is_needed": False},
    {"id": "thema", "kind": "choices", "label": "Welke thema’s?", "choices": [{"id": key, "text": key * 3} for key in "ab"]},
    {"id": "dag", "kind": "date", "label": "Wanneer start je?", "is_needed": False},
]}  # fmt: skip


def address(name: str, row: Submission | Call, *rest: object) -> str:
    return reverse(name, args=[row.pk, *rest])


def draft_of(by: Person, **fields: Any) -> Submission:
    return make_submission(make_call(**fields), by, state="draft")


def page_of(client: Client, url: str, *, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def post_answer(client: Client, row: Submission, question: str, value: Any, version: int) -> tuple[int, dict[str, Any]]:
    answer = client.post(
        address("submission_answer", row, question), {f"v-{question}": value, f"version-{question}": version}
    )
    return answer.status_code, json.loads(answer.content)


def take(client: Client, row: Submission, file: str) -> int:
    answer = client.get(address("submission_attachment", row, file))
    assert b"".join(answer.streaming_content) if answer.streaming else True
    return answer.status_code


def with_extra(call: Call) -> None:
    FormRevision.objects.create(call=call, number=2, published_at=clock.now(), changed_at=clock.now(),
                                definition={"sections": [*FORM["sections"], EXTRA]})  # fmt: skip


def test_start_shows_what_one_has_and_makes_a_draft_once() -> None:
    by, call = make_submitter(), make_call()
    client, url = client_for(by), address("submission_start", call)
    earlier = make_submission(make_call(), by)
    page = page_of(client, url)
    assert "Begin een project" in page
    assert earlier.title in page
    home = by.memberships.get().organisation_id
    key = "0b0d6a1e-5f3c-4a57-9f43-2f7a3c1d9b10"
    for _click in range(2):
        answer = client.post(url, {"organisation": home, "earlier": earlier.pk, "form_key": key})
    with access.as_system():
        row = Submission.objects.get(call=call)
        assert answers_of(row)["plan"] == answers_of(earlier)["plan"]
    assert answer["Location"] == address("submission", row)
    assert f"Ga verder met “{row.title}”" in page_of(client, url)


@pytest.mark.parametrize("posted", [{"organisation": "0"}, {}, {"organisation": "x", "earlier": "y"}])
def test_start_for_somebody_else_is_refused(posted: dict[str, str]) -> None:
    call = make_call()
    assert client_for(make_submitter()).post(address("submission_start", call), posted).status_code == 422
    with access.as_system():
        assert not Submission.objects.filter(call=call).exists()


def test_overview_shows_what_misses_and_who_writes(django_assert_max_num_queries: Any) -> None:
    by, other = make_submitter(), make_person(first_name="Jasmijnta")
    row = make_submission(make_call(), by, state="draft", answers={"plan": None, "months": "3"})
    with access.as_system():
        row.editors.create(person=other, added_at=clock.now())
    client = client_for(by)
    page_of(client, address("submission", row))
    with django_assert_max_num_queries(14):  # two of them are the savepoint of the test
        page = page_of(client, address("submission", row))
    assert f"{address('submission_section', row, 'aanpak')}#vraag-plan" in page
    assert "Hier staat 3." in page
    assert "Jasmijnta" in page
    assert "schrijft nu" in page
    assert "bezig" in page


def test_section_shows_what_stands_there(django_assert_max_num_queries: Any) -> None:
    by = make_submitter()
    row = draft_of(by)
    client = client_for(by)
    page_of(client, address("submission_section", row, "project"))
    with django_assert_max_num_queries(10):
        page = page_of(client, address("submission_section", row, "project"))
    for piece in ('value="Samen sterk in Zonnedorp"', 'value="Gent"', 'data-value="44021"', 'name="version-title" value="1"',
                  'data-question="is_ready"', 'type="radio" name="v-is_ready" value="yes"'):  # fmt: skip
        assert piece in page
    page = page_of(client, address("submission_section", row, "aanpak"))
    assert "data-when" in page
    assert "&quot;title&quot;: &quot;Samen sterk in Zonnedorp&quot;" in page
    budget = page_of(client, address("submission_section", row, "budget"))
    assert 'name="v-budget-0-werking" value="120.000,00"' in budget
    page_of(client, address("submission_section", row, "bestaat-niet"), status=404)


def test_autosave_tells_the_version_and_both_texts(django_assert_max_num_queries: Any) -> None:
    by, other = make_submitter(), make_person(first_name="Wietseline")
    row = draft_of(by)
    with access.as_system():
        row.editors.create(person=other, added_at=clock.now())
    make_membership(roles.GUIDE, person=other)
    mine, theirs = client_for(by), client_for(other)
    assert post_answer(theirs, row, "plan", "Eerst van haar", 1)[1]["version"] == 2
    with django_assert_max_num_queries(13):
        assert post_answer(theirs, row, "plan", "Van haar", 2)[1]["version"] == 3
    status, told = post_answer(mine, row, "plan", "Van mij", 1)
    assert (status, told["version"], told["text"]) == (409, 3, "Van haar")
    assert "Wietseline" in told["by"]
    assert post_answer(mine, row, "plan", "Van haar", 1)[0] == 200
    status, told = post_answer(mine, row, "plan", "x" * 2001, 3)
    assert (status, told["problem"]) == (200, "Je tekst is 1 teken te lang. Kort hem in.")


@pytest.mark.parametrize(("question", "version"), [("weg", 0), ("plan", -1), ("plan", "x"), ("plan", 10**12)])
def test_autosave_of_nonsense_is_refused(question: str, version: object) -> None:
    by = make_submitter()
    row = draft_of(by)
    assert post_answer(client_for(by), row, question, "x", version)[0] == 422  # type: ignore[arg-type]


def test_saving_a_section_by_its_button() -> None:
    by = make_submitter()
    row = draft_of(by)
    client, url = client_for(by), address("submission_section", row, "aanpak")
    typed = {
        "v-plan": "Nieuw plan",
        "version-plan": 1,
        "v-stem": "no",
        "version-stem": 1,
        "v-hoe": "In de stuurgroep.",
        "version-hoe": 1,
    }
    assert client.post(url, typed)["Location"] == address("submission_section", row, "budget")
    with access.as_system():
        assert answers_of(row)["plan"] == "Nieuw plan"
        assert AnswerVersion.objects.filter(submission=row, question="hoe").count() == 0


def test_two_people_save_one_section_and_choose() -> None:
    by = make_submitter()
    row = draft_of(by)
    client, url = client_for(by), address("submission_section", row, "aanpak")
    post_answer(client, row, "plan", "Van de ander", 1)
    typed = {
        "v-plan": "Van mij",
        "version-plan": 1,
        "v-stem": "no",
        "version-stem": 1,
        "v-hoe": "Anders",
        "version-hoe": 1,
    }
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    for piece in ("Van mij", "Van de ander", 'name="keuze-plan" value="both"', 'name="version-plan" value="2"'):
        assert piece in page
    with access.as_system():
        assert answers_of(row) | {"plan": "Van de ander", "stem": "no", "hoe": "Anders"} == answers_of(row)
    client.post(url, {"v-plan": "Van mij", "version-plan": 2, "keuze-plan": "both"})
    with access.as_system():
        assert answers_of(row)["plan"] == "Van de ander\n\nVan mij"


def test_field_that_was_not_touched_takes_the_text_of_the_other() -> None:
    by = make_submitter()
    row = draft_of(by)
    client, url = client_for(by), address("submission_section", row, "aanpak")
    post_answer(client, row, "plan", "Eerste versie", 1)
    post_answer(client, row, "plan", "Van de ander", 2)
    assert client.post(url, {"v-plan": "Eerste versie", "version-plan": 2}).status_code == 302
    with access.as_system():
        assert answers_of(row)["plan"] == "Van de ander"


def test_budget_is_added_up_and_its_empty_lines_go() -> None:
    by = make_submitter()
    row = draft_of(by)
    client, url = client_for(by), address("submission_section", row, "budget")
    lines = {"v-budget-0-label": "Loon", "v-budget-0-werking": "100.000", "v-budget-0-own": "", "v-budget-1-label": "",
             "v-budget-2-label": "Tafels", "v-budget-2-investering": "60000", "version-budget": 1, "v-budget_total": "1",
             "version-budget_total": 0}  # fmt: skip
    assert client.post(url, {**lines, "blijf": "budget"})["Location"] == f"{url}#vraag-budget"
    page = page_of(client, url)
    assert "160.000,00" in page
    assert "te veel" in page
    with access.as_system():
        assert answers_of(row)["budget"] == [
            {"label": "Loon", "parts": {"werking": "100000.00"}}, {"label": "Tafels", "parts": {"investering": "60000.00"}}
        ]  # fmt: skip
    overview = page_of(client, address("submission", row))
    assert "Vraag €\N{NO-BREAK SPACE}10.000,00 minder" in overview
    assert "maar je schreef €\N{NO-BREAK SPACE}1,00 als totaal" in overview


def test_files_come_and_go() -> None:
    by, call = make_submitter(), make_call()
    with_extra(call)
    row = make_submission(call, by, state="draft")
    client, url = client_for(by), address("submission_section", row, "bijlagen")
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    upload = io.BytesIO(picture.getvalue())
    upload.name = "brief.png"
    client.post(
        url, {"v-brief": upload, "version-brief": 0, "v-thema": ["b", "a"], "version-thema": 0, "blijf": "brief"}
    )
    with access.as_system():
        answers = answers_of(row)
    assert answers["thema"] == ["a", "b"]
    assert [one["name"] for one in answers["brief"]] == ["brief.png"]
    file = answers["brief"][0]["id"]
    assert "brief.png" in page_of(client, url)
    assert take(client, row, file) == 200
    assert client_for(make_submitter()).get(address("submission_attachment", row, file)).status_code == 404
    bad = io.BytesIO(b"MZ geen foto")
    bad.name = "virus.png"
    answer = client.post(url, {"v-brief": bad, "version-brief": 1})
    assert answer.status_code == 422
    client.post(url, {"weg-brief": [file, "onzin"], "version-brief": 1})
    with access.as_system():
        assert answers_of(row)["brief"] is None
    assert take(client, row, file) == 200


def test_after_closing_everything_is_read_only_and_what_was_typed_is_shown() -> None:
    by = make_submitter()
    row = draft_of(by, closes_at=clock.now() - timedelta(minutes=2))
    client, url = client_for(by), address("submission_section", row, "aanpak")
    page = page_of(client, url)
    assert "Elke week samen aan tafel." in page
    assert "<textarea" not in page
    answer = client.post(url, {"v-plan": "Net te laat getypt", "version-plan": 1})
    assert answer.status_code == 422
    assert "Net te laat getypt" in answer.content.decode()
    assert post_answer(client, row, "plan", "Net te laat", 1)[0] == 422
    with access.as_system():
        assert answers_of(row)["plan"] == "Elke week samen aan tafel."


def test_strangers_and_officers_see_no_draft() -> None:
    row = draft_of(make_submitter())
    names = ("submission", "submission_history", "submission_rebase")
    for person in (make_submitter(), make_officer(row.call.administration)):
        client = client_for(person)
        for url in (*(address(name, row) for name in names), address("submission_section", row, "aanpak")):
            assert client.get(url).status_code == 404
        assert (
            client.post(address("submission_answer", row, "plan"), {"v-plan": "x", "version-plan": 1}).status_code
            == 404
        )


def test_history_tells_and_puts_back() -> None:
    by = make_submitter()
    row = draft_of(by)
    client, url = client_for(by), address("submission_history", row)
    assert "Er is nog niets geschreven" in page_of(client, url)
    post_answer(client, row, "plan", "Tweede tekst", 1)
    with access.as_system():
        AnswerVersion.objects.create(
            submission=row, question="plan", value="Eerste tekst", version=1, changed_at=row.made_at, changed_by=by
        )
    page = page_of(client, f"{url}?vraag=plan")
    assert "Tweede tekst" in page
    back = address("submission_put_back", row, "plan", 1)
    client.post(back, {"version": 1})
    with access.as_system():
        assert answers_of(row)["plan"] == "Tweede tekst"
    client.post(back, {"version": 2})
    with access.as_system():
        assert answers_of(row)["plan"] == "Eerste tekst"
    assert client.post(address("submission_put_back", row, "plan", 99), {"version": 3}).status_code == 404


def test_partners_and_who_writes_along() -> None:
    by, partner = make_submitter(), make_organisation(name="Buurthuis De Zonnebloem")
    row = draft_of(by)
    client, url = client_for(by), address("submission_partners", row)
    home = row.organisation
    for number, words in (("0123456789", "klopt niet"), (home.enterprise_number, "organisatie die indient")):
        answer = client.post(url, {"name": "Iemand", "enterprise_number": number})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    client.post(url, {"name": "Zonnebloem", "enterprise_number": partner.enterprise_number, "part": "Ontmoeting"})
    page = page_of(client, url)
    assert "Buurthuis De Zonnebloem" in page
    assert "bekend op Tandem" in page
    for typed in ({"name": "x", "enterprise_number": partner.enterprise_number}, {"name": "buurthuis de  zonnebloem"}):
        assert client.post(url, typed).status_code == 422
    editor, stranger = make_person(), make_person()
    make_membership(person=editor, organisation=partner)
    editors = address("submission_editors", row)
    for email in (stranger.email, "niemand@voorbeeld.test", by.email, "onzin"):
        assert client.post(editors, {"email": email}).status_code == 422
    assert client.post(editors, {"email": editor.email.upper()}).status_code == 302
    assert client.post(editors, {"email": editor.email}).status_code == 422
    theirs = client_for(editor)
    page_of(theirs, address("submission_section", row, "aanpak"))
    page_of(theirs, url, status=404)
    with access.as_system():
        line, carrier = row.editors.get(), row.partners.get()
    client.post(address("submission_editor_remove", row, line.pk))
    page_of(theirs, address("submission", row), status=404)
    client.post(address("submission_partner_remove", row, carrier.pk))
    assert "Nog geen partners" in page_of(client, url)


def test_project_moves_to_a_newer_form_once() -> None:
    by, call = make_submitter(), make_call()
    row = make_submission(call, by, state="draft")
    client, url = client_for(by), address("submission_rebase", row)
    assert "nieuwste formulier" in page_of(client, url)
    with_extra(call)
    assert "Bekijk wat er verandert" in page_of(client, address("submission", row))
    assert "Een brief van een partner" in page_of(client, url)
    assert client.post(url, {"number": 1})["Location"] == url
    for there in (address("submission", row), url):
        assert client.post(url, {"number": 2})["Location"] == there
    page_of(client, address("submission_section", row, "bijlagen"))
    with access.as_system():
        assert answers_of(row)["plan"] == "Elke week samen aan tafel."


ODD = ("\0", "\ud7ff\ufffe", "9" * 400, "{}", "1e400", "٣٤", "a" * 5000, "2027-02-30", "NaN")


def test_odd_input_never_breaks_a_page() -> None:
    by, call = make_submitter(), make_call()
    with_extra(call)
    row = make_submission(call, by, state="draft")
    client = client_for(by)
    for odd in ODD:
        for section in ("project", "aanpak", "bijlagen", "budget"):
            names = ["title", "summary", "municipality", "months", "start_year", "is_ready", "plan", "stem", "hoe", "thema", "dag",
                     "brief", "budget_total"]  # fmt: skip
            typed = {f"v-{name}": odd for name in names} | {f"version-{name}": 999_999_999 for name in names}
            lines = {
                "version-budget": 1,
                "v-budget-0-label": odd,
                f"v-budget-0-{odd[:80]}": odd,
                "v-budget-0-werking": odd,
            }
            answer = client.post(
                address("submission_section", row, section),
                {**typed, **lines, "blijf": odd, "keuze-plan": odd, "weg-brief": odd},
            )
            assert answer.status_code in {302, 409, 422}
        assert post_answer(client, row, "thema", odd, 0)[0] in {200, 409}
    for url in (
        address("submission", row),
        address("submission_history", row),
        f"{address('submission_history', row)}?vraag=x&pagina=y",
    ):
        page_of(client, url)
    assert client.post(address("submission_put_back", row, "plan", 10**30), {"version": "1"}).status_code == 404
    assert client.post(address("submission_partner_remove", row, 10**30)).status_code == 404
    assert client.post(address("submission_rebase", row), {"number": "\0"}).status_code == 302
