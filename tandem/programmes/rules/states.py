"""State tables of application, trajectory and settlement. The diagrams in docs come from here."""

from tandem.kernel.states import Transition

DRAFT, SUBMITTED, ASKED, APPROVED, REFUSED, WITHDRAWN = (
    "draft", "submitted", "asked", "approved", "refused", "withdrawn",
)  # fmt: skip
APPLICATION_STATE_NAMES = {
    DRAFT: "klad",
    SUBMITTED: "ingediend",
    ASKED: "vraag om aanvulling",
    APPROVED: "goedgekeurd",
    REFUSED: "niet goedgekeurd",
    WITHDRAWN: "ingetrokken",
}
APPLICATION_STATES = {
    "submit": Transition(frozenset({DRAFT}), SUBMITTED, "Deze aanvraag is al ingediend."),
    "answer": Transition(frozenset({ASKED}), SUBMITTED,
                         "Er staat geen vraag open bij deze aanvraag. Bekijk ze opnieuw."),
    "ask": Transition(frozenset({SUBMITTED}), ASKED, "Iemand anders besliste net over deze aanvraag. Bekijk ze opnieuw."),
    "approve": Transition(frozenset({SUBMITTED}), APPROVED,
                          "Iemand anders besliste net over deze aanvraag. Bekijk ze opnieuw."),
    "refuse": Transition(frozenset({SUBMITTED}), REFUSED,
                         "Iemand anders besliste net over deze aanvraag. Bekijk ze opnieuw."),
    "withdraw": Transition(frozenset({DRAFT, SUBMITTED, ASKED}), WITHDRAWN,
                           "Je kan deze aanvraag hier niet meer intrekken. Neem contact op met het fonds."),
    "undo": Transition(frozenset({APPROVED, REFUSED}), SUBMITTED,
                       "Er is geen beslissing om terug te nemen. Bekijk de aanvraag opnieuw."),
}  # fmt: skip

ACTIVE, PAUSED, FINISHED, STOPPED = "active", "paused", "finished", "stopped"
TRAJECTORY_STATE_NAMES = {
    ACTIVE: "loopt",
    PAUSED: "voorlopig gestopt",
    FINISHED: "afgerond",
    STOPPED: "stopgezet",
}
TRAJECTORY_STATES = {
    "pause": Transition(frozenset({ACTIVE}), PAUSED, "Dit traject loopt niet meer."),
    "resume": Transition(frozenset({PAUSED}), ACTIVE, "Dit traject is niet gepauzeerd."),
    "finish": Transition(frozenset({ACTIVE, PAUSED}), FINISHED, "Dit traject is al afgerond of stopgezet."),
    "stop": Transition(frozenset({ACTIVE, PAUSED}), STOPPED, "Dit traject is al afgerond of stopgezet."),
    "take_back_stop": Transition(frozenset({STOPPED}), ACTIVE, "Dit traject is niet stopgezet."),
    "take_back_stop_while_paused": Transition(frozenset({STOPPED}), PAUSED, "Dit traject is niet stopgezet."),
}

OPEN, CLAIMED, QUESTIONED, ACCEPTED, PAID = "open", "claimed", "questioned", "accepted", "paid"
SETTLEMENT_STATE_NAMES = {
    OPEN: "ontwerp",
    CLAIMED: "bij het fonds",
    QUESTIONED: "vraag van het fonds",
    ACCEPTED: "aanvaard",
    PAID: "betaald",
}
SETTLEMENT_STATES = {
    "claim": Transition(frozenset({OPEN}), CLAIMED, "Deze afrekening is al naar het fonds."),
    "ask": Transition(frozenset({CLAIMED}), QUESTIONED, "Deze afrekening ligt niet meer bij het fonds."),
    "answer": Transition(frozenset({QUESTIONED}), CLAIMED, "Er staat geen vraag open bij deze afrekening."),
    "accept": Transition(frozenset({CLAIMED}), ACCEPTED, "Deze afrekening ligt niet meer bij het fonds."),
    "pay": Transition(frozenset({ACCEPTED}), PAID, "Alleen een aanvaarde afrekening kan betaald worden."),
}
LINE_STATE_NAMES = {"claimed": "gevraagd", "accepted": "aanvaard", "disputed": "betwist"}
