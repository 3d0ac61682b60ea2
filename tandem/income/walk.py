"""The way through the questions of "Wat als?": the next screen, the one before, and the answers that travel along.

Every room that asks them shows its own pages. Nothing is kept here: earlier answers come back in hidden fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.income.questions import OPTIONS, TITLES, questions_of, screens_of
from tandem.kernel.question_forms import QuestionForm

KEPT = "a_"  # earlier answers, as hidden fields
LONGEST, MOST_ANSWERS = 200, 200
FIRST = "household"
WRONG = 422


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen with its form, and what goes along."""

    name: str
    answers: Mapping[str, str]
    form: QuestionForm
    problem: str = ""
    status: int = 200

    @property
    def title(self) -> str:
        """The question above it."""
        return TITLES[self.name]

    @property
    def step(self) -> int:
        """Which screen this is, from 1."""
        return screens_of(self.answers).index(self.name) + 1

    @property
    def steps(self) -> int:
        """How many there are, as far as known now."""
        return len(screens_of(self.answers))

    @property
    def is_first(self) -> bool:
        """Whether there is none before it."""
        return self.name == FIRST

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The answers of other screens."""
        return hidden({key: value for key, value in self.answers.items() if key not in self.form.fields})


def travelling(post: Mapping[str, str]) -> dict[str, str]:
    """The answers that came along in hidden fields."""
    found = [(key.removeprefix(KEPT), str(value)[:LONGEST]) for key, value in post.items() if key.startswith(KEPT)]
    return dict(found[:MOST_ANSWERS])


def hidden(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Answers as names and values of hidden fields."""
    return [(f"{KEPT}{key}", value) for key, value in answers.items() if value]


def screen_of(
    name: str, answers: Mapping[str, str], *, form: QuestionForm | None = None, problem: str = "", status: int = 200
) -> Screen:
    """A screen to show."""
    return Screen(name, answers, form or QuestionForm(questions_of(name, answers), answers=answers), problem, status)


def cannot(answers: Mapping[str, str], problem: Exception) -> Screen:
    """The first screen again, with the sentence that says what cannot be; every answer is still there."""
    return screen_of(FIRST, answers, problem=str(problem), status=WRONG)


def walked(post: Mapping[str, str]) -> Screen | dict[str, str]:
    """After a screen was handed in: the next one, the same with what is wrong, or all answers when it was the last.

    `again` asks for the same screen with what was typed: the page in another language.
    """
    answers, name = travelling(post), post.get("screen", "")
    if name not in screens_of(answers):
        return screen_of(FIRST, answers)
    if "back" in post:
        return screen_of(_before(name, answers), answers)
    form = QuestionForm(questions_of(name, answers), post)
    if "again" in post:
        return screen_of(name, {**answers, **form.typed()})
    if not form.is_valid():
        return screen_of(name, answers, form=form, status=WRONG)
    return _after(name, {**answers, **form.answers()})


def changed(post: Mapping[str, str]) -> Screen | dict[str, str]:
    """After the result: other answers, another choice beside it, or the same with a contract that stops."""
    answers = travelling(post)
    if "change" in post:
        return screen_of(post["change"] if post["change"] in screens_of(answers) else FIRST, answers)
    if "another" in post:
        side = next((option for option in OPTIONS if option not in screens_of(answers)), OPTIONS[-1])
        return screen_of(side, {**answers, f"wants_{side}": "yes"})
    return {**answers, "stops_after": post.get("stops_after", "")[:3]}


def _after(name: str, answers: dict[str, str]) -> Screen | dict[str, str]:
    screens = screens_of(answers)
    asking = (later for later in screens[screens.index(name) + 1 :] if questions_of(later, answers))
    following = next(asking, "")
    return screen_of(following, answers) if following else answers


def _before(name: str, answers: Mapping[str, str]) -> str:
    screens = screens_of(answers)
    earlier = [before for before in screens[: screens.index(name)] if questions_of(before, answers)]
    return earlier[-1] if earlier else FIRST
