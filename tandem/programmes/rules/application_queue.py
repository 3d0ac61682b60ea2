"""How a fund looks at its applications: by state, longest waiting first."""

from tandem.programmes.rules.states import APPROVED, ASKED, REFUSED, SUBMITTED, WITHDRAWN

WAITING, QUESTION, TO_SEND, GRANTED, REJECTED, TAKEN_BACK, ALL = (
    "beslissen", "gevraagd", "versturen", "goedgekeurd", "geweigerd", "ingetrokken", "alle",
)  # fmt: skip
STATES = {
    WAITING: "Te beslissen",
    QUESTION: "Wacht op de organisatie",
    TO_SEND: "Brief nog te versturen",
    GRANTED: "Goedgekeurd",
    REJECTED: "Niet goedgekeurd",
    TAKEN_BACK: "Ingetrokken",
    ALL: "Alle",
}
STATUSES = {
    WAITING: (SUBMITTED,),
    QUESTION: (ASKED,),
    TO_SEND: (APPROVED, REFUSED),
    GRANTED: (APPROVED,),
    REJECTED: (REFUSED,),
    TAKEN_BACK: (WITHDRAWN,),
    ALL: (SUBMITTED, ASKED, APPROVED, REFUSED, WITHDRAWN),
}
LONGEST, NEWEST = "wachttijd", "nieuwste"
ORDERS = {LONGEST: "Langst wachtend eerst", NEWEST: "Nieuwste eerst"}
PROVINCES = ("Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen", "Brussel")


def waited_text(days: int) -> str:
    """How long the fund had an application, without the time it waited for the organisation."""
    if days < 1:
        return "minder dan een dag"
    return "1 dag" if days == 1 else f"{days} dagen"
