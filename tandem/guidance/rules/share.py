"""What stands in the way of a share: who gets it, what it is, until when. Pure (guidance.md 12, domain.md 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from tandem.kernel.refusal import Problem

MONTHS_BY_DEFAULT = 6
SIX_MONTHS, A_DAY, NO_END = "six_months", "day", "no_end"
HEALTH_DOMAINS = frozenset({"health", "mental"})
HEALTH_STEPS = frozenset({"care"})
PROFESSIONAL = "professional_secrecy"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed: what for, until when (None: until the person stops it), how, with whose help."""

    purpose: str
    until: datetime | None
    given_by: str = "own"
    helped_by: str = ""
    knows_no_secrecy: bool = False


@dataclass(frozen=True, slots=True)
class Receiver:
    """What counts of the member who would get it."""

    is_active: bool
    has_login: bool
    sees_all: bool
    works_there: bool
    secrecy: str


def half_a_year_after(day: date) -> date:
    """The same day six months later; the last day of the month when that month is shorter."""
    month = day.month + MONTHS_BY_DEFAULT
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, last))


def is_health(*, domains: Collection[str], step_kind: str = "") -> bool:
    """Whether an item speaks of health: it goes to people under professional secrecy, unless the person says otherwise."""
    return bool(HEALTH_DOMAINS & set(domains)) or step_kind in HEALTH_STEPS


def share_problems(
    receiver: Receiver, terms: Terms, *, is_health_item: bool, is_mine_only: bool, at: datetime
) -> list[Problem]:
    """Every reason why this cannot be shared this way, each with what to do."""
    return [
        *_receiver_problems(receiver),
        *_terms_problems(terms, at=at),
        *([Problem("Dit stuk is nu alleen voor jou. Zet het eerst open voor je gids.")] if is_mine_only else []),
        *_health_problems(receiver, terms, is_health_item=is_health_item),
    ]


def _receiver_problems(receiver: Receiver) -> list[Problem]:
    if not receiver.is_active:
        return [Problem("Deze persoon doet nu niet mee. Nodig eerst uit, of kies iemand anders.", "member")]
    if not receiver.has_login:
        return [Problem("Deze persoon heeft geen login. Toon het zelf, of druk het af.", "member")]
    if receiver.sees_all:
        return [Problem("Dit is je gids. Je gids ziet dit al.", "member")]
    if not receiver.works_there:
        return [Problem("Deze persoon werkt daar niet meer. Kies iemand anders.", "member")]
    return []


def _terms_problems(terms: Terms, *, at: datetime) -> list[Problem]:
    problems = [] if terms.purpose.strip() else [Problem("Schrijf waarvoor deze persoon het mag gebruiken.", "purpose")]
    if terms.until is not None and terms.until <= at:
        problems.append(Problem("Deze dag is voorbij. Kies een dag die nog komt.", "day"))
    return problems


def _health_problems(receiver: Receiver, terms: Terms, *, is_health_item: bool) -> list[Problem]:
    if not is_health_item or receiver.secrecy == PROFESSIONAL or terms.knows_no_secrecy:
        return []
    return [
        Problem(
            "Dit gaat over gezondheid, en deze persoon heeft geen beroepsgeheim. Wil je het toch delen? Vink het aan.",
            "knows_no_secrecy",
        )
    ]
