"""Start, save, send, answer and withdraw an application: state, trace, mail, refusal."""

from datetime import timedelta
from typing import Any

import pytest

from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.states import CannotTransition
from tandem.programmes.actions.application import (
    AlreadyStarted,
    CannotSave,
    CannotStart,
    StepConflict,
    save_step,
    start_application,
)
from tandem.programmes.actions.application_sending import (
    CannotAnswer,
    CannotSubmit,
    answer_question,
    submit_application,
    withdraw_application,
)
from tandem.programmes.models import Application, Turn
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.rules.application import STEP_FIELDS, shown_answers
from tests.factories import make_fund, make_sector
from tests.programmes import factories
from tests.programmes.factories import make_applicant, make_application, shipped_template

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _every_row(db: None):
    with access.as_system():
        yield


def begin(organisation: Organisation, by: Person, **facts: Any) -> Application:
    make_fund("331")
    return start_application(
        **{"organisation": organisation, "template": shipped_template(), "by": by, "at": clock.now(), **facts}
    )


def actions_about(application: Application) -> list[str]:
    return list(
        AuditEntry.objects.filter(subject_id=str(application.pk)).order_by("pk").values_list("action", flat=True)
    )


def mails_about(application: Application) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(about_id=str(application.pk)).order_by("made_at", "pk"))


def save(application: Application, step: str, by: Person, *, shown: dict[str, str] | None = None, **typed: Any) -> None:
    before = shown_answers(answers_of(application), STEP_FIELDS[step]) if shown is None else shown
    save_step(application, step=step, typed=typed, shown=before, by=by, at=clock.now())


def test_start_makes_a_prefilled_draft_with_the_checked_sector() -> None:
    organisation, person = make_applicant(street="Kade 3", postal_code="9000", place="Gent")

    draft = begin(organisation, person)

    assert (draft.status, draft.number) == ("draft", None)
    assert draft.place == "Kade 3, 9000 Gent"
    assert (draft.contact_name, draft.contact_email, draft.contact_phone) == (str(person), person.email, person.phone)
    assert (draft.joint_committee, draft.rsz_category, draft.fund.fund_code) == ("331", "122", "331")
    assert draft.eligibility["sources"]
    assert actions_about(draft) == ["application.started"]
    assert mails_about(draft) == []


@pytest.mark.parametrize(
    ("joint_committee", "rsz_category"), [("330", ""), ("331", "062"), ("319.02", "062"), ("999", "122")]
)
def test_start_with_another_sector_makes_nothing(joint_committee: str, rsz_category: str) -> None:
    organisation, person = make_applicant()
    organisation.sectors.update(joint_committee=joint_committee, rsz_category=rsz_category)

    with pytest.raises(CannotStart) as refused:
        begin(organisation, person)

    assert refused.value.problems[0].field == "sector"
    assert not Application.objects.exists()


def test_start_with_a_sector_that_ended_makes_nothing() -> None:
    organisation, person = make_applicant()
    organisation.sectors.update(valid_to=clock.today() - timedelta(days=1))

    with pytest.raises(CannotStart, match="paritair comité van je organisatie nog niet"):
        begin(organisation, person)

    assert not Application.objects.exists()


def test_start_without_the_fund_of_the_sector_says_so() -> None:
    organisation, person = make_applicant()

    with pytest.raises(CannotStart, match="Vormingsfonds 331 is nog niet aangesloten"):
        start_application(organisation=organisation, template=shipped_template(), by=person, at=clock.now())


def test_start_with_a_closed_programme_makes_nothing() -> None:
    organisation, person = make_applicant()
    template = shipped_template()
    type(template).objects.filter(pk=template.pk).update(valid_to=clock.today() - timedelta(days=1))

    with pytest.raises(CannotStart, match="neemt vandaag geen aanvragen aan"):
        begin(organisation, person)


def test_start_with_two_fitting_sectors_asks_for_which() -> None:
    organisation, person = make_applicant()
    make_sector(organisation, joint_committee="329.01", rsz_category="262")
    make_fund("329")

    with pytest.raises(CannotStart) as refused:
        begin(organisation, person)
    draft = begin(organisation, person, sector="329.01/262")

    assert refused.value.problems[0].field == "sector"
    assert draft.fund.fund_code == "329"


