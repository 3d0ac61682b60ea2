"""The settlement writes itself, and the fund accepts, asks or disputes a line."""

import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, PLANNER
from tandem.kernel import access, clock
from tandem.kernel.documents import storage
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.kernel.states import CannotTransition
from tandem.programmes.actions import settlement as actions
from tandem.programmes.actions.turns import refresh_turn
from tandem.programmes.models import Settlement, SettlementLine, Trajectory, Turn
from tandem.sessions.models import AttendanceList, Session
from tests.factories import client_for, make_membership, make_provider
from tests.programmes.factories import make_application, priced_template
from tests.sessions.factories import make_session


@pytest.fixture
def every_row(db: None) -> Iterator[None]:
    with access.as_system():
        yield


def close_list_of(session: Session) -> None:
    """A closed list, as the attendance pages leave it behind."""
    at = session.ends_at
    document = storage.store(
        b"%PDF lijst", kind="attendance_list", name="lijst.pdf", content_type="application/pdf", by=None, at=at
    )
    AttendanceList.objects.create(
        session=session, code=str(session.pk)[-12:], door_secret="geheim", opened_at=at, trainer_signed_at=at,
        expert_signed_at=at, closed_at=at, document=document, present_count=9,
    )  # fmt: skip


def make_running(code: str = "zes-workshops", price: str = "250.00") -> Trajectory:
    """A trajectory with a price, without dates."""
    application = make_application("released", template=priced_template(code, price_eur=price))
    for role, home in ((PLANNER, application.provider), (ORGANISATION_CONTACT, application.organisation)):
        if not home.memberships.filter(role=role).exists():
            make_membership(role, organisation=home)
    return Trajectory.objects.get(application=application)


def hold_all(trajectory: Trajectory) -> None:
    """Every financed session past, with a closed list."""
    financed = list(trajectory.series.sessions.financed().in_order())
    for number, session in enumerate(financed):
        day = clock.today() - timedelta(days=7 * (len(financed) - number))
        close_list_of(make_session(trajectory.series, status="held", on=day, position=session.position))


@pytest.fixture
def drafted(every_row: None) -> Settlement:
    trajectory = make_running()
    hold_all(trajectory)
    refresh_turn(trajectory, at=clock.now())
    return Settlement.objects.get(trajectory=trajectory)


def planner(settlement: Settlement) -> Person:
    return settlement.provider.memberships.filter(role=PLANNER).first().person


def officer(settlement: Settlement) -> Person:
    return make_membership(FUND_OFFICER, organisation=settlement.fund).person


@pytest.fixture
def claimed(drafted: Settlement) -> Settlement:
    officer(drafted)
    return actions.claim_settlement(drafted, by=planner(drafted), at=clock.now())


def test_draft_has_a_line_per_session_with_its_signed_list(drafted: Settlement) -> None:
    lines = list(drafted.lines.all())
    assert (len(lines), drafted.total_eur) == (6, Decimal("1500.00"))
    assert all(line.attendance_document_id for line in lines)
    assert Turn.objects.get(trajectory=drafted.trajectory, ended_at=None).step in ("write_report", "evaluate", "claim")


def test_drafting_again_changes_nothing(drafted: Settlement) -> None:
    refresh_turn(drafted.trajectory, at=clock.now())
    assert (Settlement.objects.count(), SettlementLine.objects.count()) == (1, 6)


def test_nothing_is_claimable_before_the_last_list(every_row: None) -> None:
    trajectory = make_running()
    first = trajectory.series.sessions.financed().in_order().first()
    close_list_of(make_session(trajectory.series, status="held", position=first.position))
    refresh_turn(trajectory, at=clock.now())
    assert Settlement.objects.count() == 0


def test_programme_without_price_waits(every_row: None) -> None:
    application = make_application("released")
    make_membership(PLANNER, organisation=application.provider)
    trajectory = Trajectory.objects.get(application=application)
    hold_all(trajectory)
    refresh_turn(trajectory, at=clock.now())
    assert Settlement.objects.count() == 0


