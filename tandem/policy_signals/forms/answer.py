"""What an addressee says: an answer, what changed, or why not."""

from __future__ import annotations

from typing import BinaryIO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel.documents.uploads import CheckedUpload, check_upload
from tandem.kernel.refusal import Refusal
from tandem.policy_signals.rules import answering

_TOO_LONG = _("Dat is te lang. Hou het bij hoogstens %(limit_value)d tekens.")


class AnswerForm(forms.Form):
    """Plain words, and at most one file."""

    answer = forms.CharField(
        label=_("Je antwoord"), max_length=answering.LONGEST["answer"], widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Schrijf korte zinnen zonder vaktaal. Zeg wat er nu gebeurt, wie dat doet en wanneer. "
            "Zeg ook wat niet kan, en waarom."
        ),
        error_messages={"required": _("Schrijf je antwoord. Zeg ook wat er nu gebeurt."), "max_length": _TOO_LONG},
    )  # fmt: skip
    attachment = forms.FileField(
        label=_("Bijlage"), required=False, help_text=_("Een pdf of een foto. Iedereen kan de bijlage openen."),
        error_messages={"empty": _("Dit bestand is leeg. Kies een ander bestand.")},
    )  # fmt: skip

    def clean_attachment(self) -> CheckedUpload | None:
        """Looked at by its content, cleaned, and refused with a sentence that helps; the words stay."""
        upload = self.cleaned_data.get("attachment")
        if not upload:
            return None
        try:
            return check_upload(cast(BinaryIO, upload.file), name=upload.name or "", size=upload.size or 0,
                                limit=answering.ATTACHMENT_BYTES)  # fmt: skip
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ChangedForm(forms.Form):
    """What changed."""

    changed = forms.CharField(
        label=_("Wat is er veranderd?"), max_length=answering.LONGEST["act"], widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Bijvoorbeeld: sinds 1 maart vragen we nog één bewijs, geen drie."),
        error_messages={"required": _("Schrijf wat er veranderd is."), "max_length": _TOO_LONG},
    )  # fmt: skip


class NotFollowedForm(forms.Form):
    """Why not: compulsory."""

    reason = forms.CharField(
        label=_("Waarom volg je dit niet?"), max_length=answering.LONGEST["not_follow"],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("De mensen die het signaal gaven, lezen dit. Zeg het eerlijk en in gewone woorden."),
        error_messages={
            "required": _("Schrijf waarom je dit niet volgt. De mensen die het signaal gaven, lezen dit."),
            "max_length": _TOO_LONG,
        },
    )  # fmt: skip
