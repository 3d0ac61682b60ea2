"""From a chosen project to a closed one: contract, four eyes, budget, reports; what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.calls.actions import budget_change as changes
from tandem.calls.actions import grant as grants
from tandem.calls.actions import instalment as payments
from tandem.calls.actions import report as reports
from tandem.calls.actions.handing_in import withdraw
from tandem.calls.models import Decision, Grant, Instalment, Network, SelectionRound
from tandem.calls.rules.grant import CONTENT_PARTS, Line
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.uploads import CheckedUpload, check_upload
from tandem.kernel.models import OutgoingMail
from tandem.kernel.refusal import Conflict
from tests.architecture.test_query_budget import questions
from tests.calls.call_factories import make_call, make_officer, make_submission, make_submitter
from tests.guidance.factories import looking

pytestmark = pytest.mark.django_db


@cache
def a_pdf() -> bytes:
    return render_pdf(
        "kernel/report.typ", {"title": "Contract", "made_on": date(2026, 1, 1), "facts": [], "sections": []}
    )


def offered() -> tuple[Grant, Person, Person, Person]:
    """A grant with its contract offered, two officers and somebody of the organisation."""
    call, by = make_call(), make_submitter()
    officer, second = make_officer(call.administration), make_officer(call.administration)
    submission = make_submission(call, by, state="chosen")
    with access.as_system():
        stored = SelectionRound.objects.create(call=call, rule="rank", why="Zoals afgesproken.", input={}, answer={},
                                               input_sha256="a" * 64, stored_at=clock.now())  # fmt: skip
        Decision.objects.create(submission=submission, round=stored, outcome="chosen", by_rule="chosen", wave=2026,
                                grant={"werking": "120000.00"}, decided_at=clock.now())  # fmt: skip
        call.state, call.first_start_on = "announced", clock.today() - timedelta(days=400)
        call.save()
    with looking(officer):
        [grant] = grants.offer_contracts(call, by=officer, at=clock.now())
    return grant, officer, second, by


def upload() -> CheckedUpload:
    return check_upload(BytesIO(a_pdf()), name="contract.pdf", size=len(a_pdf()), limit=10_000_000)


def signed(grant: Grant, by: Person) -> Grant:
    with looking(by):
        return grants.sign_contract(grant, upload(), signed_on=clock.today(), signed_by="Voorzitter", version=grant.version,
                                    by=by, at=clock.now())  # fmt: skip


def test_a_chosen_project_gets_budget_instalments_reports_and_a_network() -> None:
    grant, officer, _second, by = offered()
    with looking(by):
        assert sum(one.amount_eur for one in grant.instalments.all()) == 120_000
        assert {(one.label, one.kind) for one in grant.budget_lines.all()} == {
            ("Halftijdse coördinator", "werking"), ("Halftijdse coördinator", "own"),
        }  # fmt: skip
        assert grant.reports.count() == 4
        assert (grant.ends_on - grant.starts_on).days in (729, 730)
    assert Network.objects.get(grant=grant).state == "starting"
    assert OutgoingMail.objects.filter(to_person=by, kind="notice").count() == 1
    with looking(officer):
        assert grants.offer_contracts(grant.submission.call, by=officer, at=clock.now()) == []


def test_a_project_withdrawn_before_the_contract_came_back_owes_nothing() -> None:
    grant, _officer, _second, by = offered()
    with looking(by):
        withdraw(grant.submission, by=by, at=clock.now())
        grant.refresh_from_db()
        assert (grant.state, grant.instalments.count(), grant.reports.count()) == ("stopped", 0, 0)
    assert Network.objects.get(grant=grant).state == "ended"


def test_two_different_officers_pay_and_the_database_refuses_one_alone() -> None:
    grant, officer, second, by = offered()
    first = grant.instalments.order_by("position").first
    with looking(officer), pytest.raises(payments.CannotPay, match="nog niet getekend"):
        payments.propose_payment(first(), by=officer, at=clock.now())
    signed(grant, by)
    with looking(officer):
        row = payments.propose_payment(first(), by=officer, at=clock.now())
        assert row.communication.startswith("+++700/")
        with pytest.raises(payments.CannotPay, match="Een collega"):
            payments.approve_payment(row, by=officer, at=clock.now())
        with pytest.raises(IntegrityError, match="two_officers"), transaction.atomic():
            Instalment.objects.filter(pk=row.pk).update(approved_by=officer, approved_at=clock.now())
    with looking(second):
        payments.approve_payment(row, by=second, at=clock.now())
        with pytest.raises(payments.CannotPay, match="toekomst"):
            payments.record_payment(row, paid_on=clock.today() + timedelta(days=1), by=second, at=clock.now())
        assert payments.record_payment(row, paid_on=clock.today(), by=second, at=clock.now()).state == "paid"
    with looking(officer):
        later = grant.instalments.filter(after_report__isnull=False).order_by("position").first()
        with pytest.raises(payments.CannotPay, match="wacht op een verslag"):
            payments.propose_payment(later, by=officer, at=clock.now())


def test_the_database_lets_no_organisation_write_its_own_money() -> None:
    grant, _officer, _second, by = offered()
    with looking(by):
        assert grant.instalments.update(amount_eur=1) == grant.budget_lines.update(amount_eur=1) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Instalment.objects.create(grant=grant, position=9, kind="werking", amount_eur=1, due_on=clock.today())
        assert sum(one.amount_eur for one in grant.instalments.all()) == 120_000


def test_instalments_keep_adding_up_and_stand_after_the_signature() -> None:
    grant, officer, _second, by = offered()
    with looking(officer):
        rows = list(grant.instalments.all())
        wrong = [payments.Wanted(row.pk, Decimal(1), row.due_on) for row in rows]
        with pytest.raises(payments.CannotPay, match="Toegekend is"):
            payments.change_instalments(grant, wrong, version=grant.version, by=officer, at=clock.now())
    grant = signed(grant, by)
    with looking(officer), pytest.raises(payments.CannotPay, match="staan vast"):
        payments.change_instalments(grant, wrong, version=grant.version, by=officer, at=clock.now())


def test_a_budget_moves_only_with_a_yes_and_a_second_question_waits() -> None:
    grant, officer, _second, by = offered()
    grant = signed(grant, by)
    moved = [Line("Coördinator", "werking", Decimal(100_000)), Line("Vorming", "werking", Decimal(20_000)),
             Line("Lokaal", "own", Decimal(10_000))]  # fmt: skip
    with looking(by):
        with pytest.raises(changes.CannotChangeBudget, match="blijft"):
            changes.ask_budget_change(grant, moved[:1], why="Anders.", version=grant.version, by=by, at=clock.now())
        change = changes.ask_budget_change(
            grant, moved, why="Meer vorming.", version=grant.version, by=by, at=clock.now()
        )
        with pytest.raises(changes.CannotChangeBudget, match="ligt al een vraag"):
            changes.ask_budget_change(grant, moved, why="Nog eens.", version=grant.version, by=by, at=clock.now())
    with looking(officer):
        with pytest.raises(changes.CannotChangeBudget, match="waarom het niet kan"):
            changes.decide_budget_change(change, agrees=False, by=officer, at=clock.now())
        changes.decide_budget_change(change, agrees=True, by=officer, at=clock.now())
    with looking(by):
        assert [one.label for one in grant.budget_lines.all()] == ["Coördinator", "Vorming", "Lokaal"]


def test_a_report_is_kept_unfinished_handed_in_whole_and_sent_back_with_a_question() -> None:
    grant, officer, _second, by = offered()
    signed(grant, by)
    facts = {"spent": {}, "remark": "", "by": by, "at": clock.now()}
    with looking(by):
        report = grant.reports.get(kind="content", period_from=grant.starts_on)
        saved = reports.save_report(report, words={"did": "Veel."}, version=1, **facts)
        with pytest.raises(Conflict):
            reports.save_report(report, words={"did": "Iets anders."}, version=1, **facts)
        with pytest.raises(reports.CannotReport) as refused:
            reports.hand_in_report(saved, version=saved.version, by=by, at=clock.now())
        assert len(refused.value.problems) == len(CONTENT_PARTS) - 1
        whole = reports.save_report(saved, words=dict.fromkeys(CONTENT_PARTS, "Veel."), version=saved.version, **facts)
        reports.hand_in_report(whole, version=whole.version, by=by, at=clock.now())
        with pytest.raises(reports.CannotReport, match="al ingediend"):
            reports.save_report(report, words={}, version=whole.version + 1, **facts)
    with looking(officer):
        with pytest.raises(reports.CannotReport, match="Schrijf je vraag"):
            reports.return_report(report, question=" ", by=officer, at=clock.now())
        reports.return_report(report, question="Hoeveel ouders?", by=officer, at=clock.now())
    with looking(by):
        report.refresh_from_db()
        assert (report.state, report.words["did"], report.question) == ("returned", "Veel.", "Hoeveel ouders?")


def test_a_report_that_comes_near_is_told_once_to_the_organisation_alone() -> None:
    grant, _officer, _second, by = offered()
    signed(grant, by)
    with access.as_system():
        before = OutgoingMail.objects.count()
        assert (reports.remind_of_reports(at=clock.now()), reports.remind_of_reports(at=clock.now())) == (2, 0)
    sent = OutgoingMail.objects.order_by("made_at", "pk")[before:]
    assert [one.to_person_id for one in sent] == [by.pk, by.pk]


def test_a_project_closes_when_all_is_told_paid_and_kept() -> None:
    grant, officer, _second, by = offered()
    signed(grant, by)
    with looking(officer):
        grants.start_closing(grant, by=officer, at=clock.now())
        with pytest.raises(grants.CannotClose) as refused:
            grants.close_grant(grant, by=officer, at=clock.now())
        assert len(refused.value.problems) == 4
    with access.as_system():
        Grant.objects.filter(pk=grant.pk).update(closing_words="De brugfiguur blijft.")
        grant.reports.update(state="approved")
        grant.instalments.update(state="paid", paid_on=clock.today(), approved_at=clock.now())
        Network.objects.get(grant=grant).practices.create(
            title="Brugfiguur", words="Aan de poort.", made_at=clock.now()
        )
    with looking(officer):
        assert grants.close_grant(grant, by=officer, at=clock.now()).state == "closed"


def test_another_organisation_and_another_administration_see_no_grant(client: Client) -> None:
    grant, officer, _second, by = offered()
    pages = ("grant", "grant_contract", "grant_sign")
    for person, status in ((by, 200), (officer, 200), (make_submitter(), 404), (make_officer(), 404)):
        client.force_login(person)
        assert {client.get(reverse(name, args=[grant.pk])).status_code for name in pages} == {status}
    with looking(make_submitter()):
        assert not Grant.objects.exists()
        assert not Instalment.objects.exists()


def test_pages_take_a_project_from_contract_to_paid_and_told(client: Client) -> None:
    grant, officer, second, by = offered()
    client.force_login(by)
    typed = {
        "file": BytesIO(a_pdf()),
        "signed_on": str(clock.today()),
        "signed_by": "Voorzitter",
        "version": grant.version,
    }
    typed["file"].name = "contract.pdf"
    assert client.post(reverse("grant_sign", args=[grant.pk]), typed).status_code == 302
    with access.as_system():
        first = grant.instalments.order_by("position").first()
        report = grant.reports.filter(kind="finance").order_by("period_from").first()
    answer = client.post(
        reverse("grant_report", args=[report.pk]), {"line-1": "1.000,50", "version": 1, "indienen": "1"}
    )
    assert (answer.status_code, "1.000,50" in answer.content.decode(), "Nul mag ook" in answer.content.decode()) == (
        422,
        True,
        True,
    )
    client.force_login(officer)
    client.post(reverse("instalment_propose", args=[first.pk]))
    client.post(reverse("instalment_approve", args=[first.pk]))
    client.force_login(second)
    client.post(reverse("instalment_approve", args=[first.pk]))
    client.post(reverse("instalment_paid", args=[first.pk]), {"betaald-paid_on": str(clock.today())})
    with access.as_system():
        first.refresh_from_db()
    assert (first.state, first.proposed_by_id, first.approved_by_id) == ("paid", officer.pk, second.pk)
    lines = b"".join(client.get(reverse("payment_queue"), {"als": "csv", "toon": "paid"}).streaming_content).decode()
    assert "60000,00" in lines
    for name in ("grant_list", "payment_queue"):
        assert len(questions(client, reverse(name))) <= 12
    assert len(questions(client, reverse("grant", args=[grant.pk]))) <= 15


def test_the_last_day_is_the_day_before_the_same_day_so_many_months_later() -> None:
    assert grants._last_day(date(2025, 12, 1), 24) == date(2027, 11, 30)
    assert grants._last_day(date(2026, 2, 1), 30) == date(2028, 7, 31)
    assert grants._last_day(date(2026, 2, 1), 36) == date(2029, 1, 31)


def test_an_officer_of_another_administration_follows_no_network_of_this_one(client: Client) -> None:
    grant, officer, _second, _by = offered()
    page = reverse("ally_network", args=[Network.objects.get(grant=grant).pk])
    for person, status in ((officer, 200), (make_officer(), 404)):
        client.force_login(person)
        assert client.get(page).status_code == status


def test_words_of_a_colleague_are_shown_and_what_was_typed_can_be_saved_after_all(client: Client) -> None:
    grant, _officer, _second, by = offered()
    grant = signed(grant, by)
    with looking(by):
        now = grants.tell_what_remains(grant, "Van een collega.", version=grant.version, by=by, at=clock.now()).version
    client.force_login(by)
    page = reverse("grant_remains", args=[grant.pk])
    clash = client.post(page, {"words": "Van mij.", "version": now - 1})
    told = clash.content.decode()
    assert (clash.status_code, "Van een collega." in told, "Van mij." in told) == (409, True, True)
    assert f'name="version" value="{now}"' in told
    assert client.post(page, {"words": "Van mij.", "version": now}).status_code == 302
