"""Saving what two officers may change at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from tandem.identity.access import roles_only
from tandem.identity.rules import CALL_OFFICER
from tandem.kernel.dutch import date_nl, time_nl
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Conflict, Refusal

SAVED, REFUSED, CLASHED = 200, 422, 409
officers_only = roles_only(CALL_OFFICER)


def save(act: Callable[[], object], form: BaseForm, *others: BaseForm) -> int:
    """Do it, or show why not: what was typed stays; after a clash saving once more replaces what stands there."""
    try:
        act()
    except Refusal as refusal:
        return refused(form, refusal, *others)[0]
    return SAVED


def refused(form: Any, refusal: Refusal, *others: BaseForm) -> tuple[int, Any]:
    """409 with what stands there now after a clash, else 422; what was typed stays."""
    show_refusal(form, refusal, *others)
    if not isinstance(refusal, Conflict):
        return REFUSED, None
    keep_typed(form, refusal.current)
    return CLASHED, refusal.current


@dataclass(frozen=True, slots=True)
class Standing:
    """A field as it stands in the file now, where something else was typed."""

    label: str
    text: str


def differing(form: BaseForm) -> list[Standing]:
    """What stands there now in each field that differs; for the page of a clash. `initial` is the row as it is."""
    return [
        Standing(str(form.fields[name].label), _shown(form, name))
        for name in (form.changed_data if form.is_bound else ())
        if name != "version" and name in form.fields
    ]


def _shown(form: BaseForm, name: str) -> str:
    value = form.initial.get(name)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return date_nl(value)
    if isinstance(value, time):
        return time_nl(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(one, "" if one is None else one)) for one in values) or _("niets")
