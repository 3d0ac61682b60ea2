"""Agreements in a talk: first the earlier ones, each with an answer; only then a new one (guidance.md 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import write
from tandem.guidance.models import AgreementAnswer, FileItem, Talk
from tandem.guidance.queries.agreement import earlier_agreements, unanswered
from tandem.guidance.queries.doors import Place
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.talk import EarlierAnswer, NewAgreement
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotAgree(Refusal):
    """What was agreed before comes first."""


@transaction.atomic
def answer_earlier(
    place: Place, talk: Talk, answers: Iterable[EarlierAnswer], *, by: Person, at: datetime
) -> list[AgreementAnswer]:  # fmt: skip
    """Store "nog altijd zo" or "liever anders" of the person. An answer that was given stays as it is."""
    wanted = {given.agreement_id: given for given in answers}
    kept = []
    for agreement in unanswered(place, talk, among=wanted):
        given = wanted[agreement.pk]
        answer = AgreementAnswer.add(
            file=place.file, made_at=at, made_by=by, is_by_client=True, agreement=agreement, talk=talk, answer=given.answer,
            words=given.words,
        )  # fmt: skip
        if given.answer == "otherwise":
            agreement.let_go_at = at
            agreement.save(update_fields=["let_go_at"])
        audit.record("agreement.answer", agreement, by=by, at=at, file=place.file.pk, answer=given.answer)
        kept.append(answer)
    return kept


@transaction.atomic
def agree_in_talk(place: Place, talk: Talk, new: NewAgreement, *, by: Person, at: datetime) -> FileItem:
    """A new agreement, through the pen: said together it counts, else it is a proposal."""
    open_rows = unanswered(place, talk)
    if open_rows:
        first = earlier_agreements(place, talk).index(open_rows[0]) + 1
        raise CannotAgree(
            Problem(
                _("Kijk eerst samen naar wat jullie vroeger afspraken. Bij afspraak %(first)s staat nog geen antwoord.")
                % {"first": first},
                f"still_{open_rows[0].pk.hex}",
            )
        )
    pk = key_in(place.file.pk, "agreement", new.key) if new.key else None
    writing = Writing("agreement", new.words, {"talk_id": str(talk.pk)})
    return write(place, writing, by=by, at=at, how=new.how, pk=pk)
