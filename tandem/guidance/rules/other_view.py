"""Ik zag het anders: beside what the person may put their own view, and what of it is shown. Pure (guidance.md 2)."""

# Kind of item -> the heading above what stands there, and which of its texts are shown.
SEEN_OTHERWISE: dict[str, tuple[str, tuple[str, ...]]] = {
    "talk": ("Dit schreef iemand over het gesprek", ("content", "relation")),
    "domainview": ("Dit staat er over hoe het gaat", ("words",)),
    "organisationno": ("Dit zei de organisatie", ("reason", "alternative")),
    "servicestop": ("Dit zei de dienst", ("reason", "what_next")),
    "decision": ("Dit staat er over de beslissing", ("words", "advice")),
}
