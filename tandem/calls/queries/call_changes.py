"""What changed after a call was published, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from tandem.calls.models import Call
from tandem.calls.rules.call_changes import TOLD
from tandem.kernel import audit
from tandem.kernel.dutch import date_nl, datetime_nl
from tandem.kernel.sentences import listed

MOST = 100
NEW_FORM = "form.publish"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, and what in words."""

    at: datetime
    text: str


def changes_of(call: Call) -> list[Change]:
    """From the audit trail, the latest first. One query; none for a call nobody else reads."""
    if call.published_at is None:
        return []
    is_told = Q(facts__is_public=True) | Q(action=NEW_FORM, at__gt=call.published_at)
    rows = audit.history_of(call).filter(is_told).order_by("-pk")[:MOST]
    told = (Change(row.at, _sentence({"changed": ["form"]} if row.action == NEW_FORM else row.facts)) for row in rows)
    return [change for change in told if change.text]


def _sentence(facts: dict[str, object]) -> str:
    names = [str(TOLD[name]) for name in _names(facts) if name in TOLD]
    if not names:
        return ""
    before = [text for name in _names(facts) if (text := _before(name, str(facts.get(f"{name}_before") or "")))]
    return " ".join([_("Veranderd: %(what)s.") % {"what": listed(names)}, *before])


def _names(facts: dict[str, object]) -> Iterator[str]:
    changed = facts.get("changed")
    yield from (str(name) for name in changed) if isinstance(changed, list) else ()


def _before(name: str, moment: str) -> str:
    if not moment:
        return ""
    found = date.fromisoformat(moment) if name.endswith("_on") else datetime.fromisoformat(moment)
    shown = datetime_nl(found) if isinstance(found, datetime) else date_nl(found)
    return _("Voordien: %(moment)s.") % {"moment": shown}
