"""What somebody can carry and what is not possible for them. Only that person writes this; the database refuses others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.actions.rewriting import rewrite
from tandem.planning.models import Capacity, NotPossible
from tandem.planning.rules import limits, words

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person


class CannotLimit(Refusal):
    """These limits cannot be written like this."""


class CannotExclude(Refusal):
    """This is no place and no theme."""


@transaction.atomic
def save_limits(person: Person, *, version: int, at: datetime, by: Person, **values: int | None) -> Capacity:
    """Write the limits, as the person. Who saw an older version gets a conflict with what stands now."""
    if by.pk != person.pk:
        raise CannotLimit(_("Alleen wie het aangaat, schrijft deze grenzen op. Vraag het."))
    CannotLimit.if_any(_lacks(values))
    clash = _("Intussen zijn je grenzen aangepast. Hieronder zie je wat er nu staat. Kijk na en bewaar nog eens.")
    row = rewrite(Capacity, person, version=version, clash=clash, at=at, **values)
    audit.record("limit.save", row, by=by, at=at, person=person.pk)
    return row


def _note(person: Person, *, by: Person, at: datetime) -> None:
    """The trail does not even tell that something is not possible: it reads as any change of limits."""
    row, _is_new = Capacity.objects.get_or_create(person=person, defaults={"version": 0, "changed_at": at})
    audit.record("limit.save", row, by=by, at=at, person=person.pk)


@transaction.atomic
def exclude(
    person: Person, *, organisation: Organisation | None = None, theme: str = "", by: Person, at: datetime
) -> NotPossible:  # fmt: skip
    """A place or a theme that is not possible for the person."""
    if by.pk != person.pk or (organisation is None) == (theme not in words.THEMES):
        raise CannotExclude(_("Kies een organisatie of een thema."))
    row, _is_new = NotPossible.objects.get_or_create(
        person=person, organisation=organisation, theme=theme, defaults={"added_at": at}
    )
    _note(person, by=by, at=at)
    return row


@transaction.atomic
def include(row: NotPossible, *, by: Person, at: datetime) -> None:
    """It is possible again."""
    _note(row.person, by=by, at=at)
    row.delete()


def _lacks(values: dict[str, int | None]) -> list[Problem]:
    return [
        Problem(
            _("Kies een getal van %(lowest)s tot %(highest)s.")
            % dict(zip(("lowest", "highest"), limits.RANGES[name], strict=True)),
            name,
        )
        for name, value in values.items()
        if value is not None and not limits.is_possible(name, value)
    ]
