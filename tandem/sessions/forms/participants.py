"""A participant: a name and a function, alone or as a pasted list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.sessions.participant_names import NAME_LENGTH, Entry, clean_line, entry_problems, parse_pasted

TOO_LONG = _("Gebruik ten hoogste 120 tekens.")


class ParticipantForm(forms.Form):
    """One name."""

    name = forms.CharField(
        label=_("Voornaam en naam"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schrijf een naam."), "max_length": TOO_LONG},
    )  # fmt: skip
    function = forms.CharField(
        label=_("Functie"), max_length=NAME_LENGTH, required=False, error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def entry(self) -> Entry:
        """What was typed, cleaned."""
        return Entry(clean_line(self.cleaned_data["name"]), clean_line(self.cleaned_data["function"]))

    def clean(self) -> dict[str, object]:
        """Nothing that we do not want to keep."""
        if not self.errors:
            for problem in entry_problems(self.entry()):
                self.add_error(problem.field, problem.text)
        return self.cleaned_data


class PasteForm(forms.Form):
    """Many names at once; `entries` is filled in by cleaning."""

    names = forms.CharField(
        label=_("Namen"), help_text=_("Eén naam per lijn. Functie erbij? Zet er ; tussen."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Plak of typ ten minste een naam.")},
    )  # fmt: skip

    entries: list[Entry]

    def clean_names(self) -> str:
        """Every line that cannot be kept is named by its number."""
        text = str(self.cleaned_data["names"])
        self.entries, problems = parse_pasted(text)
        if problems:
            raise forms.ValidationError([problem.text for problem in problems[:5]])
        return text
