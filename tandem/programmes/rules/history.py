"""The sentence of each recorded act, as the timeline of a file shows it. An act that is not here stays internal."""

from tandem.programmes.rules.application_history import PUBLIC_SENTENCES

SENTENCES: dict[str, str] = {
    **PUBLIC_SENTENCES,
    "application.released": "De beslissing over de aanvraag is verstuurd.",
    "trajectory.started": "Het traject is gestart.",
    "trajectory.continued": "De organisatie gaat door met de volgende fase.",
    "trajectory.paused": "De organisatie stopt voorlopig.",
    "trajectory.resumed": "De organisatie hervat het traject.",
    "trajectory.stopped": "Het traject is stopgezet.",
    "trajectory.ended": "De laatste bijeenkomst is voorbij. Het feedbackmoment is gepland.",
    "trajectory.finished": "Het traject is afgerond.",
    "report.finalised": "Een verslag is definitief.",
    "report.reopened": "Een verslag is heropend.",
    "recommendations.updated": "De stand van de aanbevelingen is bijgewerkt.",
    "sessions.open_evaluation": "De evaluatie staat open.",
    "sessions.complete_evaluation": "De evaluatie is afgerond.",
}
