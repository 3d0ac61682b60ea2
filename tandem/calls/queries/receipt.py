"""The receipt of a version that was handed in, as its document takes it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _

from tandem.calls.models import HandedIn, Submission
from tandem.calls.queries.handing_in import sections_of
from tandem.calls.rules.answer_text import NOTHING, BudgetTable, ShownAnswer
from tandem.calls.rules.handing_in import readable
from tandem.identity.rules import enterprise_number_text
from tandem.kernel import clock, dutch


def receipt_facts(row: Submission, version: HandedIn) -> dict[str, Any]:
    """Number, moment, fingerprint, and everything that was handed in. `row` has its call and organisation."""
    kbo = enterprise_number_text(row.organisation.enterprise_number or "")
    return {
        "title": _("Ontvangstbewijs van project %(number)s") % {"number": row.number},
        "subtitle": str(version.answers.get("title") or row.title), "made_on": clock.local(version.at).date(),
        "facts": [
            [_("Oproep"), row.call.title],
            [_("Organisatie"), f"{row.organisation.name} ({kbo})" if kbo else row.organisation.name],
            [_("Nummer"), str(row.number)],
            [_("Ingediend"), dutch.datetime_nl(version.at) + (_(" (in de extra minuten)") if version.in_grace else "")],
            [_("Precies (UTC)"), version.at.astimezone(UTC).isoformat(sep=" ")],
            [_("Door"), str(version.by) if version.by else ""],
            [_("Vingerafdruk (SHA-256)"), readable(version.sha256)],
        ],
        "sections": [
            *({"heading": section.title, "body": [part for answer in section.answers for part in _blocks(answer)]}
              for section in sections_of(version, row.call)),
            {"heading": _("Partners"), "body": _partners(version)},
        ],
    }  # fmt: skip


def _blocks(answer: ShownAnswer) -> list[Any]:
    heading = {"heading": answer.question.label, "level": 3}
    if answer.budget and answer.budget.rows:
        return [heading, _table(answer.budget)]
    if answer.files:
        return [heading, {"list": [_file(one) for one in answer.files]}]
    return [heading, *([part for part in answer.text.split("\n") if part.strip()] or [NOTHING])]


def _file(one: Any) -> str:
    return f"{one.get('name', '')} (SHA-256: {one.get('sha256', '')})"


def _table(budget: BudgetTable) -> dict[str, Any]:
    columns = [{"label": _("Kost"), "width": 2}, *({"label": title, "align": "right"} for title in budget.columns)]
    rows = [*budget.rows, (_("Totaal"), budget.totals)]
    return {"table": {"columns": columns, "rows": [[label, *map(dutch.money, amounts)] for label, amounts in rows]}}


def _partners(version: HandedIn) -> list[Any]:
    lines = [" · ".join(part for part in _partner(one) if part) for one in version.partners]
    return [{"list": lines}] if lines else [_("Geen partners.")]


def _partner(one: Any) -> tuple[str, str, str]:
    return (
        one.get("name", ""),
        enterprise_number_text(one.get("enterprise_number") or ""),
        one.get("part", ""),
    )
