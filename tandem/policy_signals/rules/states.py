"""States of a structural signal (guidance.md section 2). One table; `docs/rooms/policy_signals.md` shows it. Pure."""

from tandem.kernel.states import Transition

BUNDLED, SENT, ACKNOWLEDGED, ANSWERED, ACTED_ON, NOT_FOLLOWED = (
    "bundled", "sent", "acknowledged", "answered", "acted_on", "not_followed",
)  # fmt: skip
MERGED, ENDED = "merged", "ended"
STATES = {
    BUNDLED: "wordt samengelegd",
    SENT: "verstuurd",
    ACKNOWLEDGED: "ontvangen",
    ANSWERED: "beantwoord",
    ACTED_ON: "er is iets veranderd",
    NOT_FOLLOWED: "niet gevolgd",
    MERGED: "opgegaan in een ander signaal",
    ENDED: "niet verstuurd",
}
PUBLIC_STATES = frozenset({SENT, ACKNOWLEDGED, ANSWERED, ACTED_ON, NOT_FOLLOWED})
# An answer is still awaited.
OPEN_STATES = frozenset({SENT, ACKNOWLEDGED})
ANSWERED_STATES = frozenset({ANSWERED, ACTED_ON, NOT_FOLLOWED})
_ALREADY = "Dit signaal is al verstuurd. Bekijk de pagina opnieuw."

BUNDLE_STATES = {
    "send": Transition(frozenset({BUNDLED}), SENT, _ALREADY),
    "acknowledge": Transition(frozenset({SENT}), ACKNOWLEDGED, "De ontvangst staat al genoteerd."),
    "answer": Transition(frozenset({SENT, ACKNOWLEDGED}), ANSWERED, "Op dit signaal kwam al een antwoord."),
    "act": Transition(
        frozenset({SENT, ACKNOWLEDGED, ANSWERED}), ACTED_ON, "Dit kan nu niet. Bekijk de pagina opnieuw."
    ),
    "not_follow": Transition(
        frozenset({SENT, ACKNOWLEDGED, ANSWERED}), NOT_FOLLOWED, "Dit kan nu niet. Bekijk de pagina opnieuw."
    ),
    # To somebody else, or once more because the givers say that it was no answer.
    "send_again": Transition(
        frozenset({SENT, ACKNOWLEDGED, ANSWERED, NOT_FOLLOWED}),
        SENT,
        "Dit signaal kan nu niet opnieuw verstuurd worden.",
    ),
    "merge": Transition(frozenset({BUNDLED}), MERGED, _ALREADY),
    "end": Transition(frozenset({BUNDLED}), ENDED, _ALREADY),
}
