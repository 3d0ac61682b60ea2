"""What trainers and experiential experts answer."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.form_fields import DateField

YES, NO = "ja", "neen"


class AnswerForm(forms.Form):
    """Yes or no, each a button. There is no field for a reason."""

    answer = forms.ChoiceField(
        label=_("Kan en wil je dit doen?"), choices=[(YES, _("Ja")), (NO, _("Neen"))], widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of neen.")},
    )  # fmt: skip

    @property
    def agrees(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["answer"] == YES)


class WhoForm(forms.Form):
    """One of two people, where a planner writes down what somebody said by telephone."""

    who = forms.TypedChoiceField(label=_("Wie belde?"), coerce=int, widget=forms.RadioSelect,
                                 error_messages={"required": _("Kies wie belde.")})  # fmt: skip

    def __init__(self, *args: object, people: Iterable[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]


class AwayForm(forms.Form):
    """From and to, both included. First looked at by GET, then sent by POST."""

    first = DateField(label=_("Eerste dag die niet lukt"))
    last = DateField(label=_("Laatste dag die niet lukt"))
