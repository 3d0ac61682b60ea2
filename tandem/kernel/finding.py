"""One row, or it does not exist: what every door does at the end."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404

Row = TypeVar("Row", bound=Model)


def first_or_404(rows: QuerySet[Row]) -> Row:
    """The first of these rows; none is 404."""
    found = rows.first()
    if found is None:
        raise Http404
    return found


def one_or_404(rows: QuerySet[Row], pk: object) -> Row:
    """The row with this key; a key of another shape is as unknown as any other."""
    try:
        return first_or_404(rows.filter(pk=pk))
    except (ValidationError, ValueError) as error:
        raise Http404 from error
