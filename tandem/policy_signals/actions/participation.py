"""Write how people with experience of poverty were involved in a phase. What stood there before is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Problem
from tandem.policy_signals.models import ParticipationCheck
from tandem.policy_signals.participation import Subject
from tandem.policy_signals.rules.vocabulary import PARTICIPATION_PHASES, RUNGS

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotCheck(Conflict):
    """Somebody wrote at the same moment, or the phase or rung is unknown."""


@transaction.atomic
def check_participation(
    subject: Subject, *, phase: str, rung: str, words: str, by: Person, at: datetime
) -> ParticipationCheck:  # fmt: skip
    """The phase now stands on this rung, and how. Raises CannotCheck."""
    CannotCheck.if_any(_problems(phase, rung, words))
    standing = ParticipationCheck.objects.select_for_update(of=("self",)).filter(
        subject_kind=subject.kind, subject_id=subject.pk, phase=phase, replaced_at__isnull=True
    )
    for earlier in standing:
        ParticipationCheck.objects.filter(pk=earlier.pk).update(replaced_at=at)
    try:
        with transaction.atomic():
            made = ParticipationCheck.objects.create(
                subject_kind=subject.kind, subject_id=subject.pk, phase=phase, rung=rung, words=words.strip(), made_at=at,
                made_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise CannotCheck("Iemand vulde deze fase net ook in. Bekijk de pagina opnieuw.") from error
    audit.record("participation.check", made, by=by, at=at, of=subject.kind, of_id=subject.pk, phase=phase, rung=rung)
    return made


def _problems(phase: str, rung: str, words: str) -> list[Problem]:
    checks = (
        ("phase", phase in PARTICIPATION_PHASES, "Kies een fase."),
        ("rung", rung in RUNGS, "Kies een trede."),
        (
            "words",
            bool(words.strip()),
            "Schrijf kort hoe mensen meededen. Bijvoorbeeld: twee keer samen rond de tafel.",
        ),
    )
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]
