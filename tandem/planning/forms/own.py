"""What trainers and experiential experts answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO = "ja", "neen"


class AnswerForm(forms.Form):
    """Yes or no. There is no field for a reason."""

    answer = forms.ChoiceField(
        label=_("Kan en wil je dit doen?"), choices=[(YES, _("Ja")), (NO, _("Neen"))], widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of neen.")},
    )  # fmt: skip

    @property
    def agrees(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["answer"] == YES)
