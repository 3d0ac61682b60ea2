"""A plan as it was kept: who goes where on which half-days, and what it costs. Asks the database nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.kernel import dutch
from tandem.planning.problem.half_days import HALF_WORDS, HalfDay
from tandem.planning.problem.plan import Booking
from tandem.planning.queries.plans.choices import bookings_of

if TYPE_CHECKING:
    from tandem.planning.models import Plan


@dataclass(frozen=True)
class Reading:
    """One plan, ready to be asked for names, duos and days."""

    plan: Plan

    @cached_property
    def rows(self) -> dict[str, list[Booking]]:
        """Request -> its bookings in order."""
        found: dict[str, list[Booking]] = defaultdict(list)
        for row in bookings_of(self.plan.bookings):
            found[row.request].append(row)
        return {key: sorted(own, key=lambda one: one.number) for key, own in found.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """Person -> name, as it was when the plan was made."""
        return {one["person"]: one["name"] for one in self.plan.result.get("people", ())}

    @property
    def requests(self) -> dict[str, dict[str, Any]]:
        """Request -> what is known of it."""
        found: dict[str, dict[str, Any]] = self.plan.result.get("requests", {})
        return found

    @cached_property
    def reasons(self) -> dict[str, list[str]]:
        """Request without a place -> why."""
        return {one["request"]: one["reasons"] for one in self.plan.result.get("unplaced", ())}

    def name_of(self, request: str) -> str:
        """The organisation and title of a request."""
        return str(self.requests.get(request, {}).get("name", _("een aanvraag van vroeger")))

    def person(self, key: str) -> str:
        """A name, also of somebody of an earlier plan."""
        return self.names.get(key, _("iemand die hier niet meer werkt"))

    def duo(self, request: str) -> str:
        """Who goes; where the duo changes on the way, all of them."""
        duos = dict.fromkeys(row.duo for row in self.rows.get(request, ()))
        named = [_("%(one)s en %(other)s") % {"one": self.person(a), "other": self.person(b)} for a, b in duos]
        return _(", daarna ").join(named)

    def days(self, request: str) -> tuple[str, str]:
        """First and last day, short."""
        own = self.rows.get(request)
        return (dutch.date_short(own[0].at.on), dutch.date_short(own[-1].at.on)) if own else ("", "")

    def amount(self, part: str) -> int | None:
        """How much of a part of the objective; None when the plan has no numbers."""
        return amount_of(self.plan.result, part)


def amount_of(numbers: dict[str, Any] | None, part: str) -> int | None:
    """How much of one part there is in the numbers of a plan."""
    return next((one["amount"] for one in (numbers or {}).get("parts", ()) if one["name"] == part), None)


def day_words(at: HalfDay) -> str:
    """maandag 12 januari 2027, voormiddag."""
    return f"{dutch.date_nl(at.on)}, {HALF_WORDS[at.half]}"
