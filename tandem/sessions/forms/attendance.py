"""Signing: a drawing or a typed name; scans of the paper list; corrections."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tandem.kernel.documents.uploads import CheckedUpload, check_upload
from tandem.kernel.form_fields import offer
from tandem.kernel.refusal import Refusal
from tandem.sessions.participant_names import NAME_LENGTH, Entry, clean_line, entry_problems, parse_pasted
from tandem.sessions.signature_pictures import read_signature

TOO_LONG = _("Deze naam is te lang. Gebruik ten hoogste 120 tekens.")
Choices = Iterable[tuple[str, str]]


class SignatureField(forms.CharField):
    """The data address of a drawing; cleaned it is a checked picture, or None when nothing was drawn."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "strip": True, **options})

    def clean(self, value: Any) -> CheckedUpload | None:
        """Unreadable drawings get a sentence; the typed name stays possible."""
        try:
            return read_signature(str(value or ""))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class NameField(forms.CharField):
    """A typed name, on one line, with letters in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{
            "max_length": NAME_LENGTH, "required": False, "error_messages": {"max_length": TOO_LONG},
            "widget": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"}),
            **options,
        })  # fmt: skip

    def to_python(self, value: Any) -> str:
        """One clean line."""
        return clean_line(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Only what is kept: a name."""
        super().validate(value)
        if value and len(value) <= NAME_LENGTH:
            problems = entry_problems(Entry(value))
            if problems:
                raise forms.ValidationError([problem.text for problem in problems])


class CountersignForm(forms.Form):
    """A member of the duo confirms the list; drawing is possible, not needed."""

    is_right = forms.BooleanField(
        label=_("Ik was er en deze lijst klopt."), error_messages={"required": _("Vink dit aan om te tekenen.")}
    )
    signature = SignatureField(label=_("Teken hier als je wil"))


class ScanForm(forms.Form):
    """A photo or scan of the paper list. `upload` is filled in by cleaning."""

    file = forms.FileField(
        label=_("Foto of scan van de lijst"),
        error_messages={
            "required": _("Neem een foto of kies een bestand."),
            "empty": _("Dit bestand is leeg. Neem een nieuwe foto of kies een ander bestand."),
        },
    )

    def clean_file(self) -> CheckedUpload:
        """A real picture or PDF within the limit; anything else gets a sentence that helps."""
        file = self.cleaned_data["file"]
        try:
            return check_upload(file, name=file.name, size=file.size, limit=settings.UPLOAD_LIMIT_BYTES)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class SessionChoiceForm(forms.Form):
    """To which session a photo belongs."""

    session = forms.ChoiceField(
        label=_("Bij welke bijeenkomst hoort deze lijst?"), widget=forms.RadioSelect,
        error_messages={"required": _("Kies een bijeenkomst."), "invalid_choice": _("Kies een bijeenkomst.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "session", choices)


class PaperNamesForm(forms.Form):
    """Who signed on the paper: names to tick, and names that are not on the list."""

    participants = forms.MultipleChoiceField(
        label=_("Wie tekende op papier?"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies namen van deze lijst.")},
    )  # fmt: skip
    new_names = forms.CharField(
        label=_("Namen die er niet bij staan"), required=False,
        help_text=_("Eén naam per lijn, zoals ze onderaan op het papier staat."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    new_entries: list[Entry]

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "participants", choices)

    def clean_new_names(self) -> str:
        """Every line that cannot be kept is named by its number."""
        text = str(self.cleaned_data["new_names"])
        self.new_entries, problems = parse_pasted(text) if text.strip() else ([], [])
        if problems:
            raise forms.ValidationError([problem.text for problem in problems[:5]])
        return text


class CorrectionForm(forms.Form):
    """Who was there and is missing, or is on the list and was not there; why; and a late signature."""

    kind = forms.ChoiceField(
        label=_("Wat klopt er niet?"), widget=forms.RadioSelect, initial="add",
        choices=[("add", _("Iemand was er wel en staat er niet op")), ("remove", _("Iemand staat erop en was er niet"))],
        error_messages={"required": _("Kies wat er niet klopt.")},
    )  # fmt: skip
    participant = forms.ChoiceField(
        label=_("Wie?"), error_messages={"required": _("Kies een naam."), "invalid_choice": _("Kies een naam.")}
    )
    reason = forms.CharField(
        label=_("Waarom?"), max_length=300, help_text=_("Eén zin, bijvoorbeeld: moest vroeger weg en vergat te tekenen."),
        widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Schrijf in een zin waarom.")},
    )  # fmt: skip
    signature = SignatureField(label=_("Late handtekening van de deelnemer"))
    typed_name = NameField(label=_("Of de deelnemer typt de naam"))

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "participant", [("", _("Kies een naam")), *choices])

    def clean(self) -> dict[str, Any]:
        """A late signature needs a drawing or a typed name."""
        found = self.cleaned_data
        is_late = found.get("kind") == "add" and "signature" not in self.errors and "typed_name" not in self.errors
        if is_late and not found.get("signature") and not found.get("typed_name"):
            self.add_error("typed_name", _("Laat de deelnemer tekenen of de naam typen."))
        return found
