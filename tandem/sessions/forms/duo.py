"""Input of the pages on duos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel.form_fields import offer


class DuoForm(forms.Form):
    """Both people at once."""

    trainer = forms.TypedChoiceField(coerce=int, label=_("Vormingsmedewerker"),
                                     error_messages={"required": _("Kies een vormingsmedewerker.")})  # fmt: skip
    experiential_expert = forms.TypedChoiceField(
        coerce=int, label=_("Opgeleide ervaringsdeskundige"),
        error_messages={"required": _("Kies een opgeleide ervaringsdeskundige.")},
    )  # fmt: skip

    def __init__(self, *args: Any, trainers: Iterable[int], experts: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "trainer", [(pk, pk) for pk in trainers])
        offer(self, "experiential_expert", [(pk, pk) for pk in experts])


class AnswerForm(forms.Form):
    """Yes or no of a duo member; a reason is welcome, never asked."""

    answer = forms.ChoiceField(label=_("Kan en wil je dit doen?"), widget=forms.RadioSelect,
                               choices={"ja": _("Ja, ik doe het"), "nee": _("Nee, het lukt niet")},
                               error_messages={"required": _("Kies ja of nee.")})  # fmt: skip
    reason = forms.CharField(label=_("Wil je er iets bij vertellen?"), required=False, max_length=300,
                             help_text=_("Het hoeft niet. De planner leest dit."),
                             widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class StandInForm(forms.Form):
    """Somebody else for one session."""

    role = forms.ChoiceField(choices=[(TRAINER, TRAINER), (EXPERIENTIAL_EXPERT, EXPERIENTIAL_EXPERT)],
                             widget=forms.HiddenInput)  # fmt: skip
    person = forms.TypedChoiceField(coerce=int, label=_("Invaller"), error_messages={"required": _("Kies wie invalt.")})
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", [(pk, pk) for pk in people])
