"""The fund decides: state, trace, letter, held mail; nothing leaves before a person releases it."""

import threading
from io import BytesIO

import pytest
from django.db import connections
from pypdf import PdfReader

from tandem.identity.rules import PLANNER
from tandem.kernel import access, clock
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.states import CannotTransition
from tandem.planning.models import RequestSheet
from tandem.programmes.actions.application import AlreadyStarted, start_application
from tandem.programmes.actions.application_sending import answer_question
from tandem.programmes.actions.decision import (
    CannotDecide,
    CannotUndo,
    DecidedByOther,
    approve_application,
    ask_for_more,
    refuse_application,
    undo_decision,
)
from tandem.programmes.actions.decision_release import CannotRelease, release_decision
from tandem.programmes.models import Application, Trajectory, Turn
from tandem.programmes.queries.history import history_of
from tandem.sessions.models import Series
from tests.databases import OwnDatabase
from tests.factories import make_fund, make_membership, make_provider
from tests.programmes.factories import (
    TWO_PHASES,
    make_applicant,
    make_application,
    make_officer,
    make_trajectory,
    provider_with_contact,
    shipped_template,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _every_row(db: None):
    with access.as_system():
        yield


usefixtures = pytest.mark.usefixtures("_every_row")


def decision_mail(application: Application) -> OutgoingMail:
    return OutgoingMail.objects.filter(about_id=str(application.pk), kind="decision").latest("made_at")


def letter_text(application: Application) -> str:
    reader = PdfReader(BytesIO(read_file(application.letter)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def actions_about(application: Application) -> list[str]:
    entries = AuditEntry.objects.filter(subject_id=str(application.pk)).order_by("pk")
    return list(entries.values_list("action", flat=True))


def open_turn(application: Application) -> tuple[str, str] | None:
    return Turn.objects.filter(application=application, ended_at__isnull=True).values_list("step", "side").first()


@usefixtures
def test_approval_keeps_who_and_when_and_holds_letter_and_mail() -> None:
    provider, officer = provider_with_contact(), make_officer()
    application = make_application("submitted")

    approved = approve_application(application, provider=provider, note="Veel succes!", by=officer, at=clock.now())

    assert (approved.status, approved.decided_by, approved.provider) == ("approved", officer, provider)
    assert decision_mail(approved).status == "held"
    assert decision_mail(approved).attachments.get() == approved.letter
    assert open_turn(approved) == ("release", "fund")
    assert actions_about(approved)[-1] == "application.approved"
    assert not Trajectory.objects.exists()


@usefixtures
def test_letter_and_mail_of_an_approval_say_how_to_reach_the_provider_and_what_is_free() -> None:
    provider = provider_with_contact()
    approved = make_application("approved", provider=provider)

    letter, mail = letter_text(approved), decision_mail(approved).body

    for text in (letter, mail):
        assert provider.email in text
        assert provider.phone in text
        assert "Wat nu?" in text
    assert "We keuren je aanvraag goed" in letter
    assert approved.number in letter
    assert "zaalhuur en catering" in letter
    assert letter_text(approved).count("Opmerking van het fonds") == 0


@usefixtures
def test_approval_takes_the_default_provider() -> None:
    provider = provider_with_contact()
    application = make_application("submitted")

    assert approve_application(application, by=make_officer(), at=clock.now()).provider == provider


@usefixtures
def test_approval_without_any_provider_is_refused() -> None:
    application = make_application("submitted")

    with pytest.raises(CannotDecide, match="nog geen aanbieder"):
        approve_application(application, by=make_officer(), at=clock.now())


@usefixtures
def test_refusal_gives_a_reason_and_another_way_without_contact_data() -> None:
    provider = provider_with_contact()
    refused = make_application("refused")

    letter, mail = letter_text(refused), decision_mail(refused).body

    for text in (letter, mail):
        assert "Jullie volgden dit jaar al een traject." in text
        assert "Vraag het volgend jaar opnieuw." in text
        assert provider.email not in text
        assert provider.phone not in text
    assert (refused.provider, refused.status) == (None, "refused")


@usefixtures
def test_refusal_without_a_reason_is_refused() -> None:
    application = make_application("submitted")

    with pytest.raises(CannotDecide) as refused:
        refuse_application(application, reason="  ", by=make_officer(), at=clock.now())

    assert refused.value.problems[0].field == "reason"


@usefixtures
def test_question_leaves_at_once_and_the_term_stands_still() -> None:
    asked = make_application("asked")

    mail = OutgoingMail.objects.get(about_id=str(asked.pk), key__startswith="question:")

    assert (mail.status, mail.to_email) == ("queued", asked.contact_email)
    assert asked.question in mail.body
    assert f"/aanvragen/{asked.pk}/antwoorden/" in mail.body
    assert open_turn(asked) == ("answer_question", "organisation")


@usefixtures
def test_second_question_keeps_the_first_with_its_answer() -> None:
    asked = make_application("asked")
    answered = answer_question(asked, answer="Met twaalf.", by=asked.made_by, at=clock.now())

    again = ask_for_more(answered, question="En wanneer?", by=make_officer(), at=clock.now())

    assert again.earlier_questions == [{"question": asked.question, "answer": "Met twaalf."}]
    assert (again.question, again.answer) == ("En wanneer?", "")


@usefixtures
def test_empty_question_is_refused() -> None:
    with pytest.raises(CannotDecide):
        ask_for_more(make_application("submitted"), question=" ", by=make_officer(), at=clock.now())


@usefixtures
@pytest.mark.parametrize("trait", ["approved", "refused"])
def test_undo_brings_the_application_back_and_stops_the_mail(trait: str) -> None:
    decided = make_application(trait)

    undone = undo_decision(decided, by=make_officer(), at=clock.now())

    assert (undone.status, undone.decided_by, undone.letter, undone.provider) == ("submitted", None, None, None)
    assert decision_mail(undone).status == "cancelled"
    assert open_turn(undone) == ("decide", "fund")
    assert actions_about(undone)[-1] == "application.decision_undone"


@usefixtures
def test_decision_after_undo_sends_only_the_last_one() -> None:
    undone = undo_decision(make_application("approved"), by=make_officer(), at=clock.now())
    refused = refuse_application(undone, reason="Bij nader inzien niet.", by=make_officer(), at=clock.now())

    release_decision(refused, by=make_officer(), at=clock.now())

    mails = OutgoingMail.objects.filter(about_id=str(undone.pk), kind="decision").order_by("made_at", "pk")
    assert [mail.status for mail in mails] == ["cancelled", "queued"]
    assert "Bij nader inzien niet." in mails[1].body
    assert not Trajectory.objects.exists()


@usefixtures
def test_undo_after_release_is_refused() -> None:
    released = make_application("released")

    with pytest.raises(CannotUndo, match="al verstuurd"):
        undo_decision(released, by=make_officer(), at=clock.now())


@usefixtures
def test_undo_without_a_decision_is_refused() -> None:
    with pytest.raises(CannotTransition):
        undo_decision(make_application("submitted"), by=make_officer(), at=clock.now())


@usefixtures
@pytest.mark.parametrize("trait", ["draft", "asked", "approved", "refused", "released", "withdrawn"])
def test_decision_on_what_waits_for_no_decision_is_refused(trait: str) -> None:
    application = make_application(trait)

    with pytest.raises(DecidedByOther) as refused:
        approve_application(application, provider=make_provider(), by=make_officer(), at=clock.now())

    assert refused.value.current.status == application.status


@usefixtures
def test_released_approval_starts_the_trajectory_and_sends_the_mail() -> None:
    provider = provider_with_contact()
    planner = make_membership(PLANNER, organisation=provider).person
    approved = make_application("approved", provider=provider)

    released = release_decision(approved, by=make_officer(), at=clock.now())

    trajectory = Trajectory.objects.get(application=released)
    assert decision_mail(released).status == "queued"
    assert (trajectory.number, trajectory.provider, trajectory.fund) == (released.number, provider, released.fund)
    assert trajectory.series.sessions.count() == 7
    assert (trajectory.series.max_half_days, trajectory.series.phase_maxima) == (6, {"1": 6})
    assert trajectory.series.expected_participants == released.expected_participants
    sheet = RequestSheet.objects.get(series=trajectory.series)
    assert (sheet.window_first, sheet.window_last) == (released.wished_from, released.wished_until)
    assert sheet.group_size == released.expected_participants
    notice = OutgoingMail.objects.get(to_person=planner)
    assert trajectory.number in notice.subject
    assert released.contact_email in notice.body
    assert open_turn(released) is None
    assert Turn.objects.get(trajectory=trajectory, ended_at__isnull=True).step == "assign_duo"
    assert actions_about(released)[-1] == "application.released"


@usefixtures
def test_released_refusal_starts_nothing() -> None:
    released = make_application("refused_released")

    assert decision_mail(released).status == "queued"
    assert not Trajectory.objects.exists()
    assert not Series.objects.exists()


@usefixtures
@pytest.mark.parametrize("trait", ["released", "refused_released"])
def test_release_twice_is_refused(trait: str) -> None:
    released = make_application(trait)

    with pytest.raises(CannotRelease, match="is al verstuurd"):
        release_decision(released, by=make_officer(), at=clock.now())

    assert Trajectory.objects.count() == (1 if trait == "released" else 0)


@usefixtures
@pytest.mark.parametrize("trait", ["draft", "submitted", "asked", "withdrawn"])
def test_release_without_a_decision_is_refused(trait: str) -> None:
    with pytest.raises(CannotRelease, match="geen beslissing"):
        release_decision(make_application(trait), by=make_officer(), at=clock.now())


@usefixtures
def test_trajectory_of_two_phases_starts_with_phase_one() -> None:
    trajectory = make_trajectory(template=shipped_template(TWO_PHASES))

    assert trajectory.phase == 1
    assert list(trajectory.series.sessions.order_by("position").values_list("step", flat=True)) == [
        "exploratory_talk", "basic_training", "scan",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_deciding_at_once_give_one_decision(fresh_database: OwnDatabase) -> None:
    provider = provider_with_contact()
    application, officers = make_application("submitted"), [make_officer(), make_officer()]
    together, outcomes = threading.Barrier(2), {}

    def decide(number: int) -> None:
        try:
            with access.as_system():
                together.wait()
                if number:
                    refuse_application(application, reason="Nee.", by=officers[1], at=clock.now())
                else:
                    approve_application(application, provider=provider, by=officers[0], at=clock.now())
            outcomes[number] = "decided"
        except DecidedByOther as conflict:
            outcomes[number] = (str(conflict), conflict.current.status)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with access.as_system():
        decided = Application.objects.get(pk=application.pk)
    winner = 0 if decided.status == "approved" else 1
    sentence = "Iemand anders besliste net over deze aanvraag. Bekijk ze opnieuw."
    assert outcomes == {winner: "decided", 1 - winner: (sentence, decided.status)}
    assert decided.decided_by == officers[winner]
    assert OutgoingMail.objects.filter(kind="decision").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_starting_at_once_give_one_draft(fresh_database: OwnDatabase) -> None:
    organisation, person = make_applicant()
    make_fund("331")
    together, outcomes = threading.Barrier(2), []

    def start() -> None:
        try:
            with access.as_system():
                together.wait()
                start_application(organisation=organisation, template=shipped_template(), by=person, at=clock.now())
            outcomes.append("started")
        except AlreadyStarted:
            outcomes.append("already there")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already there", "started"]


@usefixtures
def test_timeline_of_a_trajectory_begins_with_its_application() -> None:
    trajectory = make_trajectory()

    told = [row.text for row in reversed(history_of(trajectory))]

    assert told == [
        "De aanvraag is begonnen.", "De aanvraag is ingediend.", "De beslissing over de aanvraag is verstuurd.",
        "Het traject is gestart.",
    ]  # fmt: skip
