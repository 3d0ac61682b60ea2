"""Reports, phases and the checklist in the browser."""

import json

import pytest
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER, TRAINER
from tandem.kernel import access, clock
from tandem.programmes.actions.report import finalise_report, save_report
from tandem.programmes.models import Recommendation, Report, Trajectory
from tandem.programmes.rules.report import Contents
from tests.factories import client_for, make_membership
from tests.programmes.factories import TWO_PHASES, make_trajectory, priced_template
from tests.sessions.factories import contact_of, make_duo, planner_of

KIND = "scan_report"
SECTIONS = ("challenges", "lifeworld", "links", "strengths", "actions")


@pytest.fixture
def trajectory(db):
    trajectory = make_trajectory(template=priced_template(TWO_PHASES), wishes="Beter luisteren.")
    with access.as_system():
        if not trajectory.provider.memberships.filter(role="planner").exists():
            make_membership("planner", organisation=trajectory.provider)
        make_duo(trajectory.series)
    return trajectory


def person(trajectory, part):
    with access.as_system():
        duo = trajectory.series.duos.select_related("trainer", "experiential_expert").get(ended_at__isnull=True)
        return {
            "organisation": lambda: contact_of(trajectory.series), "planner": lambda: planner_of(trajectory.series),
            "trainer": lambda: duo.trainer, "expert": lambda: duo.experiential_expert,
            "fund": lambda: make_membership(FUND_OFFICER, organisation=trajectory.fund).person,
            "other trainer": lambda: make_membership(TRAINER, organisation=trajectory.provider).person,
            "stranger": lambda: make_membership().person,
        }[part]()  # fmt: skip


def client(trajectory, part):
    return client_for(person(trajectory, part))


def at(name, trajectory, kind=KIND, **extra):
    return reverse(name, kwargs={"pk": trajectory.pk, "kind": kind, **extra})


def typed(version, **texts):
    return {"version": version, **{f"section:{key}": texts.get(key, "") for key in SECTIONS}, "do": "save"}


def write(trajectory, part, version, *, name="report_edit", **texts):
    return client(trajectory, part).post(at(name, trajectory), typed(version, **texts))


def stored(trajectory, kind=KIND):
    with access.as_system():
        return Report.objects.get(trajectory=trajectory, kind=kind)


def save(trajectory, *, kind=KIND, version=0, final=False, **facts):
    with access.as_system():
        plan = trajectory.template.parsed.document(kind)
        text = facts.pop("text", "Tekst")
        contents = Contents({section.key: text for section in plan.sections}, **facts)
        by = trajectory.series.duos.get(ended_at__isnull=True).trainer
        report = save_report(trajectory, kind=kind, contents=contents, version=version, by=by, at=clock.now())
        if final:
            report = finalise_report(trajectory, kind=kind, version=report.version, by=by, at=clock.now())
        return report


def test_address_of_a_report_is_dutch(trajectory):
    assert at("report", trajectory).endswith("/verslag/organisatiescan/")


@pytest.mark.parametrize("part", ["organisation", "planner", "trainer", "expert"])
def test_writers_find_the_application_already_filled_in(trajectory, part):
    page = client(trajectory, part).get(at("report", trajectory), follow=True)
    assert page.redirect_chain[0][0] == at("report_edit", trajectory)
    assert "Beter luisteren." in page.text
    assert "Klopt dit nog?" in page.text


@pytest.mark.parametrize("part", ["fund", "stranger", "other trainer"])
def test_others_find_no_draft(trajectory, part):
    save(trajectory)
    for name in ("report", "report_edit", "report_finalise", "report_reopen", "report_pdf"):
        assert client(trajectory, part).get(at(name, trajectory)).status_code == 404
    assert client(trajectory, part).get(at("report_version", trajectory, number=1)).status_code == 404


def test_unknown_kind_of_report_does_not_exist(trajectory):
    assert client(trajectory, "planner").get(f"/trajecten/{trajectory.pk}/verslag/kasticket/").status_code == 404
    assert (
        client(trajectory, "planner").get(at("report", trajectory, "action_plan")).status_code == 404
    )  # not in this programme


def test_writing_is_kept_and_shown_again(trajectory):
    answer = write(trajectory, "organisation", 0, challenges="Lange wachtrijen <nu>")
    assert answer.status_code == 302
    page = client(trajectory, "trainer").get(at("report_edit", trajectory))
    assert "Lange wachtrijen &lt;nu&gt;" in page.text
    assert "Wie schreef wanneer?" in page.text


