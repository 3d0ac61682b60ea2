"""Tags and filters every template has without `{% load %}`."""

import uuid
from collections.abc import Iterable
from datetime import date

from django import template
from django.conf import settings
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tandem.kernel import area_map, charts, clock, dutch, pages
from tandem.kernel.charts import ChartRow
from tandem.kernel.form_problems import FormProblem, error_texts, form_problems
from tandem.kernel.languages import apart, spoken, written

register = template.Library()
register.filter("date_nl", written(dutch.date_nl, dutch.date_short))
register.filter("date_short", written(dutch.date_short, dutch.date_short))
register.filter("time_nl", dutch.time_nl)
register.filter("datetime_nl", dutch.datetime_nl)
register.filter("money", written(dutch.money, dutch.money))
register.filter("number", dutch.number)
register.filter("spoken", spoken)
register.filter("apart", apart)
register.filter("error_texts", error_texts)
register.simple_tag(pages.home_of, name="home_of")
register.simple_tag(area_map.area_shapes, name="area_shapes")
register.simple_tag(area_map.drawing, name="area_drawing")
register.simple_tag(area_map.summary, name="area_summary")


@register.filter
def since(value: date | None) -> str:
    """`sinds 3 dagen`, counted to today on the site's clock."""
    return dutch.since(value, clock.today())


@register.simple_tag(takes_context=True)
def form_key(context: Context, action: str = "") -> SafeString:
    """Hidden key that makes a form count once; the form that was posted (to `action`) keeps its key after an error."""
    request = context.get("request")
    key = ""
    if request and action in ("", request.path, request.get_full_path()):
        key = request.POST.get("form_key", "")
    return format_html('<input type="hidden" name="form_key" value="{}">', key or uuid.uuid4())


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: object) -> str:
    """The query string of this page with some parameters replaced; None or empty removes one."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def keep_language(context: Context) -> str:
    """What goes behind an address so that it opens in the language of this page; nothing on a Dutch page."""
    language = getattr(context.get("request"), "page_language", None)
    return language.query if language else ""


@register.simple_tag(takes_context=True)
def qs_page(context: Context, parameter: str, page: int) -> str:
    """The query string of this page with another page number."""
    return qs(context, **{parameter: page})


@register.simple_tag
def field_group(field: BoundField, label: str = "", hint: str = "", width: str = "") -> SafeString:
    """A form field with its label, hint and error; texts given here replace the form's own."""
    if label:
        field.label = label
    if hint:
        field.help_text = hint
    if width:
        field.field.widget.attrs["data-width"] = width
    return field.as_field_group()


@register.simple_tag
def upload_group(field: BoundField, accept: str, label: str = "", hint: str = "", max_text: str = "") -> SafeString:
    """A file field that says beforehand which files it takes and how big they may be."""
    megabytes = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    limit = max_text or _("Ten hoogste %(megabytes)s MB.") % {"megabytes": megabytes}
    field.field.widget.attrs["accept"] = accept
    return field_group(field, label=label, hint=f"{hint or field.help_text} {limit}".strip())


@register.simple_tag
def failed_forms(*forms: object) -> list[FormProblem]:
    """The errors of these forms, for the error summary."""
    return form_problems(*forms)


@register.simple_tag(name="chart_rows")
def rows_of_chart(bars: Iterable[object], highest: charts.Figure | None = None) -> list[ChartRow]:
    """Bars with their widths, for the bar chart."""
    return charts.chart_rows(bars or (), highest or None)


@register.simple_tag
def percent(part: int, whole: int) -> str:
    """`50.0%` for an SVG width."""
    return charts.percent(int(part), int(whole))
