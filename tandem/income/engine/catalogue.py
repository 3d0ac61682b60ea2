"""The rules by name, with the keys each takes and what they may be: for the command line, the pages and the checks.

Unknown keys and impossible values are refused with a sentence; a missing key takes its default or is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import Book
from tandem.income.engine.rules import flanders, health, igu, leefloon, unemployment, wage
from tandem.income.engine.trace import Notebook, Outcome

MOST_HOURS, MOST_MONEY = 50, Decimal(100_000)


class CannotCompute(ValueError):
    """A key is unknown, a value impossible, or two do not go together: the sentence says which."""


@dataclass(frozen=True, slots=True)
class Key:
    """One input of a rule: how it is read, what is wrong with it, and what it is when nobody says."""

    read: Callable[[str], Any]
    what: str
    default: Any = None
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its public name."""

    name: str
    about: str
    keys: Mapping[str, Key]
    compute: Callable[..., Outcome]
    check: Callable[[Mapping[str, Any], Notebook], str] = lambda _facts, _note: ""


def amount(text: str) -> Decimal:
    """Euro, with a point or a comma, not below zero."""
    value = _number(text)
    if value < 0:
        raise CannotCompute("een bedrag kan niet onder nul zijn")
    if value > MOST_MONEY:
        raise CannotCompute("dat bedrag is te groot voor een maand")
    return value


def yearly_amount(text: str) -> Decimal:
    """Euro a year."""
    value = _number(text)
    if not 0 <= value <= 12 * MOST_MONEY:
        raise CannotCompute("een bedrag per jaar ligt tussen 0 en 1.200.000")
    return value


def hours(text: str) -> Decimal:
    """Hours a week."""
    value = _number(text)
    if not 0 <= value <= MOST_HOURS:
        raise CannotCompute(f"uren per week liggen tussen 0 en {MOST_HOURS}")
    return value


def worked_hours(text: str) -> Decimal:
    """Hours of somebody who works: more than none."""
    value = hours(text)
    if value == 0:
        raise CannotCompute("dat moet meer dan nul zijn")
    return value


def monthly_hours(text: str) -> Decimal:
    """Hours in a month."""
    value = _number(text)
    if not 0 <= value <= 250:
        raise CannotCompute("uren per maand liggen tussen 0 en 250")
    return value


