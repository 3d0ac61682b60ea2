"""The evaluation in the database: opened, answered, typed over, completed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.sessions.actions.evaluation import (
    CannotAnswer,
    CannotComplete,
    complete_evaluation,
    enter_answers,
    give_answers,
    open_evaluation,
)
from tandem.sessions.models import EvaluationForm, EvaluationResponse
from tandem.sessions.queries.evaluation import results_of
from tandem.sessions.queries.evaluation_overview import overview_of
from tests.factories import make_viewer
from tests.sessions.factories import contact_of, make_series

pytestmark = pytest.mark.usefixtures("every_row")
GOOD = {"understanding_before": 2, "understanding_after": 4, "duo": 5, "good": "De verhalen."}


def opened(**fields):
    series = make_series(**fields)
    return open_evaluation(series, by=None, at=clock.now())


def answer(form, *, language="nl", nonce=None, **answers):
    give_answers(form, language=language, answers=answers or GOOD, nonce=nonce or uuid4(), at=clock.now())


def test_opening_twice_keeps_the_link_and_tells_once():
    form = opened()
    again = open_evaluation(form.series, by=None, at=clock.now())
    assert again.token == form.token
    mail = OutgoingMail.objects.get(key__startswith="evaluation-open")
    assert mail.to_email == contact_of(form.series).email
    assert form.token not in mail.body


def test_second_post_with_the_same_nonce_counts_once():
    form, nonce = opened(), uuid4()
    answer(form, nonce=nonce)
    answer(form, nonce=nonce)
    assert form.responses.count() == 1


def test_answer_keeps_the_day_and_nothing_that_points_at_a_person():
    form = opened()
    answer(form)
    response = form.responses.get()
    assert {field.name for field in EvaluationResponse._meta.get_fields()} == {
        "id", "form", "language", "source", "answers", "given_on", "nonce", "batch",
    }  # fmt: skip
    assert response.given_on == clock.today()
    assert response.pk.version == 4  # no time inside
    entry = AuditEntry.objects.get(action="sessions.answer_evaluation")
    assert (entry.by, clock.local(entry.at).hour, entry.facts) == (None, 12, {"source": "phone"})


def test_nothing_is_answered_after_the_last_day():
    form = opened()
    late = clock.now() + timedelta(days=61)
    with pytest.raises(CannotAnswer):
        give_answers(form, language="nl", answers=GOOD, nonce=uuid4(), at=late)
    enter_answers(form, language="nl", answers=GOOD, nonce=uuid4(), by=contact_of(form.series), at=late)
    assert form.responses.get().source == "paper"


def test_nothing_is_answered_after_completion():
    form = opened()
    complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    with pytest.raises(CannotAnswer):
        answer(form)
    with pytest.raises(CannotAnswer):
        enter_answers(form, language="nl", answers=GOOD, nonce=uuid4(), by=contact_of(form.series), at=clock.now())


def test_completing_is_refused_when_it_is_not_open_or_done():
    series = make_series()
    with pytest.raises(CannotComplete, match="nog niet open"):
        complete_evaluation(series, by=contact_of(series), at=clock.now())
    open_evaluation(series, by=None, at=clock.now())
    complete_evaluation(series, by=contact_of(series), at=clock.now())
    with pytest.raises(CannotComplete, match="al afgerond"):
        complete_evaluation(series, by=contact_of(series), at=clock.now())


def test_results_stay_the_same_while_one_answer_comes_in():
    """The employer looks, somebody answers, the employer looks again: no figure moves."""
    form = opened()
    for _ in range(14):
        answer(form)
    before = results_of(form, reader="organisation")
    answer(form, understanding_before=5, understanding_after=5, good="Ik herken dit.")
    with_reserve = results_of(form, reader="organisation")
    assert (before.shown, with_reserve.shown) == (5, 10)  # the fifteenth lets five leave, chosen by chance
    for _ in range(4):
        answer(form, understanding_before=5)
        assert results_of(form, reader="organisation").pairs == with_reserve.pairs
        assert results_of(form, reader="organisation").texts == with_reserve.texts


def test_completing_shows_the_reserve_at_once():
    form = opened()
    for _ in range(6):
        answer(form)
    assert results_of(form, reader="organisation").shown == 0
    complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    form.refresh_from_db()
    results = results_of(form, reader="organisation")
    assert (results.shown, results.pairs[0].value, results.pairs[0].value_after) == (6, 2.0, 4.0)
    assert results.pairs[1].value is None
    assert results.texts[1].texts == (("nl", "De verhalen."),) * 6


def test_fund_reads_figures_and_no_texts():
    form = opened()
    for _ in range(5):
        answer(form)
    complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    form.refresh_from_db()
    results = results_of(form, reader="fund")
    assert (results.shown, results.texts) == (5, ())
    assert results.scales[0].value == 5


def test_texts_in_a_rare_language_reach_the_provider_only():
    form = opened()
    for _ in range(5):
        answer(form)
    answer(form, language="fr", good="Les témoignages.")
    complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    form.refresh_from_db()
    organisation, provider = results_of(form, reader="organisation"), results_of(form, reader="provider")
    assert organisation.hidden_texts_in == ("Frans",)
    assert ("fr", "Les témoignages.") not in organisation.texts[1].texts
    assert ("fr", "Les témoignages.") in provider.texts[1].texts
    assert [row.count_text for row in organisation.languages] == ["5", "minder dan 5"]


def test_overview_counts_completed_evaluations_with_five_answers():
    full = opened()
    for value in (1, 2, 3, 4, 5):
        answer(full, understanding_before=value, understanding_after=5)
    few = opened(funder=full.series.funder)
    for _ in range(4):
        answer(few, understanding_before=1)
    running = opened(funder=full.series.funder)
    for _ in range(6):
        answer(running, understanding_before=1)
    for form in (full, few):
        complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    overview = overview_of(make_viewer(FUND_OFFICER, organisation=full.series.funder), year=None)
    assert (overview.evaluations, overview.answers) == (1, 5)
    assert (overview.pairs[0].value, overview.pairs[0].value_after, overview.pairs[1].value) == (3.0, 5.0, None)
    assert overview_of(make_viewer(), year=None).evaluations == 0


def test_overview_minus_one_evaluation_does_not_unmask_a_single_answer():
    full = opened()
    rare = opened(funder=full.series.funder)
    for number in range(5):
        answer(full, understanding_before=3)
        answer(rare, understanding_before=1 if number == 0 else None)
    for form in (full, rare):
        complete_evaluation(form.series, by=contact_of(form.series), at=clock.now())
    rare.refresh_from_db()
    overview = overview_of(make_viewer(FUND_OFFICER, organisation=full.series.funder), year=None)
    assert results_of(rare, reader="fund").pairs[0].value is None
    assert (overview.evaluations, overview.answers, overview.pairs[0].value) == (2, 10, 3.0)


def test_answers_of_others_are_invisible_in_the_database():
    form = opened()
    answer(form)
    stranger = make_viewer()
    access.set_context(person_id=stranger.person_id, organisation_ids=stranger.organisation_ids())
    assert EvaluationResponse.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationForm.objects.create(series=form.series, token="tweede", opened_at=clock.now())
