"""An organisation chooses its days itself, out of those that exist; a planner goes on from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.kernel import audit, clock, mail
from tandem.kernel.refusal import Conflict, Refusal
from tandem.planning.actions.sheet import locked_sheet
from tandem.planning.models import RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.half_days import key_of, words_of
from tandem.planning.queries.possible_days import (
    chosen_half_days,
    is_asked_now,
    keep_possible,
    kept_of_choice,
    laid_out,
    situation_of,
)
from tandem.planning.queries.verdict import place_lacks
from tandem.sessions.queries.people import contacts_of, planners_of

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.sessions.models import Series


class CannotChoose(Refusal):
    """These days cannot be asked (any more)."""


@transaction.atomic
def choose_days(
    series: Series, *, half_days: Sequence[HalfDay], seen: Sequence[HalfDay] | None = None, by: Person, at: datetime
) -> RequestSheet:
    """Ask these half-days, one per session, as long as a duo remains that can do them all. The planners get a mail.

    `seen`: the choice that stood on the screen; a colleague's newer choice is not replaced unseen.
    """
    sheet = locked_sheet(series, at=at)
    _refuse_unseen(sheet, seen)
    if is_asked_now(series):
        raise CannotChoose(
            _("De planner vraagt al een duo voor deze sessies. Wacht op het antwoord, of bel de planner.")
        )
    if place_lacks(sheet, series):
        raise CannotChoose(_("Vul eerst in waar jullie samenkomen en hoe je er geraakt. Dat staat bij jullie wensen."))
    _refuse_impossible(series, half_days, at=at)
    sheet.chosen = [key_of(one) for one in sorted(half_days)]
    sheet.chosen_at, sheet.chosen_by = at, by
    sheet.save()
    audit.record("request_sheet.choose_days", series, by=by, at=at, sheet=sheet.pk, days=len(half_days))
    _tell_chosen(series, sheet, by=by, at=at)
    return sheet


def _refuse_unseen(sheet: RequestSheet, seen: Sequence[HalfDay] | None) -> None:
    stands = chosen_half_days(sheet)
    if seen is None or tuple(sorted(seen)) == stands:
        return
    days = ", ".join(map(words_of, stands)) or _("geen dagen")
    text = _("Een collega was je voor. Nu gevraagd: %(days)s. Vraag jouw dagen opnieuw aan als die moeten gelden.")
    raise Conflict(text % {"days": days}, current=sheet)


def _refuse_impossible(series: Series, half_days: Sequence[HalfDay], *, at: datetime) -> None:
    """Looked at again, with everything locked: somebody else may have taken a day meanwhile."""
    known, key = situation_of(series, on=clock.local(at).date()), str(series.pk)
    request = known.problem.requests.get(key)
    if request is None:
        raise CannotChoose(*(text for one in known.incomplete for text in one.sentences))
    if len(set(half_days)) != request.rhythm.sessions:
        text = ngettext("Kies precies %(count)s halve dag.", "Kies precies %(count)s halve dagen.",
                        request.rhythm.sessions)  # fmt: skip
        raise CannotChoose(text % {"count": request.rhythm.sessions})
    found = keep_possible(*laid_out(known, key), request, half_days)
    if found.gone:
        raise CannotChoose(gone_text([words_of(one) for one in sorted(found.gone)]))


def gone_text(days: Sequence[str]) -> str:
    """Which days went, and that the rest stays."""
    text = ngettext(
        "Intussen kan geen duo meer op %(days)s. De rest van jullie keuze staat er nog. Kies een andere dag.",
        "Intussen kan geen duo meer op %(days)s. De rest van jullie keuze staat er nog. Kies andere dagen.", len(days),
    )  # fmt: skip
    return text % {"days": _(" en ").join(days)}


@transaction.atomic
def withdraw_days(series: Series, *, by: Person, at: datetime) -> tuple[HalfDay, ...]:
    """Take the choice back, as long as no duo is asked. What it was, to choose again."""
    sheet = locked_sheet(series, at=at)
    if not sheet.chosen:
        raise CannotChoose(_("Er staat geen keuze meer. Kies hier nieuwe dagen."))
    if is_asked_now(series):
        raise CannotChoose(_("De planner vraagt al een duo voor deze dagen. Bel de planner als ze niet meer passen."))
    was = chosen_half_days(sheet)
    sheet.chosen, sheet.chosen_at, sheet.chosen_by = [], None, None
    sheet.save(update_fields=["chosen", "chosen_at", "chosen_by"])
    audit.record("request_sheet.withdraw_days", series, by=by, at=at, sheet=sheet.pk, days=len(was))
    body = _("%(organisation)s trok de gekozen dagen voor «%(series)s» in. Vraag er nog geen duo voor.\n%(url)s")
    note = Note("withdrawn", _("Dagen ingetrokken: %(series)s"), body, at.isoformat())
    _tell(series, planners_of(series, on=clock.local(at).date()), note, page="duo_options", by=by, at=at)
    return was


@transaction.atomic
def ask_again(series: Series, *, by: Person, at: datetime) -> tuple[HalfDay, ...]:
    """A planner tells the organisation which of its days went, and asks to choose again; the choice itself stays theirs."""
    sheet = locked_sheet(series, at=at)
    found = kept_of_choice(series, sheet, on=clock.local(at).date())
    if found is None or not found.gone:
        raise CannotChoose(_("Deze dagen kunnen nog. Vraag een duo."))
    body = _(
        "Jullie kozen zelf dagen voor «%(series)s». Intussen kan geen duo meer op:\n\n%(days)s\n\n"
        "Kies een andere dag. De rest van jullie keuze staat er nog:\n%(url)s"
    )
    note = Note("gone", _("Kies een andere dag: %(series)s"), body, "".join(map(key_of, found.gone)), found.gone)
    _tell(series, contacts_of(series, on=clock.local(at).date()), note, page="possible_days", by=by, at=at)
    audit.record("request_sheet.ask_again", series, by=by, at=at, sheet=sheet.pk, days=len(found.gone))
    return found.gone


def _tell_chosen(series: Series, sheet: RequestSheet, *, by: Person, at: datetime) -> None:
    body = _(
        "%(organisation)s koos zelf dagen voor «%(series)s»:\n\n%(days)s\n\n"
        "Er is nu een duo dat op al deze dagen kan. Vraag het hier:\n%(url)s"
    )
    note = Note("chosen", _("Vraag een duo: %(series)s"), body, at.isoformat(), chosen_half_days(sheet))
    _tell(series, planners_of(series, on=clock.local(at).date()), note, page="duo_options", by=by, at=at)


@dataclass(frozen=True, slots=True)
class Note:
    """A mail about days; `once` makes its key, so that telling twice is telling once."""

    what: str
    subject: str
    body: str
    once: str
    days: tuple[HalfDay, ...] = ()


def _tell(series: Series, people: Iterable[Person], note: Note, *, page: str, by: Person, at: datetime) -> None:
    words = {
        "series": series, "organisation": series.organisation, "days": "\n".join(f"- {words_of(one)}" for one in note.days),
        "url": f"{settings.SITE_URL}{reverse(page, args=[series.pk])}",
    }  # fmt: skip
    for person in people:
        if person.email:
            mail.write_mail(
                key=f"days-{note.what}:{series.pk}:{note.once}:{person.pk}", kind=mail.NOTICE, to_email=person.email,
                to_name=str(person), to_person=person, subject=note.subject % words, at=at, by=by, about=series,
                body=_("Dag %(name)s\n\n%(body)s\n") % {"name": person.first_name, "body": note.body % words},
            )  # fmt: skip
