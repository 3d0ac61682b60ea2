"""The officer's queue of a call: filtered rows, the numbers above it, and the same rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Func, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from tandem.calls.models import Call, Envelope, Submission
from tandem.calls.queries.admissibility import with_check
from tandem.calls.queries.handing_in import money_titles
from tandem.calls.rules import queue as rules
from tandem.calls.rules.definition import START_YEAR, TITLE
from tandem.calls.rules.queue import Asking, Overview, Pot
from tandem.calls.rules.vocabulary import AREAS, SUBMISSION_STATES
from tandem.identity.places import municipalities
from tandem.identity.rules import enterprise_number_text
from tandem.kernel import clock, dutch
from tandem.kernel.money import ZERO, format_plain

_ADMISSIBLE = {None: "nog na te kijken", True: "ja", False: "nee"}
_YES = {None: "", True: "ja", False: "nee"}


class _AskSum(Func):
    """The money kinds of a project added up in the database, to sort by."""

    function = ""
    template = "(select coalesce(sum(value::numeric), 0) from jsonb_each_text(%(expressions)s))"
    output_field = DecimalField()


def handed_in_projects(call: Call) -> QuerySet[Any]:
    """Every project that was handed in, withdrawn ones too; `shown_title` is the title that was handed in."""
    rows = with_check(Submission.objects.filter(call=call, number__isnull=False)).select_related("organisation")
    return rows.annotate(
        shown_title=Coalesce(KeyTextTransform(TITLE, "handed_in__answers"), F("title"), output_field=TextField())
    )


def queue_of(
    call: Call, *, words: str = "", state: str = "", area: str = "", year: str = "", order: str = "nummer"
) -> QuerySet[Any]:
    """The rows of the list, filtered and in order."""
    rows = _in_state(handed_in_projects(call), state)
    if area in AREAS:
        rows = rows.filter(area=area)
    if year.isascii() and year.isdigit() and len(year) == 4:
        rows = rows.filter(**{f"handed_in__answers__{START_YEAR}": year})
    return _ordered(_searched(rows, words), order)


def overview_of(call: Call) -> Overview:
    """Counts, money against the envelopes and per area, over everything that was handed in. Three queries."""
    rows = with_check(Submission.objects.filter(call=call, number__isnull=False)).order_by()
    facts = rows.values_list("state", "is_admissible", "area", "wished_year", "ask")
    asking = [Asking(state, check, area, year, _amounts(ask)) for state, check, area, year, ask in facts]
    pots = Envelope.objects.filter(call=call).order_by("kind__position", "year")
    found = [Pot(*pot) for pot in pots.values_list("kind__key", "year", "amount_eur")]
    return rules.overview(asking, money_titles(call), found)


def asked_text(row: Submission) -> Decimal:
    """What a project asks, all kinds together."""
    return sum(_amounts(row.ask).values(), ZERO)


def export_lines(rows: QuerySet[Any], columns: Sequence[str], kinds: Mapping[str, str]) -> Iterator[list[object]]:
    """The rows of a filtered queue with the chosen columns, read in portions."""
    names = municipalities(on=clock.today())
    for row in rows.annotate(parties=F("handed_in__partners")).iterator(chunk_size=500):
        cells = _cells(row, names)
        cells["bedrag"] = [format_plain(_amounts(row.ask).get(kind, ZERO)) for kind in kinds]
        yield [cell for column in columns for cell in (cells[column] if column == "bedrag" else [cells[column]])]


def export_header(columns: Sequence[str], kinds: Mapping[str, str]) -> list[str]:
    """One heading per column; money has one per kind."""
    asked = [f"{rules.COLUMNS['bedrag']}: {title}" for title in kinds.values()]
    return [text for column in columns for text in (asked if column == "bedrag" else [rules.COLUMNS[column]])]


def _cells(row: Any, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "nummer": row.number, "titel": row.shown_title, "organisatie": row.organisation.name,
        "kbo": enterprise_number_text(row.organisation.enterprise_number or ""), "stand": SUBMISSION_STATES[row.state],
        "ontvankelijk": _ADMISSIBLE[row.is_admissible], "gebied": AREAS.get(row.area, ""),
        "gemeente": names.get(row.nis_code, ""), "jaar": row.wished_year or "", "maanden": row.months or "",
        "trekker": _YES[row.is_ready], "ingediend": dutch.datetime_nl(row.submitted_at),
        "partners": ", ".join(one.get("name", "") for one in row.parties or ()),
    }  # fmt: skip


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state == rules.TO_CHECK:
        return rows.filter(is_admissible__isnull=True, state="submitted")
    if state == rules.ADMITTED:
        return rows.filter(is_admissible=True).exclude(state__in=["withdrawn", "inadmissible"])
    if state == rules.CHECKED:
        return rows.filter(is_admissible__isnull=False)
    return rows.filter(state=state) if state in SUBMISSION_STATES else rows


def _searched(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    text = words.strip().replace("\0", "")[:200]
    if not text:
        return rows
    found = Q(shown_title__icontains=text) | Q(organisation__name__icontains=text)
    return rows.filter(found | Q(number=int(text)) if _is_number(text) else found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _ordered(rows: QuerySet[Any], order: str) -> QuerySet[Any]:
    if order == "bedrag":
        return rows.annotate(asked=_AskSum("ask")).order_by("-asked", "number")
    keys = {"titel": "shown_title", "organisatie": "organisation__name", "moment": "-submitted_at"}
    return rows.order_by(keys.get(order, "number"), "number")


def _amounts(ask: Mapping[str, str]) -> dict[str, Decimal]:
    return {kind: Decimal(amount) for kind, amount in ask.items()}
