"""Applications of a block that are no trajectory: drafts, waiting, asked, refused, taken back."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from tandem.example.crowd.cast import Block
from tandem.example.crowd.people import Applicant
from tandem.example.world.texts import applications as texts
from tandem.identity.joint_committees import joint_committees
from tandem.kernel import clock
from tandem.kernel.models import AuditEntry
from tandem.programmes.models import Application, ProgrammeTemplate, Turn
from tandem.programmes.rules.application import application_number
from tandem.programmes.rules.eligibility import EligibilityResult, SectorFacts, check_eligibility

# How many of each state in a block, and how many days ago the first of them began.
COUNTS = {"draft": (6, 20), "submitted": (8, 30), "asked": (3, 25), "refused": (4, 200), "withdrawn": (2, 90)}
TURNS = {"draft": ("complete_application", "organisation"), "submitted": ("decide", "fund"),
         "asked": ("answer_question", "organisation")}  # fmt: skip
PROGRAMME = "drie-fasen"  # the crowd's courses use the other two, so nobody asks twice


@dataclass(frozen=True, slots=True)
class Asking:
    """One application: whose, how far, since when."""

    applicant: Applicant
    status: str
    at: datetime
    number: str | None


def write_undecided(block: Block, applicants: list[Applicant], sequences: list[int]) -> None:
    """One application per organisation at most."""
    asking = list(_asking(block, applicants, iter(sequences)))
    rows = Application.objects.bulk_create([_application(block, one) for one in asking])
    Turn.objects.bulk_create(
        Turn(application=row, step=TURNS[one.status][0], side=TURNS[one.status][1], began_at=one.at)
        for row, one in zip(rows, asking, strict=True)
        if one.status in TURNS
    )
    AuditEntry.objects.bulk_create(
        AuditEntry(at=one.at, by=one.applicant.contact, action="application.started", subject_id=str(row.pk),
                   subject_type="programmes.application", facts={"made_by": "example_data"})
        for row, one in zip(rows, asking, strict=True)
    )  # fmt: skip


def needed_numbers() -> int:
    """Drafts have no number yet."""
    return sum(count for status, (count, _) in COUNTS.items() if status != "draft")


def _asking(block: Block, applicants: list[Applicant], sequences: Iterator[int]) -> Iterator[Asking]:
    waiting = iter(applicants)
    for status, (count, days) in COUNTS.items():
        for number in range(count):
            at = block.surroundings.now - timedelta(days=days - days * number // count, hours=number)
            yield Asking(
                next(waiting), status, at, None if status == "draft" else application_number(at.year, next(sequences))
            )


def _application(block: Block, one: Asking) -> Application:
    template, applicant = block.surroundings.templates[PROGRAMME], one.applicant
    reason, fund = block.chance.choice(texts.REASONS), block.surroundings.funds[applicant.fund_code]
    officer = block.surroundings.officers[applicant.fund_code] if one.status == "refused" else None
    is_sent = one.status != "draft"
    organisation = applicant.organisation
    return Application(
        id=block.id_at(one.at), number=one.number, template=template, organisation=organisation, fund=fund,
        status=one.status, joint_committee=applicant.joint_committee, rsz_category=applicant.rsz_category,
        is_eligible=True, eligibility=_eligibility(template, one), applicant_kind=reason.kind,
        motives=list(reason.motives), motive_text=reason.motive_text, wishes=reason.wishes,
        group_description=reason.group, expected_participants=9, place_kind="on_site",
        place=f"{organisation.street}, {organisation.postal_code} {organisation.place}",
        wished_from=one.at.date() + timedelta(days=60), contact_name=str(applicant.contact),
        contact_email=applicant.contact.email or "", contact_phone=organisation.phone, made_at=one.at,
        made_by=applicant.contact, changed_at=one.at, submitted_at=one.at if is_sent else None,
        submitted_by=applicant.contact if is_sent else None,
        question=texts.QUESTION_GROUP if one.status == "asked" else "",
        decided_at=one.at + timedelta(days=9) if officer else None, decided_by=officer,
        decision_reason=texts.REFUSAL_DOUBLE if officer else "",
        alternative=texts.REFUSAL_DOUBLE_ALTERNATIVE if officer else "",
        released_at=one.at + timedelta(days=10) if officer else None, released_by=officer,
        letter=block.surroundings.documents["decision_letter"] if officer else None, version=5,
    )  # fmt: skip


def _eligibility(template: ProgrammeTemplate, one: Asking) -> dict[str, object]:
    return eligibility_of(
        check_eligibility(
            SectorFacts(one.applicant.joint_committee, one.applicant.rsz_category), template.parsed,
            joint_committees(), on=clock.local(one.at).date(),
        )
    )  # fmt: skip


def eligibility_of(result: EligibilityResult) -> dict[str, object]:
    """As an application keeps it."""
    return asdict(result) | {"checked_on": result.checked_on.isoformat() if result.checked_on else ""}
