"""State tables of a plan, a question to a duo, and somebody who cannot come."""

from tandem.kernel.states import Transition

PLAN = {
    "begin": Transition(frozenset({"waiting"}), "running", "Dit plan wordt al gezocht."),
    "finish": Transition(frozenset({"running"}), "ready", "Dit plan zoekt niet meer."),
    "fail": Transition(frozenset({"waiting", "running"}), "failed", "Dit plan zoekt niet meer."),
    "again": Transition(frozenset({"failed"}), "waiting", "Alleen een plan dat niet lukte, kan opnieuw beginnen."),
    "ask": Transition(frozenset({"ready"}), "asked", "Alleen een plan dat klaar is, kan je aan de duo's vragen."),
    "drop": Transition(
        frozenset({"waiting", "ready", "failed"}), "dropped",
        "Dit plan zoekt nog of is al gevraagd. Stop eerst het zoeken, of trek de vragen in.",
    ),
}  # fmt: skip
ASKING = {
    "agree": Transition(frozenset({"open"}), "agreed", "Deze vraag is al beantwoord of ingetrokken."),
    "decline": Transition(frozenset({"open"}), "declined", "Deze vraag is al beantwoord of ingetrokken."),
    "withdraw": Transition(frozenset({"open"}), "withdrawn", "Deze vraag is al beantwoord of ingetrokken."),
    "overtake": Transition(frozenset({"open"}), "overtaken", "Deze vraag is al beantwoord of ingetrokken."),
}
HINDRANCE = {
    "solve": Transition(frozenset({"open"}), "solved", "Hiervoor is al een oplossing, of het lukt toch."),
    "withdraw": Transition(frozenset({"open"}), "withdrawn", "Hiervoor is al een oplossing. Bel de planner."),
}
