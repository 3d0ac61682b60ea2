"""What is written and counted: reports, recommendations, evaluations, settlements."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

from tandem.example.crowd.cast import Block, Tale
from tandem.example.crowd.progress import Claim
from tandem.example.world.texts import reports as texts
from tandem.kernel import clock
from tandem.kernel.money import structured_communication
from tandem.programmes.models import Recommendation, Report, Settlement, SettlementLine
from tandem.programmes.rules.settlement import line_amount
from tandem.sessions.models import EvaluationForm, EvaluationResponse

ANSWERS = 5
CONTENT = {
    "scan_report": texts.SCAN, "objectives": texts.OBJECTIVES, "action_plan": texts.ACTION_PLANS,
    "implementation_evaluation": texts.EVALUATIONS, "final_report": texts.FINAL, "follow_up_note": texts.FOLLOW_UP,
}  # fmt: skip


def write_reports(block: Block) -> None:
    """Final ones only, with the shared document."""
    Report.objects.bulk_create([row for tale in block.tales for row in _reports(block, tale)])
    Recommendation.objects.bulk_create([row for tale in block.tales for row in _recommendations(tale)])


def _reports(block: Block, tale: Tale) -> Iterator[Report]:
    for kind, written_at in tale.progress.documents.items():
        yield Report(
            trajectory_id=tale.trajectory_id, kind=kind, content=dict(block.chance.choice(CONTENT[kind])),
            chosen_problem=block.chance.choice(texts.PROBLEMS) if kind == "action_plan" else "",
            work_forms=["coaching", "peer_review"] if kind == "objectives" else [], version=2, changed_at=written_at,
            changed_by=tale.pair.trainer, finalised_at=written_at, finalised_by=tale.pair.trainer,
            document=block.surroundings.documents["report"],
        )  # fmt: skip


def _recommendations(tale: Tale) -> Iterator[Recommendation]:
    written_at = tale.progress.documents.get("final_report")
    if written_at:
        is_followed_up = "follow_up_note" in tale.progress.documents
        for position in (1, 2):
            text = texts.RECOMMENDATIONS[(tale.progress.course.number + position) % len(texts.RECOMMENDATIONS)]
            yield Recommendation(
                trajectory_id=tale.trajectory_id, position=position, text=text, changed_at=written_at,
                state="done" if is_followed_up else "open",
            )  # fmt: skip


def write_evaluations(block: Block) -> None:
    """Five answers per finished series."""
    rated = [(tale, tale.progress.ended_at) for tale in block.tales if tale.progress.ended_at]
    forms = EvaluationForm.objects.bulk_create([_form(block, tale, ended_at) for tale, ended_at in rated])
    EvaluationResponse.objects.bulk_create(
        [
            row
            for form, (tale, _) in zip(forms, rated, strict=True)
            if tale.progress.evaluated_at
            for row in _responses(block, form)
        ]
    )


def _form(block: Block, tale: Tale, ended_at: datetime) -> EvaluationForm:
    return EvaluationForm(
        series_id=tale.series_id, token=f"{block.chance.getrandbits(128):032x}", opened_at=ended_at,
        completed_at=tale.progress.evaluated_at,
    )  # fmt: skip


def _responses(block: Block, form: EvaluationForm) -> Iterator[EvaluationResponse]:
    chance = block.chance
    for number in range(ANSWERS):
        answers: dict[str, object] = {"duo": chance.randint(3, 5), "recommend": chance.randint(3, 5)}
        for key in ("understanding", "insight", "knowledge", "cooperation"):
            answers[f"{key}_before"], answers[f"{key}_after"] = chance.randint(1, 4), chance.randint(3, 5)
        yield EvaluationResponse(
            id=UUID(int=chance.getrandbits(128), version=4), nonce=UUID(int=chance.getrandbits(128), version=4), form=form,
            language=("nl", "nl", "nl", "fr", "en")[number], source="phone", answers=answers,
            given_on=clock.local(form.opened_at).date(), batch=1,
        )  # fmt: skip


def write_settlements(block: Block) -> None:
    """Every claim of every course, each line with the signed list."""
    claims = [(tale, claim) for tale in block.tales for claim in tale.progress.claims]
    numbers = _numbers(len(claims))
    rows = [_settlement(block, tale, claim, number) for (tale, claim), number in zip(claims, numbers, strict=True)]
    Settlement.objects.bulk_create(rows)
    SettlementLine.objects.bulk_create(
        line for row, (tale, claim) in zip(rows, claims, strict=True) for line in _lines(block, tale, claim, row)
    )


def _numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('programmes_settlement_number') from generate_series(1, %s)", [count])
        return [int(row[0]) for row in cursor.fetchall()]


def _settlement(block: Block, tale: Tale, claim: Claim, number: int) -> Settlement:
    officer = block.surroundings.officers[tale.applicant.fund_code]
    total_eur = line_amount(sum(meeting.plan.half_days for meeting in claim.meetings), _price(tale))
    return Settlement(
        id=block.id_at(claim.claimable_at), trajectory_id=tale.trajectory_id, provider=block.surroundings.provider,
        fund=block.surroundings.funds[tale.applicant.fund_code], trigger=tale.progress.definition.settlement_trigger,
        number=f"AF-{claim.claimable_at.year}-{number:04d}", structured_communication=structured_communication(number),
        status=claim.status, claimable_at=claim.claimable_at, claimed_at=claim.claimed_at, decided_at=claim.accepted_at,
        claimed_by=block.surroundings.planner if claim.claimed_at else None,
        decided_by=officer if claim.accepted_at else None, paid_on=claim.paid_at.date() if claim.paid_at else None,
        document=block.surroundings.documents["statement"] if claim.claimed_at else None, total_eur=total_eur,
        accepted_eur=total_eur if claim.accepted_at else None,
    )  # fmt: skip


def _lines(block: Block, tale: Tale, claim: Claim, settlement: Settlement) -> Iterator[SettlementLine]:
    price = _price(tale)
    for session, meeting in zip(tale.sessions, tale.progress.meetings, strict=True):
        if meeting in claim.meetings:
            yield SettlementLine(
                settlement=settlement, session=session, half_days=session.half_days, price_eur=price,
                attendance_document=block.surroundings.documents["attendance_list"],
                amount_eur=line_amount(session.half_days, price), state="accepted" if claim.accepted_at else "claimed",
            )  # fmt: skip


def _price(tale: Tale) -> Decimal:
    price = tale.progress.definition.price_per_half_day_eur
    assert price is not None  # noqa: S101 -- the crowd uses the priced programmes
    return price
