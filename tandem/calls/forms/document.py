"""A document of a call."""

from __future__ import annotations

from typing import BinaryIO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.calls.forms.call import PlainTextForm
from tandem.kernel.documents.uploads import CheckedUpload, check_upload
from tandem.kernel.refusal import Refusal

DOCUMENT_BYTES = 15_000_000


class DocumentForm(PlainTextForm):
    """A title and a file."""

    title = forms.CharField(label=_("Hoe heet het document?"), max_length=120)
    file = forms.FileField(
        label=_("Bestand"), help_text=_("Een pdf of een foto. Iedereen kan het openen."),
        error_messages={"empty": _("Dit bestand is leeg. Kies een ander bestand.")},
    )  # fmt: skip

    def clean_file(self) -> CheckedUpload:
        """Looked at by its content, cleaned, and refused with a sentence that helps."""
        upload = self.cleaned_data["file"]
        try:
            return check_upload(cast(BinaryIO, upload.file), name=upload.name or "", size=upload.size or 0,
                                limit=DOCUMENT_BYTES)  # fmt: skip
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
