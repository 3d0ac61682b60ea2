"""Reports in the database: written together, final, opened again."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from pypdf import PdfReader

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, PLANNER
from tandem.kernel import access, clock
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.programmes.actions.phase import stop_trajectory
from tandem.programmes.actions.report import (
    CannotFinalise,
    CannotReopen,
    CannotWrite,
    ReportConflict,
    finalise_report,
    reopen_report,
    save_report,
)
from tandem.programmes.models import Recommendation, Report, ReportVersion
from tandem.programmes.queries.report import contents_of, first_contents, history_of, report_for
from tandem.programmes.rules.report import THEIRS, Contents
from tests.factories import make_membership, make_viewer
from tests.programmes.factories import TWO_PHASES, make_trajectory, shipped_template
from tests.sessions.factories import contact_of, make_duo

KIND = "scan_report"
EVIL = '#eval("1+1") *vet* $x$ #import "a.typ" <label> \\ @iemand [x]'


@pytest.fixture
def trajectory(db):
    trajectory = make_trajectory(template=shipped_template(TWO_PHASES), wishes="Beter luisteren.")
    with access.as_system():
        if not trajectory.provider.memberships.filter(role=PLANNER).exists():
            make_membership(PLANNER, organisation=trajectory.provider)
        make_duo(trajectory.series)
        yield trajectory


def trainer(trajectory):
    return trajectory.series.duos.get(ended_at__isnull=True).trainer


def save(trajectory, *, version, by=None, kind=KIND, **facts):
    sections = {"challenges": "", "lifeworld": "", "links": "", "strengths": "", "actions": ""}
    if kind == "final_report":
        sections = {"summary": "", "results": "", "advice": ""}
    sections |= {key: facts.pop(key) for key in list(facts) if key in sections}
    extra = {key: facts.pop(key) for key in ("recommendations", "chosen_problem", "work_forms") if key in facts}
    return save_report(trajectory, kind=kind, contents=Contents(sections, **extra), version=version,
                       by=by or trainer(trajectory), at=clock.now(), **facts)  # fmt: skip


def test_report_starts_with_what_the_application_told(trajectory):
    plan = trajectory.template.parsed.document(KIND)
    text = first_contents(trajectory, plan).sections["challenges"]
    assert "kwetsbare groepen te bereiken" in text
    assert "Beter luisteren." in text


def test_saving_makes_a_version_and_an_audit_line(trajectory):
    report = save(trajectory, version=0, challenges="Een")
    again = save(trajectory, version=report.version, challenges="Twee")
    assert (again.version, again.content["challenges"]) == (2, "Twee")
    assert [version.content["section:challenges"] for version in again.versions.all()] == ["Twee", "Een"]
    assert AuditEntry.objects.filter(action="report.saved").count() == 2


def test_saving_without_a_change_makes_no_version(trajectory):
    report = save(trajectory, version=0, challenges="Een")
    assert save(trajectory, version=report.version, challenges="Een").version == 1


def test_two_people_in_different_parts_are_both_kept(trajectory):
    save(trajectory, version=0, challenges="Basis")
    save(trajectory, version=1, challenges="Basis", strengths="Van de trainer")
    both = save(
        trajectory, version=1, challenges="Basis", actions="Van de organisatie", by=contact_of(trajectory.series)
    )
    assert (both.content["strengths"], both.content["actions"]) == ("Van de trainer", "Van de organisatie")


def test_two_people_in_the_same_part_see_both_texts(trajectory):
    save(trajectory, version=0, challenges="Basis")
    save(trajectory, version=1, challenges="Van de trainer", strengths="Warm")
    with pytest.raises(ReportConflict) as conflict:
        save(trajectory, version=1, challenges="Van ons", by=contact_of(trajectory.series))
    clash = conflict.value.current
    assert (clash.parts, clash.version, clash.who) == (("section:challenges",), 2, str(trainer(trajectory)))
    assert (clash.theirs.sections["challenges"], clash.mine.sections["challenges"]) == ("Van de trainer", "Van ons")
    assert clash.mine.sections["strengths"] == "Warm"  # what only the other changed is already there
    assert Report.objects.get().content["challenges"] == "Van de trainer"


def test_choice_after_a_conflict_is_kept(trajectory):
    save(trajectory, version=0, challenges="Van de trainer")
    kept = save(trajectory, version=1, challenges="Van ons", choices={"section:challenges": THEIRS},
                by=contact_of(trajectory.series), strengths="Nieuw")  # fmt: skip
    assert (kept.content["challenges"], kept.content["strengths"]) == ("Van de trainer", "Nieuw")


def test_two_first_texts_clash_too(trajectory):
    save(trajectory, version=0, challenges="Van de trainer")
    with pytest.raises(ReportConflict):
        save(trajectory, version=0, challenges="Van ons", by=contact_of(trajectory.series))


def test_autosave_waits_when_somebody_else_wrote(trajectory):
    save(trajectory, version=0, challenges="Basis")
    save(trajectory, version=1, challenges="Basis", strengths="Warm")
    with pytest.raises(ReportConflict):
        save(trajectory, version=1, challenges="Basis", actions="Zelf", is_autosave=True)


def test_history_shows_one_line_per_sitting(trajectory):
    for number, text in enumerate(("a", "ab", "abc")):
        save(trajectory, version=number, challenges=text)
    save(trajectory, version=3, challenges="abcd", by=contact_of(trajectory.series))
    rows = history_of(Report.objects.get())
    assert [(row.number, row.who) for row in rows] == [
        (4, str(contact_of(trajectory.series))),
        (3, str(trainer(trajectory))),
    ]


def finalise(trajectory, *, kind=KIND, version):
    return finalise_report(trajectory, kind=kind, version=version, by=trainer(trajectory), at=clock.now())


def pdf_text(stored):
    reader = PdfReader(BytesIO(read_file(stored)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return "\n".join(page.extract_text() for page in reader.pages)


def test_final_report_is_a_tagged_pdf_with_the_text_as_typed(trajectory):
    save(trajectory, version=0, challenges=EVIL, strengths="- een\n- twee")
    report = finalise(trajectory, version=1)
    text = pdf_text(report.document)
    assert EVIL in " ".join(text.split())
    assert trajectory.organisation.name in text
    assert (report.version, report.versions.first().document) == (2, report.document)


def test_organisation_hears_without_content(trajectory):
    save(trajectory, version=0, challenges="Geheim van de keuken")
    finalise(trajectory, version=1)
    mail = OutgoingMail.objects.get(subject__endswith="is klaar")
    assert mail.to_email == contact_of(trajectory.series).email
    assert "Geheim" not in mail.body


def test_final_report_needs_its_parts(trajectory):
    with pytest.raises(CannotFinalise, match="nog leeg"):
        finalise(trajectory, version=0)
    save(trajectory, version=0, kind="final_report", summary="Klaar")
    with pytest.raises(CannotFinalise, match="minstens één aanbeveling"):
        finalise(trajectory, kind="final_report", version=1)


def test_final_report_is_not_made_over_somebody_elses_new_text(trajectory):
    save(trajectory, version=0, challenges="a")
    save(trajectory, version=1, challenges="b")
    with pytest.raises(CannotFinalise, match="verder"):
        finalise(trajectory, version=1)


def test_final_report_never_changes(trajectory):
    save(trajectory, version=0, challenges="a")
    report = finalise(trajectory, version=1)
    with pytest.raises(CannotWrite):
        save(trajectory, version=2, challenges="b")
    with pytest.raises(CannotFinalise, match="al definitief"):
        finalise(trajectory, version=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(content={"challenges": "b"})
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.filter(report=report).update(content={})


def test_reopening_asks_a_reason_and_keeps_the_earlier_pdf(trajectory):
    save(trajectory, version=0, challenges="a")
    first = finalise(trajectory, version=1).document
    with pytest.raises(CannotReopen, match="waarom"):
        reopen_report(trajectory, kind=KIND, reason=" ", by=trainer(trajectory), at=clock.now())
    report = reopen_report(
        trajectory, kind=KIND, reason="Een fout in de cijfers", by=trainer(trajectory), at=clock.now()
    )
    assert (report.finalised_at, report.document) == (None, None)
    with pytest.raises(CannotReopen, match="niet definitief"):
        reopen_report(trajectory, kind=KIND, reason="nog eens", by=trainer(trajectory), at=clock.now())
    save(trajectory, version=report.version, challenges="b")
    second = finalise(trajectory, version=report.version + 1)
    documents = [version.document for version in second.versions.filter(document__isnull=False)]
    assert documents == [second.document, first]
    assert "Een fout in de cijfers" in [version.note for version in second.versions.all()]


def test_recommendations_keep_their_state_when_the_text_stays(trajectory):
    save(trajectory, version=0, kind="final_report", summary="x", recommendations=("Een", "Twee", "Drie"))
    Recommendation.objects.filter(text="Drie").update(state="done")
    save(trajectory, version=1, kind="final_report", summary="x", recommendations=("Drie", "Een"))
    rows = list(Recommendation.objects.values_list("position", "text", "state"))
    assert rows == [(1, "Drie", "done"), (2, "Een", "open")]
    assert contents_of(Report.objects.get()).recommendations == ("Drie", "Een")
    report = finalise(trajectory, kind="final_report", version=2)
    assert "Drie" in pdf_text(report.document)


def test_stopped_trajectory_takes_no_more_text(trajectory):
    stop_trajectory(trajectory, reason="Te weinig tijd", by=contact_of(trajectory.series), at=clock.now())
    with pytest.raises(CannotWrite, match="stopgezet"):
        save(trajectory, version=0, challenges="a")


def test_unknown_kind_is_refused(trajectory):
    with pytest.raises(CannotWrite):
        save(trajectory, version=0, kind="action_plan")


def test_reports_of_others_are_invisible_in_the_database(trajectory):
    save(trajectory, version=0, challenges="a")
    stranger = make_viewer(ORGANISATION_CONTACT)
    access.set_context(person_id=stranger.person_id, organisation_ids=stranger.organisation_ids())
    assert (Report.objects.count(), ReportVersion.objects.count(), Recommendation.objects.count()) == (0, 0, 0)


def test_fund_finds_final_reports_only(trajectory):
    officer = make_viewer(FUND_OFFICER, organisation=trajectory.fund)
    save(trajectory, version=0, challenges="a")
    with pytest.raises(Http404):
        report_for(officer, trajectory.pk, KIND)
    finalise(trajectory, version=1)
    place = report_for(officer, trajectory.pk, KIND)
    assert (place.may_edit, place.may_finalise, place.may_reopen) == (False, False, False)
