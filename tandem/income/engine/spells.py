"""Spells: one status or income over some months, and what it brings in one of them. Pure.

What no source tells gives no amount and a sentence; statuses that cannot be combined are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tandem.income.engine.catalogue import RULES, CannotCompute, read_facts, under_minimum
from tandem.income.engine.catalogue import hours as weekly_hours
from tandem.income.engine.figures import WEEKS, Figure, round_half_up, total
from tandem.income.engine.households import LEEFLOON, Household
from tandem.income.engine.parameters import NotKnown
from tandem.income.engine.rules import flanders, health, igu, leefloon, unemployment, wage
from tandem.income.engine.taxed import Share, Taxed
from tandem.income.engine.trace import Line, Notebook, Outcome

SPI_MONTHS = 36
WORK = frozenset({"job", "article60", "interim"})
KINDS = {
    "leefloon": "leefloon",
    "unemployment": "werkloosheidsuitkering",
    "insertion": "inschakelingsuitkering",
    "sickness": "ziekte of invaliditeit",
    "disability": "IVT of IT",
    "job": "werk",
    "article60": "werk via artikel 60",
    "interim": "interim",
    "training": "opleiding VDAB",
    "volunteer": "vrijwilligerswerk",
    "other": "een ander inkomen",
    "costs": "kosten om te werken",
}
# Statuses that exclude each other in one month.
EXCLUSIVE = frozenset({"leefloon", "unemployment", "insertion", "sickness"})
TAXED_BENEFITS = frozenset({"unemployment", "insertion", "sickness"})


@dataclass(frozen=True, slots=True)
class Spell:
    """One status or income from month `begin` to month `end` (1 is the first month; None: until the last)."""

    kind: str
    begin: int = 1
    end: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    def holds_in(self, month: int) -> bool:
        """Whether it runs in this month."""
        return self.begin <= month and (self.end is None or month <= self.end)


@dataclass(frozen=True, slots=True)
class Income:
    """One line of a month: what it is, the amount (None: not known), and how it came about."""

    key: str
    label: str
    figure: Figure | None
    trace: tuple[Line, ...] = ()
    unknown: tuple[str, ...] = ()
    taxed: Taxed | None = None  # what of it counts for the tax of the year

    @property
    def is_taxed(self) -> bool:
        """Whether income tax is due on it; leefloon, allowances for a disability and child benefit are free of it."""
        return self.key in WORK or self.key in TAXED_BENEFITS


def check_spell(spell: Spell) -> None:
    """Raises CannotCompute for an unknown status or a wrong period."""
    if spell.kind not in KINDS:
        raise CannotCompute(f"Die status kennen we niet: {spell.kind}. Kies uit: {', '.join(KINDS)}.")
    if spell.begin < 1 or (spell.end is not None and spell.end < spell.begin):
        raise CannotCompute(f"{KINDS[spell.kind].capitalize()}: het einde ligt voor het begin. Kijk de maanden na.")
    if spell.kind in WORK:
        _check_hours(spell)


def _check_hours(spell: Spell) -> None:
    try:
        weekly_hours(spell.facts.get("hours", "38"))
    except CannotCompute as problem:
        raise CannotCompute(f"{KINDS[spell.kind].capitalize()}: {problem}.") from problem


def works(spell: Spell) -> bool:
    """Whether this is work of more than no hours."""
    return spell.kind in WORK and Decimal(spell.facts.get("hours", "38")) > 0


def check_together(running: Sequence[Spell]) -> None:
    """Raises CannotCompute when statuses of one month exclude each other."""
    exclusive = sorted({spell.kind for spell in running} & EXCLUSIVE)
    if len(exclusive) > 1:
        words = " en ".join(KINDS[kind] for kind in exclusive)
        raise CannotCompute(
            f"{words.capitalize()} gaan niet samen in dezelfde maand. Laat het ene stoppen voor het andere begint."
        )
    worked = sum((Decimal(spell.facts.get("hours", "38")) for spell in running if spell.kind in WORK), start=Decimal(0))
    if worked > 50:
        raise CannotCompute("Meer dan 50 uur werk per week rekenen we niet. Kijk de uren na.")


@dataclass(frozen=True, slots=True)
class Case:
    """A spell in one month: the household, the notebook of that month, work done beside it and what that earned."""

    spell: Spell
    household: Household
    number: int
    note: Notebook
    work: tuple[Spell, ...] = ()
    earned: tuple[Figure | None, ...] = ()

    def fact(self, key: str, default: str = "0") -> str:
        """What somebody said about the spell."""
        return self.spell.facts.get(key, default)

    @property
    def month(self) -> int:
        """Which month of this status it is; it may have begun before the first month."""
        return int(self.fact("month", "1")) + self.number - self.spell.begin


def income_of(case: Case) -> Income:
    """The line of this spell in this month."""
    kind, note = case.spell.kind, case.note
    label = case.fact("label", "") or KINDS[kind]
    try:
        outcome = _work(case) if kind in WORK else BENEFITS[kind](case)
    except NotKnown as missing:
        return Income(kind, label, None, tuple(note.lines), (f"{label.capitalize()}: {missing}",))
    return Income(kind, label, outcome.value, outcome.trace, outcome.unknown, outcome.taxed or _taxed(kind, outcome))


def _taxed(kind: str, outcome: Outcome) -> Taxed | None:
    """A benefit is taxed whole; nothing was withheld from it as far as this calculation knows."""
    if kind not in TAXED_BENEFITS or outcome.value is None:
        return None
    low, high = (
        Share(benefit=amount, sickness=amount if kind == "sickness" else Decimal(0))
        for amount in (outcome.value.low, outcome.value.high)
    )
    return Taxed(low, high)


def _work(case: Case) -> Outcome:
    spell, household, note = case.spell, case.household, case.note
    hours = {key: spell.facts[key] for key in ("gross", "status", "hours", "full_time_hours") if key in spell.facts}
    facts = read_facts(RULES["net-wage"], {**hours, "household": household.tax_household,
                                           "children": str(len(household.children_born)),
                                           "single_parent": "yes" if household.is_single_parent else "no"})  # fmt: skip
    if facts["hours"] == 0:
        return note.outcome(Decimal(0))
    if problem := under_minimum(facts["gross"], facts["hours"], note):
        raise CannotCompute(f"Het loon klopt niet: {problem}.")
    outcome = wage.net_wage(note, **facts)
    if spell.kind == "interim":
        return _interim(spell, outcome, note)
    return outcome


def _interim(spell: Spell, full: Outcome, note: Notebook) -> Outcome:
    """Interim: between the fewest and the most weeks of work in a month."""
    fewest, most = (
        Decimal(spell.facts.get(key, default)) for key, default in (("weeks_low", "0"), ("weeks_high", str(WEEKS)))
    )
    if not 0 <= fewest <= most <= WEEKS:
        raise CannotCompute("Interim: geef de minste en de meeste weken werk per maand. Kies van 0 tot 4,33.")
    value = full.value or Figure.of(0)
    figure = Figure((value.low * fewest / WEEKS), (value.high * most / WEEKS)).rounded()
    note.line(
        "interim",
        "nettoloon volgens het kleinste en het grootste aantal weken werk",
        figure,
        weken=f"{fewest} tot {most}",
    )
    taxed = full.taxed
    parts = Taxed(taxed.low.times(fewest / WEEKS), taxed.high.times(most / WEEKS)) if taxed else None
    return note.outcome(figure).with_taxed(parts)


def _leefloon(case: Case) -> Outcome:
    house, note, work = case.household, case.note, case.work
    used = int(case.fact("spi_months_used"))
    begun = min((job.begin for job in work), default=case.number)
    has_spi = bool(work) and used + case.number - begun < SPI_MONTHS and case.fact("spi", "yes") == "yes"
    net = total([figure for figure in case.earned if figure is not None])
    other = Figure.of(case.fact("other_income")) + Figure.of(house.partner_net_income if house.category != "N" else 0)
    return leefloon.leefloon(
        note, category=LEEFLOON[house.category], net_work_income=net, spi=has_spi, other_income=other
    )


def _unemployment(case: Case) -> Outcome:
    spell, house, note, work = case.spell, case.household, case.note, case.work
    month = case.month
    facts = read_facts(RULES["unemployment"], {
        "category": house.category, "month": str(month),
        **{key: spell.facts[key] for key in ("scheme", "monthly_wage", "career_condition") if key in spell.facts},
    })  # fmt: skip
    outcome = unemployment.unemployment(note, **facts)
    if work:
        return _igu(spell, house, outcome, note, work)
    return _until(spell, case.number, outcome, note)


def _until(spell: Spell, number: int, outcome: Outcome, note: Notebook) -> Outcome:
    """The end date stands in the letter of the RVA; when it is a range the months between are uncertain."""
    first, last = (int(spell.facts.get(key, "0")) for key in ("ends_from", "ends_to"))
    if last and number > last:
        note.line("ended", "de uitkering is gestopt volgens de einddatum die je gaf", Decimal(0))
        return note.outcome(Decimal(0))
    if first and number > first and outcome.value is not None:
        figure = Figure(Decimal(0), outcome.value.high)
        note.line("may_end", "de uitkering kan in deze maand al gestopt zijn", figure)
        return note.outcome(figure)
    return outcome


def _igu(spell: Spell, house: Household, benefit: Outcome, note: Notebook, work: Sequence[Spell]) -> Outcome:
    job = work[0]
    daily = benefit.parts.get("daily")
    hours = Decimal(job.facts.get("hours", "38"))
    full = Decimal(job.facts.get("full_time_hours", "38"))
    if len(work) > 1 or daily is None or hours == 0:
        return note.outcome(None, unknown=("De IGU naast meer dan één job rekent de RVA uit. Vraag het daar.",))
    found = igu.igu(
        note, category=house.category, daily_benefit=daily.low, hours=hours, full_time_hours=full,
        status=job.facts.get("status", "white_collar"), gross=Decimal(job.facts["gross"]), hours_in_month=hours * WEEKS,
    )  # fmt: skip
    return _igu_paid(note, found)


def _igu_paid(note: Notebook, found: Outcome) -> Outcome:
    """What is left after its withholding tax: that is what arrives. Whether somebody has older rights, nobody told us."""
    percent = note.get("igu.paid_percent") / 100
    shares = [
        Share(benefit=gross, withheld=gross - round_half_up(gross * percent))
        for gross in (found.part("hourly").low, found.part("igu").low)
    ]
    paid = Figure.of(*(share.benefit - share.withheld for share in shares))
    note.line("igu_paid", "IGU min de bedrijfsvoorheffing: wat je krijgt; het hoogste alleen met oudere rechten", paid)
    return note.outcome(paid, unknown=found.unknown).with_taxed(Taxed(*shares))


def _insertion(case: Case) -> Outcome:
    spell, house, note = case.spell, case.household, case.note
    if case.work:
        return note.outcome(
            None, unknown=("Wat er van de inschakelingsuitkering blijft naast werk, rekent de RVA uit.",)
        )
    if case.number - spell.begin >= 12:
        note.line("ended", "een inschakelingsuitkering duurt hoogstens een jaar", Decimal(0))
        return note.outcome(Decimal(0))
    age = int(spell.facts.get("age", str(note.on.year - house.birth_year if house.birth_year else 25)))
    return unemployment.insertion_benefit(note, category=house.category, age=age)


def _sickness(case: Case) -> Outcome:
    spell, house, note, work = case.spell, case.household, case.note, case.work
    month = case.month
    if "daily_benefit" in spell.facts:
        daily: Figure = Figure.of(spell.facts["daily_benefit"])
        outcome = note.outcome(daily.times(26).rounded(), daily=daily)
        note.line("sickness", "het dagbedrag dat je gaf, 26 dagen", outcome.value)
    else:
        outcome = health.sickness(note, category=house.category, month=month,
                                  daily_wage=Decimal(case.fact("daily_wage")),
                                  is_regular=case.fact("is_regular", "yes") == "yes")  # fmt: skip
        daily = outcome.part("daily")
    if not work:
        return note.outcome(outcome.value, unknown=outcome.unknown, daily=daily)
    hours = sum((Decimal(job.facts.get("hours", "38")) for job in work), start=Decimal(0))
    full = Decimal(work[0].facts.get("full_time_hours", "38"))
    bounds = [
        health.sickness_part_time(note, hours=hours, full_time_hours=full, daily_benefit=bound).part("daily").low * 26
        for bound in (daily.low, daily.high)
    ]
    sentence = "Werken naast deze uitkering mag alleen met toestemming van de adviserend arts van je ziekenfonds."
    return note.outcome(Figure.of(*bounds).rounded(), unknown=(*outcome.unknown, sentence))


def _disability(case: Case) -> Outcome:
    spell, note = case.spell, case.note
    yearly = total([figure for figure in case.earned if figure is not None]).high * 12
    return health.disability_allowance(
        note, ivt=spell.facts.get("ivt", ""), it=spell.facts.get("it", ""), yearly_earnings=yearly
    )


def _training(case: Case) -> Outcome:
    spell, house, note = case.spell, case.household, case.note
    return flanders.vdab_training(
        note, month=case.number - spell.begin + 1, weekly_hours=Decimal(case.fact("weekly_hours", "35")),
        kilometres=Decimal(case.fact("kilometres")), has_dependants=house.category == "A",
    )  # fmt: skip


def _volunteer(case: Case) -> Outcome:
    spell, note = case.spell, case.note
    day, days = Decimal(case.fact("day_amount")), Decimal(case.fact("days"))
    flanders.volunteer_room(note, day_amount=day, year_amount=day * days * (case.number - spell.begin))
    ceiling = note.book.value("volunteer.year", note.on) / 12
    figure = (day * days).quantize(Decimal("0.01"))
    note.line("volunteer", "vergoeding per dag maal het aantal dagen", figure)
    sentence = ("Dit komt boven het forfait per jaar. Dan kan het als loon tellen. Vraag het aan je uitbetaler.",)
    return note.outcome(figure, unknown=sentence if figure > ceiling else ())


def _other(case: Case) -> Outcome:
    note = case.note
    figure = Figure.of(case.fact("amount"))
    note.line("other", "het bedrag dat je gaf", figure)
    return note.outcome(figure)


def _costs(case: Case) -> Outcome:
    note = case.note
    figure = -Figure.of(case.fact("amount"))
    note.line("costs", "kosten die je zelf gaf, zoals opvang en vervoer", figure)
    return note.outcome(figure)


BENEFITS: dict[str, Callable[[Case], Outcome]] = {
    "leefloon": _leefloon,
    "unemployment": _unemployment,
    "insertion": _insertion,
    "sickness": _sickness,
    "disability": _disability,
    "training": _training,
    "volunteer": _volunteer,
    "other": _other,
    "costs": _costs,
}
