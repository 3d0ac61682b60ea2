"""Count the people of a half-year once, when it is over, and keep what was rounded. The true counts are not kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from tandem.kernel import access, audit, clock
from tandem.policy_signals.models import FigureCell, FigureRelease, Signal
from tandem.policy_signals.queries.figures import half_years_to_release
from tandem.policy_signals.rules.suppression import Cell, half_year_after, published


def release_closed_half_years(*, at: datetime) -> list[date]:
    """Every half-year that is over and has no release yet; also those that were missed. A second run makes nothing."""
    waiting = half_years_to_release(on=clock.local(at).date())
    return [half_year for half_year in waiting if _release(half_year, at=at)]


@transaction.atomic
def _release(half_year: date, *, at: datetime) -> bool:
    """Whether this run made it: the half-year is unique, so that of two runs at once only one draws."""
    release, is_new = FigureRelease.objects.get_or_create(half_year=half_year, defaults={"made_at": at})
    if is_new:
        shown = published(_people(half_year))
        FigureCell.objects.bulk_create(
            FigureCell(release=release, theme=cell.theme, policy_domain=cell.policy_domain, shown=figure)
            for cell, figure in shown.items()
        )
        audit.record("figures.release", release, by=None, at=at, half_year=half_year, cells=len(shown))
    return is_new


def _people(half_year: date) -> dict[Cell, int]:
    """Distinct givers per theme and policy domain, by the day (Brussels) their signal came in; not what was taken back."""
    start, end = (clock.moment_on(day, 0) for day in (half_year, half_year_after(half_year)))
    with access.as_system():
        rows = (
            Signal.objects.filter(received_at__gte=start, received_at__lt=end, withdrawn_at__isnull=True)
            .order_by()
            .values_list("theme", "policy_domain")
            .annotate(people=Count("giver", distinct=True))
        )
        return {Cell(theme, policy_domain): people for theme, policy_domain, people in rows}
