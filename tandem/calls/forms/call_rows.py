"""Rows of a list that is saved at once, with or without a script: more rows come from the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.http import QueryDict

from tandem.kernel.pages import page_number

MOST_ROWS = 40


class VersionForm(forms.Form):
    """The version of the call that somebody started from; carries what was refused."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000_000)


def kept_rows(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """What is filled in and not taken out."""
    return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def typed_rows(data: QueryDict, prefix: str, names: Iterable[str], *, tells: Iterable[str]) -> list[Mapping[str, str]]:
    """Rows as they were typed, to show again with an empty one below; `tells`: one of these makes a row."""
    wanted, telling = list(names), list(tells)
    total = min(page_number(data.get(f"{prefix}-TOTAL_FORMS")), MOST_ROWS)
    rows = [{name: data.get(f"{prefix}-{place}-{name}", "") for name in wanted} for place in range(total)]
    return [row for row in rows if any(row[name].strip() for name in telling)]
