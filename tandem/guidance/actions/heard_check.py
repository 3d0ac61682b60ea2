"""The heard-check: a code after each talk, one answer, for the person alone unless they show it (guidance.md 3)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tandem.guidance.models import AgendaPoint, HeardAnswer, HeardCheck, HeardCount, NetworkMember, Talk
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.heard_check import (
    ALPHABET,
    CODE_LENGTH,
    PAPER,
    is_expired,
    is_low,
    quarter_of,
)
from tandem.guidance.rules.pen import length_problems
from tandem.guidance.rules.vocabulary import FACES, HEARD_QUESTIONS, HEARD_WAYS
from tandem.kernel import access, audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotAnswerCheck(Refusal):
    """The code is used or over, or nothing was answered."""


class CannotEnterPaper(Refusal):
    """Whoever walks along with the person does not type over what they wrote."""


class CannotShowAnswer(Refusal):
    """It is another person's answer, or there is none."""


def open_heard_check(place: Place, talk: Talk, *, by: Person, at: datetime) -> HeardCheck:
    """Give the talk its code."""
    code = "".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH))
    check = HeardCheck(file=place.file, made_at=at, made_by=by, talk=talk, code=code)
    check.save(force_insert=True)
    audit.record("heard_check.open", check, by=by, at=at, file=place.file.pk)
    return check


@transaction.atomic
def answer_heard_check(
    check: HeardCheck,
    *,
    answers: Mapping[str, int],
    words: str,
    may_guide_see: bool,
    way: str,
    by: Person | None,
    at: datetime,
) -> None:
    """One answer per talk. For the person alone, unless they tick that their guide may see it."""
    CannotAnswerCheck.if_any(answer_problems(answers, words))
    with access.as_system():
        check = _open(check, at=at)
        HeardAnswer.add(
            file=check.file, made_at=at, made_by=None, is_by_client=True, is_mine_only=not may_guide_see, check_of=check,
            answers=dict(answers), words=words.strip(),
        )  # fmt: skip
        check.way, check.answered_at = way if way in HEARD_WAYS else "", at
        check.save(update_fields=["way", "answered_at"])
        if is_low(answers):
            _come_back_to_it(check, at=at)
        _count(check, answers, at=at)
        audit.record("heard_check.answer", check, by=by, at=at, file=check.file_id, way=check.way)


@transaction.atomic
def enter_paper(
    check: HeardCheck, *, answers: Mapping[str, int], words: str, may_guide_see: bool, by: Person, at: datetime
) -> None:
    """A colleague types over a paper slip; never somebody who walks along with this person."""
    with access.as_system():
        walks_along = NetworkMember.objects.filter(file=check.file_id, person=by, state="active").exists()
        if walks_along or by.pk in {check.talk.made_by_id, check.file.opened_by_id}:
            raise CannotEnterPaper(_("Jij gaat mee op weg met deze persoon. Geef het strookje aan een collega."))
    answer_heard_check(
        check, answers=answers, words=words, may_guide_see=may_guide_see, way=PAPER, by=by, at=at
    )  # fmt: skip


@transaction.atomic
def show_heard_answer(place: Place, talk: Talk, *, is_shown: bool, by: Person, at: datetime) -> HeardAnswer:
    """The person lets the guide read it after all, or no longer: it holds at once."""
    answer = parts(place, HeardAnswer).select_for_update(of=("self",)).filter(check_of__talk=talk).first()
    if answer is None or not place.is_owner:
        raise CannotShowAnswer(_("Alleen wie antwoordde, kiest wie het leest."))
    answer.is_mine_only = not is_shown
    answer.save(update_fields=["is_mine_only"])
    audit.record("heard_check.show", answer, by=by, at=at, file=place.file.pk, is_shown=is_shown)
    return answer


def answer_problems(answers: Mapping[str, int], words: str) -> list[Problem]:
    """Own questions and faces only; something must be said."""
    if not answers and not words.strip():
        return [Problem(_("Kies bij één zin een gezicht, of schrijf iets."))]
    if not set(answers) <= set(HEARD_QUESTIONS) or not set(answers.values()) <= set(FACES):
        return [Problem(_("Kies een van de gezichten."))]
    return length_problems(words)


def _open(check: HeardCheck, *, at: datetime) -> HeardCheck:
    current = HeardCheck.objects.select_for_update(of=("self",)).select_related("file", "talk").get(pk=check.pk)
    if current.answered_at is not None:
        raise CannotAnswerCheck(_("Bij dit gesprek kwam al een antwoord. Je hoeft niets meer te doen."))
    if is_expired(current.made_at, at=at):
        raise CannotAnswerCheck(_("Deze code werkt niet meer. Vraag je gids om een nieuw gesprek, of zeg het zo."))
    return current


def _come_back_to_it(check: HeardCheck, *, at: datetime) -> None:
    """A point for the next talk, without what was answered."""
    AgendaPoint.add(
        file=check.file, made_at=at, is_by_client=True, words=_("Gehoord worden: hier kom je op terug."),
        comes_from="heard_check", raised_in=check.talk,
    )  # fmt: skip


def _count(check: HeardCheck, answers: Mapping[str, int], *, at: datetime) -> None:
    """The answers once more without person, file or day, for figures of the organisation; words are not in it."""
    organisation_id = _organisation_of(check)
    if organisation_id is None or not answers:
        return
    token = salted_hmac("tandem.heard-count", f"{organisation_id}:{check.file_id}", algorithm="sha256").hexdigest()
    HeardCount.objects.create(
        organisation_id=organisation_id, quarter=quarter_of(clock.local(at).date()), reader_token=token,
        answers=dict(answers),
    )  # fmt: skip


def _organisation_of(check: HeardCheck) -> int | None:
    members = NetworkMember.objects.filter(file=check.file_id, person=check.talk.made_by_id, organisation__isnull=False)
    return members.order_by("-pk").values_list("organisation_id", flat=True).first() or check.file.opened_for_id
