"""Handing in: what misses, time and grace, two people at once, doubles, receipts, and taking back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tandem.calls.actions.handing_in import CannotHandIn, CannotWithdraw, hand_in, withdraw
from tandem.calls.forms.handing_in import opening_in, signed_opening
from tandem.calls.models import Answer, Call, Grant, HandedIn, Submission, SubmissionPartner
from tandem.calls.queries.handing_in import is_untouched, state_for_writer
from tandem.calls.rules import handing_in as rules
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tests.calls.call_factories import make_call, make_officer, make_submission, make_submitter
from tests.databases import OwnDatabase
from tests.factories import client_for, make_membership, make_organisation, make_person
from tests.guidance.factories import looking
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db
WAITS_FOR_THE_RULE = """select count(*) from pg_locks
    where not granted and locktype = 'advisory' and classid = hashtext('calls.area_rule')::oid"""
MUCH = [{"label": "Te veel", "parts": {"werking": "150000.01"}}]


def post(client: Client, submission: Submission, **fields: str) -> Any:
    return client.post(reverse("submission_submit", args=[submission.pk]), fields)


def closed_call(minutes_ago: int, **fields: Any) -> Call:
    now = clock.now()
    return make_call(opens_at=now - timedelta(days=9), closes_at=now - timedelta(minutes=minutes_ago), **fields)


def answer(submission: Submission, question: str, value: Any) -> None:
    with access.as_system():
        Answer.objects.filter(submission=submission, question=question).update(value=value, changed_at=clock.now())


def versions(submission: Submission) -> int:
    with access.as_system():
        return HandedIn.objects.filter(submission=submission).count()


def fresh(submission: Submission) -> Submission:
    with access.as_system():
        return Submission.objects.select_related("call", "handed_in").get(pk=submission.pk)


def sent_in(by: Person, call: Call, at: datetime | None = None, **fields: Any) -> Submission:
    draft = make_submission(call, by, state="draft", **fields)
    with looking(by):
        hand_in(draft, by=by, at=at or clock.now())
    return fresh(draft)


def test_handing_in_keeps_everything_with_a_number_a_fingerprint_and_a_mail() -> None:
    by, call = make_submitter(), make_call()
    draft = make_submission(call, by, state="draft")
    with access.as_system():
        SubmissionPartner.objects.create(submission=draft, name="School De Vlinder", added_at=clock.now())
    page = post(client_for(by), draft)
    assert page.status_code == 302, page.content.decode()
    row = fresh(draft)
    assert row.state == "submitted"
    assert row.number
    assert row.ask == {"werking": "120000.00"}  # what others pay is not asked
    assert row.handed_in.answers["plan"] == "Elke week samen aan tafel."
    assert row.handed_in.partners[0]["name"] == "School De Vlinder"
    assert is_untouched(row.handed_in)
    assert OutgoingMail.objects.get(to_person=by).subject == f"Project {row.number} is ingediend"
    assert AuditEntry.objects.filter(action="submission.hand_in", subject_id=str(row.pk)).count() == 1


def test_everything_that_misses_is_refused_at_once_and_shown_before() -> None:
    by, call = make_submitter(), make_call(submitter_kinds=["association"])
    draft = make_submission(call, by, state="draft", answers={"plan": "", "months": "12", "budget": MUCH})
    client = client_for(by)
    shown = client.get(reverse("submission_submit", args=[draft.pk])).content.decode()
    refused = post(client, draft)
    assert refused.status_code == 422
    for words in ("Wat gaan jullie doen?", "24 tot 36 maanden", "0,01", "Deze oproep is voor"):
        assert words in shown
        assert words in refused.content.decode()
    assert versions(draft) == 0


def test_a_stop_of_the_form_keeps_a_project_out() -> None:
    by, call = make_submitter(), make_call()
    draft = make_submission(call, by, state="draft", answers={"stem": "no"})
    stop = {"when": {"question": "stem", "op": "is", "value": "no"}, "sentence": "Zonder hen gaat het niet."}
    form = {**draft.revision.definition, "stops": [stop]}
    with access.as_system():
        draft.revision = call.revisions.create(
            number=2, definition=form, published_at=clock.now(), changed_at=clock.now()
        )
        draft.save()
    page = post(client_for(by), draft)
    assert page.status_code == 422
    assert "Zonder hen gaat het niet." in page.content.decode()


def test_an_answer_that_is_not_asked_is_not_handed_in() -> None:
    row = sent_in(make_submitter(), make_call(), answers={"stem": "no"})
    assert "hoe" not in row.handed_in.answers


def test_nothing_comes_in_after_closing() -> None:
    by = make_submitter()
    draft = make_submission(closed_call(2), by, state="draft")
    page = post(client_for(by), draft)
    assert page.status_code == 422
    assert "De oproep is afgesloten." in page.content.decode()
    assert versions(draft) == 0


def test_the_closing_minute_itself_still_counts() -> None:
    call, by = make_call(), make_submitter()
    assert sent_in(by, call, at=call.closes_at + timedelta(seconds=59)).state == "submitted"
    late = make_submission(call, make_submitter(), state="draft")
    with access.as_system(), pytest.raises(CannotHandIn, match="afgesloten"):
        hand_in(late, by=by, at=call.closes_at + timedelta(seconds=60))


def test_a_form_that_was_open_before_closing_counts_in_the_grace() -> None:
    by, call = make_submitter(), closed_call(5, grace_minutes=10)
    draft = make_submission(call, by, state="draft")
    opened = signed_opening(draft.pk, by.pk, call.closes_at - timedelta(seconds=1))
    assert post(client_for(by), draft, opened=opened).status_code == 302
    assert fresh(draft).handed_in.in_grace


@pytest.mark.parametrize("trick", ["after closing", "of another project", "of somebody else", "made up", "none"])
def test_no_other_form_counts_in_the_grace(trick: str) -> None:
    by, call = make_submitter(), closed_call(5, grace_minutes=10)
    draft, before = make_submission(call, by, state="draft"), call.closes_at - timedelta(seconds=1)
    opened = {
        "after closing": signed_opening(draft.pk, by.pk, call.closes_at + timedelta(minutes=2)),
        "of another project": signed_opening(call.pk, by.pk, before),
        "of somebody else": signed_opening(draft.pk, by.pk + 1, before),
        "made up": f"{draft.pk} {by.pk} {before.isoformat()}:abc",
        "none": "",
    }[trick]
    assert post(client_for(by), draft, opened=opened).status_code == 422
    assert versions(draft) == 0


def test_the_grace_ends() -> None:
    by, call = make_submitter(), closed_call(12, grace_minutes=10)
    draft = make_submission(call, by, state="draft")
    opened = signed_opening(draft.pk, by.pk, call.closes_at)
    assert post(client_for(by), draft, opened=opened).status_code == 422


def test_a_refused_form_keeps_the_moment_it_was_opened() -> None:
    by, call = make_submitter(), closed_call(5, grace_minutes=10)
    draft = make_submission(call, by, state="draft", answers={"plan": ""})
    opened = signed_opening(draft.pk, by.pk, call.closes_at)
    client = client_for(by)
    page = post(client, draft, opened=opened)
    assert page.status_code == 422
    assert page.context["opened"] == opened
    answer(draft, "plan", "Toch nog ingevuld.")
    assert post(client, draft, opened=page.context["opened"]).status_code == 302


def test_a_double_click_hands_in_once() -> None:
    by, call = make_submitter(), make_call()
    draft = make_submission(call, by, state="draft")
    client, key = client_for(by), "0191d7a0-0000-7000-8000-00000000abcd"
    first, second = (post(client, draft, form_key=key) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    third = post(client_for(by), draft)  # a colleague, or the same page in another tab
    assert third.status_code == 302
    assert versions(draft) == 1
    assert OutgoingMail.objects.filter(to_person=by).count() == 1


def test_handing_in_again_replaces_what_the_jury_reads_and_keeps_both() -> None:
    by, call = make_submitter(), make_call()
    row = sent_in(by, call)
    client = client_for(by)
    answer(row, "plan", "Beter uitgelegd.")
    page = client.get(reverse("submission_receipt", args=[row.pk])).content.decode()
    assert "Je gewijzigde versie is nog niet ingediend." in page
    assert post(client, row).status_code == 302
    again = fresh(row)
    assert versions(row) == 2
    assert again.number == row.number
    assert again.handed_in.answers["plan"] == "Beter uitgelegd."
    page = client.get(reverse("submission_receipt", args=[row.pk])).content.decode()
    assert "Je gewijzigde versie is nog niet ingediend." not in page


@pytest.mark.parametrize("rule", ["one_per_organisation", "one_per_municipality"])
def test_a_double_is_recognised_and_named(rule: str) -> None:
    call, by = make_call(area_rule=rule), make_submitter()
    first = sent_in(by, call)
    other = by if rule == "one_per_organisation" else make_submitter()
    second = make_submission(call, other, state="draft")
    page = post(client_for(other), second)
    assert page.status_code == 422
    assert f"nummer {first.number}" in page.content.decode()
    assert post(client_for(by), first).status_code == 302  # the first one itself is no double
    with looking(by):
        withdraw(first, by=by, at=clock.now())
    assert post(client_for(other), second).status_code == 302


def test_somebody_who_only_writes_along_reads_but_does_not_hand_in() -> None:
    by, call, partner = make_submitter(), make_call(), make_submitter()
    draft = make_submission(call, by, state="draft")
    with access.as_system():
        draft.editors.create(person=partner, added_at=clock.now())
    client = client_for(partner)
    assert client.get(reverse("submission_submit", args=[draft.pk])).status_code == 200
    assert post(client, draft).status_code == 422
    assert client.post(reverse("submission_withdraw", args=[draft.pk])).status_code == 422
    assert versions(draft) == 0


def test_another_organisation_finds_no_page_of_it() -> None:
    row, client = (
        sent_in(make_submitter(), make_call(), answers={"title": "Onvindbaar voor vreemden"}),
        client_for(make_submitter()),
    )
    for name in ("submission_submit", "submission_receipt", "submission_print", "submission_withdraw"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 404
        assert client.post(reverse(name, args=[row.pk])).status_code in {404, 405}
    assert client.get(reverse("submission_receipt_pdf", args=[row.pk, row.handed_in_id])).status_code == 404
    assert "Onvindbaar voor vreemden" not in client.get(reverse("submission_list")).content.decode()


def test_the_receipt_is_a_pdf_of_one_version() -> None:
    by = make_submitter()
    row, other = sent_in(by, make_call()), sent_in(make_submitter(), make_call())
    client = client_for(by)
    page = client.get(reverse("submission_receipt_pdf", args=[row.pk, row.handed_in_id]))
    assert page.content.startswith(b"%PDF")
    assert page.content == client.get(reverse("submission_receipt_pdf", args=[row.pk, row.handed_in_id])).content
    assert client.get(reverse("submission_receipt_pdf", args=[row.pk, other.handed_in_id])).status_code == 404


def test_a_project_is_withdrawn_with_or_without_a_reason_and_handed_in_again() -> None:
    by, call = make_submitter(), make_call()
    row, client = sent_in(by, call), client_for(by)
    assert client.post(reverse("submission_withdraw", args=[row.pk]), {"reason": "Nog niet rijp."}).status_code == 302
    assert fresh(row).withdraw_reason == "Nog niet rijp."
    assert client.post(reverse("submission_withdraw", args=[row.pk])).status_code == 422  # already done
    assert post(client, row).status_code == 302
    again = fresh(row)
    assert (again.state, again.withdrawn_at, again.number) == ("submitted", None, row.number)


def test_who_withdraws_after_the_decision_does_not_learn_it_and_officers_do() -> None:
    call, officer = make_call(), None
    rows = {state: sent_in(make_submitter(), call) for state in ("chosen", "refused", "inadmissible")}
    officer = make_officer(call.administration)
    with access.as_system():
        Call.objects.filter(pk=call.pk).update(state="decided", closes_at=clock.now() - timedelta(days=1))
        for state, row in rows.items():
            Submission.objects.filter(pk=row.pk).update(state=state)
            assert withdraw(fresh(row), by=row.made_by, at=clock.now()).state == "withdrawn"
    assert OutgoingMail.objects.filter(to_person=officer).count() == 3


def test_a_signed_contract_is_not_withdrawn() -> None:
    by, call = make_submitter(), make_call()
    row, today = sent_in(by, call), clock.today()
    with access.as_system():
        Call.objects.filter(pk=call.pk).update(state="announced")
        Submission.objects.filter(pk=row.pk).update(state="chosen")
        Grant.objects.create(
            submission=row, organisation=row.organisation, administration=call.administration, title="x", state="running",
            starts_on=today, ends_on=today + timedelta(days=700), signed_on=today, made_at=clock.now(),
        )  # fmt: skip
        with pytest.raises(CannotWithdraw, match="contract"):
            withdraw(fresh(row), by=by, at=clock.now())
        Grant.objects.update(state="stopped")
        assert withdraw(fresh(row), by=by, at=clock.now()).state == "withdrawn"


@pytest.mark.parametrize(("state", "call_state", "words"), [
    ("chosen", "decided", "bij de jury"), ("refused", "judging", "bij de jury"), ("inadmissible", "judging", "in onderzoek"),
    ("refused", "announced", "niet gekozen"), ("submitted", "published", "ingediend"), ("submitted", "judging", "bij de jury"),
])  # fmt: skip
def test_a_decision_stays_hidden_until_it_is_announced(state: str, call_state: str, words: str) -> None:
    row = Submission(state=state, call=Call(state=call_state))
    assert state_for_writer(row) == words


def test_the_list_shows_every_project_of_the_organisation_in_few_queries(django_assert_max_num_queries: Any) -> None:
    by = make_submitter()
    client = client_for(by)
    assert "Jullie schrijven nog geen project" in client.get(reverse("submission_list")).content.decode()
    for number in range(30):
        make_submission(make_call(), by, state="draft" if number % 2 else "submitted", title=f"Project {number}")
    with django_assert_max_num_queries(12):
        page = client.get(reverse("submission_list"))
    assert page.content.decode().count("<tr>") == 26  # 25 and the head
    assert "Project 7<" in client.get(reverse("submission_list"), {"zoek": "Project 7"}).content.decode()


def test_pages_stay_within_their_queries(django_assert_max_num_queries: Any) -> None:
    by = make_submitter()
    row, client = sent_in(by, make_call(area_rule="one_per_organisation")), client_for(by)
    for name in ("submission_submit", "submission_receipt", "submission_print", "submission_withdraw"):
        client.get(reverse(name, args=[row.pk]))
        with django_assert_max_num_queries(14):  # two of them begin and end the transaction
            assert client.get(reverse(name, args=[row.pk])).status_code == 200


def test_a_signed_moment_says_whose_it_is() -> None:
    call, now = make_call(), clock.now()
    assert opening_in(signed_opening(call.pk, 7, now), call.pk, 7) == now
    assert opening_in("geen handtekening", call.pk, 7) is None


def test_the_fingerprint_changes_with_every_sign() -> None:
    at = clock.now()
    facts: dict[str, Any] = {"submission": 1, "revision": 2, "answers": {"a": "b"}, "partners": [], "at": at}
    changes: list[dict[str, Any]] = [
        {},
        {"answers": {"a": "B"}},
        {"partners": [{"name": "x"}]},
        {"at": at + timedelta(microseconds=1)},
        {"revision": 3},
    ]
    prints = {rules.fingerprint(**{**facts, **change}) for change in changes}
    assert len(prints) == 5


def test_a_person_with_another_role_in_the_organisation_is_no_submitter() -> None:
    by, call = make_submitter(), make_call()
    draft, other = make_submission(call, by, state="draft"), make_person()
    make_membership(person=other, organisation=make_organisation())
    assert post(client_for(other), draft).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_projects_of_one_organisation_at_the_same_moment_give_one(fresh_database: OwnDatabase) -> None:
    by, call = make_submitter(), make_call(area_rule="one_per_organisation")
    one, other = (make_submission(call, by, state="draft") for _ in range(2))

    def send(draft: Submission) -> None:
        with looking(by):
            hand_in(draft, by=by, at=clock.now())

    outcome = meanwhile(lambda: send(one), lambda: send(other), waits=WAITS_FOR_THE_RULE)
    assert isinstance(outcome, CannotHandIn)
    assert (versions(one), versions(other)) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_people_handing_in_one_project_at_the_same_moment_keep_one_version(fresh_database: OwnDatabase) -> None:
    by = make_submitter()
    draft = make_submission(make_call(), by, state="draft")

    def send() -> None:
        with looking(by):
            hand_in(draft, by=by, at=clock.now())

    assert meanwhile(send, send) is None
    assert versions(draft) == 1
