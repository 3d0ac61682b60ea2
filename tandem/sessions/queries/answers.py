"""What is asked of one member of a duo, before a yes or a no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.sessions import rules
from tandem.sessions.models import Duo, Series
from tandem.sessions.queries.dates import SessionCard, session_card
from tandem.sessions.queries.doors import parts_in, side_of
from tandem.sessions.timetable import place_in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Teller = Callable[[Series, int], Sequence[tuple[str, str]]]
_tellers: list[Teller] = []
STILL_TO_COME = (rules.TO_PLAN, rules.PROPOSED, rules.CONFIRMED)


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """What is asked of one member of a duo."""

    partner: str
    answer: str
    cards: tuple[SessionCard, ...]
    hours: str
    has_fixed_dates: bool
    means: tuple[tuple[str, str], ...] = ()  # label and text: the way there, the pay


def register_offer(teller: Teller) -> None:
    """A room above tells what leading a series means for one person; once, when the apps are ready."""
    if teller not in _tellers:
        _tellers.append(teller)


def answer_page(series: Series, viewer: Viewer) -> AnswerPage:
    """Sessions, places and hours of the duo for one of its members."""
    duo = next((duo for duo in series.duos.all() if duo.ended_at is None), None)
    parts, side = parts_in(series, viewer), side_of(series, viewer)
    coming = series.sessions.filter(status__in=STILL_TO_COME).select_related("trainer", "experiential_expert")
    sessions = sorted(coming, key=lambda s: place_in_order(s.kind, s.phase, s.position))
    dated = [(s.starts_at, s.ends_at) for s in sessions if s.starts_at and s.ends_at]
    hours = sum(((end - begin).total_seconds() / 3600 for begin, end in dated), 0.0)
    is_trainer = duo is not None and duo.trainer_id == viewer.person_id
    return AnswerPage(
        partner=str(duo.experiential_expert if is_trainer else duo.trainer) if duo else "",
        answer=_own_answer(duo, is_trainer=is_trainer),
        cards=tuple(session_card(s, series, parts, side, at=series.made_at) for s in sessions),
        hours=_("%(hours)s uur in %(count)s bijeenkomsten met een datum") % {"hours": f"{hours:g}".replace(".", ","),
                                                                            "count": len(dated)} if dated else "",
        has_fixed_dates=any(s.status == rules.CONFIRMED for s in sessions),
        means=tuple(line for teller in _tellers for line in teller(series, viewer.person_id or 0)),
    )  # fmt: skip


def _own_answer(duo: Duo | None, *, is_trainer: bool) -> str:
    agreed_at = duo and (duo.trainer_agreed_at if is_trainer else duo.expert_agreed_at)
    return _("Je zei ja op %(day)s.") % {"day": dutch.date_nl(agreed_at)} if agreed_at else ""
