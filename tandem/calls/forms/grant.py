"""What is asked about contracts, payments, budgets and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules.grant import CONTENT_PARTS, LONGEST_PART, MOST_LINES, Line
from tandem.kernel.documents.uploads import CheckedUpload, UploadRefused, check_upload
from tandem.kernel.form_fields import DateField, MoneyField

FILE_LIMIT = 15 * 1024 * 1024
LINE = "line-"


class FileForm(forms.Form):
    """One file, checked and cleaned."""

    file = forms.FileField(label=_("Bestand"), help_text=_("Een pdf of een foto, ten hoogste 15 MB."),
                           error_messages={"required": _("Kies een bestand.")})  # fmt: skip

    def clean_file(self) -> CheckedUpload:
        """What may be kept, or the sentence why not."""
        given = self.cleaned_data["file"]
        try:
            return check_upload(given, name=given.name, size=given.size, limit=FILE_LIMIT)
        except UploadRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class SignForm(FileForm):
    """The signed contract."""

    signed_on = DateField(label=_("Wanneer is het getekend?"))
    signed_by = forms.CharField(label=_("Wie tekende?"), max_length=200, help_text=_("Functie en organisatie."))
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("file", "signed_on", "signed_by", "version")


class StopForm(forms.Form):
    """Why a project ends early."""

    reason = forms.CharField(
        label=_("Waarom stopt het project?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class InstalmentForm(forms.Form):
    """Amount and day of one instalment."""

    pk = forms.UUIDField(widget=forms.HiddenInput)
    amount = MoneyField(label=_("Bedrag"), min_value=Decimal("0.01"))
    due_on = DateField(label=_("Vanaf"), help_text="")


class PaidForm(forms.Form):
    """The day the money left."""

    paid_on = DateField(label=_("Betaald op"))


class RemarkForm(forms.Form):
    """Something a colleague or the organisation must look at."""

    remark = forms.CharField(
        label=_("Wat moet er nagekeken worden?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class LineForm(forms.Form):
    """One line of the budget."""

    label = forms.CharField(label=_("Waarvoor"), max_length=160)
    kind = forms.ChoiceField(label=_("Betaald met"))
    amount = MoneyField(label=_("Bedrag"), min_value=0)

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]

    def line(self) -> Line:
        """What the action takes."""
        facts = self.cleaned_data
        return Line(facts["label"].strip(), facts["kind"], facts["amount"])


InstalmentFormSet = formset_factory(InstalmentForm, extra=0)
LineFormSet = formset_factory(LineForm, extra=3, can_delete=True, max_num=MOST_LINES)


class WhyForm(forms.Form):
    """Why the money should be divided otherwise."""

    why = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
                          help_text=_("Wat veranderde er in het project?"))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """Yes or no to a change."""

    agrees = forms.ChoiceField(
        label=_("Kan dit?"), choices=[("yes", _("ja")), ("no", _("nee"))], widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Uitleg"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("Nodig bij nee. De organisatie leest dit."))  # fmt: skip


class ReportForm(forms.Form):
    """A report: words for one on content, an amount per line for one on money. Nothing is required before handing in."""

    remark = forms.CharField(label=_("Nog iets?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("Schrijf niets over een gezin dat te herkennen is."))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, lines: Mapping[int, Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "content":
            for key, label in CONTENT_PARTS.items():
                self.fields[key] = forms.CharField(label=label, required=False, max_length=LONGEST_PART,
                                                   widget=forms.Textarea(attrs={"rows": 5}))  # fmt: skip
        else:
            for place, line in lines.items():
                self.fields[f"{LINE}{place}"] = MoneyField(label=line.label, required=False, min_value=0)
        self.order_fields([name for name in self.fields if name not in ("remark", "version")] + ["remark", "version"])

    def words(self) -> dict[str, str]:
        """Key of the question -> text."""
        return {key: self.cleaned_data.get(key, "") for key in CONTENT_PARTS}

    def spent(self) -> dict[int, Decimal | None]:
        """Place of the budget line -> euro."""
        return {
            int(name.removeprefix(LINE)): amount for name, amount in self.cleaned_data.items() if name.startswith(LINE)
        }


class QuestionForm(forms.Form):
    """A question about a report."""

    question = forms.CharField(
        label=_("Wat is er nog nodig?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RemainsForm(forms.Form):
    """What remains of the project."""

    words = forms.CharField(label=_("Wat blijft er?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
                            help_text=_("Wat doen jullie voortaan anders? Wie gaat ermee verder?"))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
