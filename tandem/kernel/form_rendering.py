"""How a form becomes a page: GOV.UK markup around Django's own fields."""

from datetime import datetime
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.formats import get_format, sanitize_strftime_format

from tandem.kernel.form_fields import DATE_FORMATS

_WIDGETS = "django/forms/widgets/"
_INPUTS = ("text", "number", "email", "url", "tel", "search", "password", "date", "datetime", "time", "color")
CLASSES = {f"{_WIDGETS}{name}.html": "govuk-input" for name in _INPUTS} | {
    f"{_WIDGETS}textarea.html": "govuk-textarea",
    f"{_WIDGETS}select.html": "govuk-select",
    f"{_WIDGETS}file.html": "govuk-file-upload",
    f"{_WIDGETS}clearable_file_input.html": "govuk-file-upload",
    f"{_WIDGETS}checkbox.html": "govuk-checkboxes__input",
}
OWN_TEMPLATES = {
    f"{_WIDGETS}radio.html": "forms/radios.html",
    f"{_WIDGETS}checkbox_select.html": "forms/checkboxes.html",
    f"{_WIDGETS}clearable_file_input.html": "forms/file.html",
    "django/forms/errors/list/default.html": "forms/errors.html",
}


class Renderer(TemplatesSetting):
    """Django's form renderer (setting FORM_RENDERER): `{{ form }}` is a whole, accessible form."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Give each widget its class and its honest input type, then render."""
        if template_name in CLASSES:
            _dress(context["widget"], CLASSES[template_name], template_name)
        return super().render(OWN_TEMPLATES.get(template_name, template_name), context, request)


def _dress(widget: dict[str, Any], css_class: str, template_name: str) -> None:
    attrs = widget["attrs"]
    attrs["class"] = f"{css_class} {attrs.get('class', '')}".strip()
    _keep_all_typed(attrs)
    if template_name.endswith("/number.html"):
        _number_as_text(widget)
    elif template_name.endswith("/date.html"):
        widget["type"] = "date"
        widget["value"] = iso_date(widget["value"])


def _keep_all_typed(attrs: dict[str, Any]) -> None:
    """`maxlength` cuts off pasted text without a word; the server says it instead."""
    length = attrs.pop("maxlength", None)
    attrs.pop("minlength", None)
    if length:
        attrs["data-maxlength"] = length


def _number_as_text(widget: dict[str, Any]) -> None:
    """A number field throws away what it cannot read, and changes when one scrolls."""
    attrs = widget["attrs"]
    whole = str(attrs.pop("step", "1")) == "1"
    attrs.pop("min", None)
    attrs.pop("max", None)
    widget["type"] = "text"
    attrs.setdefault("inputmode", "numeric" if whole else "decimal")
    attrs.setdefault("autocomplete", "off")
    attrs.setdefault("data-width", "5" if whole else "10")


def iso_date(text: str | None) -> str | None:
    """What a native date field can show; text that is no date stays as it was typed."""
    if not text:
        return text
    try:
        if parse_date(text):
            return text
    except ValueError:
        return text
    for pattern in (*DATE_FORMATS, *map(sanitize_strftime_format, get_format("DATE_INPUT_FORMATS"))):
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    return text
