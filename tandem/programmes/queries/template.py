"""Reads about programme templates."""

from django.db.models import Count, QuerySet

from tandem.programmes.models import ProgrammeTemplate


def templates() -> QuerySet[ProgrammeTemplate]:
    """Every version, newest first per programme."""
    return ProgrammeTemplate.objects.order_by("title", "code", "-version")


def versions_of(template: ProgrammeTemplate) -> QuerySet[ProgrammeTemplate]:
    """Versions of one programme, with the number of the viewer's trajectories that run on each."""
    return templates().filter(code=template.code).annotate(running=Count("trajectories"))
