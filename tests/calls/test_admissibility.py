"""Officers: the queue, a project with its versions, admissibility with its letter, and the jury that begins."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tandem.calls.actions import admissibility as actions
from tandem.calls.models import AdmissibilityCheck, Answer, Call, HandedIn, Submission
from tandem.calls.queries.admissibility import points_of, unchecked_and_clear
from tandem.calls.queries.handing_in import handed_in_of, state_for_writer
from tandem.calls.queries.queue import overview_of
from tandem.calls.rules.admissibility import JUDGE, NOT_OK, OK
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.documents import storage
from tandem.kernel.models import OutgoingMail
from tests.calls.call_factories import hand_in, make_call, make_officer, make_submission, make_submitter
from tests.databases import OwnDatabase
from tests.factories import client_for
from tests.guidance.factories import looking
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db
NO = {"decision": "no", "reasons": ["goal"], "words": "Dit project gaat over iets anders."}
YES = {"decision": "yes"}


def closed_call(**fields: Any) -> Call:
    now = clock.now()
    return make_call(opens_at=now - timedelta(days=9), closes_at=now - timedelta(hours=1), **fields)


def page(client: Client, name: str, pk: object, **query: Any) -> Any:
    return client.get(reverse(name, args=[pk]), query)


def check(client: Client, row: Submission, facts: dict[str, Any], seen: object = "") -> Any:
    return client.post(reverse("submission_check", args=[row.pk]), {**facts, "seen": seen or ""})


def fresh(row: Submission) -> Submission:
    with access.as_system():
        return Submission.objects.select_related("call", "organisation", "handed_in").get(pk=row.pk)


def outcomes(row: Submission) -> dict[str, str]:
    with access.as_system():
        return {point.key: point.outcome for point in points_of(fresh(row), handed_in_of(fresh(row)))}


def test_every_point_is_looked_at() -> None:
    call = closed_call()
    assert set(outcomes(make_submission(call, make_submitter())).values()) == {OK}
    much = [{"label": "Te veel", "parts": {"werking": "150000.01"}}]
    found = outcomes(make_submission(call, make_submitter(), answers={"plan": "", "months": "12", "budget": much}))
    assert {key for key, outcome in found.items() if outcome == NOT_OK} == {"complete", "months", "money"}
    Call.objects.filter(pk=call.pk).update(submitter_kinds=["association"], area_rule="one_per_municipality")
    found = outcomes(make_submission(call, make_submitter()))
    assert {key for key, outcome in found.items() if outcome == NOT_OK} == {"kind", "area"}


def test_a_partner_in_two_projects_is_a_hint_for_a_person() -> None:
    call = closed_call()
    rows = [make_submission(call, make_submitter()) for _ in range(2)]
    with access.as_system():
        for row, name in zip(rows, ("School De  Vlinder", "school de vlinder"), strict=True):
            row.handed_in = HandedIn.objects.create(
                submission=row,
                revision=row.revision,
                answers={},
                sha256="a" * 64,
                partners=[{"name": name}],
                at=call.opens_at,
            )
            row.save()
    assert outcomes(rows[0])["partners"] == JUDGE


def test_not_admissible_needs_reasons_and_its_letter_a_second_click() -> None:
    call, by = closed_call(), make_submitter()
    row, client = make_submission(call, by), client_for(make_officer(call.administration))
    for lacking in ({**NO, "reasons": []}, {**NO, "words": "  "}, {"decision": ""}):
        refused = check(client, row, lacking)
        assert refused.status_code == 422
    assert "iets anders" not in page(client, "submission_check", row.pk).content.decode()
    assert check(client, row, NO).status_code == 302
    letter = OutgoingMail.objects.get(to_person=by)
    assert (letter.status, fresh(row).state) == ("held", "inadmissible")
    with looking(by):
        assert state_for_writer(fresh(row)) == "in onderzoek"
    assert client.post(reverse("submission_letter_release", args=[row.pk])).status_code == 302
    letter.refresh_from_db()
    assert letter.released_at
    assert "Dit project gaat over iets anders." in letter.body
    with looking(by):
        assert state_for_writer(fresh(row)) == "niet ontvankelijk"


def test_a_decision_is_undone_and_its_letter_taken_back_or_followed_by_another() -> None:
    call, by = closed_call(), make_submitter()
    row, client = make_submission(call, by), client_for(make_officer(call.administration))
    check(client, row, NO)
    first = AdmissibilityCheck.objects.all
    with access.as_system():
        seen = first().latest("pk").pk
    assert check(client, row, YES, seen).status_code == 302
    assert fresh(row).state == "submitted"
    assert OutgoingMail.objects.get(to_person=by).status == "cancelled"
    with access.as_system():
        seen = first().latest("pk").pk
    check(client, row, NO, seen)
    client.post(reverse("submission_letter_release", args=[row.pk]))
    with access.as_system():
        seen = first().latest("pk").pk
    check(client, row, YES, seen)
    assert OutgoingMail.objects.filter(to_person=by, subject__contains="toch naar de jury").count() == 1


def test_two_officers_never_decide_over_each_other() -> None:
    call = closed_call()
    row, client = make_submission(call, make_submitter()), client_for(make_officer(call.administration))
    assert check(client, row, NO).status_code == 302
    clash = check(client, row, YES)  # the page of a colleague was opened before
    assert clash.status_code == 409
    assert "Dit project gaat over iets anders." in clash.content.decode()
    assert fresh(row).state == "inadmissible"
    assert check(client, row, YES, clash.context["form"]["seen"].value()).status_code == 302


@pytest.mark.parametrize("moment", ["open", "in the grace", "decided", "withdrawn"])
def test_no_decision_outside_its_time(moment: str) -> None:
    now = clock.now()
    call = {
        "open": make_call,
        "in the grace": lambda: make_call(closes_at=now - timedelta(minutes=5), grace_minutes=10),
        "decided": lambda: closed_call(state="decided"),
        "withdrawn": closed_call,
    }[moment]()
    row = make_submission(call, make_submitter(), state="withdrawn" if moment == "withdrawn" else "submitted")
    client = client_for(make_officer(call.administration))
    assert check(client, row, NO).status_code == 422
    client.post(reverse("submission_check_all", args=[call.pk]))
    with access.as_system():
        assert not AdmissibilityCheck.objects.exists()


def test_another_administration_and_the_organisation_find_nothing() -> None:
    call, by = closed_call(), make_submitter()
    row, strangers = make_submission(call, by), [(make_officer(), 404), (by, 403)]
    version = row.handed_in_id
    for person, status in strangers:
        client = client_for(person)
        for name in ("submission_queue", "submission_export", "submission_check_all"):
            assert page(client, name, call.pk).status_code == status
        for name in ("submission_file", "submission_check"):
            assert page(client, name, row.pk).status_code == status
        assert client.post(reverse("call_judge", args=[call.pk])).status_code == status
        assert check(client, row, NO).status_code == status
        assert client.post(reverse("submission_letter_release", args=[row.pk])).status_code == status
        assert client.get(reverse("submission_versions", args=[row.pk, version])).status_code == status


def test_everything_in_order_is_admitted_with_one_click_and_nothing_else() -> None:
    call = closed_call()
    good = [make_submission(call, make_submitter()) for _ in range(3)]
    bad = make_submission(call, make_submitter(), answers={"plan": ""})
    make_submission(call, make_submitter(), state="withdrawn")
    client = client_for(make_officer(call.administration))
    preview = page(client, "submission_check_all", call.pk)
    assert (preview.context["preview"].clear, len(preview.context["preview"].by_hand)) == (3, 1)
    for _ in range(2):  # a second click changes nothing
        assert client.post(reverse("submission_check_all", args=[call.pk])).status_code == 302
    with access.as_system():
        assert {one.submission_id for one in AdmissibilityCheck.objects.all()} == {row.pk for row in good}
        assert AdmissibilityCheck.objects.count() == 3
    assert page(client, "submission_queue", call.pk, stand="na-te-kijken").context["page"].object_list[0] == bad


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_admit_all_at_the_same_moment_admit_once(fresh_database: OwnDatabase) -> None:
    call = closed_call()
    make_submission(call, make_submitter())
    officer = make_officer(call.administration)

    def admit() -> int:
        with looking(officer):
            return actions.admit_clear(call, by=officer, at=clock.now())

    assert meanwhile(admit, admit) == 0
    with access.as_system():
        assert AdmissibilityCheck.objects.count() == 1
        assert unchecked_and_clear(call) == []


def test_the_jury_begins_only_after_the_last_minute_and_with_a_project() -> None:
    now = clock.now()
    call = make_call(closes_at=now - timedelta(minutes=5), grace_minutes=10)
    by = make_officer(call.administration)
    row = make_submission(call, make_submitter())
    with access.as_system():
        with pytest.raises(actions.CannotJudge, match="nog open"):
            actions.start_judging(call, by=by, at=now)
        Submission.objects.filter(pk=row.pk).update(title="Later getypt, nooit ingediend", area="limburg")
        actions.start_judging(call, by=by, at=call.closes_at + timedelta(minutes=11))
    call.refresh_from_db()
    assert call.state == "judging"
    assert (fresh(row).title, fresh(row).area) == ("Samen sterk in Zonnedorp", "east_flanders")
    empty = closed_call()
    with access.as_system(), pytest.raises(actions.CannotJudge, match="geen project"):
        actions.start_judging(empty, by=by, at=now)


def test_queue_filters_searches_and_counts_money() -> None:
    call, officer = closed_call(), None
    by = make_submitter()
    one = make_submission(call, by, title="x", answers={"title": "Warme school"}, wished_year=2027)
    two = make_submission(call, make_submitter(), answers={"title": "Kleurrijke buurt"}, area="brussels")
    make_submission(call, make_submitter(), state="withdrawn")
    make_submission(call, make_submitter(), state="draft", title="Geheime kladversie")
    with access.as_system():
        Submission.objects.filter(pk=two.pk).update(ask={"werking": "1000.00", "investering": "50000.00"})
    officer = make_officer(call.administration)
    client = client_for(officer)

    def found(**query: str) -> list[Any]:
        return [row.pk for row in page(client, "submission_queue", call.pk, **query).context["page"].object_list]

    assert found(zoek="warme") == [one.pk]
    assert found(zoek=by.memberships.get().organisation.name) == [one.pk]
    assert found(zoek=str(two.number)) == [two.pk]
    assert found(gebied="brussels") == [two.pk]
    assert found(volgorde="bedrag")[0] == one.pk
    assert len(found(stand="onzin", gebied="' or 1=1", jaar="9999", volgorde="x", pagina="-3")) == 3
    assert (len(found(stand="na-te-kijken")), found(stand="ontvankelijk"), found(stand="nagekeken")) == (2, [], [])
    with looking(officer):
        seen = overview_of(call)
    assert (seen.handed_in, seen.to_check, seen.withdrawn) == (3, 2, 1)
    assert {(line.kind, line.year): line.asked for line in seen.money} == {
        ("Werkingssubsidie", "2026"): Decimal(0), ("Werkingssubsidie", "2027"): Decimal(120_000),
        ("Werkingssubsidie", "geen voorkeur"): Decimal(1000), ("Investeringssubsidie", "alle jaren"): Decimal(50_000),
    }  # fmt: skip
    assert {line.area: line.projects for line in seen.areas if line.projects} == {"Oost-Vlaanderen": 1, "Brussel": 1}
    assert "Geheime kladversie" not in page(client, "submission_queue", call.pk).content.decode()


def test_export_has_the_chosen_columns_and_no_formulas() -> None:
    call = closed_call()
    make_submission(call, make_submitter(), answers={"title": "=1+1"})
    client = client_for(make_officer(call.administration))
    some = b"".join(page(client, "submission_export", call.pk, kolom=["titel", "bedrag"]).streaming_content).decode()
    assert some.splitlines() == [
        "\ufeffTitel;Gevraagd: Werkingssubsidie;Gevraagd: Investeringssubsidie", "'=1+1;120000,00;0,00",
    ]  # fmt: skip
    everything = b"".join(page(client, "submission_export", call.pk).streaming_content).decode()
    assert "Oost-Vlaanderen" in everything
    assert "Gent" in everything


def test_a_project_is_shown_with_its_versions_and_what_changed() -> None:
    call, by = make_call(), make_submitter()
    row = make_submission(call, by)
    first = row.handed_in_id
    answers = {
        "plan": "Elke maand samen aan tafel.",
        "title": "Anders",
        "budget": [{"label": "Bus", "parts": {"werking": "5.00"}}],
    }
    with access.as_system():
        hand_in(row, {**row.handed_in.answers, **answers}, by=by)
        Answer.objects.filter(submission=row).update(value="Nooit ingediend")
    client = client_for(make_officer(call.administration))
    shown = page(client, "submission_file", row.pk).content.decode()
    assert "Elke maand samen aan tafel." in shown
    assert "Nooit ingediend" not in shown
    assert "klopt niet" in shown  # made without the action, so the fingerprint is not ours
    changes = client.get(reverse("submission_versions", args=[row.pk, row.handed_in_id])).content.decode()
    assert "week" in changes
    assert "maand" in changes
    assert "Halftijdse coördinator: Werkingssubsidie € 120.000,00, Anderen betalen € 10.000,00" in changes.replace(
        "\xa0", " "
    )
    assert (
        "Dit was de eerste versie" in client.get(reverse("submission_versions", args=[row.pk, first])).content.decode()
    )


def test_only_files_that_were_handed_in_are_given_to_officers() -> None:
    call, by = make_call(), make_submitter()
    mine, other = (
        storage.store(content, kind="answer", name="plan.pdf", content_type="application/pdf", by=by, at=clock.now())
        for content in (b"%PDF-1.7 een", b"%PDF-1.7 twee")
    )
    row = make_submission(call, by, answers={"bijlage": [{"id": str(mine.pk), "name": "plan.pdf", "size": 12}]})
    client = client_for(make_officer(call.administration))
    given = client.get(reverse("handed_in_file", args=[row.pk, mine.pk]))
    assert b"".join(given.streaming_content) == b"%PDF-1.7 een"
    assert client.get(reverse("handed_in_file", args=[row.pk, other.pk])).status_code == 404


def many(call: Call, number: int) -> None:
    for _ in range(number):
        make_submission(call, make_submitter())


def test_pages_of_a_large_call_stay_within_their_queries(django_assert_max_num_queries: Any) -> None:
    call = closed_call(area_rule="one_per_municipality")
    many(call, 30)
    officer: Person = make_officer(call.administration)
    client = client_for(officer)
    with access.as_system():
        row = Submission.objects.filter(call=call).first()
    for name, pk in (
        ("submission_queue", call.pk),
        ("submission_check_all", call.pk),
        ("submission_check", row.pk),
        ("submission_file", row.pk),
    ):
        page(client, name, pk)
        with django_assert_max_num_queries(
            17 if name == "submission_file" else 14
        ):  # two begin and end the transaction
            assert page(client, name, pk).status_code == 200
