"""What was going on, in which talk, and how to go on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.forms.plan import PROPOSE
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.rules.vocabulary import CONTEXTS, MISHAP_ENDS

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict


class TalkRow(Protocol):
    """A talk to choose."""

    @property
    def pk(self) -> UUID: ...
    @property
    def held_at(self) -> datetime: ...
    @property
    def where(self) -> str: ...


class MishapForm(forms.Form):
    """First what was going on; the hidden key makes sending twice give one."""

    is_filter = True
    key = forms.UUIDField(widget=forms.HiddenInput)
    contexts = forms.MultipleChoiceField(
        label=gettext_lazy("Wat speelde er mee?"), choices=list(CONTEXTS.items()), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies alles wat meespeelde."),
        error_messages={"required": gettext_lazy("Kies eerst wat er meespeelde. Je mag er meer kiezen.")},
    )  # fmt: skip
    words = WordsField(label=gettext_lazy("Hoe ging het?"), rows=5, required=False)
    talk = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, talk: str = "") -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "talk": talk})


class MishapTalkForm(forms.Form):
    """One more talk that was about this."""

    is_filter = True
    talk = forms.ChoiceField(
        label=gettext_lazy("In welk gesprek ging het hierover?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een gesprek.")},
    )  # fmt: skip
    words = WordsField(label=gettext_lazy("Wat kwam erbij?"), rows=3, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, talks: Sequence[TalkRow] = (), labels: Sequence[str] = ()
    ) -> None:
        super().__init__(data)
        choices = [(str(row.pk), label) for row, label in zip(talks, labels, strict=True)]
        self.fields["talk"].choices = choices  # type: ignore[attr-defined]


class GoOnForm(forms.Form):
    """How do we go on? Nothing is chosen beforehand."""

    is_filter = True
    ends_in = forms.ChoiceField(
        label=gettext_lazy("Hoe gaan jullie verder?"), choices=list(MISHAP_ENDS.items()), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe jullie verdergaan.")},
    )  # fmt: skip
    words = WordsField(
        label=gettext_lazy("In eigen woorden"), rows=3, required=False,
        help_text=gettext_lazy("Is het goed zo? Dan mag dit leeg blijven."),
    )  # fmt: skip
    learnt = WordsField(label=gettext_lazy("Wat leren we hieruit?"), rows=3, required=False)
    how = forms.ChoiceField(label=gettext_lazy("Hoe kwam dit er?"), widget=forms.RadioSelect, initial=PROPOSE)

    def __init__(self, data: QueryDict | None = None, *, called: str = "", is_owner: bool = False) -> None:
        super().__init__(data)
        if is_owner:
            del self.fields["how"]
            return
        propose = _("ik stel het voor, %(name)s beslist later") % {"name": called}
        choices = [(PROPOSE, propose), (TOGETHER, _("samen gezegd, nu, in dit gesprek"))]
        self.fields["how"].choices = choices  # type: ignore[attr-defined]

    def how_it_came(self) -> str:
        """Empty is a proposal."""
        return TOGETHER if self.cleaned_data.get("how") == TOGETHER else ""
