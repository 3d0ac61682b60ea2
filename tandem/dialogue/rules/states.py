"""States of meetings, forum days and recommendations. One table each; `docs/rooms/dialogue.md` shows them. Pure."""

from tandem.kernel.states import Transition

MEETING = {
    "hold": Transition(frozenset({"prepared"}), "held", "Deze bijeenkomst is al gehouden."),
    "read_back": Transition(frozenset({"held"}), "read_back", "Dit verslag kan nu niet teruggelezen worden."),
    # Corrections come in while it is read back; final only when each has its answer.
    "make_final": Transition(frozenset({"read_back"}), "final", "Lees het verslag eerst terug met de groep."),
    "take_back": Transition(frozenset({"read_back"}), "held", "Een definitief verslag verandert niet meer."),
}
FORUM = {
    "open": Transition(frozenset({"prepared", "closed"}), "open", "Deze dag is al bezig."),
    "close": Transition(frozenset({"open"}), "closed", "Deze dag is niet bezig."),
}
DRAFT, PROPOSED, TAKEN_UP, DONE, NOT_FOLLOWED = "draft", "proposed", "taken_up", "done", "not_followed"
RECOMMENDATION_STATES = {
    DRAFT: "in opmaak",
    PROPOSED: "voorgelegd",
    TAKEN_UP: "opgenomen",
    DONE: "uitgevoerd",
    NOT_FOLLOWED: "niet gevolgd",
}
# The state history says what came of it; a later review may find otherwise, so every public state leads to every other.
_PUBLIC = frozenset({PROPOSED, TAKEN_UP, DONE, NOT_FOLLOWED})
RECOMMENDATION = {
    "propose": Transition(frozenset({DRAFT}), PROPOSED, "Deze aanbeveling is al voorgelegd."),
    "take_up": Transition(_PUBLIC, TAKEN_UP, "Leg de aanbeveling eerst voor."),
    "carry_out": Transition(_PUBLIC, DONE, "Leg de aanbeveling eerst voor."),
    "not_follow": Transition(_PUBLIC, NOT_FOLLOWED, "Leg de aanbeveling eerst voor."),
}
