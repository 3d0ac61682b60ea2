"""When a list may be opened, signed by the duo, closed and corrected. Pure: no ORM, no request, no clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from tandem.kernel import dutch
from tandem.kernel.refusal import Problem
from tandem.sessions import rules

TRAINER, EXPERT = "trainer", "expert"
ADD, REMOVE = "add", "remove"


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A session and the state of its list, as the rules need them."""

    status: str
    starts_at: datetime | None
    needs_list: bool
    trainer_id: int | None
    expert_id: int | None
    trainer_name: str
    expert_name: str
    present: int = 0
    waiting: int = 0
    has_trainer_signed: bool = False
    has_expert_signed: bool = False


def stored_nonce(session_id: UUID, nonce: UUID) -> UUID:
    """The nonce of an attendance: what a page made, tied to one session so that two lists never collide."""
    return uuid5(session_id, nonce.hex)


def duo_part(facts: ListFacts, person_id: int | None) -> str | None:
    """The part of a person in the duo of this session (a stand-in counts), or None."""
    if person_id is None:
        return None
    return {facts.trainer_id: TRAINER, facts.expert_id: EXPERT}.get(person_id)


def open_problems(facts: ListFacts, *, at: datetime) -> list[Problem]:
    """A list opens on the day, from an hour before the start; afterwards it may still be made good (seed 003)."""
    if not facts.needs_list:
        return [Problem(_("Voor deze bijeenkomst is geen aanwezigheidslijst nodig."))]
    if facts.status not in (rules.CONFIRMED, rules.HELD) or facts.starts_at is None:
        return [Problem(_("De datum is nog niet bevestigd. Bevestig eerst de datum, dan kan je de lijst openen."))]
    opens_at = facts.starts_at - rules.LIST_OPENS_BEFORE
    if at < opens_at:
        return [Problem(_("Het is nog te vroeg. Je kan de lijst openen op %(when)s.")
                        % {"when": dutch.datetime_nl(opens_at)})]  # fmt: skip
    return []


def is_late_list(ends_at: datetime | None, *, at: datetime) -> bool:
    """After the day of the session: signatures are marked as given later, and the page says how to repair it."""
    return ends_at is not None and dutch.wall_clock(at).date() > dutch.wall_clock(ends_at).date()


def countersign_problems(facts: ListFacts, person_id: int | None, *, at: datetime) -> list[Problem]:
    """Both members of the duo sign the list themselves, after the start and with nobody waiting at the door."""
    part = duo_part(facts, person_id)
    if part is None:
        return [Problem(_("Alleen het duo van deze bijeenkomst tekent: %(trainer)s en %(expert)s.")
                        % {"trainer": facts.trainer_name, "expert": facts.expert_name})]  # fmt: skip
    if facts.starts_at is None or at < facts.starts_at:
        return [Problem(_("De bijeenkomst is nog niet begonnen. Teken als iedereen getekend heeft."))]
    if facts.has_trainer_signed if part == TRAINER else facts.has_expert_signed:
        return [Problem(_("Je hebt deze lijst al getekend."))]
    return _list_problems(facts)


def close_problems(facts: ListFacts, person_id: int | None) -> list[Problem]:
    """A list closes when somebody was there, nobody waits and both members of the duo have signed."""
    if duo_part(facts, person_id) is None:
        return [Problem(_("Alleen het duo van deze bijeenkomst kan de lijst afsluiten."))]
    problems = _list_problems(facts)
    unsigned = [
        name
        for name, has_signed in (
            (facts.trainer_name, facts.has_trainer_signed),
            (facts.expert_name, facts.has_expert_signed),
        )
        if not has_signed
    ]
    if not problems and unsigned:
        names = _(" en ").join(unsigned)
        problems.append(Problem(_("Nog niet getekend: %(names)s. Laat die eerst tekenen, met een eigen aanmelding.")
                                % {"names": names}))  # fmt: skip
    return problems


def _list_problems(facts: ListFacts) -> list[Problem]:
    if facts.waiting:
        return [Problem(_("Er wacht nog iemand aan de deur. Kies eerst of die persoon op de lijst komt."))]
    if not facts.present:
        return [Problem(_("Er heeft nog niemand getekend. Kwam er niemand? Gelast de bijeenkomst dan af of "
                          "kies een nieuwe datum."))]  # fmt: skip
    return []


def correction_problems(kind: str, *, is_present: bool, is_pending: bool, name: str) -> list[Problem]:
    """A correction adds somebody who is missing or takes out somebody who was not there."""
    if is_pending:
        return [Problem(_("Er wacht al een correctie voor %(name)s op de handtekening van het duo.") % {"name": name},
                        "participant")]  # fmt: skip
    if kind == ADD and is_present:
        return [Problem(_("%(name)s staat al op de lijst.") % {"name": name}, "participant")]
    if kind == REMOVE and not is_present:
        return [Problem(_("%(name)s staat niet op de lijst.") % {"name": name}, "participant")]
    return []


def repair_sentence(ends_at: datetime | None, *, at: datetime, is_opened: bool) -> str:
    """What to do about a list that comes late: a mistake is not a sanction (seeds 003 and 004). Empty when in time."""
    if ends_at is None or at <= ends_at + timedelta(hours=12):
        return ""
    day = dutch.date_nl(ends_at)
    if is_opened:
        return _("De bijeenkomst was op %(day)s en de lijst is nog niet afgesloten. Dat geeft niet. Laat wie er was nu "
                 "tekenen, of laad de foto van de papieren lijst op. Daarna tekent het duo en sluit je de lijst af."
                 ) % {"day": day}  # fmt: skip
    return _("De bijeenkomst was op %(day)s en er is nog geen lijst. Dat geeft niet. Open ze nu: wie er was tekent "
             "later, of je laadt de foto van de papieren lijst op.") % {"day": day}  # fmt: skip