@pytest.mark.parametrize("trait", ["draft", "submitted", "asked", "approved", "refused"])
def test_start_twice_gives_the_undecided_application(trait: str) -> None:
    organisation, person = make_applicant()
    first = make_application(trait, organisation=organisation, by=person)

    with pytest.raises(AlreadyStarted) as refused:
        begin(organisation, person)

    assert refused.value.application == first
    assert Application.objects.count() == 1


@pytest.mark.parametrize("trait", ["released", "refused_released", "withdrawn"])
def test_start_again_after_the_end_is_allowed(trait: str) -> None:
    organisation, person = make_applicant()
    make_application(trait, organisation=organisation, by=person)

    assert begin(organisation, person).status == "draft"


def test_save_keeps_an_incomplete_step() -> None:
    organisation, person = make_applicant()
    draft = begin(organisation, person)

    save(draft, "reason", person, applicant_kind="", motives=[], motive_text="Veel verloop", wishes="")

    draft.refresh_from_db()
    assert (draft.motive_text, draft.version) == ("Veel verloop", 2)
    assert actions_about(draft) == ["application.started", "application.saved"]


def test_save_without_a_change_leaves_no_trace() -> None:
    organisation, person = make_applicant()
    draft = begin(organisation, person)

    save(draft, "contact", person, contact_name=draft.contact_name, contact_email=draft.contact_email,
         contact_phone=draft.contact_phone)  # fmt: skip

    draft.refresh_from_db()
    assert draft.version == 1
    assert actions_about(draft) == ["application.started"]


def test_save_from_an_old_page_keeps_what_a_colleague_wrote_elsewhere() -> None:
    organisation, person = make_applicant()
    draft = begin(organisation, person)
    opened = shown_answers(answers_of(draft), STEP_FIELDS["reason"])
    save(draft, "reason", person, motive_text="van een collega")
    draft.refresh_from_db()

    save(draft, "reason", person, shown=opened, motive_text="", wishes="van mij")

    draft.refresh_from_db()
    assert (draft.motive_text, draft.wishes) == ("van een collega", "van mij")


def test_save_over_the_work_of_somebody_else_is_a_conflict_that_shows_both() -> None:
    organisation, person = make_applicant()
    draft = begin(organisation, person)
    opened = shown_answers(answers_of(draft), STEP_FIELDS["reason"])
    save(draft, "reason", person, wishes="van een collega")

    with pytest.raises(StepConflict) as conflict:
        save(draft, "reason", person, shown=opened, wishes="van mij")

    assert conflict.value.fields == ("wishes",)
    assert conflict.value.current.wishes == "van een collega"


def test_save_of_another_sector_changes_the_fund() -> None:
    organisation, person = make_applicant()
    make_fund("329")
    draft = begin(organisation, person)
    make_sector(organisation, joint_committee="329.01", rsz_category="262")

    save(draft, "organisation", person, sector="329.01/262")

    draft.refresh_from_db()
    assert (draft.fund.fund_code, draft.joint_committee) == ("329", "329.01")


@pytest.mark.parametrize("trait", ["submitted", "approved", "refused_released", "withdrawn"])
def test_save_after_sending_is_refused(trait: str) -> None:
    application = make_application(trait)

    with pytest.raises(CannotSave):
        save(application, "reason", application.made_by, wishes="te laat")


def test_submit_numbers_the_application_and_confirms_by_mail() -> None:
    application = make_application("submitted")

    assert application.number.startswith(f"BT-{clock.today().year}-")
    assert application.status == "submitted"
    assert (application.submitted_by, application.is_eligible) == (application.made_by, True)
    receipt = mails_about(application)[0]
    assert (receipt.to_email, receipt.status) == (application.contact_email, "queued")
    assert application.number in receipt.subject
    assert "Wat nu?" in receipt.body
    assert actions_about(application) == ["application.started", "application.submitted"]


def test_submit_twice_changes_nothing() -> None:
    application = make_application("submitted")

    again = submit_application(application, by=application.made_by, at=clock.now())

    assert (again.number, again.version) == (application.number, application.version)
    assert len(mails_about(application)) == 1
    assert actions_about(application).count("application.submitted") == 1


def test_numbers_of_two_applications_differ() -> None:
    assert make_application("submitted").number != make_application("submitted").number


def test_submit_of_an_incomplete_draft_names_every_field() -> None:
    organisation, person = make_applicant()
    draft = begin(organisation, person)

    with pytest.raises(CannotSubmit) as refused:
        submit_application(draft, by=person, at=clock.now())

    assert [problem.field for problem in refused.value.problems] == [
        "applicant_kind", "motives", "group_description", "expected_participants", "place_kind", "wished_from",
    ]  # fmt: skip
    assert Application.objects.get(pk=draft.pk).status == "draft"


