"""Which requests of a plan are put to their duos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from tandem.kernel.form_fields import offer


class AskPlanForm(forms.Form):
    """Ticked requests, and the version of the plan that was on the screen."""

    series = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, *, keys: Iterable[str], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "series", [(key, key) for key in keys])

    def ticked(self) -> frozenset[str]:
        """What was ticked."""
        return frozenset(self.data.getlist("series")) if isinstance(self.data, QueryDict) else frozenset()

    def chosen(self) -> list[UUID]:
        """The requests to ask."""
        return [UUID(key) for key in self.cleaned_data["series"]]
