"""A warm handover: three people, a moment, and the person who confirms. Pure."""

from dataclasses import dataclass

from tandem.kernel.refusal import Problem


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """Where a handover stands."""

    is_confirmed: bool
    is_called_off: bool
    from_is_active: bool
    to_name: str
    to_state: str
    to_said_yes: bool
    to_works_there: bool
    to_is_guide_there: bool


def state_problems(facts: HandoverFacts) -> list[Problem]:
    """Why a handover cannot go on: it is done, called off, or somebody is no longer there."""
    if facts.is_confirmed:
        return [Problem("Deze overdracht is al bevestigd. Bekijk wie nu je gids is.")]
    if facts.is_called_off:
        return [Problem("Deze overdracht gaat niet door. Begin een nieuwe als je dat wil.")]
    if not facts.from_is_active:
        return [Problem("De vorige gids is al gestopt. Nodig de nieuwe gids gewoon uit.")]
    if facts.to_state in {"declined", "ended"}:
        return [Problem(f"{facts.to_name} doet niet meer mee. Kies samen iemand anders.")]
    if facts.to_said_yes and not facts.to_works_there:
        return [Problem(f"{facts.to_name} werkt daar niet meer. Kies samen iemand anders.")]
    return []


def confirming_problems(facts: HandoverFacts) -> list[Problem]:
    """The same, and what is still needed before the person can confirm."""
    problems = state_problems(facts)
    if problems:
        return problems
    if not facts.to_said_yes:
        return [Problem(f"{facts.to_name} zei nog geen ja. Wacht op het antwoord, of kies iemand anders.")]
    if not facts.to_is_guide_there:
        return [Problem(f"{facts.to_name} werkt daar niet als trajectbegeleider. Vraag de organisatie om die rol.")]
    return []
