"""Pages about amounts of law: what holds today, one amount through time, and what a proposal would do to example households."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.income.engine.figures import Figure
from tandem.income.engine.parameters import TRUST, Book, Dated, NotKnown, Parameter, Used, shipped
from tandem.income.examples import Effect, effects
from tandem.income.models import ParameterChange, ParameterCheck
from tandem.income.presentation import amount_text, difference_text
from tandem.income.queries.book import book_with, current_book, proposal_of
from tandem.income.rules import PROPOSED, PUBLISHED, STATES, SUBJECTS, Proposal, month_from, subject_of, surprise
from tandem.kernel.dutch import MONTHS, date_short, datetime_nl

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Row:
    """One amount as it is used today."""

    key: str
    name: str
    article: str
    amount: str
    unit: str
    source: str
    link: str
    checked_on: str
    trust: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The amounts of one subject."""

    title: str
    rows: tuple[Row, ...]
    oldest: date  # the check that lies furthest back

    @property
    def stale(self) -> int:
        """How many must be looked at again."""
        return sum(not row.is_confirmed for row in self.rows)

    @property
    def summary(self) -> str:
        """The subject with how much there is and how much needs looking at."""
        many = len(self.rows)
        amounts = ngettext("%(many)s bedrag", "%(many)s bedragen", many) % {"many": many}
        return f"{self.title}: {amounts}, " + (
            _("%(stale)s na te kijken") % {"stale": self.stale} if self.stale else _("in orde")
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal in the list of what waits."""

    pk: UUID
    title: str
    since: str
    who: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated amount of a parameter, with where it comes from."""

    since: date
    period: str
    amount: str
    indexed: str
    source: str
    link: str
    source_date: str
    checked_on: str
    trust: str
    state: str
    people: str
    note: str
    change: UUID | None
    may_be_checked: bool


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One example household, ready to print."""

    title: str
    before: str
    after: str
    difference: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a proposal would do."""

    month: str
    amount_before: str
    amount_after: str
    surprise: str
    rows: tuple[EffectRow, ...]

    @property
    def changes_nobody(self) -> bool:
        """No example household notices."""
        return all(row.is_same for row in self.rows)


def parameter_groups(*, on: date, words: str = "", subject: str = "", only_stale: bool = False) -> list[Group]:
    """What is used on a day, per subject; subjects and amounts that must be looked at come first."""
    wanted = [used for used in current_book().used_on(on) if _fits(used, words, subject, only_stale=only_stale)]
    wanted.sort(key=lambda used: subject_of(used.key))
    groups = [_group(title, list(members)) for title, members in groupby(wanted, key=lambda used: subject_of(used.key))]
    return sorted(groups, key=lambda group: (group.stale == 0, group.oldest, group.title))


def waiting_changes() -> list[Waiting]:
    """Proposals that wait for somebody else, oldest first."""
    rows = ParameterChange.objects.filter(state=PROPOSED, key__in=shipped().parameters).select_related("proposed_by")
    return [
        Waiting(row.pk, shipped().parameters[row.key].name, date_short(row.valid_from), str(row.proposed_by))
        for row in rows.order_by("proposed_at", "pk")
    ]


def subject_choices() -> list[tuple[str, str]]:
    """Subjects to choose from."""
    return sorted(SUBJECTS.items(), key=lambda pair: pair[1])


def parameter_named(key: str) -> Parameter:
    """One parameter of the book in force; 404 when the rules know no such amount."""
    found = current_book().parameters.get(key)
    if found is None:
        raise Http404
    return found


def change_named(pk: UUID) -> ParameterChange:
    """One proposal, published or withdrawn amount; 404 when there is none."""
    people = ("proposed_by", "decided_by", "withdrawn_by")
    found = ParameterChange.objects.select_related(*people).filter(pk=pk).first()
    if found is None or found.key not in shipped().parameters:
        raise Http404
    return found


def used_today(key: str, *, on: date) -> Row | None:
    """The amount of one parameter on a day; None when none is known."""
    book = current_book()
    return _row(book.at(key, on)) if book.knows(key, on) else None


def moments_of(key: str) -> list[Moment]:
    """Everything ever shipped, proposed, published or withdrawn for a parameter, newest first."""
    book = current_book()
    parameter = book.parameters[key]
    people = ("proposed_by", "decided_by", "withdrawn_by")
    changes = list(ParameterChange.objects.filter(key=key).select_related(*people))
    replaced = {change.valid_from for change in changes if change.state == PUBLISHED}
    checked = {row.valid_from: row.checked_on for row in parameter.dated}
    own = shipped().parameters.get(key)
    found = [
        _shipped(parameter, row, checked, book, is_replaced=row.valid_from in replaced)
        for row in (own.dated if own else ())
    ]
    found += [_changed(parameter, change, checked, book) for change in changes]
    return sorted(found, key=lambda moment: moment.since, reverse=True)


def checks_of(key: str) -> list[ParameterCheck]:
    """Who looked when, newest first."""
    return list(ParameterCheck.objects.filter(key=key).select_related("by").order_by("-checked_on", "-at"))


def preview_of(key: str, proposal: Proposal) -> Preview:
    """The amount and the example households in the first whole month, before and after."""
    before, after = current_book(), book_with({key: proposal})
    month, unit = month_from(proposal.valid_from), after.parameters[key].unit
    old, new = _figure(before, key, month), _figure(after, key, month)
    return Preview(
        f"{MONTHS[month.month - 1]} {month.year}", _shown(old, unit), _shown(new, unit),
        surprise(old.low, new.low) if old and new else "",
        tuple(_effect_row(effect) for effect in effects(before, after, month=month)),
    )  # fmt: skip


def preview_of_change(change: ParameterChange) -> Preview:
    """The same for what waits."""
    return preview_of(change.key, proposal_of(change))


def people_of(change: ParameterChange) -> str:
    """Who proposed, who published and who withdrew, in a sentence each."""
    said = [
        _("Voorgesteld door %(who)s, %(when)s.") % {"who": change.proposed_by, "when": datetime_nl(change.proposed_at)}
    ]
    if change.decided_by:
        said.append(_("In gebruik genomen door %(who)s, %(when)s.")
                    % {"who": change.decided_by, "when": datetime_nl(change.decided_at)})  # fmt: skip
    if change.withdrawn_by:
        said.append(_("Ingetrokken door %(who)s, %(when)s.")
                    % {"who": change.withdrawn_by, "when": datetime_nl(change.withdrawn_at)})  # fmt: skip
    return " ".join(said)


def shown(figure: Figure, unit: str) -> str:
    """An amount in its unit: € 1.340,47, 13,07 procent, 1,7758; or two bounds."""
    bounds = [figure.low] if figure.is_exact else [figure.low, figure.high]
    return _(" tot ").join(_one(bound, unit) for bound in bounds)


def _shown(figure: Figure | None, unit: str) -> str:
    return shown(figure, unit) if figure else _("niet gekend")


def _one(amount: Decimal, unit: str) -> str:
    if unit.startswith(EURO) and amount == amount.quantize(Decimal("0.01")):
        return amount_text(Figure.of(amount))
    text = f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"
    text = text.replace(".", ",")
    return f"€ {text}" if unit.startswith(EURO) else text


def unit_text(unit: str) -> str:
    """`per maand` for EUR/maand; nothing for a bare factor."""
    return unit.replace(f"{EURO}/", _("per ")).replace("factor", "")


def _fits(used: Used, words: str, subject: str, *, only_stale: bool) -> bool:
    text = f"{used.name} {used.article} {used.source} {subject_of(used.key)} {used.key}".lower()
    return (
        all(word in text for word in words.lower().split())
        and (not subject or used.key.partition(".")[0] == subject)
        and not (only_stale and used.is_confirmed)
    )


def _group(title: str, members: list[Used]) -> Group:
    members.sort(key=lambda used: (used.is_confirmed, used.checked_on))
    return Group(title, tuple(_row(used) for used in members), members[0].checked_on)


def _row(used: Used) -> Row:
    return Row(
        used.key, used.name, used.article, shown(used.figure, used.unit), unit_text(used.unit), used.source, used.link,
        date_short(used.checked_on), TRUST[used.trust], used.is_confirmed,
    )  # fmt: skip


def _shipped(
    parameter: Parameter, row: Dated, checked: dict[date, date], book: Book, *, is_replaced: bool
) -> Moment:  # fmt: skip
    looked = row.checked_on if is_replaced else checked.get(row.valid_from, row.checked_on)
    return _moment(
        parameter, row, book, looked=looked, state=_("vervangen") if is_replaced else _("meegeleverd"), people="", change=None,
        may_be_checked=not is_replaced and row.trust != "E",
    )  # fmt: skip


def _changed(parameter: Parameter, change: ParameterChange, checked: dict[date, date], book: Book) -> Moment:
    is_used = change.state == PUBLISHED
    looked = checked.get(change.valid_from, change.checked_on) if is_used else change.checked_on
    return _moment(
        parameter, proposal_of(change), book, looked=looked, state=STATES[change.state], people=people_of(change),
        change=change.pk, may_be_checked=is_used and change.trust != "E",
    )  # fmt: skip


def _moment(
    parameter: Parameter, row: Dated | Proposal, book: Book, *, looked: date, state: str, people: str, change: UUID | None,
    may_be_checked: bool,
) -> Moment:  # fmt: skip
    since = date_short(row.valid_from)
    return Moment(
        since=row.valid_from,
        period=_("%(since)s tot en met %(until)s") % {"since": since, "until": date_short(row.valid_to)}
        if row.valid_to else _("vanaf %(since)s") % {"since": since},
        amount=amount_of(row, parameter.unit), indexed=_indexed(row, parameter, book), source=row.source, link=row.link,
        source_date=_day(row.source_date), checked_on=date_short(looked), trust=TRUST[row.trust], state=state,
        people=people, note=row.note, change=change, may_be_checked=may_be_checked,
    )  # fmt: skip


def amount_of(row: Dated | Proposal, unit: str) -> str:
    """The amount as it stands in its source: a value, two bounds, or a base amount."""
    if row.base_amount is not None:
        return _("basisbedrag %(base)s") % {"base": shown(Figure.of(row.base_amount), unit)}
    return shown(Figure.of(row.value or 0, row.second_value), unit)


def _indexed(row: Dated | Proposal, parameter: Parameter, book: Book) -> str:
    """What a base amount came to on its first day."""
    if row.base_amount is None:
        return ""
    try:
        step = book.figure(row.index_step or "index.step", row.valid_from)
    except NotKnown:
        return ""
    return shown(step.times(row.base_amount).rounded(parameter.step), parameter.unit)


def _day(value: date | str) -> str:
    """A day as people write it; what is not a day stays as it is."""
    try:
        return date_short(value if isinstance(value, date) else date.fromisoformat(value))
    except ValueError:
        return str(value)


def _figure(book: Book, key: str, on: date) -> Figure | None:
    return book.figure(key, on) if book.knows(key, on) else None


def _effect_row(effect: Effect) -> EffectRow:
    gap = effect.difference
    text = _("niet gekend") if gap is None else difference_text(gap)
    return EffectRow(effect.title, amount_text(effect.before), amount_text(effect.after), text, effect.is_same)


def index_choices(parameters: Iterable[Parameter]) -> Iterator[tuple[str, str]]:
    """Indexes that a base amount may follow."""
    return ((one.key, one.name) for one in parameters if one.key.startswith("index."))
