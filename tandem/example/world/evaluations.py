"""Participants tell what they thought, in their own language; the organisation rounds it off."""

from random import Random
from uuid import UUID

from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import evaluations as texts
from tandem.sessions.actions.evaluation import complete_evaluation, enter_answers, give_answers, open_evaluation
from tandem.sessions.evaluation_questions import PAIR, SCALE, questions_of

LANGUAGES = ("nl", "nl", "fr", "nl", "en", "nl", "nl", "fr")


def evaluate(dossier: Dossier, *, answers: int, on_paper: int = 0, is_complete: bool = True) -> Dossier:
    """The link opens; so many people answer by phone and on paper."""
    form = open_evaluation(dossier.series, by=dossier.trainer, at=dossier.later())
    random = dossier.world.random(dossier.home.number, dossier.application.made_at, "evaluation")
    for number in range(answers):
        language = LANGUAGES[number % len(LANGUAGES)]
        give_answers(
            form, language=language, answers=_answers(random, form.question_set, language),
            nonce=UUID(int=random.getrandbits(128), version=4), at=dossier.later(number % 3),
        )  # fmt: skip
    for _ in range(on_paper):
        enter_answers(
            form, language="nl", answers=_answers(random, form.question_set, "nl"), by=dossier.contact,
            nonce=UUID(int=random.getrandbits(128), version=4), at=dossier.later(),
        )  # fmt: skip
    if is_complete:
        complete_evaluation(dossier.series, by=dossier.contact, at=dossier.later(2))
    return dossier


def _answers(random: Random, question_set: str, language: str) -> dict[str, object]:
    """Most people see more than before; not everybody writes something."""
    answers: dict[str, object] = {}
    for question in questions_of(question_set, PAIR):
        before = random.choice((1, 2, 2, 3, 3, 4))
        after = min(5, before + random.choice((0, 1, 1, 2)))
        answers |= dict(zip(question.fields, (before, after), strict=True))
    for question in questions_of(question_set, SCALE):
        answers[question.key] = random.choice((3, 4, 4, 5, 5))
    for key, choices in (("different", texts.DIFFERENT), ("good", texts.GOOD), ("less_good", texts.LESS_GOOD)):
        if random.random() < 0.7:
            answers[key] = random.choice(choices[language])
    return answers