def count(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number between two bounds."""

    def read(text: str) -> int:
        value = _number(text)
        if value != int(value) or not lowest <= value <= highest:
            raise CannotCompute(f"dat is een heel getal van {lowest} tot {highest}")
        return int(value)

    return read


def share(text: str) -> Decimal:
    """Between 0 and 1."""
    value = _number(text)
    if not 0 <= value <= 1:
        raise CannotCompute("dat ligt tussen 0 en 1")
    return value


def choice(*words: str) -> Callable[[str], str]:
    """One of these words."""

    def read(text: str) -> str:
        if text not in words:
            raise CannotCompute(f"kies uit: {', '.join(words)}")
        return text

    return read


def yes(text: str) -> bool:
    """Yes or no, in a few spellings."""
    known = {"yes": True, "true": True, "1": True, "ja": True, "no": False, "false": False, "0": False, "nee": False}
    if text.lower() not in known:
        raise CannotCompute("kies yes of no")
    return known[text.lower()]


def years(text: str) -> tuple[int, ...]:
    """Years with commas between."""
    return tuple(count(1900, 2100)(part) for part in text.split(",") if part.strip())


def day(text: str) -> date:
    """YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotCompute("schrijf de dag als 2026-03-01") from error


def figure(text: str) -> Figure:
    """An amount as a figure."""
    return Figure.of(amount(text))


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise CannotCompute("dat is geen getal") from error
    if not value.is_finite():
        raise CannotCompute("dat is geen getal")
    return value


STATUS = choice("white_collar", "blue_collar")
HOUSEHOLD = choice("single", "couple_one_income", "couple_two_incomes")
ABN = choice("A", "N", "B")


def net_wage_problem(facts: Mapping[str, Any], _note: Notebook) -> str:
    """Hours above full time, a single parent without children or with a partner."""
    if facts["hours"] > facts["full_time_hours"]:
        return "hours kan niet meer zijn dan full_time_hours"
    if facts["single_parent"] and (facts["children"] == 0 or facts["household"] != "single"):
        return "single_parent gaat alleen samen met household=single en minstens één kind"
    return ""


def under_minimum(gross: Decimal, weekly_hours: Decimal, note: Notebook) -> str:
    """A gross wage under the guaranteed minimum for these hours (38 a week is full time)."""
    if not note.book.knows("minimum_wage.month", note.on):
        return ""
    lowest = note.book.value("minimum_wage.month", note.on)
    floor = lowest * min(weekly_hours / 38, Decimal(1))
    if gross < floor - Decimal("0.5"):
        return f"gross ligt onder het minimumloon voor deze uren ({floor.quantize(Decimal('0.01'))} euro)"
    return ""


def worked_problem(facts: Mapping[str, Any], _note: Notebook) -> str:
    """More days worked than the month has."""
    return "days_worked kan niet meer zijn dan days_full" if facts["days_worked"] > facts["days_full"] else ""


def part_time_problem(facts: Mapping[str, Any], _note: Notebook) -> str:
    """Hours above full time."""
    return "hours kan niet meer zijn dan full_time_hours" if facts["hours"] > facts["full_time_hours"] else ""


def children_problem(facts: Mapping[str, Any], note: Notebook) -> str:
    """As many birth years as children, none in the future."""
    born = facts["birth_years"]
    if len(born) != facts["children"]:
        return "geef voor elk kind een geboortejaar"
    return "een geboortejaar ligt in de toekomst" if any(year > note.on.year for year in born) else ""


def _werkbonus(note: Notebook, *, gross: Decimal, status: str, days_worked: Decimal, days_full: Decimal) -> Outcome:
    return wage.werkbonus(note, gross=gross, status=status, worked=days_worked, full=days_full)[2]


def _indexed(note: Notebook, *, base: Decimal, date: date) -> Outcome:
    return flanders.indexed(Notebook(note.book, date), base=base)


def _need(read: Callable[[str], Any], what: str) -> Key:
    return Key(read, what)


def _may(read: Callable[[str], Any], what: str, default: Any) -> Key:
    return Key(read, what, default, is_needed=False)


_38 = Decimal(38)
RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "net-wage",
            "nettoloon van een maand",
            {
                "gross": _need(amount, "bruto per maand"),
                "status": _may(STATUS, "statuut", "white_collar"),
                "hours": _may(worked_hours, "uren per week", _38),
                "full_time_hours": _may(worked_hours, "voltijdse uren per week", _38),
                "household": _may(HOUSEHOLD, "gezin", "single"),
                "children": _may(count(0, 20), "kinderen ten laste", 0),
                "single_parent": _may(yes, "alleenstaande ouder", False),
                "disabled": _may(yes, "handicap", False),
            },
            wage.net_wage,
            net_wage_problem,
        ),
        Rule(
            "werkbonus",
            "sociale werkbonus",
            {
                "gross": _need(amount, "bruto per maand"),
                "status": _may(STATUS, "statuut", "white_collar"),
                "days_worked": _need(monthly_hours, "gewerkte dagen of uren"),
                "days_full": _need(monthly_hours, "voltijdse dagen of uren"),
            },
            _werkbonus,
            worked_problem,
        ),
        Rule(
            "igu",
            "inkomensgarantie-uitkering",
            {
                "category": _need(ABN, "gezin"),
                "daily_benefit": _need(amount, "dagbedrag van de uitkering"),
                "hours": _need(worked_hours, "uren per week"),
                "full_time_hours": _may(worked_hours, "voltijdse uren", _38),
                "status": _may(STATUS, "statuut", "white_collar"),
                "gross": _need(amount, "bruto per maand"),
                "hours_in_month": _need(monthly_hours, "uren in de maand"),
            },
            igu.igu,
            part_time_problem,
        ),
        Rule(
            "sickness-part-time",
            "uitkering bij toegelaten deeltijds werk",
            {
                "hours": _need(hours, "uren per week"),
                "full_time_hours": _may(worked_hours, "voltijdse uren", _38),
                "daily_benefit": _need(amount, "dagbedrag van de uitkering"),
            },
            health.sickness_part_time,
            part_time_problem,
        ),
        Rule(
            "leefloon",
            "leefloon van een maand",
            {
                "category": _need(choice("cohabiting", "single", "with_family"), "categorie"),
                "net_work_income": _may(figure, "netto loon", Figure.of(0)),
                "spi": _may(yes, "SPI-vrijstelling", False),
                "other_income": _may(figure, "andere middelen", Figure.of(0)),
            },
            leefloon.leefloon,
        ),
        Rule(
            "unemployment",
            "werkloosheidsuitkering van een maand",
            {
                "scheme": _may(choice("old", "new"), "regeling", "new"),
                "category": _need(ABN, "gezin"),
                "month": _may(count(1, 600), "maand van de uitkering", 1),
                "monthly_wage": _may(amount, "laatste bruto maandloon", Decimal(0)),
                "career_condition": _may(yes, "loopbaanvoorwaarde", False),
            },
            unemployment.unemployment,
        ),
        Rule(
            "insertion-benefit",
            "inschakelingsuitkering",
            {
                "category": _need(choice("A", "N", "P", "B"), "gezin"),
                "age": _need(count(15, 70), "leeftijd"),
            },
            unemployment.insertion_benefit,
        ),
        Rule(
            "sickness",
            "ziekte en invaliditeit",
            {
                "category": _need(ABN, "gezin"),
                "month": _may(count(1, 600), "maand van de ziekte", 1),
                "daily_wage": _need(amount, "brutodagloon (zesdagenweek)"),
                "is_regular": _may(yes, "regelmatig werknemer", True),
            },
            health.sickness,
        ),
        Rule(
            "disability-allowance",
            "IVT en IT",
            {
                "ivt": _may(choice("", "A", "B", "C"), "categorie IVT", ""),
                "it": _may(choice("", "1", "2", "3", "4", "5"), "categorie IT", ""),
                "yearly_earnings": _may(amount, "loon per jaar", Decimal(0)),
            },
            health.disability_allowance,
        ),
        Rule(
            "jobbonus",
            "jobbonus van een jaar",
            {
                "reference_year": _need(count(2020, 2100), "jaar van het werk"),
                "average_wage": _need(amount, "gemiddeld voltijds brutoloon"),
                "fraction": _may(share, "gewerkt deel van het jaar", Decimal(1)),
            },
            flanders.jobbonus,
        ),
        Rule(
            "groeipakket",
            "groeipakket van een maand",
            {
                "children": _need(count(0, 20), "kinderen"),
                "birth_years": _need(years, "geboortejaren"),
                "household_income": _need(yearly_amount, "belastbaar gezinsinkomen van twee jaar terug"),
            },
            flanders.groeipakket,
            children_problem,
        ),
        Rule(
            "bim-ceiling",
            "grens verhoogde tegemoetkoming",
            {
                "group": _may(choice("last_year", "current"), "groep", "last_year"),
                "persons": _need(count(1, 20), "personen"),
            },
            flanders.bim_ceiling,
        ),
        Rule(
            "poverty-line",
            "armoedegrens van een gezin",
            {
                "adults": _need(count(1, 20), "mensen van 14 jaar of ouder"),
                "children_under_14": _may(count(0, 20), "kinderen onder 14", 0),
            },
            flanders.poverty_line,
        ),
        Rule(
            "indexed",
            "wettelijk basisbedrag op een dag",
            {
                "base": _need(amount, "basisbedrag op spil 103,14"),
                "date": _need(day, "dag"),
            },
            _indexed,
        ),
        Rule(
            "volunteer",
            "vrijwilligersvergoeding",
            {
                "day_amount": _need(amount, "bedrag per dag"),
                "year_amount": _need(amount, "bedrag dit jaar tot nu"),
            },
            flanders.volunteer_room,
        ),
        Rule(
            "vdab-training",
            "opleiding bij VDAB",
            {
                "month": _may(count(1, 60), "maand van de opleiding", 1),
                "weekly_hours": _need(hours, "uren per week"),
                "kilometres": _may(amount, "kilometers per maand", Decimal(0)),
                "has_dependants": _may(yes, "personen ten laste", False),
            },
            flanders.vdab_training,
        ),
    )
}


