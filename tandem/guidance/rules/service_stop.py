"""A programme that stops is something the service does: why, and what comes next. Pure (guidance.md behaviour 18).

No reason here is about the person: a service that ends something owns that.
"""

from tandem.kernel.refusal import Problem

REASONS = {
    "money": "het geld voor dit aanbod is op",
    "staff": "er is te weinig personeel",
    "ended": "het aanbod liep af",
    "full": "er is geen plaats meer",
    "moved": "het aanbod verhuist of verandert",
    "rules": "een regel van buitenaf laat het niet toe",
    "other": "iets anders bij de dienst",
}


def stop_problems(*, reason: str, what_next: str, who_next: str) -> list[Problem]:
    """Why, what comes next and who sees to it: all three are owed."""
    asked = (
        ("reason", reason, "Leg uit waarom de dienst hiermee stopt, in gewone woorden."),
        ("what_next", what_next, "Schrijf wat er nu komt. Weet je het nog niet, zeg dan tegen wanneer wel."),
        ("who_next", who_next, "Noem wie hiervoor zorgt, met een naam."),
    )
    return [Problem(sentence, field) for field, text, sentence in asked if not text.strip()]
