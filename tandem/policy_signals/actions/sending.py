"""To a named addressee, with a day for the answer: sent, and sent once more to the same or another.

Who takes a signal back at the same moment comes before (it does not count) or after (it is sent): the rows decide.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch, mail
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state
from tandem.policy_signals.actions.answer_link import new_link
from tandem.policy_signals.actions.places import lock_signals, locked_bundle, record_act, signal_ids_of
from tandem.policy_signals.models import Addressee, Bundle
from tandem.policy_signals.queries.backing import backing_of
from tandem.policy_signals.rules import bundle as rules
from tandem.policy_signals.rules.states import ANSWERED_STATES, BUNDLE_STATES

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotSend(Refusal):
    """Too few people stand behind it, words may point at somebody, or the addressee exists no more."""


class SentMeanwhile(Conflict):
    """The text changed after the preview: `current` is the bundle as it is now."""


@dataclass(frozen=True, slots=True)
class Sending:
    """To whom, by when, and which words may stay although they look like a name or a number."""

    addressee: Addressee
    due_on: date
    accepted: Collection[str] = ()


@transaction.atomic
def send_bundle(bundle: Bundle, sending: Sending, *, version: int, by: Person, at: datetime) -> Bundle:
    """Public from now on. `version` is that of the preview. Raises CannotSend, CannotTransition or SentMeanwhile."""
    bundle = locked_bundle(bundle)
    state = next_state(BUNDLE_STATES, "send", bundle.state)
    if bundle.version != version:
        raise SentMeanwhile("Iemand paste de tekst aan nadat je keek. Kijk opnieuw en verstuur dan.", current=bundle)
    lock_signals(signal_ids_of(bundle))
    texts = (bundle.title, bundle.words, bundle.asks)
    CannotSend.if_any([
        *rules.lacks(backing_of(bundle), asks=bundle.asks),
        *rules.word_problems(*texts, accepted=sending.accepted),
        *_problems(sending, at=at),
    ])  # fmt: skip
    bundle.state = state
    _hand_over(bundle, sending, by=by, at=at)
    record_act(bundle, "bundle.send", by=by, at=at, words=_told(sending), is_public=True,
               addressee=sending.addressee.pk, due_on=sending.due_on)  # fmt: skip
    return bundle


@transaction.atomic
def send_again(bundle: Bundle, sending: Sending, *, reason: str, by: Person, at: datetime) -> Bundle:
    """To another addressee or once more to the same: a new link, and the old one is dead. `reason` is public.

    An earlier answer moves to the history. Raises CannotSend or CannotTransition.
    """
    bundle = locked_bundle(bundle)
    state = next_state(BUNDLE_STATES, "send_again", bundle.state)
    missing = [] if reason.strip() else [Problem("Schrijf waarom je opnieuw verstuurt.", "reason")]
    CannotSend.if_any([
        *missing, *rules.word_problems(reason, accepted=sending.accepted), *_problems(sending, at=at)
    ])  # fmt: skip
    _set_answer_aside(bundle, by=by, at=at)
    bundle.state = state
    _hand_over(bundle, sending, by=by, at=at)
    words = f"{_told(sending)} {reason.strip()}"
    record_act(bundle, "bundle.send_again", by=by, at=at, words=words, is_public=True,
               addressee=sending.addressee.pk, due_on=sending.due_on)  # fmt: skip
    return bundle


def _problems(sending: Sending, *, at: datetime) -> list[Problem]:
    addressee = Addressee.objects.select_for_update(of=("self",), no_key=True).get(pk=sending.addressee.pk)
    ended = (
        [Problem("Deze bestemmeling bestaat niet meer. Kies een andere.", "addressee")] if addressee.ended_on else []
    )
    return [*ended, *rules.due_problems(sending.due_on, on=clock.local(at).date())]


def _hand_over(bundle: Bundle, sending: Sending, *, by: Person, at: datetime) -> None:
    """A new link, the mail with it, and the row."""
    token = new_link(bundle)
    bundle.addressee, bundle.due_on, bundle.sent_at, bundle.sent_by = sending.addressee, sending.due_on, at, by
    bundle.version += 1
    bundle.save()
    link = f"{settings.SITE_URL}{reverse('bundle_answer', args=[token])}"
    _mail(bundle, sending, link=link, by=by, at=at)


def mail_words(bundle: Bundle, sending: Sending, *, link: str) -> str:
    """Exactly what the addressee reads."""
    facts = {"bundle": bundle, "addressee": sending.addressee, "link": link, "due": dutch.date_nl(sending.due_on)}
    return render_to_string("policy_signals/mail/bundle_send.txt", facts)


def _mail(bundle: Bundle, sending: Sending, *, link: str, by: Person, at: datetime) -> None:
    """The secret link is wiped from the mail once it is gone."""
    addressee = sending.addressee
    mail.write_mail(
        key=f"bundle:{bundle.token_hash}", kind=mail.LOGIN, to_email=addressee.email,
        to_name=addressee.contact_name or addressee.name, subject=_("Een signaal voor jou: {title}").format(title=bundle.title),
        body=mail_words(bundle, sending, link=link), at=at, by=by, about=bundle,
    )  # fmt: skip


def _set_answer_aside(bundle: Bundle, *, by: Person, at: datetime) -> None:
    """What was answered stays readable in the history; the bundle waits for an answer again."""
    document = bundle.answer_document_id
    if bundle.answer:
        record_act(
            bundle, "bundle.earlier_answer", by=by, at=at, words=bundle.answer, is_public=True, document=document
        )
    if bundle.outcome and bundle.state in ANSWERED_STATES:
        record_act(bundle, "bundle.earlier_outcome", by=by, at=at, words=bundle.outcome, is_public=True)
    bundle.answer = bundle.outcome = ""
    bundle.answer_document = bundle.acknowledged_at = bundle.answered_at = bundle.outcome_at = None


def _told(sending: Sending) -> str:
    """For the history: to whom and by when."""
    return _("Aan: {addressee}. Antwoord gevraagd tegen {day}.").format(
        addressee=sending.addressee.name, day=dutch.date_nl(sending.due_on)
    )
