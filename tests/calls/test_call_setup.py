"""An officer makes a call in the browser, from title to publication; two officers at once; strangers."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from tandem.calls.actions.call import copy_call, edit_call, facts_of
from tandem.calls.actions.call_lock import CannotChangeCall
from tandem.calls.actions.call_publish import CannotPublish, publish_call, stop_call
from tandem.calls.actions.criteria import Measure, set_criteria
from tandem.calls.actions.handing_in import hand_in
from tandem.calls.actions.money import Amounts, Kind, set_kinds, set_waves
from tandem.calls.models import Call, Consultation, Editor, FormRevision
from tandem.calls.queries.call_changes import changes_of
from tandem.calls.queries.call_setup import counted
from tandem.identity.models import Person
from tandem.kernel import access, audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.models import OutgoingMail
from tandem.kernel.refusal import Conflict
from tandem.kernel.states import CannotTransition
from tandem.policy_signals.actions.participation import check_participation
from tandem.policy_signals.participation import Subject
from tests.architecture.test_query_budget import MOST_OF_A_LIST, questions
from tests.calls.call_factories import FORM, make_call, make_officer, make_submission, make_submitter
from tests.databases import OwnDatabase
from tests.factories import client_for, make_person
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return make_officer()


@pytest.fixture
def desk(officer: Person) -> Client:
    return client_for(officer)


def draft(officer: Person, **fields: object) -> Call:
    """A call in preparation with everything but a published state."""
    home = officer.memberships.get().organisation
    call = make_call(home, state="draft", published_at=None, opens_at=clock.now() + timedelta(days=1), **fields)
    today = clock.today()
    for name, value in {"goals": "Netwerken tegen kinderarmoede.", "who_may_submit": "Lokale organisaties.",
                        "help_email": "hulp@voorbeeld.test", "decision_on": today + timedelta(days=60),
                        "first_start_on": today + timedelta(days=90)}.items():  # fmt: skip
        setattr(call, name, value)
    call.save()
    Consultation.objects.create(call=call, who="experience", name="Groep De Vuist", held_on=today, made_at=clock.now(),
                                said="Maak het kort.", done_with_it="Het formulier heeft tien vragen.")  # fmt: skip
    check_participation(Subject("call", str(call.pk), call.title, "/", may_write=True), phase="design", rung="consult",
                        words="Samen gelezen.", by=officer, at=clock.now())  # fmt: skip
    return call


def public(officer: Person, **fields: object) -> Call:
    call = draft(officer, **fields)
    publish_call(call, by=officer, at=clock.now())
    call.refresh_from_db()
    return call


def rows(*lines: dict[str, object], version: int) -> dict[str, object]:
    """Rows of a formset as a page posts them."""
    facts = {f"form-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}
    return {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0, "version": version, **facts}


def typed(call: Call, **changes: object) -> dict[str, object]:
    """The form of a call as it stands, with changes."""
    facts = {name: value for name, value in facts_of(call).items() if value is not None and value is not False}
    for name in ("opens", "closes"):
        moment = facts.pop(f"{name}_at", None)
        if moment:
            here = clock.local(moment)
            facts |= {f"{name}_on": here.date().isoformat(), f"{name}_time": f"{here:%H:%M}"}
    return {**facts, "version": call.version, **changes}


def test_call_is_made_in_the_browser_from_title_to_publication(desk: Client, officer: Person) -> None:
    desk.post(
        "/oproepen/beheer/nieuw/", {"title": "Bondgenoten", "administration": officer.memberships.get().organisation_id}
    )
    call = Call.objects.get(title="Bondgenoten")
    one, today = f"/oproepen/beheer/{call.pk}/", clock.today()
    assert "Zet erbij waarop de jury de projecten beoordeelt." in desk.get(one).content.decode()
    assert desk.post(f"{one}publiceer/", follow=True).content.decode().count("melding--") >= 8

    opens, closes = today + timedelta(days=1), today + timedelta(days=30)
    facts = {"title": "Bondgenoten", "summary": "Kort.", "goals": "Samen.", "who_may_submit": "Lokale organisaties.",
             "submitter_kinds": ["organisation"], "area_rule": "free", "least_months": 24, "most_months": 36,
             "opens_on": opens, "opens_time": "9u", "closes_on": closes, "closes_time": "16.00", "grace_minutes": 10,
             "decision_on": today + timedelta(days=60), "first_start_on": today + timedelta(days=90),
             "help_email": "hulp@voorbeeld.test", "is_blind": "on", "readers_each": 3, "version": 1}  # fmt: skip
    assert desk.post(f"{one}wijzig/", facts).status_code == 302
    desk.post(
        f"{one}geld/", rows({"title": "Werkingssubsidie", "cap": "150.000"}, {"title": "Eigen", "cap": ""}, version=2)
    )
    kinds = {kind.title: kind for kind in call.money_kinds.all()}
    assert {kind.key for kind in kinds.values()} == {"werkingssubsidie", "eigen"}
    work, own = (f"bedrag_{kinds[title].pk}" for title in ("Werkingssubsidie", "Eigen"))
    waves = rows({"year": today.year, work: "3.000.000", own: "0"}, {"year": today.year + 1, work: "4000000"},
                 {"year": "", work: "", own: "12,50"}, {"year": "", work: ""}, version=3)  # fmt: skip
    page = desk.post(f"{one}golven/", waves, follow=True).content.decode()
    assert "7.000.012,50" in page
    criteria = rows({"place": 2, "title": "Haalbaar", "weight": 1, "most_points": 10},
                    {"place": 1, "title": "Stem", "weight": 2, "most_points": 10}, version=4)  # fmt: skip
    page = desk.post(f"{one}criteria/", criteria, follow=True).content.decode()
    assert page.index("Stem") < page.index("Haalbaar")
    assert "67%" in page
    desk.post(f"{one}gebieden/", {"version": 5, "limburg-least": 2, "limburg-most": 5})
    assert call.area_limits.get().most == 5
    heard = {"who": "association", "name": "De Open Deur", "held_on": today, "said": "Kort.", "done_with_it": "Gedaan."}
    desk.post(f"{one}gehoord/", heard)
    desk.post(f"/betrokken/call/{call.pk}/", {"phase": "design", "rung": "consult", "words": "Samen gelezen."})
    FormRevision.objects.create(call=call, number=1, definition=FORM, published_at=clock.now(), changed_at=clock.now())
    desk.post(f"{one}publiceer/")
    call.refresh_from_db()
    assert call.state == "published"
    assert desk.get(f"/oproepen/{call.pk}/").status_code == 200


@pytest.mark.parametrize(("change", "words"), [
    ({"closes_on": "1/1/2030", "opens_on": "2/1/2030", "opens_time": "9:00"}, "sluit voor ze opengaat"),
    ({"closes_on": "1/1/2030", "closes_time": ""}, "Vul ook het uur"),
    ({"least_months": 40}, "korter dan de kortste"),
    ({"title": " "}, "Vul dit nog in"),
    ({"goals": "Stort op BE68 5390 0754 7034"}, "rekeningnummer"),
    ({"help_email": "geen adres"}, "e-mail"),
    ({"grace_minutes": -1}, "0"),
    ({"submitter_kinds": ["koning"]}, "koning"),
    ({"version": "veel"}, "geheel getal"),
])  # fmt: skip
def test_call_with_a_mistake_comes_back_with_what_was_typed(
    desk: Client, officer: Person, change: dict[str, object], words: str
) -> None:
    call = draft(officer)
    answer = desk.post(f"/oproepen/beheer/{call.pk}/wijzig/", typed(call, who_may_submit="Zeker bewaren", **change))
    assert (answer.status_code, "Zeker bewaren" in answer.content.decode()) == (422, True)
    assert words in answer.content.decode()


def test_saving_what_was_not_touched_changes_nothing(desk: Client, officer: Person) -> None:
    call = public(officer)
    assert desk.post(f"/oproepen/beheer/{call.pk}/wijzig/", typed(call)).status_code == 302
    assert Call.objects.get(pk=call.pk).version == call.version
    assert changes_of(call) == []


def test_two_officers_see_both_versions(desk: Client, officer: Person) -> None:
    call = draft(officer)
    first = typed(call, goals="Van de eerste.")
    second = typed(call, goals="Van de tweede.")
    url = f"/oproepen/beheer/{call.pk}/wijzig/"
    assert desk.post(url, first).status_code == 302
    answer = desk.post(url, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de eerste." in page
    assert "Van de tweede." in page
    assert f'name="version" value="{call.version + 1}"' in page
    assert desk.post(url, second | {"version": call.version + 1}).status_code == 302
    with pytest.raises(Conflict):
        set_criteria(call, [], version=1, by=officer, at=clock.now())


@pytest.mark.parametrize("page", ["geld", "golven", "gebieden", "criteria"])
def test_list_that_a_colleague_changed_is_shown_beside_what_was_typed(desk: Client, officer: Person, page: str) -> None:
    call = draft(officer)
    kind = call.money_kinds.first()
    assert kind
    line = {"title": "Nieuwe regel hier", "weight": 1, "most_points": 5, "year": 2031, f"bedrag_{kind.pk}": "77.777"}
    answer = desk.post(f"/oproepen/beheer/{call.pk}/{page}/", rows(line, version=99) | {"limburg-most": 31})
    assert (answer.status_code, "Dit staat er nu" in answer.content.decode()) == (409, True)


def test_more_rows_come_without_a_script_and_keep_what_was_typed(desk: Client, officer: Person) -> None:
    call = draft(officer)
    line = {"title": "Half getypt criterium", "weight": "veel", "most_points": 10}
    answer = desk.post(f"/oproepen/beheer/{call.pk}/criteria/", rows(line, {}, version=1) | {"rij": 1})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Half getypt criterium" in page
    assert 'value="veel"' in page
    assert 'name="form-1-title"' in page
    assert 'name="form-2-title"' not in page
    assert call.criteria.count() == 2


def test_publication_tells_every_reason_at_once(officer: Person) -> None:
    call = make_call(officer.memberships.get().organisation, state="draft", title="Kaal",
                     closes_at=clock.now() - timedelta(days=1))  # fmt: skip
    call.money_kinds.filter(key="werking").update(cap_eur=Decimal(500_000))
    call.criteria.all().delete()
    with pytest.raises(CannotPublish) as refused:
        publish_call(call, by=officer, at=clock.now())
    told = str(refused.value)
    for words in ("wat de oproep wil bereiken", "sluit, is voorbij", "opengaat, is voorbij", "hoger dan wat er in een golf",
                  "waarop de jury", "mensen die armoede kennen", "meedachten over het ontwerp", "hulp vragen"):  # fmt: skip
        assert words in told, words


def test_second_click_on_publish_changes_nothing(desk: Client, officer: Person) -> None:
    call = public(officer)
    page = desk.post(f"/oproepen/beheer/{call.pk}/publiceer/", follow=True).content.decode()
    assert "al gepubliceerd" in page
    with pytest.raises(CannotTransition):
        publish_call(call, by=officer, at=clock.now())


def test_published_call_moves_no_goalposts(officer: Person) -> None:
    call, now = public(officer, submitter_kinds=["organisation", "association"], area_rule="free"), clock.now()
    assert call.closes_at

    def refused(**changes: object) -> str:
        with pytest.raises(CannotChangeCall) as problem:
            edit_call(call, changes, version=call.version, by=officer, at=now)
        return str(problem.value)

    assert "alleen later sluiten" in refused(closes_at=call.closes_at - timedelta(minutes=1))
    assert "alleen later sluiten" in refused(closes_at=None)
    assert "mag dat nog altijd" in refused(submitter_kinds=["organisation"])
    assert "niet strenger" in refused(area_rule="one_per_municipality")
    assert "niet langer" in refused(least_months=30)
    assert "niet korter" in refused(most_months=30)
    assert "niet leeg" in refused(goals="")
    assert "voor de oproep sluit" in refused(decision_on=clock.today())
    edit_call(call, {"closes_at": call.closes_at + timedelta(days=2), "submitter_kinds": []}, version=call.version,
              by=officer, at=now)  # fmt: skip
    call.refresh_from_db()
    audit.record("form.publish", call, by=officer, at=now + timedelta(seconds=1), number=2)
    form, change = changes_of(call)
    assert form.text == "Veranderd: het formulier."
    assert "de dag waarop de oproep sluit" in change.text
    assert "Voordien" in change.text
    page = Client().get(f"/oproepen/{call.pk}/").content.decode()
    assert "Gewijzigd op" in page


def test_measure_stands_once_somebody_handed_in(officer: Person) -> None:
    call, now = public(officer), clock.now()
    kind = call.money_kinds.get(key="werking")
    set_criteria(call, [Measure("Alles", 1)], version=call.version, by=officer, at=now)
    make_submission(call, make_submitter(), state="draft")
    call.refresh_from_db()
    set_criteria(call, [Measure("Nog alles", 1)], version=call.version, by=officer, at=now)
    make_submission(call, make_submitter())
    call.refresh_from_db()
    with pytest.raises(CannotChangeCall, match="al een project ingediend"):
        set_criteria(call, [Measure("Iets", 1)], version=call.version, by=officer, at=now)
    with pytest.raises(CannotChangeCall, match="al een project ingediend"):
        set_kinds(call, [Kind("Werkingssubsidie", Decimal(1), id=kind.pk)], version=call.version, by=officer, at=now)

    def waves(first: int, *more: int) -> list[Amounts]:
        amounts = {2026: first, 2027: 400_000, **dict.fromkeys(more, 1)}
        building = Amounts(None, None, {call.money_kinds.get(key="investering").pk: Decimal(100_000)})
        return [*(Amounts(year, None, {kind.pk: Decimal(euro)}) for year, euro in amounts.items()), building]

    for wrong in (waves(299_999), waves(300_000, 2028), waves(300_000)[1:]):
        with pytest.raises(CannotChangeCall, match="al een project ingediend"):
            set_waves(call, wrong, version=call.version, by=officer, at=now)
    page = client_for(officer).get(f"/oproepen/beheer/{call.pk}/").content.decode()
    assert "De criteria liggen vast" in page
    assert "Wijzig de bedragen per golf" in page
    set_waves(call, waves(300_001), version=call.version, by=officer, at=now)
    assert [change.text.rstrip(".") for change in changes_of(call)[:1]] == ["Veranderd: het geld per jaar"]


def test_stopped_call_tells_who_wrote_and_nobody_else(desk: Client, officer: Person) -> None:
    call, writer, gone = public(officer), make_submitter(), make_submitter()
    row = make_submission(call, writer, state="draft")
    helper = make_person()
    Editor.objects.create(submission=row, person=helper, added_at=clock.now(), added_by=writer)
    make_submission(call, gone, state="withdrawn")
    url = f"/oproepen/beheer/{call.pk}/stop/"
    assert desk.post(url, {"reason": " "}).status_code == 422
    page = desk.post(url, {"reason": "Het geld is er niet meer."}, follow=True).content.decode()
    assert "gestopt" in page
    written = OutgoingMail.objects.filter(key__startswith="call.stop:")
    assert {mail.to_email for mail in written} == {writer.email, helper.email}
    assert all("Het geld is er niet meer." in mail.body for mail in written)
    assert desk.post(url, {"reason": "Nog eens."}).status_code == 422
    assert "Het geld is er niet meer." in Client().get(f"/oproepen/{call.pk}/").content.decode()
    judging = make_call(state="judging")
    with pytest.raises(CannotTransition):
        stop_call(judging, "Te laat", by=officer, at=clock.now())


def test_copy_starts_with_form_money_and_criteria_and_nobody_heard(desk: Client, officer: Person) -> None:
    call = public(officer)
    desk.post(f"/oproepen/beheer/{call.pk}/kopie/")
    copy = Call.objects.get(title=f"Kopie van {call.title}")
    assert (copy.state, copy.opens_at, copy.consultations.count()) == ("draft", None, 0)
    assert copy.criteria.count() == 2
    assert [kind.envelopes.count() for kind in copy.money_kinds.all()] == [2, 1]
    revision = copy.revisions.get()
    assert (revision.definition, revision.published_at) == (FORM, None)
    bare = Call.objects.create(administration=call.administration, title="b" * 160, made_at=clock.now())
    assert len(copy_call(bare, by=officer, at=clock.now()).title) == 160


def test_draft_is_a_number_and_nothing_more(desk: Client, officer: Person) -> None:
    call = public(officer)
    make_submission(call, make_submitter(), state="draft", title="Onleesbaar geheim klad")
    make_submission(call, make_submitter())
    found = counted(call)
    assert (found.drafts, found.handed_in, found.withdrawn) == (1, 1, 0)
    page = desk.get(f"/oproepen/beheer/{call.pk}/").content.decode()
    assert "In klad: 1" in page
    assert "Onleesbaar geheim klad" not in page


def test_document_is_taken_in_shown_and_only_goes_in_preparation(desk: Client, officer: Person) -> None:
    call = draft(officer)
    file = storage.store(b"%PDF-1.7 x", kind="call_document", name="a.pdf", content_type="application/pdf", by=officer,
                         at=clock.now())  # fmt: skip
    kept, gone = (call.documents.create(title=title, file=file, added_at=clock.now()) for title in ("Blijft", "Gaat"))
    address = f"/oproepen/{call.pk}/documenten/{kept.pk}/"
    assert Client().get(address).status_code == 404
    mine = desk.get(address)
    assert (mine.status_code, mine.headers["Content-Disposition"][:10], mine.getvalue()[:4]) == (
        200,
        "attachment",
        b"%PDF",
    )
    desk.post(f"/oproepen/beheer/{call.pk}/documenten/{gone.pk}/weg/")
    publish_call(call, by=officer, at=clock.now())
    desk.post(f"/oproepen/beheer/{call.pk}/documenten/{kept.pk}/weg/")
    assert [row.title for row in call.documents.all()] == ["Blijft"]
    assert Client().get(address).getvalue() == b"%PDF-1.7 x"
    assert Client().get(f"/oproepen/{make_call().pk}/documenten/{kept.pk}/").status_code == 404


def test_consultation_is_written_before_and_stays_after(desk: Client, officer: Person) -> None:
    call = draft(officer)
    row = call.consultations.get()
    one = f"/oproepen/beheer/{call.pk}/gehoord/{row.pk}/"
    facts = {"who": "field", "name": "Buurthuis", "held_on": clock.today(), "said": "Goed.", "version": call.version}
    late = facts | {"held_on": clock.today() + timedelta(days=2)}
    assert "moet nog komen" in desk.post(one, late).content.decode()
    assert desk.post(one, facts).status_code == 302
    assert desk.post(one, facts).status_code == 409
    with pytest.raises(CannotPublish, match="wat Buurthuis zei"):
        publish_call(call, by=officer, at=clock.now())
    desk.post(f"{one}weg/")
    assert call.consultations.count() == 0
    standing = public(officer)
    desk.post(f"/oproepen/beheer/{standing.pk}/gehoord/{standing.consultations.get().pk}/weg/")
    assert standing.consultations.count() == 1


def test_call_of_another_administration_does_not_exist(desk: Client, officer: Person) -> None:
    call = public(make_officer())
    paths = ("", "wijzig/", "geld/", "golven/", "gebieden/", "criteria/", "gehoord/", "document/", "stop/",
             f"gehoord/{call.consultations.get().pk}/")  # fmt: skip
    assert {path: desk.get(f"/oproepen/beheer/{call.pk}/{path}").status_code for path in paths} == dict.fromkeys(
        paths, 404
    )
    assert desk.post(f"/oproepen/beheer/{call.pk}/kopie/").status_code == 404
    assert desk.get(f"/betrokken/call/{call.pk}/").status_code == 404
    submitter = client_for(make_submitter())
    assert submitter.get(f"/oproepen/beheer/{call.pk}/").status_code == 403
    own = draft(officer)
    assert desk.get(f"/oproepen/beheer/{own.pk}/gehoord/{call.consultations.get().pk}/").status_code == 404


def test_pages_of_officers_ask_few_questions(desk: Client, officer: Person) -> None:
    call = public(officer)
    for number in range(30):
        make_call(call.administration, title=f"Vulling {number}")
    pages = ["/oproepen/beheer/", f"/oproepen/beheer/{call.pk}/", f"/oproepen/beheer/{call.pk}/golven/"]
    counts = {page: len(questions(desk, page)) for page in pages}
    assert {page: count for page, count in counts.items() if count > MOST_OF_A_LIST} == {}


@pytest.mark.parametrize("nonsense", ["9" * 40, "\0", "31/12/9999", "<b>"], ids=["huge", "null", "last day", "tag"])
def test_nonsense_never_breaks_a_page(desk: Client, officer: Person, nonsense: str) -> None:
    call = draft(officer)
    kind = call.money_kinds.get(key="werking")
    names = [
        "id",
        "title",
        "hint",
        "cap",
        "is_optional",
        "year",
        "starts_on",
        "weight",
        "most_points",
        "place",
        f"bedrag_{kind.pk}",
    ]
    line = rows(dict.fromkeys(names, nonsense), version=call.version)
    odd = dict.fromkeys((*line, "version", "rij"), nonsense)
    paths = {
        "geld/": line,
        "golven/": line,
        "criteria/": line,
        "gebieden/": {"version": call.version, "limburg-most": nonsense},
    }
    for path, facts in paths.items():
        for posted in (facts, facts | {"rij": 1}, odd):
            assert desk.post(f"/oproepen/beheer/{call.pk}/{path}", posted).status_code < 500, (path, posted)
    form = dict.fromkeys(typed(call), nonsense)
    heard = dict.fromkeys(("who", "name", "people", "held_on", "said", "done_with_it", "version"), nonsense)
    for path, facts in {"wijzig/": form, "gehoord/": heard | {"who": "field"}, "document/": {"title": nonsense, "file": nonsense},
                        f"gehoord/{call.consultations.get().pk}/": heard, "stop/": {"reason": nonsense}}.items():  # fmt: skip
        assert desk.post(f"/oproepen/beheer/{call.pk}/{path}", facts).status_code < 500, path
    plan = dict.fromkeys(("kind", "area", "months", "amount"), nonsense)
    assert Client().get(f"/oproepen/{make_call().pk}/", plan).status_code in {200, 400}
    assert desk.get("/oproepen/beheer/", {"zoek": nonsense, "stand": nonsense, "pagina": nonsense}).status_code in {
        200,
        400,
    }
    assert Client().get("/oproepen/", {"pagina": nonsense}).status_code in {200, 400}


@pytest.mark.django_db(transaction=True)
def test_second_at_the_same_moment_sees_the_first(fresh_database: OwnDatabase) -> None:
    officer, by = make_officer(), make_submitter()
    call = make_call(officer.memberships.get().organisation)
    row = make_submission(call, by, state="draft")

    def edit() -> Call:
        return edit_call(call, {"goals": f"Van {threading.get_ident()}."}, version=1, by=officer, at=clock.now())

    def send() -> None:
        with access.as_system():
            hand_in(row, by=by, at=clock.now())

    def measure() -> Call:
        return set_criteria(call, [Measure("Iets heel anders", 1)], version=2, by=officer, at=clock.now())

    assert isinstance(meanwhile(edit, edit), Conflict)
    assert isinstance(meanwhile(send, measure), CannotChangeCall)
    assert Call.objects.get(pk=call.pk).version == 2
    assert not call.criteria.filter(title="Iets heel anders").exists()
