"""The sentences of an application's timeline: what the applicant may read, and what the fund reads besides."""

PUBLIC_SENTENCES = {
    "application.started": "De aanvraag is begonnen.",
    "application.submitted": "De aanvraag is ingediend.",
    "application.asked": "Het fonds stelde een vraag.",
    "application.answered": "De organisatie antwoordde op de vraag.",
    "application.withdrawn": "De aanvraag is ingetrokken.",
}
FUND_SENTENCES = PUBLIC_SENTENCES | {
    "application.approved": "De aanvraag is goedgekeurd. De brief wacht op verzending.",
    "application.refused": "De aanvraag is niet goedgekeurd. De brief wacht op verzending.",
    "application.decision_undone": "De beslissing is teruggenomen voor ze verstuurd was.",
}
RELEASED_SENTENCES = {
    "approved": "Het fonds keurde de aanvraag goed. De brief is verstuurd.",
    "refused": "Het fonds keurde de aanvraag niet goed. De brief is verstuurd.",
}


def history_sentence(action: str, decision: str, *, is_fund: bool) -> str:
    """The sentence of one recorded act; empty when the reader may not know it. A decision is told when it is released."""
    if action == "application.released":
        return RELEASED_SENTENCES.get(decision, "")
    return (FUND_SENTENCES if is_fund else PUBLIC_SENTENCES).get(action, "")
