"""The questions of "Wat als?", screen by screen, and how answers become a case. Pure: every room builds its own form.

One thing per screen: who lives with you, how it is now, what would change. Answers are texts by key; keys of a change begin
with `then_`. Nothing is guessed in the person's favour: a missing amount is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tandem.income.engine.cases import household_from, month_from
from tandem.income.engine.catalogue import CannotCompute
from tandem.income.engine.households import CATEGORIES, Household
from tandem.income.engine.spells import Spell
from tandem.income.months_told import month_name
from tandem.kernel.sentences import Said

MONTHS = 24
OPTIONS = ("then", "then2", "then3")  # at most three choices beside each other
TITLES = {
    "household": "Met wie woon je?",
    "now": "Waarvan leef je nu?",
    "now_details": "Vertel er iets meer over",
    "then": "Wat zou er veranderen?",
    "then_details": "Hoe ziet dat eruit?",
    "then2": "En de tweede keuze?",
    "then2_details": "Hoe ziet de tweede keuze eruit?",
    "then3": "En de derde keuze?",
    "then3_details": "Hoe ziet de derde keuze eruit?",
}
INCOMES = {
    "leefloon": "leefloon van het OCMW",
    "unemployment": "werkloosheidsuitkering",
    "insertion": "inschakelingsuitkering",
    "sickness": "ziekte- of invaliditeitsuitkering",
    "disability": "tegemoetkoming voor een handicap (IVT, IT)",
    "job": "werk",
    "article60": "werk via het OCMW (artikel 60)",
    "interim": "interimwerk",
    "training": "opleiding van VDAB",
    "volunteer": "vrijwilligerswerk",
    "other": "iets anders",
    "costs": "kosten om te werken (opvang, vervoer)",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One input: `kind` is money, number, hours, choice, choices, yes, years or month."""

    key: str
    label: str
    kind: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody wants compared: the household, now, and the change from `start` on."""

    household: Household
    now: tuple[Spell, ...]
    then: tuple[Spell, ...]
    start: date
    months: int = MONTHS


def _pairs(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(words.items())


HOUSEHOLD = (
    Question("category", "Hoe woon je?", "choice", choices=_pairs({
        "N": "alleen", "B": "samen met anderen", "A": "met kinderen of een partner die van mij afhangen",
    })),
    Question("has_partner", "Heb je een partner in huis?", "yes", default="no"),
    Question("partner_net_income", "Wat verdient je partner netto per maand?", "money", "Niets? Vul 0 in.", is_needed=False),
    Question("children_born", "In welke jaren zijn je kinderen geboren?", "years",
             "Bijvoorbeeld: 2019, 2022. Geen kinderen? Laat leeg.",
             is_needed=False),
    Question("taxable_income_before", "Belastbaar inkomen van je gezin, twee jaar geleden", "money",
             "Staat op je aanslagbiljet: de brief van de belastingen. Weet je het niet? Laat leeg.", is_needed=False),
    Question("start", "Vanaf welke maand zou het veranderen?", "month"),
)  # fmt: skip
STATUS = (("white_collar", "bediende"), ("blue_collar", "arbeider"))
_WORK = (
    Question("gross", "Brutoloon per maand", "money", "Staat in het aanbod of op de loonbrief."),
    Question("hours", "Uren per week", "hours", default="38"),
    Question("status", "Als wat werk je?", "choice", choices=STATUS, default="white_collar"),
)
DETAILS: dict[str, tuple[Question, ...]] = {
    "leefloon": (
        Question("spi_months_used", "Hoeveel maanden werkte je al met SPI-vrijstelling?", "number",
                 "Met SPI telt een deel van je loon niet mee. Niet gewerkt naast je leefloon? Vul 0 in.", default="0"),
    ),
    "unemployment": (
        Question("month", "In welke maand van de uitkering zit je?", "number", "De eerste maand is 1.", default="1"),
        Question("monthly_wage", "Laatste brutoloon per maand", "money", "Op dit loon is je uitkering berekend."),
        Question("scheme", "Welke regels gelden voor jou?", "choice", "Staat in je brief van de RVA.",
                 choices=(("new", "de nieuwe, sinds 1 maart 2026"), ("old", "de oude, met overgang")), default="new"),
        Question("ends_to", "Over hoeveel maanden stopt ze zeker?", "number",
                 "Staat in je brief van de RVA. Weet je het niet? Laat leeg.",
                 is_needed=False),
    ),
    "insertion": (Question("age", "Hoe oud ben je?", "number"),),
    "sickness": (
        Question("month", "Hoeveel maanden ben je al ziek?", "number", default="1"),
        Question("daily_benefit", "Je uitkering per dag", "money", "Staat op het blad van je ziekenfonds."),
    ),
    "disability": (
        Question("ivt", "Categorie van je IVT", "choice",
                 choices=(("", "geen IVT"), ("A", "A"), ("B", "B"), ("C", "C")), is_needed=False),
        Question("it", "Categorie van je IT", "choice",
                 choices=(("", "geen IT"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")), is_needed=False),
    ),
    "job": _WORK,
    "article60": _WORK,
    "interim": (
        *_WORK,
        Question("weeks_low", "Hoeveel weken werk in een slechte maand?", "number", default="1"),
        Question("weeks_high", "Hoeveel weken werk in een goede maand?", "number", default="4"),
    ),
    "training": (
        Question("weekly_hours", "Hoeveel uur les per week?", "hours", default="35"),
        Question("kilometres", "Kilometers per maand naar de les", "number", default="0"),
    ),
    "volunteer": (
        Question("day_amount", "Vergoeding per dag", "money"),
        Question("days", "Dagen per maand", "number"),
    ),
    "other": (Question("amount", "Bedrag per maand", "money"),),
    "costs": (Question("amount", "Kosten per maand", "money", "Opvang, bus, trein, auto, kleren voor het werk."),),
}  # fmt: skip


def screens_of(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The screens in order; a second and third choice when they were asked for."""
    asked = [side for side in OPTIONS if side == "then" or answers.get(f"wants_{side}") == "yes"]
    return ("household", "now", "now_details", *(name for side in asked for name in (side, f"{side}_details")))


