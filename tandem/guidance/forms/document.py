"""A paper for the file."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.words import WordsField
from tandem.kernel.documents.uploads import CheckedUpload, check_upload
from tandem.kernel.refusal import Refusal


class DocumentForm(forms.Form):
    """What it is called, and the paper itself: a photo or a pdf."""

    title = WordsField(label=_("Wat is het?"), max_length=200, widget=forms.TextInput(),
                       help_text=_("Bijvoorbeeld: brief van de huisbaas."),
                       error_messages={"required": _("Geef het papier een naam die jij herkent.")})  # fmt: skip
    file = forms.FileField(label=_("Foto of pdf"), error_messages={"required": _("Kies een foto of een pdf.")})
    is_mine_only = forms.BooleanField(label=_("Alleen voor mij"), required=False)

    def __init__(self, *args: Any, is_owner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_owner:
            del self.fields["is_mine_only"]

    def clean_file(self) -> CheckedUpload:
        """Looked at by its content, cleaned, and refused with a sentence that helps."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return check_upload(cast(BinaryIO, upload.file), name=upload.name or "", size=upload.size or 0,
                                limit=settings.UPLOAD_LIMIT_BYTES)  # fmt: skip
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
