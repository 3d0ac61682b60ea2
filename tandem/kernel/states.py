"""A state machine is one table: verb -> states it may start from, state it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Transition:
    """`sentence` is what a person reads when the verb comes too early or too late."""

    from_states: frozenset[str]
    to_state: str
    sentence: str = "Dat kan niet meer: iemand was je voor. Bekijk de pagina opnieuw."


class CannotTransition(Refusal):
    """The verb does not start from this state."""


def may(table: Mapping[str, Transition], verb: str, state: str) -> bool:
    """Whether `verb` may start from `state`."""
    return state in table[verb].from_states


def next_state(table: Mapping[str, Transition], verb: str, state: str) -> str:
    """The state after `verb`; raises CannotTransition with the table's sentence."""
    transition = table[verb]
    if state not in transition.from_states:
        raise CannotTransition(transition.sentence)
    return transition.to_state


def diagram(table: Mapping[str, Transition]) -> str:
    """The table as a Mermaid state diagram, for the room's page in docs."""
    lines = [
        f"    {start} --> {transition.to_state}: {verb}"
        for verb, transition in table.items()
        for start in sorted(transition.from_states)
    ]
    return "\n".join(["stateDiagram-v2", *lines])
