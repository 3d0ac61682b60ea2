"""What happened to a bundle, as sentences. `act` is what `BundleEvent.act` holds. Pure."""

SENTENCES = {
    "make": "Het signaal is begonnen.",
    "change": "De tekst is aangepast. Zo stond het er:",
    "add_signals": "Er zijn signalen bijgelegd.",
    "remove_signals": "Er zijn signalen weggehaald. Ze wachten weer.",
    "take_back": "Iemand nam een eigen signaal terug.",
    "merge": "Dit signaal is opgegaan in een ander:",
    "take_in": "Een ander signaal is hierin opgegaan:",
    "split": "Een deel van de signalen ging naar een nieuw signaal:",
    "split_from": "Dit signaal kwam voort uit een ander:",
    "end": "Dit signaal wordt niet verstuurd. De signalen wachten weer. Waarom:",
    "send": "Het signaal is verstuurd.",
    "send_again": "Het signaal is opnieuw verstuurd.",
    "earlier_answer": "Dit was het antwoord tot dan:",
    "earlier_outcome": "Dit stond er tot dan over wat ermee gebeurde:",
    "acknowledge": "De bestemmeling liet weten dat het signaal aankwam.",
    "answer": "Er is een antwoord.",
    "act": "Er is iets veranderd.",
    "not_follow": "Het signaal wordt niet gevolgd.",
    "remind": "De bestemmeling kreeg een herinnering.",
    "discuss": "Het signaal is besproken op een overleg van het beleidsdomein.",
}


def sentence_of(act: str) -> str:
    """The sentence of an act; an unknown one says so by its own name."""
    return SENTENCES.get(act, act)
