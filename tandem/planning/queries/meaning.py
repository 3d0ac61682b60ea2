"""What leading a series means for one person, in short: the way there and the pay. For the question on the pages of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch
from tandem.planning import travel
from tandem.planning.models import PayRate, Profile, RequestSheet
from tandem.planning.queries.facts.requests import place_of, usual_sheet
from tandem.planning.rules import durations, words
from tandem.sessions.queries.facts import open_duo

if TYPE_CHECKING:
    from datetime import date

    from tandem.sessions.models import Series


def meaning_of(series: Series, person_id: int) -> list[tuple[str, str]]:
    """Label and text. What is not known is said, never guessed. Four queries."""
    on, duo = clock.today(), open_duo(series.pk)
    role = "trainer" if duo and duo[0] == person_id else "experiential_expert"
    return [(_("Onderweg"), _way(series, person_id, on=on)), (_("Wat het betaalt"), _pay(series, role, on=on))]


def _way(series: Series, person_id: int, *, on: date) -> str:
    sheet = RequestSheet.objects.filter(series=series).first() or usual_sheet(series)
    profile = Profile.objects.filter(person_id=person_id).exclude(home="").first()
    place = place_of(sheet, series.organisation, on=on)
    if sheet.is_remote:
        return _("Je hoeft niet te reizen.")
    if profile is None:
        return _("We weten niet van waar je vertrekt. Vul je gemeente in bij «Beschikbaar».")
    if place is None:
        return _("We weten de gemeente niet. Daarom staat hier geen reistijd.")
    both = 2 * travel.minutes(profile.home, place, profile.transport)
    text = _("%(time)s heen en terug, %(transport)s. Dit is een schatting.")
    return text % {"time": durations.words(both), "transport": words.TRANSPORT[profile.transport]}


def _pay(series: Series, role: str, *, on: date) -> str:
    rate = (
        PayRate.objects.filter(provider_id=series.provider_id, role=role, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    if rate is None:
        return _("Er staat nog geen bedrag. Vraag het aan de planner.")
    text = _("%(amount)s per halve dag.") % {"amount": dutch.money(rate.per_half_day_eur)}
    return f"{text} {rate.note}".strip()
