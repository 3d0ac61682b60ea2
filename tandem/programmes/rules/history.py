"""The sentence of each recorded act, as the timeline of a file shows it. An act that is not here stays internal."""

from tandem.programmes.rules.application_history import PUBLIC_SENTENCES

SENTENCES: dict[str, str] = {
    **PUBLIC_SENTENCES,
    "application.released": "De beslissing over de aanvraag is verstuurd.",
    "trajectory.started": "Het traject is gestart.",
}
