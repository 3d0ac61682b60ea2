"""Applications, trajectories and their turns."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tandem.example.crowd.cast import Block, Tale
from tandem.example.crowd.progress import Progress, day_of, facts_of
from tandem.example.crowd.undecided import eligibility_of
from tandem.example.world.texts import applications as texts
from tandem.identity.joint_committees import joint_committees
from tandem.kernel import clock
from tandem.kernel.models import AuditEntry
from tandem.programmes.models import Application, PhaseDecision, Trajectory, Turn
from tandem.programmes.rules import rails
from tandem.programmes.rules.eligibility import SectorFacts, check_eligibility
from tandem.programmes.rules.phases import months_after

Moments = tuple[str, str, datetime, datetime]


def write_applications(block: Block) -> None:
    """Approved and released, all of them."""
    Application.objects.bulk_create([_application(block, tale) for tale in block.tales])


def _application(block: Block, tale: Tale) -> Application:
    progress, applicant, reason = tale.progress, tale.applicant, block.chance.choice(texts.REASONS)
    officer = block.surroundings.officers[applicant.fund_code]
    submitted_at = progress.moment("submitted")
    from_on = submitted_at.date() + timedelta(days=40)
    return Application(
        id=tale.application_id, number=tale.number, template=tale.template, organisation=applicant.organisation,
        fund=block.surroundings.funds[applicant.fund_code], provider=block.surroundings.provider, status="approved",
        joint_committee=applicant.joint_committee, rsz_category=applicant.rsz_category, is_eligible=True,
        eligibility=_eligibility(tale), applicant_kind=reason.kind, motives=list(reason.motives),
        motive_text=reason.motive_text, wishes=reason.wishes, group_description=reason.group, expected_participants=9,
        place_kind="on_site", place=place_of(tale), wished_from=from_on, wished_until=from_on + timedelta(days=140),
        contact_name=str(applicant.contact), contact_email=applicant.contact.email or "",
        contact_phone=applicant.organisation.phone, made_at=submitted_at - timedelta(days=3), made_by=applicant.contact,
        changed_at=progress.moment("released"), submitted_at=submitted_at, submitted_by=applicant.contact,
        decided_at=progress.moment("decided"), decided_by=officer, released_at=progress.moment("released"),
        released_by=officer, letter=block.surroundings.documents["decision_letter"], version=9,
    )  # fmt: skip


def _eligibility(tale: Tale) -> dict[str, object]:
    on = clock.local(tale.progress.moment("submitted")).date()
    sector = SectorFacts(tale.applicant.joint_committee, tale.applicant.rsz_category)
    return eligibility_of(check_eligibility(sector, tale.progress.definition, joint_committees(), on=on))


def place_of(tale: Tale) -> str:
    """Where the duo comes: at the organisation."""
    organisation = tale.applicant.organisation
    return f"{organisation.street}, {organisation.postal_code} {organisation.place}"


def write_trajectories(block: Block) -> None:
    """Each with its decisions on phases, its turns and its lines in the audit trail."""
    Trajectory.objects.bulk_create([_trajectory(block, tale) for tale in block.tales])
    PhaseDecision.objects.bulk_create([row for tale in block.tales for row in _decisions(tale)])
    Turn.objects.bulk_create([row for tale in block.tales for row in _turns(tale)])
    AuditEntry.objects.bulk_create([row for tale in block.tales for row in _audit(block, tale)])


def _trajectory(block: Block, tale: Tale) -> Trajectory:
    progress, applicant = tale.progress, tale.applicant
    ended_on = day_of(progress.ended_at)
    return Trajectory(
        id=tale.trajectory_id, application_id=tale.application_id, template=tale.template, series_id=tale.series_id,
        organisation=applicant.organisation, provider=block.surroundings.provider,
        fund=block.surroundings.funds[applicant.fund_code], number=tale.number, status=progress.status,
        phase=progress.phase, contact_person=str(applicant.contact), started_at=progress.moment("released"),
        ended_on=ended_on, follow_up_on=months_after(ended_on, 2) if ended_on else None,
        finished_at=progress.finished_at,
        stop_reason="Onze ploeg ging op in een andere dienst." if progress.status == "stopped" else "",
    )  # fmt: skip


def _decisions(tale: Tale) -> Iterator[PhaseDecision]:
    """After every phase that is behind: go on, or pause after the first."""
    progress = tale.progress
    choices = [(phase, "continue") for phase in range(1, progress.phase)]
    if progress.status == "paused":
        choices.append((progress.phase, "stop_for_now"))
    for phase, choice in choices:
        ends = [m.ends_at for m in progress.meetings if m.plan.phase == phase and m.period]
        yield PhaseDecision(
            trajectory_id=tale.trajectory_id, phase=phase, choice=choice, made_at=max(ends) + timedelta(days=1),
            made_by=tale.applicant.contact, contact_moments=4 if choice == "continue" else None,
        )  # fmt: skip


def _turns(tale: Tale) -> Iterator[Turn]:
    for step, side, began_at, ended_at in _application_moments(tale.progress):
        yield Turn(application_id=tale.application_id, step=step, side=side, began_at=began_at, ended_at=ended_at)
    last_ended_at = tale.progress.moment("released")
    for step, side, began_at, ended_at in _trajectory_moments(tale.progress):
        yield Turn(trajectory_id=tale.trajectory_id, step=step, side=side, began_at=began_at, ended_at=ended_at)
        last_ended_at = max(last_ended_at, ended_at)
    turn = rails.whose_turn(facts_of(tale.progress))
    if turn:
        yield Turn(trajectory_id=tale.trajectory_id, step=turn.step, side=turn.side, began_at=last_ended_at)


def _application_moments(progress: Progress) -> Iterator[Moments]:
    submitted_at, decided_at = progress.moment("submitted"), progress.moment("decided")
    yield "complete_application", "organisation", submitted_at - timedelta(days=3), submitted_at
    yield "decide", "fund", submitted_at, decided_at
    yield "release", "fund", decided_at, progress.moment("released")


def _trajectory_moments(progress: Progress) -> Iterator[Moments]:
    moment = progress.moment
    yield "assign_duo", "provider", moment("released"), moment("duo")
    yield "propose_dates", "organisation", moment("duo"), moment("proposed")
    if any(meeting.status in {"confirmed", "held"} for meeting in progress.meetings):
        yield "confirm_dates", "provider", moment("proposed"), moment("confirmed")
        yield "report_dates", "organisation", moment("confirmed"), moment("reported")
    if progress.ended_at:
        yield "hold_session", "provider", moment("reported"), progress.ended_at
    if progress.ended_at and progress.evaluated_at:
        yield "evaluate", "organisation", progress.ended_at, progress.evaluated_at
    for claim in progress.claims:
        if claim.claimed_at:
            yield "claim", "provider", claim.claimable_at, claim.claimed_at
        if claim.claimed_at and claim.accepted_at:
            yield "accept_settlement", "fund", claim.claimed_at, claim.accepted_at


def _audit(block: Block, tale: Tale) -> Iterator[AuditEntry]:
    """Sent, decided, started: three lines per file, of the many that real acts leave."""
    officer, contact = block.surroundings.officers[tale.applicant.fund_code], tale.applicant.contact
    application = ("programmes.application", str(tale.application_id))
    trajectory = ("programmes.trajectory", str(tale.trajectory_id))
    acts = (
        ("submitted", "application.submitted", contact, application),
        ("decided", "application.approved", officer, application),
        ("released", "trajectory.started", officer, trajectory),
    )
    for what, action, by, (subject_type, subject_id) in acts:
        yield AuditEntry(
            at=tale.progress.moment(what), by=by, action=action, subject_type=subject_type, subject_id=subject_id,
            facts={"made_by": "example_data"},
        )  # fmt: skip
