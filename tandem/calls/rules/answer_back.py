"""An answer with reasons for one project: the same sentences in the letter, in the mail, on the page and on the phone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from tandem.calls.rules.decision import CHOSEN, WAITING
from tandem.kernel import dutch

LEAST_TO_COMPARE = 3  # with fewer chosen projects a median tells of one of them
MOST_DECIDING = 2


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion as the call has it."""

    key: str
    title: str
    weight: int
    most_points: int


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """Own points beside the median of the chosen projects; None where there is nothing to compare with."""

    title: str
    own: Decimal | None
    median: Decimal | None
    most_points: int
    weight: int
    decided: bool = False

    @property
    def own_text(self) -> str:
        """Own points as people write them."""
        return points_text(self.own)

    @property
    def median_text(self) -> str:
        """The median as people write it."""
        return points_text(self.median)

    @property
    def gap(self) -> Decimal:
        """How many weighted parts of the scale the project stands below the median."""
        if self.own is None or self.median is None:
            return Decimal(0)
        return (self.median - self.own) / self.most_points * self.weight


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What there is to tell about one project."""

    title: str
    outcome: str
    score: str
    place: int
    number: int
    lines: Sequence[CriterionLine] = ()
    rule_title: str = ""
    rule_text: str = ""
    rule_why: str = ""
    rule_chose_it: bool = False
    jury_reason: str = ""
    jury_note: str = ""
    wave: int | None = None
    money: Sequence[tuple[str, str]] = ()
    without: Sequence[str] = ()
    waiting_place: int | None = None
    administration: str = ""
    help_email: str = ""
    next_step: str = ""


def medians_of(points: Iterable[Mapping[str, str]], keys: Iterable[str]) -> dict[str, str]:
    """Per criterion the median of the chosen projects, as text; nothing when too few were chosen."""
    rows = list(points)
    found = {key: [Decimal(row[key]) for row in rows if row.get(key) not in {None, ""}] for key in keys}
    return {key: str(_one_decimal(median(values))) for key, values in found.items() if len(values) >= LEAST_TO_COMPARE}


def criterion_lines(
    criteria: Iterable[CriterionFacts], own: Mapping[str, str], medians: Mapping[str, str]
) -> list[CriterionLine]:
    """In the order of the call; the one or two that weighed most against the project are marked."""
    lines = [
        CriterionLine(one.title, _decimal(own.get(one.key)), _decimal(medians.get(one.key)), one.most_points, one.weight)
        for one in criteria
    ]  # fmt: skip
    below = sorted((line for line in lines if line.gap > 0), key=lambda line: -line.gap)[:MOST_DECIDING]
    return [
        CriterionLine(line.title, line.own, line.median, line.most_points, line.weight, decided=line in below)
        for line in lines
    ]


def sentences(facts: AnswerFacts) -> list[str]:
    """The whole answer, one paragraph each."""
    if facts.outcome == CHOSEN:
        return [*_chosen(facts), *_score(facts), *_note(facts), *_next(facts)]
    first = f"Je project «{facts.title}» is niet gekozen."
    if facts.outcome == WAITING:
        first = f"Je project «{facts.title}» staat op plaats {facts.waiting_place} van de wachtlijst."
    return [first, *_score(facts), *_deciding(facts), *_note(facts), *_rule(facts), *_next(facts)]


def points_text(points: Decimal | None) -> str:
    """`7`, `6,5`; a dash for nothing."""
    if points is None:
        return "–"
    return f"{points.normalize():f}".replace(".", ",")


def _chosen(facts: AnswerFacts) -> list[str]:
    money = " en ".join(f"{dutch.euros(Decimal(amount))} {kind.lower()}" for kind, amount in facts.money)
    wave = f" Je start in {facts.wave}." if facts.wave else ""
    without = f" Voor {' en '.join(facts.without).lower()} was er geen geld meer." if facts.without else ""
    return [f"Goed nieuws: je project «{facts.title}» is gekozen.", f"Je krijgt {money}.{wave}{without}"]


def _score(facts: AnswerFacts) -> list[str]:
    return [f"De jury gaf je project {facts.score} punten op 100. Dat is plaats {facts.place} van {facts.number}."]


def _deciding(facts: AnswerFacts) -> list[str]:
    below = [line for line in facts.lines if line.decided]
    if below:
        told = " ".join(
            f"Op «{line.title}» kreeg je {points_text(line.own)} op {line.most_points}. "
            f"De middelste score van de gekozen projecten was {points_text(line.median)}."
            for line in below
        )
        return [f"Dit woog het meest: {told}"]
    if any(line.median is not None for line in facts.lines):
        return ["Op geen enkel criterium scoorde je lager dan het midden van de gekozen projecten. Het geld was op."]
    return []


def _note(facts: AnswerFacts) -> list[str]:
    """Why the jury gave these final points, where it wrote that down for the organisation."""
    return [f"De jury schreef over de punten: {facts.jury_note}"] if facts.jury_note else []


def _rule(facts: AnswerFacts) -> list[str]:
    found = (
        [f"De jury koos vooraf deze regel: {facts.rule_title.lower()}. {facts.rule_text}"] if facts.rule_title else []
    )
    if facts.rule_chose_it:
        return [*found, f"Volgens de regel was je project gekozen. De jury besliste anders: {facts.jury_reason}"]
    found += [facts.rule_why] if facts.rule_why else []
    return found + ([f"De jury schreef erbij: {facts.jury_reason}"] if facts.jury_reason else [])


def _next(facts: AnswerFacts) -> list[str]:
    told = [facts.next_step] if facts.next_step else []
    if facts.outcome == WAITING:
        told.append(
            "Komt er geld vrij? Dan kijken we in de volgorde van de wachtlijst wie past. Je krijgt dan een brief."
        )
    if facts.help_email:
        told.append(f"Heb je een vraag? Mail naar {facts.help_email}.")
    return told


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text not in {None, ""} and text is not None else None


def _one_decimal(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