def test_too_long_text_is_not_lost(trajectory):
    answer = write(trajectory, "organisation", 0, challenges="x" * 10_001, actions="Blijft staan")
    assert answer.status_code == 422
    assert "x" * 10_001 in answer.text
    assert "Blijft staan" in answer.text
    with access.as_system():
        assert not Report.objects.exists()


def test_conflict_shows_both_texts_and_lets_choose(trajectory):
    write(trajectory, "trainer", 0, challenges="Van de trainer", strengths="Warm")
    answer = write(trajectory, "organisation", 0, challenges="Van ons", actions="Ons plan")
    assert answer.status_code == 409
    assert "Van de trainer" in answer.text
    assert "Van ons" in answer.text
    assert "Ons plan" in answer.text
    assert "Warm" in answer.text
    assert f"{person(trajectory, 'trainer')} schreef" in answer.text
    assert stored(trajectory).content["challenges"] == "Van de trainer"
    chosen = {
        **typed(1, challenges="Van ons", actions="Ons plan", strengths="Warm"),
        "choice-section:challenges": "both",
    }
    assert client(trajectory, "organisation").post(at("report_edit", trajectory), chosen).status_code == 302
    content = stored(trajectory).content
    assert content["challenges"] == "Van de trainer\n\nVan ons"
    assert (content["strengths"], content["actions"]) == ("Warm", "Ons plan")


def test_different_parts_come_together_without_a_question(trajectory):
    first = save(trajectory, text="Basis")
    basis = dict.fromkeys(SECTIONS, "Basis")
    write(trajectory, "trainer", first.version, **{**basis, "strengths": "Warm"})
    answer = client(trajectory, "organisation").post(
        at("report_edit", trajectory), typed(first.version, **{**basis, "actions": "Ons plan"}), follow=True
    )
    assert "samen met wat de ander intussen schreef" in answer.text
    assert (stored(trajectory).content["strengths"], stored(trajectory).content["actions"]) == ("Warm", "Ons plan")


def test_autosave_hands_over_the_new_version(trajectory):
    answer = write(trajectory, "organisation", 0, name="report_autosave", challenges="a")
    assert json.loads(answer.content) == {"fields": {"version": 1}}
    assert write(trajectory, "organisation", 1, name="report_autosave", challenges="ab").status_code == 200
    late = write(trajectory, "trainer", 1, name="report_autosave", strengths="b")
    assert late.status_code == 409
    assert "Klik op «Bewaar»" in json.loads(late.content)["message"]
    assert client(trajectory, "organisation").get(at("report_autosave", trajectory)).status_code == 405


def test_action_plan_chooses_one_problem(trajectory):
    six = make_trajectory()
    with access.as_system():
        make_duo(six.series)
    posted = {"version": 0, "chosen_problem": "Mensen komen niet terug", "do": "save", **{
        f"section:{key}": "" for key in ("problem", "causes", "actions", "experience", "success")}}  # fmt: skip
    assert client(six, "organisation").post(at("report_edit", six, "action_plan"), posted).status_code == 302
    assert stored(six, "action_plan").chosen_problem == "Mensen komen niet terug"
    page = client(six, "trainer").get(at("report_edit", six, "final_report"))
    assert "Gekozen probleem: Mensen komen niet terug" in page.text


def test_objectives_have_work_forms(trajectory):
    posted = {"version": 0, "section:objectives": "Beter onthaal", "section:work_forms": "", "do": "save",
              "work_forms": ["coaching", "peer_review"]}  # fmt: skip
    assert (
        client(trajectory, "organisation").post(at("report_edit", trajectory, "objectives"), posted).status_code == 302
    )
    assert stored(trajectory, "objectives").work_forms == ["coaching", "peer_review"]


def final_form(version, *rows, do="save"):
    texts = {f"section:{key}": "Tekst" for key in ("summary", "results", "advice")}
    return {"version": version, "do": do, **texts, **{f"recommendation_{n}": row for n, row in enumerate(rows)}}


def test_recommendations_are_added_moved_and_dropped_without_javascript(trajectory):
    trainer, address = client(trajectory, "trainer"), at("report_edit", trajectory, "final_report")
    assert trainer.post(address, final_form(0, "Een", "Twee", do="add")).headers["Location"].endswith("#aanbevelingen")
    page = trainer.get(address)
    assert 'name="recommendation_2"' in page.text
    trainer.post(address, final_form(1, "Een", "Twee", "Drie", do="up:2"))
    trainer.post(address, final_form(2, "Een", "Drie", "Twee", "", do="drop:0"))
    with access.as_system():
        assert list(Recommendation.objects.values_list("text", flat=True)) == ["Drie", "Twee"]


