"""What an addressee sees behind the secret link."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.identity.managing import hash_of
from tandem.kernel import access
from tandem.kernel.states import may
from tandem.policy_signals.models import Bundle
from tandem.policy_signals.rules import answering
from tandem.policy_signals.rules.states import BUNDLE_STATES, PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class AnswerDoor:
    """The signal behind a link, and what may be said now."""

    bundle: Bundle

    @property
    def may_acknowledge(self) -> bool:
        """Until somebody did."""
        return self._may(answering.ACKNOWLEDGE)

    @property
    def may_answer(self) -> bool:
        """Until there is an answer."""
        return self._may(answering.ANSWER)

    @property
    def may_conclude(self) -> bool:
        """Something changed, or it is not followed: also later, once."""
        return self._may(answering.ACT)

    def _may(self, verb: str) -> bool:
        return may(BUNDLE_STATES, verb, self.bundle.state)


def door_with_token(token: str) -> AnswerDoor | None:
    """None for a link that is wrong or was replaced: nobody can tell which."""
    with access.as_system():
        bundle = (
            Bundle.objects.select_related("addressee", "answer_document")
            .filter(token_hash=hash_of(token), state__in=PUBLIC_STATES)
            .first()
        )
    return AnswerDoor(bundle) if bundle else None
