"""A planner asks somebody to carry more; only a yes of that person changes it. Nobody says why not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import audit, mail
from tandem.kernel.refusal import Problem, Refusal
from tandem.planning.actions.asking_mail import address
from tandem.planning.models import Capacity, LimitQuestion
from tandem.planning.rules import limits

if TYPE_CHECKING:
    from tandem.identity.models import Organisation, Person
    from tandem.sessions.models import Series


class CannotAskMore(Refusal):
    """This cannot be asked of this person."""


class CannotAnswerLimit(Refusal):
    """There is nothing to answer any more."""


@transaction.atomic
def ask_limit(
    person: Person, *, provider: Organisation, limit: str, value: int, series: Series | None = None, by: Person, at: datetime
) -> LimitQuestion:  # fmt: skip
    """Ask whether somebody will carry more than they said, once per limit at a time. They get a mail."""
    now = getattr(Capacity.objects.filter(person=person).first() or Capacity(), limit)
    CannotAskMore.if_any(_lacks(person, limit, value, now))
    row = LimitQuestion.objects.create(
        person=person, provider=provider, series=series, limit=limit, value=value, asked_at=at, asked_by=by
    )
    audit.record("limit.ask", row, by=by, at=at, person=person.pk, limit=limit)
    _mail(row, person, "ask", _("Wil je iets meer doen?"), _(
        "%(planner)s vraagt je of dit kan: %(wish)s.\nNu staat er: %(now)s.\n\n"
        "Jij kiest. Een reden hoeft niet. Zeg ja of neen:\n%(url)s"
    ) % {"planner": by, "wish": limits.sentence(limit, value), "now": limits.sentence(limit, now),
         "url": address("limit_answer", row.pk)}, at=at)  # fmt: skip
    return row


@transaction.atomic
def answer_limit(question: LimitQuestion, *, agrees: bool, by: Person, at: datetime) -> LimitQuestion:
    """The person says yes or no. Yes writes the new limit, as that person: the database refuses anybody else."""
    row = LimitQuestion.objects.select_for_update(of=("self",)).select_related("person", "asked_by").get(pk=question.pk)
    if by.pk != row.person_id:
        raise CannotAnswerLimit(_("Deze vraag is niet aan jou gesteld."))
    if row.answer:
        raise CannotAnswerLimit(_("Je gaf al een antwoord. Je grenzen kan je altijd zelf aanpassen."))
    row.answer, row.answered_at = ("yes" if agrees else "no"), at
    row.save(update_fields=["answer", "answered_at"])
    audit.record("limit.answer", row, by=by, at=at, person=row.person_id, limit=row.limit, agrees=agrees)
    if agrees:
        _write(row, at=at)
    _tell(row, at=at)
    return row


def _lacks(person: Person, limit: str, value: int, now: int | None) -> list[Problem]:
    asked = LimitQuestion.objects.filter(person=person, limit=limit, answer="").exists()
    lowest, highest = limits.RANGES[limit]
    checks = (
        (not asked, "limit", _("Deze vraag loopt al. Wacht op het antwoord.")),
        (limits.is_possible(limit, value), "value",
         _("Kies een getal van %(lowest)s tot %(highest)s.") % {"lowest": lowest, "highest": highest}),
        (limits.asks_more(limit, value, now), "value",
         _("Dit mag nu al: %(now)s. Vraag het alleen als je meer nodig hebt.") % {"now": limits.sentence(limit, now)}),
    )  # fmt: skip
    return [Problem(text, field) for is_good, field, text in checks if not is_good][:1]


def _write(row: LimitQuestion, *, at: datetime) -> None:
    """What was said in the meantime may be more already; then it stays."""
    held = Capacity.objects.select_for_update(of=("self",)).filter(person_id=row.person_id).first()
    capacity = held or Capacity(person_id=row.person_id)
    if limits.asks_more(row.limit, row.value, getattr(capacity, row.limit)):
        setattr(capacity, row.limit, row.value)
        capacity.changed_at = at
        capacity.version += 1 if held else 0
        capacity.save()


def _tell(row: LimitQuestion, *, at: datetime) -> None:
    answer = _("ja") if row.answer == "yes" else _("neen")
    _mail(row, row.asked_by, "answer", _("%(person)s zei %(answer)s") % {"person": row.person, "answer": answer}, _(
        "Je vroeg aan %(person)s: %(wish)s.\nHet antwoord is %(answer)s. Vraag niet waarom."
    ) % {"person": row.person, "wish": limits.sentence(row.limit, row.value), "answer": answer}, at=at)  # fmt: skip


def _mail(row: LimitQuestion, to: Person, what: str, subject: str, body: str, *, at: datetime) -> None:
    if to.email:
        mail.write_mail(
            key=f"limit-{what}:{row.pk}", kind=mail.NOTICE, to_email=to.email, to_name=str(to), to_person=to, subject=subject,
            body=_("Dag %(name)s\n\n%(body)s\n") % {"name": to.first_name, "body": body}, at=at, by=row.asked_by, about=row,
        )  # fmt: skip