def test_organisation_reads_the_report_of_the_duo_once_it_is_final(trajectory):
    save(trajectory, kind="final_report", text="Nog geheim", recommendations=("Kort",))
    organisation = client(trajectory, "organisation")
    page = organisation.get(at("report", trajectory, "final_report"))
    assert "Het duo schrijft dit verslag." in page.text
    assert "Nog geheim" not in page.text
    assert organisation.get(at("report_edit", trajectory, "final_report")).status_code == 404
    assert organisation.get(at("report_version", trajectory, "final_report", number=1)).status_code == 404
    trainer = client(trajectory, "trainer")
    preview = trainer.get(at("report_finalise", trajectory, "final_report"))
    assert "verandert niet meer" in preview.text
    assert trainer.post(at("report_finalise", trajectory, "final_report"), {"version": 1}).status_code == 302
    assert "Nog geheim" in organisation.get(at("report", trajectory, "final_report")).text
    assert "Nog geheim" in client(trajectory, "fund").get(at("report", trajectory, "final_report")).text
    pdf = organisation.get(at("report_pdf", trajectory, "final_report"))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def test_organisation_cannot_make_a_report_final(trajectory):
    save(trajectory)
    assert client(trajectory, "organisation").post(at("report_finalise", trajectory), {"version": 1}).status_code == 404


def test_making_final_what_somebody_changed_meanwhile_is_refused(trajectory):
    save(trajectory)
    save(trajectory, version=1, text="Nieuw")
    answer = client(trajectory, "trainer").post(at("report_finalise", trajectory), {"version": 1})
    assert answer.status_code == 422
    assert "Iemand schreef intussen verder." in answer.text


def test_final_report_without_recommendation_says_what_misses(trajectory):
    save(trajectory, kind="final_report")
    page = client(trajectory, "trainer").get(at("report_finalise", trajectory, "final_report"))
    assert "Schrijf minstens één aanbeveling." in page.text
    assert "Maak definitief" not in page.text


def test_reopening_keeps_the_final_text_for_fund_and_organisation(trajectory):
    save(trajectory, kind="final_report", text="Eerste tekst", recommendations=("Kort",), final=True)
    trainer = client(trajectory, "trainer")
    assert trainer.post(at("report_reopen", trajectory, "final_report"), {"reason": ""}).status_code == 422
    assert trainer.post(at("report_reopen", trajectory, "final_report"), {"reason": "Foutje"}).status_code == 302
    trainer.post(at("report_edit", trajectory, "final_report"), final_form(3, "Kort"))
    for part in ("fund", "organisation"):
        page = client(trajectory, part).get(at("report", trajectory, "final_report"))
        assert "Eerste tekst" in page.text
        assert "laatste definitieve versie" in page.text
    assert "Foutje" in trainer.get(at("report_version", trajectory, "final_report", number=3)).text


def checklist(trajectory, **answers):
    with access.as_system():
        row = Recommendation.objects.get()
    return {f"state_{row.pk}": "busy", f"note_{row.pk}": "", f"seen_{row.pk}": "open",
            **{f"{key}_{row.pk}": value for key, value in answers.items()}}  # fmt: skip


def test_checklist_appears_with_the_final_report(trajectory):
    address = reverse("recommendation_checklist", args=[trajectory.pk])
    organisation = client(trajectory, "organisation")
    assert "Nog geen aanbevelingen" in organisation.get(address).text
    save(trajectory, kind="final_report", recommendations=("Kortere formulieren",), final=True)
    assert "Kortere formulieren" in organisation.get(address).text
    assert organisation.post(address, checklist(trajectory)).status_code == 302
    refused = organisation.post(address, checklist(trajectory, state="dropped", seen="busy"))
    assert refused.status_code == 422
    assert "Schrijf kort waarom jullie dit niet doen." in refused.text
    clash = organisation.post(address, checklist(trajectory, state="done"))
    assert clash.status_code == 422
    assert "intussen op «bezig»" in clash.text
    fund = client(trajectory, "fund")
    assert "bezig" in fund.get(address).text
    assert fund.post(address, checklist(trajectory, seen="busy", state="done")).status_code == 404


def moments(choice="continue", count="2", **extra):
    return {"version": 1, "choice": choice, "contact_moments": count, "note": "", "work_form_1": "coaching",
            "work_form_2": "peer_review", "title_1": "Onthaal", **extra}  # fmt: skip


