"""The sentence of each recorded act, as the timeline of a file shows it. An act that is not here stays internal."""

SENTENCES: dict[str, str] = {}
