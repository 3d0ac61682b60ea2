"""Expected refusals: a sentence for the person who asked. Anything else that fails is a bug."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why something cannot be done: `field` names the input it belongs to, or is empty."""

    text: str
    field: str = ""


class Refusal(Exception):
    """Base of every `Cannot...`: holds Dutch sentences that say what to do next."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(Problem(p) if isinstance(p, str) else p for p in problems)
        super().__init__(" ".join(problem.text for problem in self.problems))

    @classmethod
    def if_any(cls, problems: Iterable[Problem]) -> None:
        """Raise when there is at least one problem."""
        found = tuple(problems)
        if found:
            raise cls(*found)


class Conflict(Refusal):
    """Somebody else was first: `current` is what stands there now, so that both versions can be shown."""

    def __init__(self, *problems: Problem | str, current: object = None) -> None:
        super().__init__(*problems)
        self.current = current
