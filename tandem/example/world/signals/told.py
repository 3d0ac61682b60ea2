"""Signals come in over three years, are laid together, sent, answered, and marked by who gave them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tandem.example.world.cast import World, at_hour
from tandem.example.world.signals.cast import SignalCast
from tandem.example.world.signals.texts import LIFTED, LOOSE, THREADS, Thread
from tandem.policy_signals.actions import answer as answering
from tandem.policy_signals.actions.answer_link import new_link
from tandem.policy_signals.actions.bundle import make_bundle
from tandem.policy_signals.actions.consultation import hold_consultation, plan_consultation
from tandem.policy_signals.actions.figures import release_closed_half_years
from tandem.policy_signals.actions.sending import Sending, send_again, send_bundle
from tandem.policy_signals.actions.signal import Approved, mark_answer, receive
from tandem.policy_signals.models import Bundle, Signal
from tandem.policy_signals.rules.bundle import Wording, default_due_on
from tandem.policy_signals.rules.vocabulary import AREAS
from tandem.sessions.timetable import working_days

DAYS_IN_MONTH = 30
GATHERED_IN_DAYS = 60
ANSWERED = {"answered", "acted_on"}


def tell_signals(world: World, cast: SignalCast) -> list[Bundle]:
    """Every thread in the order in which it began, then what still waits, the consultations and the figures."""
    bundles = [_tell(world, cast, number, thread) for number, thread in enumerate(THREADS)]
    for number, (theme, domain, kind, words) in enumerate(LOOSE):
        at = at_hour(world.today - timedelta(days=4 + 9 * number), 14)
        _signal(f"los-{number}", number, theme, domain, kind, words, at)
    _consultations(world, cast)
    _figures(world)
    return bundles


def _tell(world: World, cast: SignalCast, number: int, thread: Thread) -> Bundle:
    began = world.today - timedelta(days=thread.months_ago * DAYS_IN_MONTH)
    step = GATHERED_IN_DAYS // len(thread.signals)
    ids = [
        _signal(f"{number}-{place}", place, thread.theme, thread.policy_domain, thread.kind, words,
                at_hour(began + timedelta(days=place * step), 11))
        for place, words in enumerate(thread.signals)
    ]  # fmt: skip
    ids += _lifted(thread)
    laid_on = next(working_days(began + timedelta(days=GATHERED_IN_DAYS)))
    wording = Wording(thread.title, thread.words, thread.asks, thread.theme, thread.policy_domain)
    bundle = make_bundle(wording, signals=ids, by=cast.worker, at=at_hour(laid_on, 10))
    if thread.course != "bundled":
        _send(world, cast, bundle, thread, ids, laid_on)
    return Bundle.objects.get(pk=bundle.pk)


def _signal(giver: str, place: int, theme: str, domain: str, kind: str, words: str, at: datetime) -> UUID:
    """Each from another giver; organisations and provinces by turns."""
    area = list(AREAS)[place % len(AREAS)]
    approved = Approved(
        words, kind, theme, domain, area, f"voorbeeld-{giver}", f"voorbeeld-huis-{place % 4}", "together"
    )
    return receive(approved, at=at)


def _lifted(thread: Thread) -> list[UUID]:
    """What people in the living world lifted out of their own file about the same thing."""
    words = {lifted.words for lifted in LIFTED if lifted.title == thread.title}
    return list(Signal.objects.filter(words__in=words).values_list("pk", flat=True))


def _send(world: World, cast: SignalCast, bundle: Bundle, thread: Thread, ids: list[UUID], laid_on: date) -> None:
    addressee = cast.addressees[thread.policy_domain]
    sent_on = next(working_days(laid_on + timedelta(days=7)))
    sending = Sending(addressee, default_due_on(sent_on))
    bundle = send_bundle(bundle, sending, version=bundle.version, by=cast.worker, at=at_hour(sent_on, 15))
    if thread.course in {"sent", "overdue"}:
        return
    token, answered_on = _link(bundle), next(working_days(sent_on + timedelta(days=45)))
    answering.acknowledge(token, at=at_hour(sent_on + timedelta(days=3), 9))
    if thread.answer:
        answering.answer(token, words=thread.answer, at=at_hour(answered_on, 11))
    if thread.course in {"acted_on", "not_followed"}:
        is_changed = thread.course == "acted_on"
        later = next(working_days(answered_on + timedelta(days=90)))
        answering.conclude(token, is_changed=is_changed, words=thread.outcome, at=at_hour(later, 16))
    if thread.course == "sent_again":
        _send_again(cast, bundle, answered_on)
    elif thread.course in ANSWERED:
        for place, signal_id in enumerate(ids[:5]):
            marked_on = answered_on + timedelta(days=20 + place)
            if marked_on <= world.today:
                mark_answer(signal_id, is_answer=place != 0, at=at_hour(marked_on, 10))


def _send_again(cast: SignalCast, bundle: Bundle, answered_on: date) -> None:
    """Who gave the signals found the answer empty: the question goes out once more."""
    again_on = next(working_days(answered_on + timedelta(days=60)))
    sending = Sending(cast.addressees["work"], default_due_on(again_on))
    reason = "De mensen vinden dit geen antwoord. We vragen het opnieuw, ook aan werk."
    send_again(bundle, sending, reason=reason, by=cast.colleague, at=at_hour(again_on, 10))


def _link(bundle: Bundle) -> str:
    """The addressee's own link: a new one, because the mail with the first is not read here."""
    token = new_link(bundle)
    bundle.save(update_fields=["token_hash"])
    return token


def _consultations(world: World, cast: SignalCast) -> None:
    """Two held ones of a year ago and later, and one that comes."""
    for domain, days, place in (("housing", 380, "Brussel"), ("welfare", 190, "Brussel"), ("housing", 120, "Mechelen")):
        held_on = next(working_days(world.today - timedelta(days=days)))
        made = plan_consultation(
            policy_domain=domain, held_on=held_on, place=place, by=cast.worker,
            at=at_hour(held_on - timedelta(days=30), 10),
        )  # fmt: skip
        outcomes = {item.pk: "Besproken. De dienst antwoordt schriftelijk." for item in made.items.all()}
        hold_consultation(made, outcomes=outcomes, report="Alle punten zijn besproken.", version=made.version, by=cast.worker,
                          at=at_hour(held_on, 17))  # fmt: skip
    coming = next(working_days(world.today + timedelta(days=35)))
    for domain in ("welfare", "local_government"):
        plan_consultation(
            policy_domain=domain,
            held_on=coming,
            place="Brussel",
            by=cast.worker,
            at=at_hour(world.today - timedelta(days=1), 9),
        )


def _figures(world: World) -> None:
    """Every half-year that is over is counted once."""
    release_closed_half_years(at=at_hour(world.today - timedelta(days=1), 6))
