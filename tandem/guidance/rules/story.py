"""When a block of the story asks "klopt dit nog?", and what a request needs. Pure."""

from tandem.kernel.refusal import Problem

OLD_AFTER_DAYS = 180
LONGEST_TOPIC = 40


def request_problems(*, topic: str, purpose: str) -> list[Problem]:
    """Somebody who asks says about what, and why."""
    problems = [] if topic.strip() else [Problem("Kies waarover je iets wil weten.", "topic")]
    if not purpose.strip():
        problems.append(Problem("Schrijf waarom je dit vraagt. De persoon leest het zo.", "purpose"))
    return problems
