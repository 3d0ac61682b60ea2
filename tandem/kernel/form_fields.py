"""Form fields that read what people in Flanders type: a day, an hour, an amount."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.kernel import dutch

ISO_DATE = "%Y-%m-%d"
DATE_FORMATS = [ISO_DATE, "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d %m %Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H"]


class DateInput(forms.DateInput):
    """The device's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=ISO_DATE)


class DateField(forms.DateField):
    """A day. Takes the picker's value and what people type: 27/3/2027, 27-3-27."""

    widget = DateInput
    input_formats = DATE_FORMATS
    default_error_messages = {"invalid": _("Vul een dag in die bestaat, bijvoorbeeld 27/3/2027.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": _("Bijvoorbeeld 27/3/2027"), **options})

    def to_python(self, value: Any) -> date | None:
        """The day; spaces around it do not matter."""
        return super().to_python(value.strip() if isinstance(value, str) else value)


class TimeInput(forms.TimeInput):
    """The device's own time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-width": "10", **(attrs or {})}, format="%H:%M")


class TimeField(forms.TimeField):
    """An hour. Takes the picker's value and what people type: 9.30, 9u30, 14 uur."""

    widget = TimeInput
    input_formats = TIME_FORMATS
    default_error_messages = {"invalid": _("Vul een uur in, bijvoorbeeld 9.30.")}

    def to_python(self, value: Any) -> time | None:
        """The hour; a point, `u` or `uur` is read as a colon."""
        if isinstance(value, str):
            value = re.sub(r"\s*(uur|u|h|\.|:)\s*", ":", value.strip().lower()).rstrip(":")
        return super().to_python(value)


class MoneyInput(forms.TextInput):
    """An amount in euros, shown as it is written in Dutch."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "data-width": "10", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """`1.234,50` for an amount; typed text stays as it was typed."""
        if isinstance(value, Decimal | int):
            return dutch.money(Decimal(value)).removeprefix(f"€{dutch.NO_BREAK}")
        return super().format_value(value)


class MoneyField(forms.DecimalField):
    """An amount in euros with at most two decimals. Takes 1.234,50 and 1234.50 and € 12."""

    widget = MoneyInput
    default_error_messages = {"invalid": _("Vul een bedrag in, bijvoorbeeld 1.234,50.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, **options})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The amount; a comma or a last point before one or two digits marks the cents."""
        return super().to_python(_plain_amount(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No step, minimum or maximum: it is a text field."""
        return {}


def _plain_amount(text: str) -> str:
    digits = re.sub(r"[\s€]", "", text)
    if "," in digits or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", digits):
        return digits.replace(".", "").replace(",", ".")
    return digits


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What may be chosen in a field whose choices come from the database."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
