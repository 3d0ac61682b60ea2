"""What asks a planner now: one list, most urgent kind first, each row with one thing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tandem.kernel import clock, dutch
from tandem.kernel.pages import paginate
from tandem.planning.models import Asking, Hindrance, LimitQuestion, RequestSheet
from tandem.planning.queries.crew import silent_people
from tandem.planning.rules import words
from tandem.sessions.queries.undated import series_without_dates

PER_PAGE, SHOWN_FIRST = 50, 6
SILENT_AFTER_DAYS = 3
ANSWERED_SHOWN_DAYS = 14
TITLES = {
    "lukt-niet": gettext_lazy("Iemand kan niet"),
    "neen": gettext_lazy("Zoek een ander duo"),
    "gekozen": gettext_lazy("De organisatie koos dagen"),
    "stil": gettext_lazy("Nog geen antwoord"),
    "duo": gettext_lazy("Nog zonder dagen"),
    "mensen": gettext_lazy("Vertelden nog niets"),
    "grenzen": gettext_lazy("Antwoord op je vraag om meer"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What it is about, since when, and the page where it is done."""

    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Section:
    """All of one kind: how many, and the first ones or a page of them."""

    key: str
    title: str
    count: int
    rows: tuple[QueueRow, ...]

    @property
    def has_more(self) -> bool:
        """Whether there are rows that are not shown."""
        return self.count > len(self.rows)


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole list, or one kind with its pages."""

    sections: tuple[Section, ...]
    chosen: str
    page: Page[Any] | None

    @property
    def count(self) -> int:
        """Everything that asks the planner."""
        return sum(one.count for one in self.sections)

    @property
    def shown(self) -> tuple[Section, ...]:
        """What stands on the page."""
        return tuple(one for one in self.sections if one.rows)


def queue(provider_id: int, *, kind: str, page: object, at: datetime) -> Queue:
    """About twenty queries, whatever the number of rows."""
    chosen, found = kind if kind in TITLES else "", dict[str, Section]()
    shown_page: Page[Any] | None = None
    for key, (read, row_of) in _kinds(provider_id, at=at).items():
        rows = read()
        if key == chosen:
            shown_page = paginate(rows, page, PER_PAGE)
            found[key] = Section(key, str(TITLES[key]), shown_page.paginator.count, _made(shown_page, row_of))
        else:
            count = rows.count() if isinstance(rows, QuerySet) else len(rows)
            first = () if chosen else _made(rows[:SHOWN_FIRST] if count else (), row_of)
            found[key] = Section(key, str(TITLES[key]), count, first)
    return Queue(tuple(found[key] for key in TITLES), chosen, shown_page)


@dataclass(frozen=True, slots=True)
class Urgent:
    """A kind of work with how much there is, for a start page."""

    text: str
    url: str


def in_short(provider_id: int, *, at: datetime) -> list[Urgent]:
    """Who cannot come, and what still has no days; nothing for what there is none of. Two queries."""
    cannot, undated = _hindrances(provider_id, at=at).count(), series_without_dates(provider_id).count()
    told = (
        ("lukt-niet", cannot, ngettext("%(count)s keer kan iemand niet: zoek een oplossing",
                                       "%(count)s keer kan iemand niet: zoek oplossingen", cannot)),
        ("duo", undated, ngettext("%(count)s reeks wacht op een duo of op dagen",
                                  "%(count)s reeksen wachten op een duo of op dagen", undated)),
    )  # fmt: skip
    address = reverse("planning_queue")
    return [Urgent(text % {"count": count}, f"{address}?soort={key}") for key, count, text in told if count]


Kind = tuple[Callable[[], Any], Callable[[Any], QueueRow]]


def _kinds(provider_id: int, *, at: datetime) -> dict[str, Kind]:
    """Per kind its rows, soonest or oldest first, and how one is told."""
    undated = series_without_dates(provider_id)
    askings = Asking.objects.filter(provider_id=provider_id)
    opened = askings.filter(state="open")
    waiting = list(undated.values_list("pk", flat=True))
    chosen = RequestSheet.objects.filter(series__in=waiting).exclude(chosen=[])
    chosen = chosen.exclude(series__in=opened.values("series"))
    refused = _refused(askings).filter(series__in=waiting)
    dealt_with = {*opened.values_list("series_id", flat=True), *refused.values_list("series_id", flat=True),
                  *chosen.values_list("series_id", flat=True)}  # fmt: skip
    rest = [pk for pk in waiting if pk not in dealt_with]
    return {
        "lukt-niet": (lambda: _hindrances(provider_id, at=at), _of_hindrance),
        "neen": (lambda: refused.select_related("series__organisation").order_by("closed_at", "pk"), _of_refused),
        "gekozen": (lambda: chosen.select_related("series__organisation").order_by("chosen_at", "pk"), _of_chosen),
        "stil": (lambda: _silent_askings(opened, at=at), _of_open),
        "duo": (lambda: undated.filter(pk__in=rest), _of_undated),
        "mensen": (lambda: _silent_people(provider_id, at=at), _of_person),
        "grenzen": (lambda: _answered(provider_id, at=at), _of_limit),
    }


def _made(rows: Iterable[Any], row_of: Callable[[Any], QueueRow]) -> tuple[QueueRow, ...]:
    return tuple(row_of(row) for row in rows)


def _hindrances(provider_id: int, *, at: datetime) -> QuerySet[Hindrance]:
    """Who cannot, soonest session first; `is_asked` when somebody was asked to help out."""
    rows = Hindrance.objects.filter(provider_id=provider_id, state="open", session__starts_at__gte=at)
    rows = rows.annotate(is_asked=Exists(Asking.objects.filter(series=OuterRef("session__series"), state="open")))
    return rows.select_related("person", "session__series__organisation").order_by("session__starts_at", "pk")


def _refused(askings: QuerySet[Asking]) -> QuerySet[Asking]:
    """The last question of a series got a no, or something came between."""
    newer = Asking.objects.filter(series=OuterRef("series"), asked_at__gt=OuterRef("asked_at"))
    return askings.filter(~Exists(newer), kind="series", state__in=["declined", "overtaken"])


def _silent_askings(opened: QuerySet[Asking], *, at: datetime) -> QuerySet[Asking]:
    rows = opened.filter(asked_at__lte=at - timedelta(days=SILENT_AFTER_DAYS))
    return rows.select_related("series__organisation", "trainer", "expert").order_by("asked_at", "pk")


def _silent_people(provider_id: int, *, at: datetime) -> Sequence[tuple[int, str]]:
    """Who may lead and told too little: nobody plans them."""
    return [(person.pk, str(person)) for person in silent_people(provider_id, on=clock.local(at).date())]


def _answered(provider_id: int, *, at: datetime) -> QuerySet[LimitQuestion]:
    since = at - timedelta(days=ANSWERED_SHOWN_DAYS)
    rows = LimitQuestion.objects.filter(provider_id=provider_id, answered_at__gte=since)
    return rows.select_related("person", "series__organisation").order_by("-answered_at", "pk")


def _of_hindrance(row: Hindrance) -> QueueRow:
    session = row.session
    when = dutch.datetime_nl(session.starts_at)
    text = _("%(name)s kan niet bij «%(title)s» op %(when)s.") % {
        "name": row.person,
        "title": session.title,
        "when": when,
    }
    if row.is_asked:  # type: ignore[attr-defined]  # annotated
        return _of_series(session.series, _("%(text)s Iemand is gevraagd.") % {"text": text}, _("Bekijk de vraag"))
    return QueueRow(
        str(session.series.organisation), text, reverse("repair_hindrance", args=[row.pk]), _("Zoek een oplossing")
    )


def _of_refused(row: Asking) -> QueueRow:
    text = _("Iemand zei neen.") if row.state == "declined" else _("Er kwam iets tussen na de ja van beiden.")
    return _of_series(row.series, text, _("Kies een ander duo"))


def _of_chosen(row: RequestSheet) -> QueueRow:
    days = ngettext("%(n)s dag gekozen", "%(n)s dagen gekozen", len(row.chosen)) % {"n": len(row.chosen)}
    when = dutch.date_nl(row.chosen_at) if row.chosen_at else ""
    return _of_series(row.series, f"{days}{f', {when}' if when else ''}.", _("Vraag een duo"))


def _of_open(row: Asking) -> QueueRow:
    answers = ((row.trainer, row.trainer_answer), (row.expert, row.expert_answer))
    names = _(" en ").join(str(person) for person, answer in answers if not answer)
    text = _("%(names)s: gevraagd op %(day)s.") % {"names": names, "day": dutch.date_nl(row.asked_at)}
    return _of_series(row.series, text, _("Bekijk de vraag"))


def _of_undated(series: Any) -> QueueRow:
    count = ngettext("%(n)s sessie zonder dag.", "%(n)s sessies zonder dag.", series.undated) % {"n": series.undated}
    return _of_series(series, count, _("Zoek een duo"))


def _of_series(series: Any, text: str, action: str) -> QueueRow:
    return QueueRow(f"{series.organisation} · {series.title}", text, reverse("duo_options", args=[series.pk]), action)


def _of_person(row: tuple[int, str]) -> QueueRow:
    return QueueRow(
        row[1], _("Zonder woonplaats en halve dagen kan niemand plannen."), _colleague(row[0]), _("Vul samen in")
    )


def _of_limit(row: LimitQuestion) -> QueueRow:
    facts = {"answer": words.ANSWERS[row.answer], "limit": words.LIMITS[row.limit], "value": row.value}
    text = _("Zei %(answer)s: %(limit)s, %(value)s.") % facts
    url = reverse("duo_options", args=[row.series_id]) if row.series_id else _colleague(row.person_id)
    return QueueRow(str(row.person), text, url, _("Ga verder"))


def _colleague(person_id: int) -> str:
    return reverse("colleague", args=[person_id])
