"""Groeipakket, jobbonus, ceilings and benchmarks."""

from __future__ import annotations

from decimal import Decimal

from tandem.income.engine.figures import Figure, round_half_up
from tandem.income.engine.parameters import NotKnown
from tandem.income.engine.trace import Notebook, Outcome

NEW_SYSTEM = 2019  # children born from this year have the new amounts


def groeipakket(note: Notebook, *, children: int, birth_years: tuple[int, ...], household_income: Decimal) -> Outcome:
    """Child benefit of one month in Flanders: basic amount and sociale toeslag (decree of 27 April 2018).

    The income is the taxable one of two years before. Children born before 2019 keep older amounts that our sources miss.
    """
    social_each = _social_each(note, children, household_income)
    older = sum(1 for year in birth_years if year < NEW_SYSTEM)
    base = note.figure("groeipakket.base").times(children - older)
    note.line("base", "basisbedrag per kind geboren vanaf 2019", base, kinderen=children - older)
    social = social_each.times(children - older)
    note.line("social", "sociale toeslag per kind volgens inkomen en aantal kinderen", social, inkomen=household_income)
    if older:
        sentence = "Voor een kind van voor 2019 geldt een ouder bedrag. Vraag het aan wie je Groeipakket betaalt."
        return note.outcome(None, unknown=(sentence,), base=base, social=social)
    total = (base + social).rounded()
    note.line("groeipakket", "basisbedrag plus sociale toeslag", total)
    return note.outcome(total, base=base, social=social)


def _social_each(note: Notebook, children: int, income: Decimal) -> Figure:
    size = "large" if children > 2 else "small"
    if income <= note.get("groeipakket.limit.low"):
        return note.figure(f"groeipakket.social.{size}.low")
    if income <= note.get(f"groeipakket.limit.{size}"):
        return note.figure(f"groeipakket.social.{size}.middle")
    return Figure.of(0)


def jobbonus(note: Notebook, *, reference_year: int, average_wage: Decimal, fraction: Decimal) -> Outcome:
    """Jobbonus of a year of work, paid once at the end of the next year (BVR art. 2/1-2/2). Other years: not in our sources."""
    if reference_year != note.on.year:
        raise NotKnown(f"Jobbonus: voor {reference_year} kennen we geen bedragen.")
    high, low, begin, end, extra, smallest = (
        note.get(f"jobbonus.{part}") for part in ("high", "low", "wage_low", "wage_high", "extra", "smallest")
    )
    if average_wage > end:
        amount = Decimal(0)
    elif average_wage <= begin:
        amount = high + extra
    else:
        amount = high - (high - low) * (average_wage - begin) / (end - begin) + extra
    paid = round_half_up(amount * fraction)
    paid = paid if paid >= smallest else Decimal(0)
    note.line(
        "jobbonus",
        "hoogste bedrag, dalend met het loon, volgens de gewerkte tijd",
        paid,
        loon=average_wage,
        breuk=fraction,
    )
    return note.outcome(paid, full=round_half_up(amount), jobbonus=paid)


def bim_ceiling(note: Notebook, *, group: str, persons: int) -> Outcome:
    """Income ceiling of the verhoogde tegemoetkoming for a household, a year."""
    ceiling = note.figure(f"bim.{group}") + note.figure(f"bim.{group}.more").times(persons - 1)
    note.line("bim_ceiling", "grens voor de eerste persoon plus een bedrag per persoon", ceiling, personen=persons)
    return note.outcome(ceiling, ceiling=ceiling)


def poverty_line(note: Notebook, *, adults: int, children_under_14: int) -> Outcome:
    """At-risk-of-poverty line a month: 60 % of the median x modified OECD scale (1; 0.5 per other 14+; 0.3 per child)."""
    scale = Decimal(1) + Decimal("0.5") * (adults - 1) + Decimal("0.3") * children_under_14
    line = note.figure("poverty_line.single").times(scale).rounded()
    note.line("poverty_line", "lijn van een alleenstaande maal de gewichten van het gezin", line, schaal=scale)
    return note.outcome(line, scale=scale, line=line)


def indexed(note: Notebook, *, base: Decimal) -> Outcome:
    """A legal base amount at pivot 103.14 times the index step of the date."""
    step = note.figure("index.step")
    amount = Figure.of(base * step.low, base * step.high).rounded()
    note.line("indexed", "basisbedrag maal de indexcoëfficiënt", amount, basis=base)
    return note.outcome(amount, multiplier=step)


def volunteer_room(note: Notebook, *, day_amount: Decimal, year_amount: Decimal) -> Outcome:
    """Whether a volunteer's flat expense stays within the ceilings of the day and the year (law of 3 July 2005, art. 10)."""
    day, year = note.get("volunteer.day"), note.get("volunteer.year")
    note.line("volunteer", "hoogstens het forfait per dag en per jaar", year, dag=day_amount, jaar=year_amount)
    room = max(year - year_amount, Decimal(0)) if day_amount <= day else Decimal(0)
    return note.outcome(room, day_ceiling=day, year_ceiling=year)


def vdab_training(
    note: Notebook, *, month: int, weekly_hours: Decimal, kilometres: Decimal, has_dependants: bool
) -> Outcome:
    """A recognised VDAB training keeps the benefit; travel and, from week 5, a premium for those with dependants.

    The sources are old (2019-2021): every line says so.
    """
    travel = round_half_up(kilometres * note.get("vdab.km"))
    note.line("travel", "reisvergoeding per kilometer", travel, km=kilometres)
    premium = note.get("vdab.stimulus") if has_dependants and month >= 2 and weekly_hours >= 20 else Decimal(0)
    note.line("premium", "stimulanspremie vanaf week 5, 20 uur per week of meer, met personen ten laste", premium)
    return note.outcome(travel + premium, travel=travel, premium=premium)
