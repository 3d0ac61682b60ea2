"""A final report as a tagged PDF."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import dutch
from tandem.kernel.documents.pdf import render_pdf
from tandem.programmes.rules.definition import WORK_FORMS, DocumentPlan
from tandem.programmes.rules.report import Contents, has_problem, has_recommendations, has_work_forms

if TYPE_CHECKING:
    from tandem.programmes.models import Trajectory


def report_pdf(trajectory: Trajectory, plan: DocumentPlan, contents: Contents, *, version: int, at: datetime) -> bytes:
    """Every part that has text, for organisation, duo and fund alike."""
    facts = [
        [_("Organisatie"), trajectory.organisation.name],
        [_("Traject"), f"{trajectory.number}, {trajectory.template.title}"],
        [_("Duo"), _duo_names(trajectory)],
        [_("Versie"), f"{version}, {dutch.date_nl(at)}"],
    ]
    return render_pdf("programmes/report.typ", {
        "title": plan.title, "made_on": at, "organisation": trajectory.provider.name,
        "footer": f"{trajectory.number} · {plan.title}", "facts": [fact for fact in facts if fact[1]],
        "problem": contents.chosen_problem if has_problem(plan) else "",
        "work_forms": [WORK_FORMS.get(key, key) for key in contents.work_forms] if has_work_forms(plan) else [],
        "sections": [
            {"heading": section.title, "body": blocks(text)}
            for section in plan.sections if (text := contents.sections.get(section.key, "").strip())
        ],
        "recommendations": list(contents.recommendations) if has_recommendations(plan) else [],
    })  # fmt: skip


def _duo_names(trajectory: Trajectory) -> str:
    duo = trajectory.series.duos.filter(ended_at__isnull=True).select_related("trainer", "experiential_expert").first()
    return _(" en ").join((str(duo.trainer), str(duo.experiential_expert))) if duo else ""


def blocks(text: str) -> list[object]:
    """Lines as paragraphs; lines that begin with a dash are one list."""
    found: list[object] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if not line.startswith(("- ", "• ", "* ")):
            found.append(line)
        elif found and isinstance(found[-1], dict):
            found[-1]["list"].append(line[2:])
        else:
            found.append({"list": [line[2:]]})
    return found
