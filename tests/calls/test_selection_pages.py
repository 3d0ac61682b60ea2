"""The rules beside each other, storing one, the board and finishing: through the pages."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.calls.models import Call, Criterion, Decision, Deliberation, Envelope, SelectionRound, Submission, Tie
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tests.calls.call_factories import make_call, make_juror, make_officer, make_submitter
from tests.calls.selection_factories import give_score, judged_call, scored
from tests.factories import client_for

pytestmark = pytest.mark.django_db


def seen_on(page: object) -> str:
    return page.context["page"].seen  # type: ignore[attr-defined]


def store(call: Call, officer: Person, rule: str = "rank", query: str = "", **fields: str) -> object:
    client = client_for(officer)
    address = reverse("selection", args=[call.pk]) + query
    seen = seen_on(client.get(address))
    facts = {"rule": rule, "why": "De jury volgt haar rangschikking.", "seen": seen, **fields}
    return client.post(reverse("selection_store", args=[call.pk]) + query, facts)


def decisions(call: Call) -> list[Decision]:
    with access.as_system():
        rows = (
            Decision.objects.filter(submission__call=call).select_related("submission").order_by("submission__number")
        )
        return list(rows)


def test_all_four_rules_stand_beside_each_other_without_names() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    page = client_for(officer).get(reverse("selection", args=[call.pk]) + "?hoogste=1")
    text = page.content.decode()
    assert page.status_code == 200
    assert all(
        title in text for title in ("Rangschikking met een streep", "wie niet past", "met spreiding", "Hoogste totaal")
    )
    assert "bewezen: geen keuze heeft een hoger totaal" in text
    assert "Zonnebloemwijk 0" in text
    assert "Huis van het Kind" not in text


def test_the_slow_rule_comes_by_itself_or_by_a_link() -> None:
    call = judged_call(7)
    client = client_for(make_officer(call.administration))
    first = client.get(reverse("selection", args=[call.pk])).content.decode()
    assert 'hx-trigger="load"' in first
    assert "Reken deze regel uit" in first
    assert (
        "Reken deze regel uit" not in client.get(reverse("selection", args=[call.pk]) + "?hoogste=1").content.decode()
    )


def test_a_floor_shows_who_comes_in_and_who_is_pushed_out_with_scores_and_why() -> None:
    call = judged_call(8)
    client = client_for(make_officer(call.administration))
    page = client.get(reverse("selection", args=[call.pk]) + "?min_limburg=2")
    effect = next(one for one in page.context["page"].effects if one.line.name == "spread")
    assert [one.area for one in effect.came_in] == ["Limburg"]
    assert effect.came_in[0].score == "83"
    assert len(effect.pushed_out) == 1
    assert "ondergrens van Limburg" in effect.pushed_out[0].why
    assert call.area_limits.count() == 0


def test_a_floor_nobody_can_reach_says_so_in_words() -> None:
    call = judged_call(8)
    page = client_for(make_officer(call.administration)).get(reverse("selection", args=[call.pk]) + "?min_limburg=5")
    assert "Minstens 5 uit Limburg, maar er zijn er maar 2 ingediend." in page.content.decode()


def test_nonsense_to_try_is_told_and_the_page_still_works() -> None:
    call = judged_call(3)
    page = client_for(make_officer(call.administration)).get(
        reverse("selection", args=[call.pk]) + "?min_limburg=x&max_antwerp=-2&min_brussels=4&max_brussels=1"
    )
    assert page.status_code == 200
    assert "Het minimum is hoger dan het maximum." in page.content.decode()


def test_a_stored_rule_keeps_what_it_saw_and_shows_the_names() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    answer = store(call, officer, query="?min_limburg=2", rule="spread")
    assert answer.status_code == 302
    stored = SelectionRound.objects.get(call=call)
    assert stored.input["spread"] == [{"area": "Limburg", "min": 2, "max": None}]
    assert all("title" not in row for row in stored.input["submissions"])
    call.refresh_from_db()
    assert call.names_shown_at is not None
    text = client_for(officer).get(reverse("selection_board", args=[call.pk])).content.decode()
    assert "Huis van het Kind" in text
    assert "Bewaar de regel opnieuw" not in text


def test_storing_needs_a_reason_and_a_second_time_why_again() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    assert store(call, officer, why=" ").status_code == 422
    assert store(call, officer).status_code == 302
    assert store(call, officer, rule="rank-skip").status_code == 422
    assert (
        store(call, officer, rule="rank-skip", is_second="1", replaced_why="De jury wil kleine projecten.").status_code
        == 302
    )
    assert SelectionRound.objects.filter(call=call).count() == 2
    assert len(decisions(call)) == 8


def test_a_ranking_that_changed_under_your_eyes_is_told() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    with access.as_system():
        row = Submission.objects.filter(call=call).latest("number")
    client = client_for(officer)
    seen = seen_on(client.get(reverse("selection", args=[call.pk])))
    give_score(row, Decimal("99.00"))
    facts = {"rule": "rank", "why": "De jury volgt haar rangschikking.", "seen": seen}
    answer = client.post(reverse("selection_store", args=[call.pk]), facts)
    assert answer.status_code == 409
    assert "De jury volgt haar rangschikking." in answer.content.decode()
    assert (
        client.post(reverse("selection_store", args=[call.pk]), {**facts, "seen": seen_on(answer)}).status_code == 302
    )


def test_a_rule_waits_for_the_last_score() -> None:
    call = judged_call(4)
    with access.as_system():
        row = Submission.objects.filter(call=call).latest("number")
        Deliberation.objects.filter(submission=row).update(score=None)
    answer = store(call, make_officer(call.administration))
    assert answer.status_code == 422
    assert str(row.number) in answer.content.decode()


def test_a_juror_looks_but_never_stores_nor_decides() -> None:
    call = judged_call(4)
    juror = make_juror(call)
    client = client_for(juror.person)
    page = client.get(reverse("selection", args=[call.pk]))
    assert page.status_code == 200
    assert "Bewaar de regel" not in page.content.decode()
    for name in ("selection_store", "selection_board", "selection_finish", "decision_letters", "call_announce"):
        assert client.post(reverse(name, args=[call.pk]), {"rule": "rank", "why": "x"}).status_code == 403
    assert not SelectionRound.objects.exists()


def test_a_juror_with_a_tie_does_not_read_that_project_here_either() -> None:
    call = judged_call(4)
    juror = make_juror(call)
    with access.as_system():
        row = Submission.objects.filter(call=call).earliest("number")
        Tie.objects.create(juror=juror, submission=row, kind="partner", declared_at=clock.now())
    text = client_for(juror.person).get(reverse("selection", args=[call.pk])).content.decode()
    assert "Zonnebloemwijk 0" not in text
    assert "Zonnebloemwijk 1" in text


@pytest.mark.parametrize("name", ["selection", "selection_board", "waiting_list", "decision_letters", "call_announce"])
def test_another_administration_finds_nothing(name: str) -> None:
    call = judged_call(1)
    assert client_for(make_officer()).get(reverse(name, args=[call.pk])).status_code == 404
    assert client_for(make_submitter()).get(reverse(name, args=[call.pk])).status_code == 403


def move(call: Call, officer: Person, number: int, target: str, reason: str = "", stamp: str | None = None) -> object:
    client = client_for(officer)
    board = client.get(reverse("selection_board", args=[call.pk]))
    facts = {"number": number, "target": target, "reason": reason, "stamp": stamp or board.context["page"].stamp}
    return client.post(reverse("selection_board", args=[call.pk]), facts)


def test_a_difference_from_the_rule_needs_a_reason() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    out = next(row for row in decisions(call) if row.outcome == "refused")
    assert move(call, officer, out.submission.number, "chosen:2026:").status_code == 422
    assert move(call, officer, out.submission.number, "chosen:2031:", "Zomaar.").status_code == 422
    assert (
        move(call, officer, out.submission.number, "chosen:2026:", "Enige project in deze streek.").status_code == 302
    )
    row = next(one for one in decisions(call) if one.pk == out.pk)
    assert (row.outcome, row.wave, row.grant) == ("chosen", 2026, {"werking": "120000.00"})
    with access.as_system(), pytest.raises(IntegrityError, match="differing"), transaction.atomic():
        Decision.objects.filter(pk=out.pk).update(reason="")


def test_over_a_ceiling_is_shown_and_never_finished() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    out = next(row for row in decisions(call) if row.outcome == "refused")
    move(call, officer, out.submission.number, "chosen:2026:", "Enige project in deze streek.")
    client = client_for(officer)
    board = client.get(reverse("selection_board", args=[call.pk]))
    assert "over het plafond" in board.content.decode()
    client.post(reverse("selection_finish", args=[call.pk]), {"stamp": board.context["page"].stamp})
    call.refresh_from_db()
    assert call.state == "judging"


def test_two_officers_on_one_board_do_not_overwrite_each_other() -> None:
    call = judged_call(8)
    first, second = make_officer(call.administration), make_officer(call.administration)
    store(call, first)
    stamp = client_for(second).get(reverse("selection_board", args=[call.pk])).context["page"].stamp
    rows = [row for row in decisions(call) if row.outcome == "refused"]
    move(call, first, rows[0].submission.number, "waiting")
    answer = move(call, second, rows[1].submission.number, "waiting", "Ook goed.", stamp=stamp)
    assert answer.status_code == 409
    assert "Ook goed." in answer.content.decode()
    assert [row.outcome for row in decisions(call)].count("waiting") == 1


def finish(call: Call, officer: Person, waiting: int = 2) -> object:
    client = client_for(officer)
    address = reverse("selection_board", args=[call.pk])
    stamp = client.get(address).context["page"].stamp
    client.post(reverse("selection_waiting", args=[call.pk]), {"length": waiting, "stamp": stamp})
    return client.post(
        reverse("selection_finish", args=[call.pk]), {"stamp": client.get(address).context["page"].stamp}
    )


def test_envelopes_changed_midway_stop_the_finish_until_the_rule_is_stored_again() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    Envelope.objects.filter(call=call, year=2026).update(amount_eur=Decimal(100_000))
    finish(call, officer)
    call.refresh_from_db()
    assert call.state == "judging"
    text = client_for(officer).get(reverse("selection", args=[call.pk])).content.decode()
    assert "De enveloppen zijn veranderd." in text
    store(call, officer, is_second="1", replaced_why="Er is minder geld.")
    finish(call, officer)
    call.refresh_from_db()
    assert call.state == "decided"


def test_another_weight_or_a_late_score_stops_the_finish_too() -> None:
    call = judged_call(5)
    officer = make_officer(call.administration)
    store(call, officer)
    Criterion.objects.filter(call=call, position=1).update(weight=5)
    scored(call, make_submitter(), 6, Decimal("70.00"))
    page = client_for(officer).get(reverse("selection_board", args=[call.pk]))
    assert page.context["page"].hindrances[:2] == ["De criteria zijn veranderd.", "Er is één project bij."]


def test_finishing_gives_every_project_a_state_and_a_held_answer() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    assert finish(call, officer).url == reverse("decision_letters", args=[call.pk])
    states = [row.submission.state for row in decisions(call)]
    assert sorted(set(states)) == ["chosen", "refused", "waiting"]
    assert states.count("waiting") == 2
    assert [row.submission.state for row in decisions(call)] == [row.outcome for row in decisions(call)]
    finish(call, officer)
    mails = OutgoingMail.objects.filter(key__startswith="call_decision:")
    assert (mails.count(), mails.filter(status="held").count()) == (8, 8)


def test_reopening_takes_the_answers_back_and_needs_a_reason() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    finish(call, officer)
    client = client_for(officer)
    assert client.post(reverse("selection_reopen", args=[call.pk]), {"reason": " "}).status_code == 422
    assert (
        client.post(reverse("selection_reopen", args=[call.pk]), {"reason": "Een score was fout."}).status_code == 302
    )
    assert {row.submission.state for row in decisions(call)} == {"submitted"}
    call.refresh_from_db()
    assert call.state == "judging"


def test_who_withdraws_after_the_rule_was_stored_is_named_and_gets_no_answer() -> None:
    call = judged_call(8)
    officer = make_officer(call.administration)
    store(call, officer)
    left = next(row for row in decisions(call) if row.outcome == "chosen")
    with access.as_system():
        Submission.objects.filter(pk=left.submission_id).update(state="withdrawn", withdrawn_at=clock.now())
    page = client_for(officer).get(reverse("selection_board", args=[call.pk])).context["page"]
    assert [card.number for card in page.gone] == [left.submission.number]
    assert page.hindrances == []
    assert page.columns[0].money[0].left == Decimal(180_000)
    assert move(call, officer, left.submission.number, "waiting", "Toch niet.").status_code == 422
    finish(call, officer)
    assert OutgoingMail.objects.filter(key__startswith="call_decision:").count() == 7
    assert next(row for row in decisions(call) if row.pk == left.pk).submission.state == "withdrawn"


def test_a_juror_without_declared_ties_and_a_call_before_the_jury_show_nothing() -> None:
    call = judged_call(1)
    assert (
        client_for(make_juror(call, has_declared=False).person).get(reverse("selection", args=[call.pk])).status_code
        == 404
    )
    early = make_call()
    text = client_for(make_officer(early.administration)).get(reverse("selection", args=[early.pk])).content.decode()
    assert "De jury is nog niet begonnen" in text
    assert client_for(make_juror(early).person).get(reverse("selection", args=[early.pk])).status_code == 404


def test_money_that_is_tried_out_is_never_stored() -> None:
    call = judged_call(4)
    officer = make_officer(call.administration)
    pk = call.envelopes.get(year=2026).pk
    query = f"?bedrag_{pk}=120.000,00"
    page = client_for(officer).get(reverse("selection", args=[call.pk]) + query)
    assert page.context["page"].given["envelopes"][0]["amount"] == "120000.00"
    assert "Bewaren kan alleen met het geld van de oproep." in page.content.decode()
    assert store(call, officer, query=query).status_code == 409