def compute(name: str, given: Mapping[str, str], *, on: date, book: Book) -> Outcome:
    """Run a rule by name on texts; raises CannotCompute (a sentence) or NotKnown."""
    rule = RULES.get(name)
    if rule is None:
        raise CannotCompute(f"Die regel bestaat niet: {name}. Kies uit: {', '.join(RULES)}.")
    facts = read_facts(rule, given)
    note = Notebook(book, on)
    if problem := rule.check(facts, note):
        raise CannotCompute(f"{name}: {problem}.")
    return rule.compute(note, **facts)


def read_facts(rule: Rule, given: Mapping[str, str]) -> dict[str, Any]:
    """The inputs of a rule from texts, defaults filled in."""
    if stray := sorted(set(given) - set(rule.keys)):
        raise CannotCompute(f"{rule.name} kent {', '.join(stray)} niet. Kies uit: {', '.join(rule.keys)}.")
    if missing := [key for key, spec in rule.keys.items() if spec.is_needed and key not in given]:
        raise CannotCompute(f"{rule.name} heeft nog nodig: {', '.join(missing)}.")
    facts = {}
    for key, spec in rule.keys.items():
        try:
            facts[key] = spec.read(given[key]) if key in given else spec.default
        except CannotCompute as problem:
            raise CannotCompute(f"{rule.name}: {key} ({spec.what}): {problem}.") from problem
    return facts
