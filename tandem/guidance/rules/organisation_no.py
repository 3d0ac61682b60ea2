"""An organisation that says no owes a reason, an alternative and a name. Pure (guidance.md behaviour 17)."""

from tandem.kernel.refusal import Problem


def no_problems(*, organisation: str, reason: str, alternative: str, contact_name: str) -> list[Problem]:
    """What the organisation still owes."""
    asked = (
        ("organisation_name", organisation, "Schrijf welke organisatie nee zei."),
        ("reason", reason, "Schrijf waarom, in gewone woorden."),
        (
            "alternative",
            alternative,
            "Schrijf wat wel kan. Er is altijd iets: een andere plek, een later moment, een naam.",
        ),
        ("contact_name", contact_name, "Schrijf bij wie de persoon terechtkan, met een naam."),
    )
    return [Problem(sentence, field) for field, text, sentence in asked if not text.strip()]