def test_organisation_goes_on_with_the_agreed_contact_moments(trajectory):
    organisation, address = client(trajectory, "organisation"), reverse("phase_decide", args=[trajectory.pk])
    page = organisation.get(address)
    assert "«Verslag van de organisatiescan» is nog niet definitief. Je kan toch kiezen." in page.text
    answer = organisation.post(address, moments(), follow=True)
    assert "Jullie gaan verder." in answer.text
    with access.as_system():
        titles = (
            Trajectory.objects.get(pk=trajectory.pk)
            .series.sessions.filter(phase=2)
            .in_order()
            .values_list("title", flat=True)
        )
        assert list(titles) == ["Contactmoment 1: Onthaal", "Contactmoment 2", "Feedbackmoment"]
    assert "Hier is niets meer te kiezen" in organisation.get(address).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contact_moments": ""}, "Kies hoeveel contactmomenten jullie afspreken."),
        ({"contact_moments": "7"}, "Kies een aantal van 1 tot 6."),
        ({"work_form_2": ""}, "Kies de werkvorm van contactmoment 2."),
        ({"contact_moments": "1", "title_2": "Te veel"}, "maar vulde er meer in"),
        ({"choice": ""}, "Kies of jullie doorgaan of voorlopig stoppen."),
        ({"version": "99"}, "Iemand besliste net over dit traject."),
    ],
)
def test_wrong_choice_is_explained_and_keeps_what_was_typed(trajectory, changes, words):
    answer = client(trajectory, "organisation").post(reverse("phase_decide", args=[trajectory.pk]), moments(**changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Onthaal" in answer.text


def test_stopping_for_now_and_resuming(trajectory):
    organisation, address = client(trajectory, "organisation"), reverse("phase_decide", args=[trajectory.pk])
    assert "Jullie stoppen voorlopig." in organisation.post(address, moments("stop_for_now", ""), follow=True).text
    assert "Hervat het traject" in organisation.get(address).text
    assert "Jullie gaan verder." in organisation.post(address, moments(version=2), follow=True).text


def test_planner_writes_down_what_the_organisation_said(trajectory):
    planner, address = client(trajectory, "planner"), reverse("phase_decide", args=[trajectory.pk])
    assert planner.post(address, moments("stop_for_now", "")).status_code == 422
    said = planner.post(address, moments("stop_for_now", "", note="De directeur belde"), follow=True)
    assert said.status_code == 200
    assert "De directeur belde" in planner.get(address).text


@pytest.mark.parametrize("part", ["fund", "trainer", "stranger"])
def test_only_organisation_and_planner_decide(trajectory, part):
    for name in ("phase_decide", "trajectory_stop"):
        address = reverse(name, args=[trajectory.pk])
        assert client(trajectory, part).get(address).status_code == 404
        assert client(trajectory, part).post(address, moments()).status_code == 404


def test_stopping_for_good_asks_a_reason(trajectory):
    organisation, address = client(trajectory, "organisation"), reverse("trajectory_stop", args=[trajectory.pk])
    assert organisation.post(address, {"version": 1, "reason": ""}).status_code == 422
    answer = organisation.post(address, {"version": 1, "reason": "De dienst sluit"}, follow=True)
    assert "Het traject is stopgezet." in answer.text
    again = organisation.post(address, {"version": 2, "reason": "Nog eens"})
    assert again.status_code == 422
    assert "al afgerond of stopgezet" in again.text


def test_stopping_for_good_is_taken_back_where_it_was_done(trajectory):
    organisation, address = client(trajectory, "organisation"), reverse("trajectory_stop", args=[trajectory.pk])
    file = reverse("trajectory", args=[trajectory.pk])
    early = organisation.post(address, {"version": 1, "take_back": "1"})
    assert early.status_code == 422
    assert "niet stopgezet" in early.text
    organisation.post(address, {"version": 1, "reason": "De dienst sluit"})
    assert "De reden: De dienst sluit" in organisation.get(file).text
    assert "Neem het stopzetten terug" in organisation.get(file).text
    assert "Neem het stopzetten terug" not in client(trajectory, "fund").get(file).text
    assert "Ga toch verder" in organisation.get(address).text
    assert organisation.post(address, {"version": 1, "take_back": "1"}).status_code == 422
    answer = organisation.post(address, {"version": 2, "take_back": "1"}, follow=True)
    assert "Het traject gaat verder." in answer.text
    assert "Het stopzetten is teruggenomen." in answer.text
    assert "Neem het stopzetten terug" not in answer.text


def test_parts_are_shown_in_the_order_of_the_programme(trajectory):
    save(trajectory, kind="final_report", recommendations=("Kort",), final=True)
    page = client(trajectory, "fund").get(at("report", trajectory, "final_report")).text
    titles = ("Samenvatting", "Wat is er veranderd?", "Toelichting bij de aanbevelingen", ">Aanbevelingen<")
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
