"""The parameters in force: shipped, with what was published here laid over them, and what was looked at again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from tandem.income.engine.parameters import Book, Dated, Parameter, shipped
from tandem.income.models import ParameterChange, ParameterCheck
from tandem.income.rules import PUBLISHED, Proposal

Edition = frozenset[UUID]
# Per process: what a published row or a check says never changes, so which of them there are tells the whole book.
_made: dict[str, tuple[Edition, Book]] = {}


def current_book() -> Book:
    """The parameters in force. One query; the book is made anew only when something was published, withdrawn or checked."""
    edition = _edition()
    if not edition:
        return shipped()
    known = _made.get("book")
    if known is None or known[0] != edition:
        known = _made["book"] = (
            edition,
            _checked(shipped().overlaid(_published()), ParameterCheck.objects.order_by("at")),
        )
    return known[1]


def book_with(proposals: Mapping[str, Proposal]) -> Book:
    """The book as it would be with these amounts in use."""
    book = current_book()
    return book.overlaid(Book({key: _parameter(book, key, [_dated(row)]) for key, row in proposals.items()}))


def proposal_of(change: ParameterChange) -> Proposal:
    """The amount of a row, as the rules know it."""
    return Proposal(
        valid_from=change.valid_from, valid_to=change.valid_to, source=change.source, source_date=change.source_date,
        checked_on=change.checked_on, trust=change.trust, value=change.value, second_value=change.second_value,
        base_amount=change.base_amount, index_step=change.index_step, link=change.link, note=change.note,
    )  # fmt: skip


def _edition() -> Edition:
    changes = ParameterChange.objects.filter(state=PUBLISHED).order_by().values_list("pk", flat=True)
    return frozenset(changes.union(ParameterCheck.objects.order_by().values_list("pk", flat=True)))


def _published() -> Book:
    rows: dict[str, list[Dated]] = {}
    for change in ParameterChange.objects.filter(state=PUBLISHED).order_by("valid_from"):
        rows.setdefault(change.key, []).append(_dated(proposal_of(change)))
    # A parameter that left the product with a later version stays in the table and out of the book.
    return Book({key: _parameter(shipped(), key, found) for key, found in rows.items() if key in shipped().parameters})


def _parameter(book: Book, key: str, rows: Iterable[Dated]) -> Parameter:
    return dataclasses.replace(book.parameters[key], dated=tuple(rows))


def _dated(row: Proposal) -> Dated:
    return Dated(
        valid_from=row.valid_from, valid_to=row.valid_to, source=row.source, source_date=row.source_date.isoformat(),
        checked_on=row.checked_on, trust=row.trust, value=_plain(row.value), second_value=_plain(row.second_value),
        base_amount=_plain(row.base_amount), index_step=row.index_step, link=row.link, note=row.note,
    )  # fmt: skip


def _plain(amount: Decimal | None) -> Decimal | None:
    """Without the zeros that the column adds."""
    return (
        None if amount is None else Decimal(f"{amount:f}".rstrip("0").rstrip(".")) if "." in f"{amount:f}" else amount
    )


def _checked(book: Book, checks: Iterable[ParameterCheck]) -> Book:
    """Each dated amount with the latest day somebody looked at it."""
    latest: dict[tuple[str, date], date] = {}
    for check in checks:
        found = (check.key, check.valid_from)
        latest[found] = max(latest.get(found, check.checked_on), check.checked_on)
    keys = {key for key, _ in latest} & set(book.parameters)
    parameters = {**book.parameters, **{key: _with_checks(book.parameters[key], latest) for key in keys}}
    return Book(parameters)


def _with_checks(parameter: Parameter, latest: Mapping[tuple[str, date], date]) -> Parameter:
    rows = (
        dataclasses.replace(
            row, checked_on=max(row.checked_on, latest.get((parameter.key, row.valid_from), row.checked_on))
        )
        for row in parameter.dated
    )
    return dataclasses.replace(parameter, dated=tuple(rows))
