"""What a task answers: facts and maybe a cleaned file, or the code of a refusal."""

from dataclasses import dataclass, field


class Refused(Exception):
    """The file is not taken; `code` names the reason, for the parent to put into a sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Answer:
    """Facts as JSON values, and the bytes of a cleaned file when the task makes one."""

    facts: dict[str, object] = field(default_factory=dict)
    content: bytes = b""
