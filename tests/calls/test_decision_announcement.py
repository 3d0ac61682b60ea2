"""After the jury decided: answers that wait, the waiting list, announcing, what everybody and the organisation may read."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tandem.calls.actions import announcement, decision, selection
from tandem.calls.models import Call, Decision, Submission
from tandem.calls.queries.announcement import unreleased
from tandem.calls.queries.selection_input import call_facts, input_of
from tandem.calls.queries.selection_sitting import sitting_of
from tandem.calls.rules.decision import digest_of, target_from
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.kernel.refusal import Conflict, Refusal
from tests.calls.call_factories import make_officer, make_submitter
from tests.calls.selection_factories import judged_call, scored
from tests.factories import client_for

pytestmark = pytest.mark.django_db


def decided_call(number: int = 8, *, waiting: int = 3, by: Person | None = None) -> tuple[Call, Person]:
    """Decided by the plain ranking; five of eight fit."""
    call = judged_call(number, by=by, help_email="hulp@dienst.test")
    officer = make_officer(call.administration)
    with access.as_system():
        seen = digest_of(input_of(call_facts(call)))
        facts = {"by": officer, "at": clock.now()}
        selection.store_rule(call, rule="rank", why="De jury volgt haar rangschikking.", seen=seen, **facts)
        decision.fill_waiting_list(call, length=waiting, stamp=stamp(call), **facts)
        call = decision.finish_selection(call, stamp=stamp(call), **facts)
    return call, officer


def stamp(call: Call) -> str:
    sitting = sitting_of(call)
    assert sitting is not None
    return sitting.stamp


def rows(call: Call, outcome: str = "") -> list[Decision]:
    with access.as_system():
        found = Decision.objects.filter(submission__call=call).select_related("submission__organisation")
        found = found.order_by("waiting_place", "submission__number")
        return list(found.filter(outcome=outcome) if outcome else found)


def withdraw(row: Decision) -> None:
    with access.as_system():
        Submission.objects.filter(pk=row.submission_id).update(state="withdrawn", withdrawn_at=clock.now())


def answer_page(client: Client, row: Decision) -> HttpResponse:
    return client.get(reverse("submission_decision", args=[row.submission_id]))


def test_nothing_leaves_before_a_person_releases_it() -> None:
    call, officer = decided_call()
    client = client_for(officer)
    page = client.get(reverse("decision_letters", args=[call.pk]))
    assert page.content.decode().count("Lees de mail over") == 8
    first = rows(call)[0]
    letter = client.get(reverse("decision_letter", args=[first.submission_id]))
    assert letter.content.startswith(b"%PDF")
    assert set(OutgoingMail.objects.filter(key__startswith="call_decision:").values_list("status", flat=True)) == {
        "held"
    }
    numbers = [first.submission.number]
    client.post(reverse("decision_letters", args=[call.pk]), {"project": numbers})
    client.post(reverse("decision_letters", args=[call.pk]), {"project": [*numbers, "1 or 1=1"]})
    gone = OutgoingMail.objects.exclude(status="held").filter(key__startswith="call_decision:")
    assert [mail.attachments.count() for mail in gone] == [1]
    with access.as_system():
        assert unreleased(call).count() == 7


def test_what_left_cannot_be_reopened() -> None:
    call, officer = decided_call()
    with access.as_system():
        announcement.release_letters(call, rows(call)[:1], by=officer, at=clock.now())
        with pytest.raises(Refusal, match="al een brief verstuurd"):
            decision.reopen_selection(call, reason="Toch anders.", by=officer, at=clock.now())


def test_the_organisation_reads_its_answer_only_after_the_letter_or_the_announcement() -> None:
    writer = make_submitter()
    call, officer = decided_call(by=writer)
    refused = rows(call, "waiting")[-1]
    client = client_for(writer)
    assert answer_page(client, refused).status_code == 404
    with access.as_system():
        announcement.release_letters(call, [refused], by=officer, at=clock.now())
    assert answer_page(client, refused).status_code == 200
    assert answer_page(client, rows(call, "chosen")[0]).status_code == 404
    with access.as_system():
        announcement.announce_call(call, by=officer, at=clock.now())
    text = answer_page(client, refused).content.decode()
    assert "plaats 3 van de wachtlijst" in text
    assert "Dit woog het meest" in text
    assert "De jury koos vooraf deze regel" in text
    letter = client.get(reverse("decision_letter", args=[refused.submission_id]))
    assert b"".join(letter.streaming_content).startswith(b"%PDF")
    stranger = client_for(make_submitter())
    assert answer_page(stranger, refused).status_code == 404
    assert stranger.get(reverse("decision_letter", args=[refused.submission_id])).status_code == 404


def test_phone_mail_and_page_say_the_same() -> None:
    call, officer = decided_call(waiting=0)
    row = rows(call, "refused")[0]
    told = list(answer_page(client_for(officer), row).context["sentences"])
    with access.as_system():
        body = OutgoingMail.objects.get(key__startswith=f"call_decision:{row.pk}:").body
    assert len(told) >= 4
    assert all(text in body for text in told)
    others = {str(one.submission.number) for one in rows(call)} - {str(row.submission.number)}
    assert not any(number in body for number in others)


def test_another_administration_reads_no_answer() -> None:
    call, _officer = decided_call()
    row = rows(call)[0]
    assert answer_page(client_for(make_officer()), row).status_code == 404


def test_a_withdrawal_frees_money_for_the_first_that_fits_and_nobody_moves_up_by_itself() -> None:
    call, officer = decided_call()
    left = next(row for row in rows(call, "chosen") if row.wave == 2026)
    withdraw(left)
    client = client_for(officer)
    page = client.get(reverse("waiting_list", args=[call.pk]))
    listed = [(row.card.waiting_place, bool(row.fitting), row.is_first) for row, _form in page.context["rows"]]
    assert listed[0] == (1, True, True)
    assert [row.outcome for row in rows(call)].count("waiting") == 3
    first = rows(call, "waiting")[0]
    target = page.context["rows"][0][0].fitting[0][0]
    address = reverse("waiting_promote", args=[call.pk, first.submission.number])
    assert client.post(address, {"target": target}).status_code == 302
    assert client.post(address, {"target": target}).status_code == 422
    promoted = next(row for row in rows(call, "chosen") if row.pk == first.pk)
    assert promoted.submission.state == "chosen"
    assert promoted.reason.startswith("Van de wachtlijst, plaats 1")
    mails = OutgoingMail.objects.filter(key__startswith=f"call_decision:{first.pk}:").order_by("made_at")
    assert sorted(mails.values_list("status", flat=True)) == ["cancelled", "held"]


def test_passing_over_somebody_who_fits_needs_a_reason() -> None:
    call, officer = decided_call(9, waiting=4)
    for row in rows(call, "chosen"):
        withdraw(row)
    second = rows(call, "waiting")[1]
    facts = {
        "number": second.submission.number,
        "target": target_from("chosen:2026:"),
        "by": officer,
        "at": clock.now(),
    }
    facts["target"] = target_from(f"chosen:{second.submission.wished_year}:")
    with access.as_system():
        with pytest.raises(Refusal, match="hoger op de wachtlijst"):
            decision.promote_from_waiting_list(call, reason="", **facts)
        decision.promote_from_waiting_list(call, reason="De eerste vroeg uitstel.", **facts)


def test_nobody_moves_up_without_money_or_before_the_decision() -> None:
    call, officer = decided_call()
    row = rows(call, "waiting")[0]
    facts = {"number": row.submission.number, "target": target_from("chosen:2026:"), "reason": "", "by": officer,
             "at": clock.now()}  # fmt: skip
    with access.as_system(), pytest.raises(Refusal, match="niet genoeg geld"):
        decision.promote_from_waiting_list(call, **facts)
    open_call = judged_call(3)
    with access.as_system(), pytest.raises(Refusal, match="afgerond"):
        decision.promote_from_waiting_list(open_call, **facts)


def test_a_decision_is_finished_once() -> None:
    call, officer = decided_call()
    with access.as_system():
        with pytest.raises(Refusal):
            decision.finish_selection(call, stamp=stamp(call), by=officer, at=clock.now())
        with pytest.raises(Refusal, match="afgerond"):
            decision.fill_waiting_list(call, length=1, stamp=stamp(call), by=officer, at=clock.now())


def test_a_stale_board_is_a_conflict() -> None:
    call = judged_call(4)
    officer = make_officer(call.administration)
    with access.as_system():
        seen = digest_of(input_of(call_facts(call)))
        selection.store_rule(call, rule="rank", why="Zo spraken we af.", seen=seen, by=officer, at=clock.now())
        with pytest.raises(Conflict):
            decision.finish_selection(call, stamp="oud", by=officer, at=clock.now())


def announced(number: int = 8) -> Call:
    call, officer = decided_call(number)
    with access.as_system():
        return announcement.announce_call(call, by=officer, at=clock.now())


def test_results_are_public_after_announcing_and_never_name_who_was_not_chosen() -> None:
    call, officer = decided_call()
    address = reverse("call_results", args=[call.pk])
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("call_results_csv", args=[call.pk])).status_code == 404
    client_for(officer).post(reverse("call_announce", args=[call.pk]))
    for name in ("call_results", "call_results_csv", "call_results_json"):
        page = Client().get(reverse(name, args=[call.pk]))
        text = (b"".join(page.streaming_content) if page.streaming else page.content).decode()
        assert page.status_code == 200
        assert all(row.submission.title in text for row in rows(call, "chosen"))
        assert not any(row.submission.title in text for row in [*rows(call, "waiting"), *rows(call, "refused")])


def test_results_search_and_bad_filters() -> None:
    call = announced()
    address = reverse("call_results", args=[call.pk])
    found = Client().get(address + "?zoek=ZONNEBLOEMWIJK+kind&gebied=limburg").context["page"]
    assert [one.title for one in found] == ["Zonnebloemwijk 3"]
    assert Client().get(address + "?zoek=maanbloemwijk").context["found"] == 0
    assert Client().get(address + "?zoek=%25%27&gebied=maan&pagina=x").status_code == 200


def test_open_data_has_the_fields_of_360giving() -> None:
    call = announced()
    grants = Client().get(reverse("call_results_json", args=[call.pk])).json()["grants"]
    assert len({grant["id"] for grant in grants}) == len(grants) == len(rows(call, "chosen"))
    for grant in grants:
        assert {key for key in grant if key in GRANT_SHAPE} == GRANT_SHAPE.keys()
        assert all(isinstance(grant[key], kind) for key, kind in GRANT_SHAPE.items())
        assert date.fromisoformat(grant["awardDate"])
        assert grant["amountAwarded"] == 120_000
        for side in ("recipientOrganization", "fundingOrganization"):
            assert [sorted(one) for one in grant[side]] == [["id", "name"]]
            assert grant[side][0]["id"].startswith("BE-BCE_KBO-")
        assert grant["grantProgramme"][0]["title"] == call.title


GRANT_SHAPE = {
    "id": str, "title": str, "description": str, "currency": str, "amountAwarded": (int, float), "awardDate": str,
    "recipientOrganization": list, "fundingOrganization": list, "beneficiaryLocation": list, "grantProgramme": list,
}  # fmt: skip


def test_the_table_to_download_takes_no_cell_for_a_formula() -> None:
    call = announced()
    with access.as_system():
        Submission.objects.filter(pk=rows(call, "chosen")[0].submission_id).update(title="=1+1")
    text = b"".join(Client().get(reverse("call_results_csv", args=[call.pk])).streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[0][0] == "Nummer"
    assert "'=1+1" in [line[1] for line in lines]
    assert {line[7] for line in lines[1:]} == {"120000,00"}


def test_who_withdrew_is_no_longer_public_and_who_came_from_the_list_is() -> None:
    call = announced()
    left = rows(call, "chosen")[0]
    withdraw(left)
    text = Client().get(reverse("call_results", args=[call.pk])).content.decode()
    assert left.submission.title not in text


def test_pages_stay_within_their_queries_with_151_projects(django_assert_max_num_queries: object) -> None:
    call = judged_call(151)
    officer = make_officer(call.administration)
    client = client_for(officer)
    client.get(reverse("selection", args=[call.pk]))
    with django_assert_max_num_queries(LEAN):
        page = client.get(reverse("selection", args=[call.pk]) + "?hoogste=1")
    facts = {"rule": "rank", "why": "Zo spraken we af.", "seen": page.context["page"].seen}
    assert client.post(reverse("selection_store", args=[call.pk]), facts).status_code == 302
    client.get(reverse("selection_board", args=[call.pk]))  # the message of the store is read here
    with django_assert_max_num_queries(LEAN):
        board = client.get(reverse("selection_board", args=[call.pk]))
    assert board.context["page"].chosen_count == 5
    client.post(reverse("selection_waiting", args=[call.pk]), {"length": 20, "stamp": board.context["page"].stamp})
    stamped = client.get(reverse("selection_board", args=[call.pk])).context["page"].stamp
    client.post(reverse("selection_finish", args=[call.pk]), {"stamp": stamped}, follow=True)
    for name in ("decision_letters", "waiting_list", "call_announce"):
        with django_assert_max_num_queries(LEAN):
            assert client.get(reverse(name, args=[call.pk])).status_code == 200
    first = rows(call)[0]
    with django_assert_max_num_queries(LEAN):
        assert answer_page(client, first).status_code == 200
    client.post(reverse("call_announce", args=[call.pk]))
    with django_assert_max_num_queries(LEAN):
        assert Client().get(reverse("call_results", args=[call.pk])).status_code == 200


LEAN = 19  # seven are who looks, the clock and the transaction; six the whole ranking, whoever looks


def test_optional_money_may_be_left_out() -> None:
    call = judged_call(2)
    officer = make_officer(call.administration)
    row = scored(call, make_submitter(), 2, Decimal("95.00"), wished_year=2026)
    with access.as_system():
        Submission.objects.filter(pk=row.pk).update(ask={"werking": "120000.00", "investering": "50000.00"})
        seen = digest_of(input_of(call_facts(call)))
        selection.store_rule(call, rule="rank", why="Zo spraken we af.", seen=seen, by=officer, at=clock.now())
        facts = {"number": row.number, "stamp": stamp(call), "by": officer, "at": clock.now()}
        without = target_from("chosen:2026:investering")
        with pytest.raises(Refusal, match="anders dan de regel"):
            decision.move_project(call, target=without, reason="", **facts)
        moved = decision.move_project(call, target=without, reason="Het gebouw is er al.", **facts)
    assert moved.grant == {"werking": "120000.00"}
