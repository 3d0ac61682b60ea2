"""A fresh card between the giving and the handing over: in the guide's own session, sealed, for ten minutes."""

import json
import time
from dataclasses import asdict

from django.http import HttpRequest

from tandem.identity.actions.card import FreshCard
from tandem.identity.second_factor import MfaAdapter

HANDOVER, SECONDS = "card_handover", 10 * 60


def hold(request: HttpRequest, fresh: FreshCard, *, about: str) -> None:
    """Keep the card until it is handed over. `about` says whose, for the page that asks."""
    sealed = MfaAdapter().encrypt(json.dumps(asdict(fresh)))
    request.session[HANDOVER] = {"about": about, "at": time.time(), "sealed": sealed}


def held(request: HttpRequest, *, about: str) -> FreshCard | None:
    """The card that waits to be handed over; nothing after ten minutes."""
    kept = request.session.get(HANDOVER)
    if not kept or kept["about"] != about:
        return None
    if time.time() - kept["at"] > SECONDS:
        let_go(request)
        return None
    return FreshCard(**json.loads(MfaAdapter().decrypt(kept["sealed"])))


def let_go(request: HttpRequest) -> None:
    """Handed over: nobody sees the code or the PIN again."""
    request.session.pop(HANDOVER, None)
