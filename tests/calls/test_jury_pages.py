"""The pages of the jury: for an officer, for a juror, in the meeting; and what nobody may see."""

import json
import re

import pytest
from django.test import Client

from tandem.calls.models import Call, Deliberation, DiscussionNote, HandedIn, Juror, Reading, Score, Submission, Tie
from tandem.identity import rules as roles
from tandem.identity.models import Invitation, Person
from tandem.kernel import access, clock
from tests.architecture.test_query_budget import MOST_OF_A_LIST, questions
from tests.calls.call_factories import ANSWERS, make_juror, make_officer, make_submitter
from tests.calls.jury_factories import give_out, make_jury, reading_of, score
from tests.factories import client_for, make_membership

pytestmark = pytest.mark.django_db


def words(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def project_of(call: Call, number: int = 0) -> Submission:
    with access.as_system():
        return Submission.objects.filter(call=call).order_by("number")[number]


def readers(jurors: list[Juror], submission: Submission) -> list[Juror]:
    with access.as_system():
        found = set(Reading.objects.filter(submission=submission).values_list("juror_id", flat=True))
    return [one for one in jurors if one.pk in found]


@pytest.fixture
def jury() -> tuple[Call, Person, list[Juror]]:
    call, officer, jurors = make_jury()
    give_out(call, officer)
    return call, officer, jurors


def filled(call: Call, points: object, *, version: int = 1, **more: object) -> dict[str, object]:
    """What the page of a reading posts."""
    keys = call.criteria.values_list("pk", flat=True)
    return {**{f"points_{key}": points for key in keys}, **{f"why_{key}": "" for key in keys}, "remark": "",
            "version": version, **more}  # fmt: skip


def test_officer_seats_invites_and_gives_out() -> None:
    call, officer, _ = make_jury(seats=(), projects=1, readers_each=1)
    page, desk = f"/jury/{call.pk}/", client_for(officer)
    assert "minstens twee" in words(desk.get(page))
    person = make_membership(roles.JUROR, organisation=call.administration).person
    facts = {"person": person.pk, "seat": "experiential_expert", "works_at": "Vereniging De Lange Adem"}
    assert desk.post(f"{page}leden/nieuw/", facts).status_code == 302
    assert desk.post(f"{page}leden/nieuw/", facts).status_code == 422
    assert desk.post(f"{page}leden/nieuw/", facts | {"seat": "koning"}).status_code == 422
    desk.post(f"{page}leden/uitnodiging/", {"name": "Imke Vlaskamp", "email": "imke@voorbeeld.test"})
    assert Invitation.objects.get().role == roles.JUROR
    assert "Imke Vlaskamp" in words(desk.get(page))
    assert "Bij 1 project ontbreekt nog iemand." in words(desk.post(f"{page}verdeel/", follow=True))
    juror = Juror.objects.get(person=person)
    client_for(person).post(f"{page}banden/", {"none": "on"})
    assert "Er kwam 1 lezing bij." in words(desk.post(f"{page}verdeel/", follow=True))
    assert "Alles was al verdeeld" in words(desk.post(f"{page}verdeel/", follow=True))
    assert desk.post(f"{page}leden/{juror.pk}/", {"seat": "chair", "works_at": ""}).status_code == 302
    assert "De herinnering vertrekt" in words(desk.post(f"{page}leden/{juror.pk}/herinner/", follow=True))
    assert "verdwijnt" in words(desk.get(f"{page}leden/{juror.pk}/uit-de-jury/"))
    assert "uit de jury" in words(desk.post(f"{page}leden/{juror.pk}/uit-de-jury/", follow=True))


def test_juror_tells_ties_in_two_steps_and_never_finds_the_project(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    juror = readers(jurors, project)[0]
    row, desk, page = reading_of(juror, project), client_for(juror.person), f"/jury/{call.pk}/banden/"
    shown = desk.get(page).content.decode()
    assert project.organisation.name in shown
    assert project.title not in shown
    assert str(project.number) not in shown
    key = re.search(rf'value="([^"]+)"[^>]*>(?:(?!value=).)*?{re.escape(project.organisation.name)}', shown, re.DOTALL)
    assert key
    assert desk.post(page, {}).status_code == 422
    assert desk.post(page, {"ties": key[1], "none": "on"}).status_code == 422
    assert desk.post(page, {"ties": "verzonnen vereniging"}).status_code == 422
    assert "Wat voor band is het?" in words(desk.post(page, {"ties": key[1]}))
    assert desk.post(page, {"ties": key[1], "step": "kinds"}).status_code == 422
    assert desk.post(page, {"ties": key[1], "step": "kinds", "kind_0": "known"}).status_code == 422
    assert desk.get(f"/jury/lezen/{row.pk}/").status_code == 200
    told = desk.post(page, {"ties": key[1], "step": "kinds", "kind_0": "client"}, follow=True)
    assert "Projecten die verborgen blijven voor jou: 1." in words(told)
    for gone in (f"/jury/lezen/{row.pk}/", f"/jury/lezen/{row.pk}/herkend/", f"/jury/project/{project.pk}/"):
        assert desk.get(gone).status_code == 404
    for there in (
        "/jury/",
        f"/jury/{call.pk}/gesprek/",
        f"/jury/{call.pk}/rangschikking/",
        f"/jury/{call.pk}/spreiding/",
    ):
        assert project.title not in words(desk.get(there))
    other = words(
        client_for(readers(jurors, project)[0].person).get(
            f"/jury/lezen/{reading_of(readers(jurors, project)[0], project).pk}/"
        )
    )
    assert "klant" not in other


def test_blind_juror_reads_no_names(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    with access.as_system():
        project.partners.create(name="Buurtwerk De Vlieger", added_at=clock.now())
    juror = readers(jurors, project)[0]
    page, desk = f"/jury/lezen/{reading_of(juror, project).pk}/", client_for(juror.person)
    shown = words(desk.get(page))
    assert all(text in shown for text in (project.title, "Elke week samen aan tafel.", "Gent", "120.000,00")), shown
    assert project.organisation.name not in shown
    assert "De Vlieger" not in shown
    Call.objects.update(names_shown_at=clock.now())
    shown = words(desk.get(page))
    assert project.organisation.name in shown
    assert "De Vlieger" in shown


def test_question_that_is_not_for_the_jury_stays_away(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    with access.as_system():
        asked = [{"id": "wie", "kind": "text", "label": "Wie trekt het?", "jury_sees": False},
                 {"id": "bij", "kind": "file", "label": "Bijlagen", "is_needed": False}]  # fmt: skip
        definition = {"sections": [{"id": "s", "title": "Wie", "questions": asked}]}
        revision = call.revisions.create(number=2, changed_at=clock.now(), definition=definition)
        files = [{"id": str(revision.pk), "name": "Huis Momena.pdf", "size": 9}]
        answers = {**ANSWERS, "wie": "Geheime Trekker", "bij": files}
        version = HandedIn.objects.create(
            submission=project, revision=revision, answers=answers, sha256="b" * 64, at=clock.now()
        )
        Submission.objects.filter(pk=project.pk).update(handed_in=version)
    juror = readers(jurors, project)[0]
    page, desk = f"/jury/lezen/{reading_of(juror, project).pk}/", client_for(juror.person)
    shown = words(desk.get(page))
    assert "Geheime Trekker" not in shown
    assert "Momena" not in shown
    assert "Bijlage 1" in shown
    assert [desk.get(f"{page}bijlage/{place}/").status_code for place in ("bij/0", "bij/1", "wie/0")] == [404, 404, 404]


def test_score_is_kept_while_typing_and_final_after_handing_in(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    juror = readers(jurors, project)[0]
    page, desk = f"/jury/lezen/{reading_of(juror, project).pk}/", client_for(juror.person)
    first = call.criteria.first().pk
    kept = desk.post(f"{page}bewaar/", {f"points_{first}": "7,5", "version": 1})
    assert (kept.status_code, json.loads(kept.content)) == (200, {"fields": {"version": 2}})
    assert desk.post(f"{page}bewaar/", {f"points_{first}": "8", "version": 1}).status_code == 409
    assert 'value="7,5"' in desk.get(page).content.decode()
    for wrong in ({"points": "elf"}, {"points": "11"}, {"points": "-1"}, {"points": "7,55"}):
        assert desk.post(page, filled(call, **wrong, version=2)).status_code == 422
    pasted = desk.post(page, filled(call, "7", version=2) | {"remark": "Bel 85.07.30-033.28"})
    assert (pasted.status_code, "Hier staat een rijksregisternummer" in words(pasted)) == (422, True)
    answer = desk.post(page, {f"why_{first}": "Zonder punten", "version": 2})
    assert (answer.status_code, "Zonder punten" in words(answer)) == (422, True)
    assert "Geef eerst punten voor elk criterium." in words(desk.get(f"{page}afgeven/"))
    assert desk.post(f"{page}afgeven/", {"version": 2}).status_code == 422
    clash = desk.post(page, filled(call, "3", version=1))
    assert (clash.status_code, "Dit staat er nu" in words(clash)) == (409, True)
    answer = desk.post(page, filled(call, "7", version=2, do="hand_in"))
    assert answer.headers["Location"] == f"{page}afgeven/"
    assert desk.post(f"{page}afgeven/", {"version": "x"}).status_code == 422
    assert "Je score is afgegeven" in words(desk.post(f"{page}afgeven/", {"version": 3}, follow=True))
    assert desk.post(page, filled(call, "1", version=3)).status_code == 422
    assert desk.post(f"{page}afgeven/", {"version": 3}).status_code == 302
    with access.as_system():
        assert set(Score.objects.values_list("points", flat=True)) == {7}


def test_scores_of_others_show_after_ones_own_and_without_names(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    mine, *others = readers(jurors, project)
    for number, one in enumerate(others):
        score(reading_of(one, project), 4 + number, why=f"Uitleg van lezer {number}")
    page, desk = f"/jury/lezen/{reading_of(mine, project).pk}/", client_for(mine.person)
    places = (page, f"/jury/project/{project.pk}/", f"/jury/{call.pk}/gesprek/")
    assert not any("Uitleg van lezer" in words(desk.get(place)) for place in places)
    assert "Geef eerst zelf je score" in words(desk.get(places[1]))
    assert "45" not in words(desk.get(places[2])).split("Agenda")[1]
    assert desk.post(f"{places[1]}nota/", {"words": "Te vroeg"}).status_code == 404
    ranked = words(desk.get(f"/jury/{call.pk}/rangschikking/"))
    assert "geef eerst zelf je score" in ranked
    assert "45,00" not in ranked
    assert "45,00" not in b"".join(desk.get(f"/jury/{call.pk}/rangschikking/csv/")).decode()
    score(reading_of(mine, project), 9)
    shown = words(desk.get(page))
    assert all(text in shown for text in ("Jurylid A", "Jurylid B", "Uitleg van lezer 1"))
    assert not any(str(one.person) in shown for one in others)
    assert "werkveld" not in shown
    assert "administratie" not in shown


def test_meeting_begins_where_experience_sees_it_otherwise() -> None:
    call, officer, jurors = make_jury(projects=3)
    give_out(call, officer)
    alike, apart, wide = (project_of(call, number) for number in range(3))
    for one in readers(jurors, alike):
        score(reading_of(one, alike), 7)
    for one in readers(jurors, apart):
        score(reading_of(one, apart), 9 if one.seat == "experiential_expert" else 7)
    for one, points in zip(readers(jurors, wide), (3, 9, 6), strict=True):
        score(reading_of(one, wide), points)
    shown = words(client_for(officer).get(f"/jury/{call.pk}/gesprek/"))
    order = sorted((apart, wide, alike), key=lambda one: shown.index(one.title))
    assert order[-1] == alike
    assert "ervaringsdeskundige in armoede: 90" in shown
    assert "administratie:" not in shown
    assert "anders gezien" in shown
    shown = words(client_for(officer).get(f"/jury/{call.pk}/spreiding/"))
    assert "Jurylid 1" in shown
    assert not any(str(one.person) in shown for one in jurors)


def test_chair_and_officer_write_final_points_and_others_only_notes() -> None:
    call, officer, jurors = make_jury(seats=("chair", "field"), projects=1)
    give_out(call, officer)
    project = project_of(call)
    for one in jurors:
        score(reading_of(one, project), 7)
    page, key = f"/jury/project/{project.pk}/", dict.fromkeys(call.criteria.values_list("pk", flat=True))
    with access.as_system():
        version = Deliberation.objects.get().version
    facts = {**{f"points_{one}": "7,5" for one in key}, "version": version, "is_discussed": "on"}
    assert client_for(jurors[1].person).post(page, facts).status_code == 404
    assert client_for(jurors[0].person).post(page, facts).status_code == 302
    clash = client_for(officer).post(page, facts | {"note": "Ook gezien"})
    assert (clash.status_code, "Ook gezien" in words(clash), "Dit staat er nu" in words(clash)) == (409, True, True)
    far = facts | {"version": version + 1, **{f"points_{one}": "1" for one in key}}
    answer = client_for(officer).post(page, far)
    assert (answer.status_code, "Schrijf op waarom" in words(answer)) == (422, True)
    assert client_for(jurors[1].person).post(f"{page}nota/", {"words": "Sterk plan"}).status_code == 302
    assert client_for(jurors[1].person).post(f"{page}nota/", {"words": " "}).status_code == 422
    shown = words(client_for(officer).get(page))
    assert "Sterk plan" in shown
    assert str(jurors[1].person) not in shown
    with access.as_system():
        assert DiscussionNote.objects.count() == 1


def test_tied_juror_is_absent_and_told_so_without_why(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, officer, jurors = jury
    project = project_of(call)
    with access.as_system():
        Tie.objects.create(juror=jurors[0], submission=project, kind="person", declared_at=clock.now())
    shown = words(client_for(officer).get(f"/jury/project/{project.pk}/"))
    assert f"Niet aanwezig bij dit project: {jurors[0].person}" in shown
    assert "dichtbij" not in shown
    assert "dichtbij" not in words(client_for(officer).get(f"/jury/{call.pk}/"))


def test_ranking_shows_equals_and_takes_an_order_and_a_file(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, officer, jurors = jury
    desk, page = client_for(officer), f"/jury/{call.pk}/rangschikking/"
    assert "2 projecten hebben nog geen eindscore" in words(desk.get(page))
    for score_text in ("12", "sNaN"):
        assert "geen projecten met dezelfde score" in words(desk.get(f"{page}gelijk/", {"score": score_text}))
    projects = [project_of(call, number) for number in range(2)]
    for project in projects:
        score(reading_of(readers(jurors, project)[0], project), 7)
    shown = desk.get(page).content.decode()
    assert "gelijk/?score=70.00" in shown
    order = {f"place_{projects[0].pk}": 2, f"place_{projects[1].pk}": 1}
    assert desk.post(f"{page}gelijk/?score=70.00", order).status_code == 422
    assert (
        desk.post(f"{page}gelijk/?score=70.00", order | {f"place_{projects[1].pk}": 2, "why": "x"}).status_code == 422
    )
    assert desk.post(f"{page}gelijk/?score=70.00", order | {"why": "Meer partners."}).status_code == 302
    shown = words(desk.get(page))
    assert shown.index(projects[1].title) < shown.index(projects[0].title)
    file = b"".join(desk.get(f"{page}csv/")).decode()
    assert f"1;{projects[1].number};" in file
    assert "70,00" in file
    assert desk.post(f"{page}tel-opnieuw/").status_code == 302


def test_strangers_find_no_jury(jury: tuple[Call, Person, list[Juror]]) -> None:
    call, _, jurors = jury
    project = project_of(call)
    mine, elsewhere = readers(jurors, project)[0], make_jury(projects=0, seats=("field",))
    row = reading_of(mine, project)
    colleague = next(one for one in jurors if one != mine)
    for_officers = [f"/jury/{call.pk}/", f"/jury/{call.pk}/leden/{mine.pk}/"]
    shared = [f"/jury/{call.pk}/gesprek/", f"/jury/{call.pk}/rangschikking/", f"/jury/project/{project.pk}/"]
    own = [f"/jury/lezen/{row.pk}/", f"/jury/lezen/{row.pk}/afgeven/"]
    assert {client_for(make_officer()).get(page).status_code for page in [*for_officers, *shared]} == {404}
    assert {client_for(elsewhere[2][0].person).get(page).status_code for page in [*shared, *own]} == {404}
    assert {client_for(colleague.person).get(page).status_code for page in own} == {404}
    assert {client_for(mine.person).get(page).status_code for page in for_officers} == {403}
    assert {client_for(make_submitter()).get(page).status_code for page in [*shared, *own]} == {403}
    assert {Client().get(page).status_code for page in [*shared, *own]} == {302}


def test_pages_ask_little_for_many_projects() -> None:
    call, officer, jurors = make_jury(projects=30)
    give_out(call, officer)
    project = project_of(call)
    for one in readers(jurors, project):
        score(reading_of(one, project), 7)
    mine = readers(jurors, project)[0]
    base = f"/jury/{call.pk}/"
    pages = [(officer, base), (officer, f"{base}gesprek/"), (officer, f"{base}spreiding/"), (officer, f"{base}rangschikking/"),
             (officer, f"/jury/project/{project.pk}/"), (mine.person, "/jury/"), (mine.person, f"{base}gesprek/"),
             (mine.person, f"{base}banden/"), (mine.person, f"{base}rangschikking/")]  # fmt: skip
    counts = {(person.pk == officer.pk, page): len(questions(client_for(person), page)) for person, page in pages}
    assert {page: count for page, count in counts.items() if count > MOST_OF_A_LIST} == {}


def test_call_without_a_jury_or_projects_has_pages_too() -> None:
    call, officer, _ = make_jury(projects=0, seats=())
    for page in ("", "leden/nieuw/", "gesprek/", "spreiding/", "rangschikking/", "rangschikking/gelijk/"):
        assert client_for(officer).get(f"/jury/{call.pk}/{page}").status_code == 200
    assert "Je zit nu in geen jury" in words(
        client_for(make_membership(roles.JUROR, organisation=call.administration).person).get("/jury/")
    )
    call.state = "published"
    call.save()
    juror = make_juror(call)
    assert "Je hoeft nu niets op te geven" in words(client_for(juror.person).get(f"/jury/{call.pk}/banden/"))
