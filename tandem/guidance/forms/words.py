"""Free text in somebody's file: long texts keep, numbers that do not belong there are pointed out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tandem.guidance.rules.numbers import number_problems
from tandem.guidance.rules.pen import length_problems


class WordsField(forms.CharField):
    """Words of a person, in a text box. Refuses pasted national numbers and bank accounts with a sentence."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        options.setdefault("error_messages", {"required": _("Schrijf eerst iets, in eigen woorden.")})
        super().__init__(**options)

    def validate(self, value: str) -> None:
        """Required or not, not too long, no numbers that do not belong here."""
        super().validate(value)
        problems = length_problems(value) or number_problems(value)
        if problems:
            raise ValidationError([problem.text for problem in problems])
