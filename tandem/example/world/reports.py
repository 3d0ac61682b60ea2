"""What is written together: reports in versions, messages, and the checklist at the visit."""

from collections.abc import Sequence

from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import reports as texts
from tandem.example.world.texts import running
from tandem.identity.models import Person
from tandem.programmes.actions.follow_up import RecommendationState, update_recommendations
from tandem.programmes.actions.message import send_message
from tandem.programmes.actions.report import finalise_report, save_report
from tandem.programmes.models import Recommendation, Report
from tandem.programmes.rules.report import Contents

TEXTS = {
    "scan_report": texts.SCAN, "objectives": texts.OBJECTIVES, "action_plan": texts.ACTION_PLANS,
    "implementation_evaluation": texts.EVALUATIONS, "final_report": texts.FINAL, "follow_up_note": texts.FOLLOW_UP,
}  # fmt: skip
WORK_FORMS = ("coaching", "peer_review", "participation_group")


def write(dossier: Dossier, kind: str, *, parts: int | None = None, after_days: int = 2) -> Dossier:
    """The expert writes the first half, the trainer the rest; with `parts` only so many sections are there."""
    sections = dict(dossier.random.choice(TEXTS[kind]))
    keys = list(sections)[:parts]
    half = len(keys) // 2 + 1
    _save(dossier, kind, {key: sections[key] for key in keys[:half]}, by=dossier.expert, after_days=after_days)
    if parts is None or len(keys) > half:
        _save(dossier, kind, {key: sections[key] for key in keys}, by=dossier.trainer, after_days=1)
    return dossier


def write_along(dossier: Dossier, kind: str, key: str, text: str) -> Dossier:
    """The organisation adds to one section."""
    report = Report.objects.get(trajectory=dossier.trajectory, kind=kind)
    sections = {**report.content, key: f"{report.content.get(key, '')}\n{text}".strip()}
    return _save(dossier, kind, sections, by=dossier.contact, after_days=1)


def _save(dossier: Dossier, kind: str, sections: dict[str, str], *, by: Person, after_days: int) -> Dossier:
    trajectory = dossier.trajectory
    report = Report.objects.filter(trajectory=trajectory, kind=kind).first()
    plan = trajectory.template.parsed.document(kind)
    assert plan is not None, f"this programme has no {kind}"  # noqa: S101
    contents = Contents(
        sections={section.key: sections.get(section.key, "") for section in plan.sections},
        chosen_problem=_problem(dossier) if kind == "action_plan" else "",
        work_forms=WORK_FORMS[:2] if kind == "objectives" else (),
        recommendations=_recommendations(dossier) if kind == "final_report" else (),
    )  # fmt: skip
    save_report(
        trajectory, kind=kind, contents=contents, version=report.version if report else 0, by=by,
        at=dossier.later(after_days),
    )  # fmt: skip
    return dossier


def _problem(dossier: Dossier) -> str:
    return texts.PROBLEMS[dossier.home.number % len(texts.PROBLEMS)]


def _recommendations(dossier: Dossier) -> tuple[str, ...]:
    first = dossier.home.number % len(texts.RECOMMENDATIONS)
    doubled = texts.RECOMMENDATIONS * 2
    return doubled[first : first + 4]


def finalise(dossier: Dossier, *kinds: str) -> Dossier:
    """Written and final, one after the other: each becomes a PDF."""
    for kind in kinds:
        if not Report.objects.filter(trajectory=dossier.trajectory, kind=kind).exists():
            write(dossier, kind)
        report = Report.objects.get(trajectory=dossier.trajectory, kind=kind)
        finalise_report(dossier.trajectory, kind=kind, version=report.version, by=dossier.trainer, at=dossier.later(1))
    return dossier


def talk(dossier: Dossier, thread: Sequence[tuple[str, str]]) -> Dossier:
    """Messages between organisation and duo."""
    for side, text in thread:
        by = dossier.contact if side == "organisation" else dossier.random.choice((dossier.trainer, dossier.expert))
        send_message(dossier.trajectory, text=text, side=side, by=by, at=dossier.later(dossier.random.choice((0, 1))))
    return dossier


def talk_about(dossier: Dossier, number: int) -> Dossier:
    """One of a few conversations."""
    return talk(dossier, running.MESSAGES[number % len(running.MESSAGES)])


def tick_off(dossier: Dossier, *states: str) -> Dossier:
    """What became of the recommendations, in their order."""
    trajectory = dossier.trajectory
    rows = Recommendation.objects.filter(trajectory=trajectory).order_by("position")
    updates = {
        row.pk: RecommendationState(state=state, note=texts.RECOMMENDATION_NOTES[state], seen=row.state)
        for row, state in zip(rows, states, strict=False)
    }
    update_recommendations(trajectory, updates=updates, by=dossier.expert, at=dossier.later())
    return dossier
