"""What an officer looks at before the jury reads: each point in order, not in order, or for a person to judge. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tandem.calls.rules.vocabulary import AREA_RULES
from tandem.identity.rules import ORGANISATION_KINDS
from tandem.kernel import dutch

OK, NOT_OK, JUDGE = "ok", "not_ok", "judge"
OUTCOMES = {OK: "in orde", NOT_OK: "niet in orde", JUDGE: "kijk zelf na"}
REASONS = {
    "time": "Het project kwam te laat binnen.",
    "complete": "Het formulier is niet volledig.",
    "kind": "De oproep is niet voor dit soort organisatie.",
    "area": "Er is al een ander project voor dezelfde organisatie of gemeente.",
    "months": "De looptijd past niet in de oproep.",
    "money": "Het gevraagde bedrag past niet in de oproep.",
    "goal": "Het project past niet bij de doelen van de oproep.",
    "other": "Een andere reden.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one handed-in version and its call."""

    is_in_time: bool
    in_grace: bool
    missing: tuple[str, ...]
    organisation_kind: str
    allowed_kinds: tuple[str, ...]
    area_rule: str
    doubles: tuple[str, ...]
    months: int | None
    least_months: int
    most_months: int
    money: tuple[str, ...]  # what is wrong with the budget
    asked: Decimal
    own_means: Decimal
    shared_partners: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One point, with what was found."""

    key: str
    label: str
    outcome: str
    words: str

    @property
    def outcome_text(self) -> str:
        """In words: colour alone tells nothing."""
        return OUTCOMES[self.outcome]


def checks(facts: Facts) -> list[Check]:
    """Every point, in the order of the page."""
    return [_time(facts), _complete(facts), _kind(facts), _area(facts), _months(facts), _money(facts), _partners(facts),
            _own_means(facts)]  # fmt: skip


def is_clear(found: Iterable[Check]) -> bool:
    """Whether nothing needs the eye of a person."""
    return all(check.outcome == OK for check in found)


def suggested_reasons(found: Iterable[Check]) -> list[str]:
    """The reasons that follow from what is not in order."""
    return [check.key for check in found if check.outcome == NOT_OK and check.key in REASONS]


def problems(*, is_admissible: bool, reasons: Iterable[str], words: str) -> Mapping[str, str]:
    """What misses in a decision, per field."""
    if is_admissible:
        return {}
    found = {}
    if not list(reasons):
        found["reasons"] = "Kies minstens één reden."
    if not words.strip():
        found["words"] = "Leg in gewone woorden uit waarom. De organisatie leest dit in de brief."
    return found


def _time(facts: Facts) -> Check:
    words = "Na het sluiten, met een formulier dat al open stond." if facts.in_grace else "Voor het sluiten ingediend."
    return _check("time", "Op tijd", facts.is_in_time, words, "Na het sluiten ingediend.")


def _complete(facts: Facts) -> Check:
    return _check("complete", "Volledig", not facts.missing, "Alles is ingevuld.", " ".join(facts.missing))


def _kind(facts: Facts) -> Check:
    mine = ORGANISATION_KINDS.get(facts.organisation_kind, facts.organisation_kind)
    fits = not facts.allowed_kinds or facts.organisation_kind in facts.allowed_kinds
    allowed = ", ".join(ORGANISATION_KINDS.get(kind, kind) for kind in facts.allowed_kinds)
    return _check(
        "kind", "Soort organisatie", fits, f"{mine.capitalize()}.", f"Dit is een {mine}. De oproep is voor: {allowed}."
    )


def _area(facts: Facts) -> Check:
    rule = AREA_RULES[facts.area_rule].capitalize()
    words = f"{rule}. Er is geen ander project." if facts.area_rule != "free" else "De oproep beperkt dit niet."
    return _check("area", "Eén project", not facts.doubles, words, " ".join(facts.doubles))


def _months(facts: Facts) -> Check:
    fits = facts.months is not None and facts.least_months <= facts.months <= facts.most_months
    limits = f"De oproep vraagt {facts.least_months} tot {facts.most_months} maanden."
    return _check(
        "months", "Looptijd", fits, f"{facts.months} maanden. {limits}", f"{facts.months or 'Geen'} maanden. {limits}"
    )


def _money(facts: Facts) -> Check:
    return _check("money", "Gevraagd bedrag", not facts.money, f"{dutch.money(facts.asked)}, binnen de grenzen.",
                  " ".join(facts.money))  # fmt: skip


def _partners(facts: Facts) -> Check:
    if not facts.shared_partners:
        return Check("partners", "Partners", OK, "Geen partner staat ook in een ander project.")
    named = "; ".join(f"{name} ook in nummer {number}" for name, number in facts.shared_partners)
    return Check("partners", "Partners", JUDGE, f"{named}. Dat mag, maar kijk of het klopt.")


def _own_means(facts: Facts) -> Check:
    if not facts.own_means:
        return Check("own_means", "Eigen middelen", OK, "Niemand anders betaalt mee. De oproep vraagt dat ook niet.")
    return Check("own_means", "Eigen middelen", OK, f"Anderen betalen {dutch.money(facts.own_means)}.")


def _check(key: str, label: str, is_ok: bool, good: str, bad: str) -> Check:
    return Check(key, label, OK if is_ok else NOT_OK, good if is_ok else bad)