def questions_of(screen: str, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions of a screen, given what was answered before."""
    if screen == "household":
        return HOUSEHOLD
    if screen == "now" or screen in OPTIONS:
        words = {key: label for key, label in INCOMES.items() if screen != "now" or key != "training"}
        hint = "Duid alles aan wat geldt." if screen == "now" else "Duid alles aan wat dan geldt. Ook wat blijft."
        return (Question(screen, TITLES[screen], "choices", hint, choices=_pairs(words)),)
    side = screen.removesuffix("_details")
    return tuple(_of(side, kind, question) for kind in chosen(answers, side) for question in DETAILS[kind])


def chosen(answers: Mapping[str, str], side: str) -> list[str]:
    """The statuses of a side ("now" or a choice), in the order of the list."""
    given = set(answers.get(side, "").split(","))
    return [kind for kind in INCOMES if kind in given]


def _of(side: str, kind: str, question: Question) -> Question:
    name = INCOMES[kind]
    text = f"{name[0].upper()}{name[1:]}: {question.label[0].lower()}{question.label[1:]}"
    label = Said(text, "{income}: {question}", {"income": Said(name), "question": Said(question.label)})
    return Question(f"{side}_{kind}_{question.key}", label, question.kind, question.hint, question.choices, question.default,
                    question.is_needed)  # fmt: skip


def told(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was answered, as people read it: the question and the answer, in order."""
    asked = [question for screen in screens_of(answers) for question in questions_of(screen, answers)]
    return [(question.label, _said(question, answers[question.key])) for question in asked if answers.get(question.key)]


def _said(question: Question, text: str) -> str:
    if question.kind in {"choice", "choices"}:
        words = dict(question.choices)
        return ", ".join(words.get(part, part) for part in text.split(","))
    if question.kind == "yes":
        return {"yes": "ja", "no": "nee"}.get(text, text)
    return (
        f"€ {text.replace('.', ',')}"
        if question.kind == "money"
        else _month(text)
        if question.kind == "month"
        else text
    )


def _month(text: str) -> str:
    try:
        return month_name(month_from(text))
    except CannotCompute:
        return text


def cases_from(answers: Mapping[str, str]) -> list[Case]:
    """One case per choice that was asked for."""
    return [case_from(answers, side) for side in OPTIONS if side in screens_of(answers)]


def case_from(answers: Mapping[str, str], option: str = "then") -> Case:
    """The case of these answers; raises CannotCompute with a sentence."""
    facts: dict[str, object] = {
        key: answers[key] for key in ("category", "partner_net_income", "taxable_income_before") if answers.get(key)
    }
    facts["has_partner"] = answers.get("has_partner") == "yes"
    facts["children_born"] = [year for year in answers.get("children_born", "").replace(" ", ",").split(",") if year]
    if facts.get("category") not in CATEGORIES:
        raise CannotCompute("Kies eerst hoe je woont.")
    now, then = (tuple(_spells(answers, side)) for side in ("now", option))
    if not now or not then:
        raise CannotCompute("Duid aan waarvan je nu leeft, en wat er zou veranderen.")
    return Case(household_from(facts), now, then, month_from(answers.get("start", "")))


def _spells(answers: Mapping[str, str], side: str) -> Iterable[Spell]:
    for kind in chosen(answers, side):
        prefix = f"{side}_{kind}_"
        facts = {
            key.removeprefix(prefix): value for key, value in answers.items() if key.startswith(prefix) and value != ""
        }
        yield Spell(kind, facts=facts)
