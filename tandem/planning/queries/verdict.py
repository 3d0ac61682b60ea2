"""What a plan would break, and what must be known before anybody is asked. The checker is independent of every search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel.refusal import Problem as Lack
from tandem.planning.checker import broken_rules
from tandem.planning.problem.plan import Booking
from tandem.planning.problem.problem import Problem

if TYPE_CHECKING:
    from tandem.planning.models import RequestSheet
    from tandem.sessions.models import Series


def broken_by(problem: Problem, rows: Iterable[Booking], *, before: Iterable[Booking] = ()) -> list[str]:
    """Hard rules that these bookings break, as sentences; what is already broken (with those of `before`) does not count."""
    known = {*broken_rules(problem, ()), *broken_rules(problem, before)}
    return list(dict.fromkeys(one.text for one in broken_rules(problem, rows) if one not in known))


def place_lacks(sheet: RequestSheet, series: Series) -> list[Lack]:
    """Everybody must know where to go and how to get there, before anybody is asked."""
    if sheet.is_remote:
        return (
            []
            if sheet.remote_link
            else [Lack(_("%(series)s: vul de link in waarmee iedereen online meedoet.") % {"series": series})]
        )
    checks = (
        (sheet.address, _("%(series)s: vul het adres in.")),
        (sheet.directions, _("%(series)s: schrijf hoe je er geraakt, ook zonder auto.")),
    )
    return [Lack(text % {"series": f"{series.organisation}, {series}"}) for filled, text in checks if not filled]