def test_session_is_settled_once_by_the_database_too(drafted: Settlement) -> None:
    line = drafted.lines.first()
    other = Settlement.objects.create(
        trajectory=drafted.trajectory, provider=drafted.provider, fund=drafted.fund, number="AF-X", trigger="at_end",
        structured_communication="+++000/0000/00097+++", claimable_at=clock.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SettlementLine.objects.create(settlement=other, session=line.session, half_days=1, price_eur=1, amount_eur=1)


def test_line_amount_is_guarded_by_the_database(drafted: Settlement) -> None:
    with pytest.raises(IntegrityError, match="line_amount"), transaction.atomic():
        drafted.lines.update(amount_eur=Decimal("999.00"))


def test_other_costs_are_refused_with_the_reason(drafted: Settlement) -> None:
    with pytest.raises(actions.CannotSettle, match="betaalt geen catering"):
        actions.refuse_cost_line(drafted, kind="catering", by=planner(drafted), at=clock.now())
    assert drafted.lines.count() == 6
    assert AuditEntry.objects.filter(action="settlement.cost_refused").count() == 1


def test_claim_makes_a_statement_and_tells_the_fund(claimed: Settlement) -> None:
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(storage.read_file(claimed.document))).pages
    )
    assert claimed.number in text
    assert claimed.structured_communication in text
    assert "1.500,00" in text
    told = OutgoingMail.objects.filter(about_id=str(claimed.pk)).values_list("to_email", flat=True)
    assert sorted(told) == sorted(claimed.fund.memberships.values_list("person__email", flat=True))


def test_claim_twice_is_refused(claimed: Settlement) -> None:
    with pytest.raises(CannotTransition, match="al naar het fonds"):
        actions.claim_settlement(claimed, by=planner(claimed), at=clock.now())


def test_question_gives_the_turn_to_the_provider_and_back(claimed: Settlement) -> None:
    asked = actions.ask_about_settlement(claimed, text="Klopt de datum?", by=officer(claimed), at=clock.now())
    assert asked.status == "questioned"
    answered = actions.answer_about_settlement(asked, text="Ja.", by=planner(claimed), at=clock.now())
    assert (answered.status, answered.remarks.count()) == ("claimed", 2)


def test_fund_accepts_with_one_disputed_line(claimed: Settlement) -> None:
    line = claimed.lines.first()
    with pytest.raises(actions.CannotSettle, match="Leg uit"):
        actions.accept_settlement(claimed, disputes={line.pk: " "}, by=officer(claimed), at=clock.now())
    disputes = {line.pk: "De lijst hoort bij een andere dag."}
    done = actions.accept_settlement(claimed, disputes=disputes, by=officer(claimed), at=clock.now())
    assert (done.status, done.accepted_eur) == ("accepted", Decimal("1250.00"))
    paid = actions.mark_settlement_paid(done, on=clock.today(), by=officer(claimed), at=clock.now())
    assert (paid.status, paid.paid_on) == ("paid", clock.today())


def test_payment_day_in_the_future_is_refused(claimed: Settlement) -> None:
    done = actions.accept_settlement(claimed, disputes={}, by=officer(claimed), at=clock.now())
    with pytest.raises(actions.CannotSettle, match="toekomst"):
        actions.mark_settlement_paid(done, on=clock.today() + timedelta(days=1), by=officer(claimed), at=clock.now())


def test_csv_has_no_formulas(claimed: Settlement) -> None:
    Session.objects.filter(pk=claimed.lines.first().session_id).update(title="=HYPERLINK(1)")
    with access.as_system():
        client = client_for(officer(claimed))
    text = b"".join(client.get(reverse("settlement_csv", args=[claimed.pk])).streaming_content).decode()
    assert "'=HYPERLINK(1)" in text
    assert "250,00" in text


def test_fund_does_not_see_a_draft_and_strangers_see_nothing(drafted: Settlement) -> None:
    url = reverse("settlement", args=[drafted.pk])
    stranger = make_membership(PLANNER, organisation=make_provider()).person
    codes = [client_for(person).get(url).status_code for person in (planner(drafted), officer(drafted), stranger)]
    assert codes == [200, 404, 404]


def test_pages_of_provider_and_fund(claimed: Settlement) -> None:
    for person, word in ((planner(claimed), "bij het fonds"), (officer(claimed), "Aanvaard de afrekening")):
        page = client_for(person).get(reverse("settlement", args=[claimed.pk]))
        assert word in page.content.decode()


def test_dispute_without_reason_keeps_the_page_and_says_why(claimed: Settlement) -> None:
    line = claimed.lines.first()
    answer = client_for(officer(claimed)).post(
        reverse("settlement_accept", args=[claimed.pk]), {f"verdict_{line.pk}": "disputed"}
    )
    assert answer.status_code == 422
    assert "Leg uit waarom je deze lijn betwist." in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_same_number_of_queries(every_row: None, count: int, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(count):
        trajectory = make_running()
        hold_all(trajectory)
        refresh_turn(trajectory, at=clock.now())
    first = Settlement.objects.first()
    client = client_for(planner(first))
    with django_assert_max_num_queries(13):
        assert client.get(reverse("settlement_queue")).status_code == 200
