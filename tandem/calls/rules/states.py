"""States of the room, one table each; `docs/rooms/calls.md` shows them. Pure."""

from tandem.kernel.states import Transition

CALL = {
    "publish": Transition(frozenset({"draft"}), "published", "Deze oproep is al gepubliceerd."),
    # After the closing minute; before it nobody reads a submission.
    "judge": Transition(frozenset({"published"}), "judging", "De jury kan nu niet beginnen met deze oproep."),
    "decide": Transition(frozenset({"judging"}), "decided", "Over deze oproep kan nu niet beslist worden."),
    "reopen_decision": Transition(frozenset({"decided"}), "judging", "Deze beslissing is al bekendgemaakt."),
    "announce": Transition(frozenset({"decided"}), "announced", "Beslis eerst over elk project."),
    "close": Transition(frozenset({"announced"}), "closed", "Maak de beslissingen eerst bekend."),
    "stop": Transition(
        frozenset({"draft", "published"}), "stopped", "De jury is al bezig: deze oproep stopt niet meer."
    ),
}
SUBMISSION = {
    # Submitting again before closing replaces what the jury will read; both versions are kept.
    "submit": Transition(frozenset({"draft", "submitted", "withdrawn"}), "submitted",
                         "Over dit project is al beslist. Je kan het niet meer indienen."),
    # Whatever was decided: before it is announced, saying no to some would tell them what was.
    "withdraw": Transition(frozenset({"submitted", "inadmissible", "chosen", "waiting", "refused"}), "withdrawn",
                           "Dit project is niet ingediend."),
    "reject": Transition(frozenset({"submitted"}), "inadmissible", "Alleen een ingediend project kan onontvankelijk zijn."),
    "admit": Transition(frozenset({"inadmissible"}), "submitted", "Dit project is niet onontvankelijk verklaard."),
    "choose": Transition(frozenset({"submitted", "waiting"}), "chosen", "Over dit project kan je nu niet beslissen."),
    "wait": Transition(frozenset({"submitted"}), "waiting", "Over dit project kan je nu niet beslissen."),
    "refuse": Transition(frozenset({"submitted", "waiting"}), "refused", "Over dit project kan je nu niet beslissen."),
    "undo": Transition(frozenset({"chosen", "waiting", "refused"}), "submitted", "Over dit project is nog niet beslist."),
}  # fmt: skip
GRANT = {
    "sign": Transition(frozenset({"offered"}), "running", "Dit contract is al getekend."),
    "start_closing": Transition(frozenset({"running"}), "closing", "Dit project loopt niet."),
    "close": Transition(frozenset({"closing"}), "closed", "Begin eerst met afsluiten."),
    "stop": Transition(frozenset({"offered", "running"}), "stopped", "Dit project loopt niet meer."),
}
INSTALMENT = {
    "propose": Transition(frozenset({"planned"}), "proposed", "Deze schijf is al voorgesteld."),
    "send_back": Transition(frozenset({"proposed"}), "planned", "Deze schijf wacht niet op een tweede handtekening."),
    "approve": Transition(frozenset({"proposed"}), "approved", "Deze schijf wacht niet op een tweede handtekening."),
    "pay": Transition(frozenset({"approved"}), "paid", "Keur deze schijf eerst goed."),
}
REPORT = {
    "hand_in": Transition(frozenset({"due", "returned"}), "handed_in", "Dit verslag is al ingediend."),
    "return": Transition(frozenset({"handed_in"}), "returned", "Dit verslag ligt niet bij jou."),
    "approve": Transition(frozenset({"handed_in"}), "approved", "Dit verslag ligt niet bij jou."),
}
BUDGET_CHANGE = {
    "agree": Transition(frozenset({"asked"}), "agreed", "Over deze vraag is al beslist."),
    "refuse": Transition(frozenset({"asked"}), "refused", "Over deze vraag is al beslist."),
    "withdraw": Transition(frozenset({"asked"}), "withdrawn", "Over deze vraag is al beslist."),
}
NETWORK = {
    "start": Transition(frozenset({"starting"}), "running", "Dit netwerk is al gestart."),
    "end": Transition(frozenset({"starting", "running"}), "ended", "Dit netwerk is al afgelopen."),
}
NEED = {
    "plan": Transition(frozenset({"open"}), "planned", "Deze nood is al gepland."),
    "meet": Transition(frozenset({"open", "planned"}), "met", "Deze nood is al beantwoord."),
    "drop": Transition(frozenset({"open", "planned"}), "dropped", "Deze nood is al beantwoord."),
    "reopen": Transition(frozenset({"planned", "met", "dropped"}), "open", "Deze nood staat al open."),
}
REQUEST = {
    "plan": Transition(frozenset({"asked"}), "planned", "Deze vraag is al gepland."),
    "unplan": Transition(frozenset({"planned"}), "asked", "Deze vraag is niet gepland."),
    "hold": Transition(frozenset({"planned"}), "held", "Plan eerst een moment."),
    "withdraw": Transition(frozenset({"asked", "planned"}), "withdrawn", "Deze vraag is al afgehandeld."),
}
