"""How the public list of structural signals is narrowed, and how a state looks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.policy_signals.rules import states
from tandem.policy_signals.rules.vocabulary import POLICY_DOMAINS, THEMES

OVERDUE = "te-laat"
# What stands in the address -> what people read, and the states that fit.
STATE_CHOICES: dict[str, tuple[str, frozenset[str]]] = {
    "open": ("wacht op antwoord", states.OPEN_STATES),
    OVERDUE: ("te laat", states.OPEN_STATES),
    "beantwoord": ("beantwoord", frozenset({states.ANSWERED})),
    "veranderd": ("er is iets veranderd", frozenset({states.ACTED_ON})),
    "niet-gevolgd": ("niet gevolgd", frozenset({states.NOT_FOLLOWED})),
}
STATE_KINDS = {states.ANSWERED: "blue", states.ACTED_ON: "green", states.NOT_FOLLOWED: "yellow"}
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what does not exist counts as empty."""

    search: str = ""
    theme: str = ""
    policy_domain: str = ""
    state: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search or self.theme or self.policy_domain or self.state)


def wanted_from(typed: Mapping[str, str]) -> Wanted:
    """Out of a query string; nonsense is left out."""
    return Wanted(
        search=typed.get("zoek", "").strip()[:LONGEST_SEARCH],
        theme=_known(typed.get("thema", ""), THEMES),
        policy_domain=_known(typed.get("domein", ""), POLICY_DOMAINS),
        state=_known(typed.get("stand", ""), STATE_CHOICES),
    )


def _known(value: str, among: Mapping[str, object]) -> str:
    return value if value in among else ""
