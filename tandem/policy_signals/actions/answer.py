"""The addressee says something, by a secret link and without an account. What is said is public at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tandem.identity.managing import hash_of
from tandem.kernel import access, audit
from tandem.kernel.documents.storage import store
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.plain_text import clean_text
from tandem.kernel.refusal import Refusal
from tandem.kernel.states import CannotTransition, next_state
from tandem.policy_signals.actions.answer_mail import confirm_to_addressee, tell_sender
from tandem.policy_signals.models import Bundle, BundleEvent
from tandem.policy_signals.rules import answering
from tandem.policy_signals.rules.states import BUNDLE_STATES, PUBLIC_STATES

_ACTS = {
    answering.ACKNOWLEDGE: "bundle.acknowledge",
    answering.ANSWER: "bundle.answer",
    answering.ACT: "bundle.act",
    answering.NOT_FOLLOW: "bundle.not_follow",
}


class CannotSay(Refusal):
    """The words do not fit, or the signal stands elsewhere by now."""


class LinkReplaced(CannotSay):
    """The link is wrong, or another one was sent meanwhile."""


def acknowledge(token: str, *, at: datetime) -> Bundle:
    """It arrived. Raises CannotSay."""
    return _say(token, answering.ACKNOWLEDGE, "", at=at)


def answer(token: str, *, words: str, attachment: CheckedUpload | None = None, at: datetime) -> Bundle:
    """An answer in plain words, with at most one file. Raises CannotSay."""
    return _say(token, answering.ANSWER, words, attachment=attachment, at=at)


def conclude(token: str, *, is_changed: bool, words: str, at: datetime) -> Bundle:
    """Something changed, or it is not followed and why. Raises CannotSay."""
    return _say(token, answering.ACT if is_changed else answering.NOT_FOLLOW, words, at=at)


@transaction.atomic
def _say(token: str, verb: str, words: str, *, attachment: CheckedUpload | None = None, at: datetime) -> Bundle:
    words = clean_text(words).strip()
    CannotSay.if_any(answering.words_problems(verb, words))
    with access.as_system():
        bundle = _locked(token)
        try:
            bundle.state = next_state(BUNDLE_STATES, verb, bundle.state)
        except CannotTransition as refusal:
            raise CannotSay(*refusal.problems) from refusal
        _write(bundle, verb, words, at)
        if attachment is not None:
            bundle.answer_document = store(
                attachment.content, kind="signal_answer", name=attachment.clean_name, content_type=attachment.content_type,
                by=None, at=at,
            )  # fmt: skip
        bundle.version += 1
        bundle.save()
        event = BundleEvent.objects.create(
            bundle=bundle, at=at, actor=_addressee(bundle), act=verb, words=words, is_public=True
        )
        audit.record(_ACTS[verb], bundle, by=None, at=at, state=bundle.state)
        tell_sender(bundle, event)
        confirm_to_addressee(bundle, event)
    return bundle


def _locked(token: str) -> Bundle:
    rows = Bundle.objects.select_for_update(of=("self",)).select_related("addressee", "sent_by")
    bundle = rows.filter(token_hash=hash_of(token), state__in=PUBLIC_STATES).first()
    if bundle is None:
        raise LinkReplaced("Deze link werkt niet meer. Gebruik de link in de laatste mail over dit signaal.")
    return bundle


def _write(bundle: Bundle, verb: str, words: str, at: datetime) -> None:
    if verb == answering.ACKNOWLEDGE:
        bundle.acknowledged_at = at
    elif verb == answering.ANSWER:
        bundle.answer, bundle.answered_at, bundle.answer_document = words, at, None
    else:
        bundle.outcome, bundle.outcome_at = words, at


def _addressee(bundle: Bundle) -> str:
    return bundle.addressee.name if bundle.addressee else ""
