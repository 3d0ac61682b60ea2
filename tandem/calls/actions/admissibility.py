"""An officer finds projects admissible or not; the letter waits until a person releases it; then the jury may begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from tandem.calls.models import AdmissibilityCheck, Call, HandedIn, Submission
from tandem.calls.queries.admissibility import latest_check, letters_about, unchecked_and_clear
from tandem.calls.queries.handing_in import LETTER
from tandem.calls.rules import admissibility as rules
from tandem.calls.rules.handing_in import columns, is_over
from tandem.calls.rules.states import CALL, SUBMISSION
from tandem.identity.queries import members_with_role
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import audit, clock, mail
from tandem.kernel.models import OutgoingMail
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person

UNDECIDED = ("published", "judging")


class CannotCheck(Refusal):
    """Too early, too late, or without a reason."""


class CheckedByOther(Conflict):
    """A colleague decided meanwhile: `current` is that decision."""

    current: AdmissibilityCheck


class CannotJudge(Refusal):
    """The call still takes projects, or has none."""


@transaction.atomic
def check_admissibility(
    submission: Submission, *, is_admissible: bool, seen: int | None, by: Person, at: datetime,
    reasons: Iterable[str] = (), words: str = "",
) -> AdmissibilityCheck:  # fmt: skip
    """Keep what was decided. `seen` is the decision the page showed; Conflict when there is a newer one."""
    row = _locked(submission)
    _may_check(row, at)
    before = latest_check(row)
    if before is not None and before.pk != seen:
        raise CheckedByOther(_("Een collega besliste al over dit project. Kijk na wat er nu staat."), current=before)
    chosen = [] if is_admissible else [key for key in rules.REASONS if key in set(reasons)]
    problems = rules.problems(is_admissible=is_admissible, reasons=chosen, words=words)
    CannotCheck.if_any(Problem(text, field) for field, text in problems.items())
    check = AdmissibilityCheck.objects.create(
        submission=row, is_admissible=is_admissible, reasons=chosen, words=words.strip()[:2000], at=at, by=by
    )
    _move(row, is_admissible=is_admissible)
    audit.record("submission.check", row, by=by, at=at, is_admissible=is_admissible, reasons=chosen, check=check.pk)
    _write_letters(row, check, by=by, at=at)
    return check


@transaction.atomic
def admit_clear(call: Call, *, by: Person, at: datetime) -> int:
    """Find admissible what is in order by itself and nobody looked at yet. How many there were."""
    current = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if current.state not in UNDECIDED or not is_over(current, at):
        raise CannotCheck(_("Dat kan pas nadat de oproep gesloten is, en tot de jury besliste."))
    list(
        _judged(current).order_by("pk").select_for_update(of=("self",)).values_list("pk")
    )  # a colleague may be at one now
    found = unchecked_and_clear(current)
    AdmissibilityCheck.objects.bulk_create(
        AdmissibilityCheck(submission_id=pk, is_admissible=True, at=at, by=by) for pk in found
    )
    if found:
        audit.record("call.admit_clear", current, by=by, at=at, projects=[str(pk) for pk in found])
    return len(found)


@transaction.atomic
def release_letters(submission: Submission, *, by: Person, at: datetime) -> int:
    """The second click: the letters leave. How many there were."""
    row = _locked(submission)
    held = list(letters_about(row).filter(status=OutgoingMail.Status.HELD))
    if row.state != "inadmissible" or not held:
        raise CannotCheck(_("Er wacht geen brief over dit project."))
    for letter in held:
        mail.release_mail(letter, at=at)
    audit.record("submission.release_letter", row, by=by, at=at, letters=len(held))
    return len(held)


@transaction.atomic
def start_judging(call: Call, *, by: Person, at: datetime) -> Call:
    """Nothing comes in any more: the jury begins. What was changed and not handed in again is not judged."""
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    state = next_state(CALL, "judge", row.state)
    if not is_over(row, at):
        raise CannotJudge(_("De oproep is nog open. De jury begint pas na het sluiten."))
    versions = list(HandedIn.objects.filter(pk__in=_judged(row).values("handed_in")))
    if not versions:
        raise CannotJudge(_("Er is geen project om te beoordelen. Zet de oproep stop als er niets meer komt."))
    for version in versions:
        _show_handed_in(version)
    Call.objects.filter(pk=row.pk).update(state=state, version=F("version") + 1)
    audit.record("call.judge", row, by=by, at=at, projects=len(versions))
    row.refresh_from_db(fields=["state", "version"])
    return row


def _judged(call: Call) -> QuerySet[Submission]:
    return Submission.objects.filter(call=call, state="submitted", number__isnull=False)


def _show_handed_in(version: HandedIn) -> None:
    """Lists and selection look at columns: they say what was handed in, not what was typed after it."""
    wanted = columns(version.answers)
    rows = Submission.objects.filter(pk=version.submission_id)
    rows.exclude(**wanted).update(**wanted)


def _locked(submission: Submission) -> Submission:
    rows = Submission.objects.select_related("call", "organisation").select_for_update(of=("self",))
    return rows.get(pk=submission.pk)


def _may_check(row: Submission, at: datetime) -> None:
    if not is_over(row.call, at):
        raise CannotCheck(_("De oproep is nog open. Kijk projecten pas na als ze gesloten is."))
    if row.call.state not in UNDECIDED or row.state not in {"submitted", "inadmissible"}:
        raise CannotCheck(_("Dit project is ingetrokken, of er is al over beslist. Je kan dit niet meer veranderen."))


def _move(row: Submission, *, is_admissible: bool) -> None:
    if is_admissible == (row.state == "submitted"):
        return
    row.state = next_state(SUBMISSION, "admit" if is_admissible else "reject", row.state)
    row.version += 1
    row.save(update_fields=["state", "version"])


def _write_letters(row: Submission, check: AdmissibilityCheck, *, by: Person, at: datetime) -> None:
    """Letters of an earlier decision that still wait are taken back; one that left is followed by another."""
    earlier = list(letters_about(row))
    for letter in earlier:
        mail.cancel_mail(letter)
    if not check.is_admissible:
        for person in _people(row, at):
            _letter(row, check, person, by=by, at=at)
    elif any(letter.released_at for letter in earlier):
        for person in _people(row, at):
            _correction(row, check, person, by=by, at=at)


def _people(row: Submission, at: datetime) -> list[Person]:
    members = members_with_role(row.organisation_id, ORGANISATION_CONTACT, on=clock.local(at).date())
    return [member.person for member in members if member.person.email]


def _letter(row: Submission, check: AdmissibilityCheck, person: Person, *, by: Person, at: datetime) -> None:
    names = _names(row, person)
    reasons = "\n".join(f"- {rules.REASONS[key]}" for key in check.reasons)
    lines = [
        _("Beste %(name)s,") % names,
        _("Jullie dienden het project «%(title)s» in voor de oproep «%(call)s». Het nummer is %(number)s.") % names,
        _("De jury kan dit project niet beoordelen. Dit is de reden:"),
        f"{reasons}\n\n{check.words}".strip(),
        _("Klopt dit niet volgens jullie? Of heb je een vraag? Mail naar %(help)s.") % names if row.call.help_email
        else _("Klopt dit niet volgens jullie? Neem contact met ons op."),
        _("Vriendelijke groeten"), row.call.administration.name,
    ]  # fmt: skip
    mail.write_mail(
        key=f"{LETTER}:{check.pk}:{person.pk}", kind=mail.DECISION, to_email=person.email or "", to_name=str(person),
        to_person=person, subject=_("Je project %(number)s gaat niet naar de jury") % names, body="\n\n".join(lines),
        about=row, by=by, at=at, is_held=True,
    )  # fmt: skip


def _correction(row: Submission, check: AdmissibilityCheck, person: Person, *, by: Person, at: datetime) -> None:
    names = _names(row, person)
    lines = [
        _("Beste %(name)s,") % names,
        _("We keken project %(number)s, «%(title)s», opnieuw na. Het gaat toch naar de jury.") % names,
        _("Onze vorige brief geldt niet meer. Je hoeft niets te doen."),
        _("Vriendelijke groeten"), row.call.administration.name,
    ]  # fmt: skip
    mail.write_mail(
        key=f"admissible:{check.pk}:{person.pk}", kind=mail.NOTICE, to_email=person.email or "", to_name=str(person),
        to_person=person, subject=_("Je project %(number)s gaat toch naar de jury") % names, body="\n\n".join(lines),
        about=row, by=by, at=at,
    )  # fmt: skip


def _names(row: Submission, person: Person) -> dict[str, object]:
    return {"name": person.first_name, "title": row.title, "call": row.call.title, "number": row.number,
            "help": row.call.help_email}  # fmt: skip