def test_submit_with_a_wrong_kbo_number_is_refused() -> None:
    draft = make_application("draft")
    draft.organisation.enterprise_number = "0123456789"
    draft.organisation.save()

    with pytest.raises(CannotSubmit, match="Dit ondernemingsnummer klopt niet"):
        submit_application(draft, by=draft.made_by, at=clock.now())


def test_submit_after_the_sector_ended_is_refused() -> None:
    draft = make_application("draft")
    draft.organisation.sectors.update(valid_to=clock.today() - timedelta(days=1))

    with pytest.raises(CannotSubmit, match="Kies eerst een sector die in aanmerking komt") as refused:
        submit_application(draft, by=draft.made_by, at=clock.now())

    assert refused.value.problems[0].field == "sector"


def test_submit_after_the_start_date_has_passed_is_refused() -> None:
    draft = make_application("draft")
    later = clock.now() + timedelta(days=90)

    with pytest.raises(CannotSubmit, match="Deze datum is al voorbij"):
        submit_application(draft, by=draft.made_by, at=later)


def test_submit_to_a_programme_that_closed_is_refused() -> None:
    draft = make_application("draft")
    type(draft.template).objects.filter(pk=draft.template_id).update(valid_to=clock.today() - timedelta(days=1))

    with pytest.raises(CannotSubmit, match="neemt geen aanvragen meer aan"):
        submit_application(draft, by=draft.made_by, at=clock.now())


def test_answer_brings_the_application_back_to_the_fund() -> None:
    asked = make_application("asked")

    answered = answer_question(asked, answer=" Met twaalf mensen. ", by=asked.made_by, at=clock.now())

    assert (answered.status, answered.answer) == ("submitted", "Met twaalf mensen.")
    assert answered.submitted_at == asked.submitted_at
    assert Turn.objects.get(application=asked, ended_at__isnull=True).step == "decide"
    assert actions_about(asked)[-1] == "application.answered"
    assert "Je antwoord" in mails_about(asked)[-1].subject


def test_empty_answer_is_refused() -> None:
    asked = make_application("asked")

    with pytest.raises(CannotAnswer) as refused:
        answer_question(asked, answer="  ", by=asked.made_by, at=clock.now())

    assert refused.value.problems[0].field == "answer"


def test_answer_without_a_question_is_refused() -> None:
    application = make_application("submitted")

    with pytest.raises(CannotTransition):
        answer_question(application, answer="Toch.", by=application.made_by, at=clock.now())


@pytest.mark.parametrize(("trait", "mails"), [("draft", 0), ("submitted", 2), ("asked", 3)])
def test_withdraw_ends_the_turn_and_tells_who_asked(trait: str, mails: int) -> None:
    application = make_application(trait)

    withdrawn = withdraw_application(application, by=application.made_by, at=clock.now())

    assert withdrawn.status == "withdrawn"
    assert not Turn.objects.filter(application=application, ended_at__isnull=True).exists()
    assert len(mails_about(application)) == mails


def test_withdrawn_draft_never_reaches_the_fund() -> None:
    draft = make_application("draft")

    withdraw_application(draft, by=draft.made_by, at=clock.now())

    draft.refresh_from_db()
    assert draft.fund is None


@pytest.mark.parametrize("trait", ["approved", "refused", "released", "refused_released", "withdrawn"])
def test_withdraw_after_the_decision_is_refused(trait: str) -> None:
    application = make_application(trait)

    with pytest.raises(CannotTransition, match="Neem contact op met het fonds"):
        withdraw_application(application, by=application.made_by, at=clock.now())


def test_failing_trace_undoes_the_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = make_application("draft")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(AuditEntry.objects, "create", broken)
    with pytest.raises(RuntimeError):
        submit_application(draft, by=draft.made_by, at=clock.now())

    assert Application.objects.get(pk=draft.pk).status == "draft"
    assert mails_about(draft) == []


def test_template_of_two_phases_may_be_asked_beside_another_programme() -> None:
    organisation, person = make_applicant()
    make_application("submitted", organisation=organisation, by=person)

    second = begin(organisation, person, template=shipped_template(factories.TWO_PHASES))

    assert second.status == "draft"
