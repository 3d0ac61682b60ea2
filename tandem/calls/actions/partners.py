"""Partners of a project, and people of partners who write along."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.calls.models import Editor, Submission, SubmissionPartner
from tandem.calls.rules.writing import may_write
from tandem.identity.queries import memberships_on
from tandem.identity.queries.organisation import organisation_with_number
from tandem.identity.queries.person import person_with_email
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person

MOST_PARTNERS, MOST_EDITORS = 60, 30


class CannotJoin(Refusal):
    """The partner stands there already, or this person cannot write along."""


@transaction.atomic
def add_partner(
    submission: Submission, *, name: str, enterprise_number: str = "", part: str = "", by: Person | None, at: datetime
) -> SubmissionPartner:
    """One more partner; an organisation that Tandem knows is recognised by its number."""
    row = _locked(submission, at=at)
    known = organisation_with_number(enterprise_number) if enterprise_number else None
    _refuse_doubles(row, name, enterprise_number)
    partner = SubmissionPartner.objects.create(
        submission=row, organisation=known, name=known.name if known else name.strip(), enterprise_number=enterprise_number,
        part=part.strip(), added_at=at,
    )  # fmt: skip
    audit.record("submission.add_partner", row, by=by, at=at, partner=partner.pk, is_known=known is not None)
    return partner


@transaction.atomic
def remove_partner(submission: Submission, partner: SubmissionPartner, *, by: Person | None, at: datetime) -> None:
    """Take a partner off the project; people who write along for it stay until they are taken off too."""
    row = _locked(submission, at=at)
    if row.partners.filter(pk=partner.pk).delete()[0]:
        audit.record("submission.remove_partner", row, by=by, at=at, partner=partner.pk)


@transaction.atomic
def add_editor(submission: Submission, *, email: str, by: Person, at: datetime) -> Editor:
    """Somebody of a partner writes along from now on. Only people with a login in a partner that Tandem knows."""
    row = _locked(submission, at=at)
    person = _person_of_partner(row, email, at=at)
    editor, is_new = Editor.objects.get_or_create(
        submission=row, person=person, defaults={"added_at": at, "added_by": by}
    )
    if not is_new:
        raise CannotJoin(Problem(_("Deze persoon schrijft al mee."), "email"))
    if row.editors.count() > MOST_EDITORS:
        raise CannotJoin(
            Problem(_("Er schrijven al %(n)s mensen mee. Haal er eerst iemand af.") % {"n": MOST_EDITORS}, "email")
        )
    audit.record("submission.add_editor", row, by=by, at=at, person=person.pk)
    return editor


@transaction.atomic
def remove_editor(submission: Submission, editor: Editor, *, by: Person, at: datetime) -> None:
    """This person no longer sees or writes the project; what he wrote stays."""
    row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if row.editors.filter(pk=editor.pk).delete()[0]:
        audit.record("submission.remove_editor", row, by=by, at=at, person=editor.person_id)


def _locked(submission: Submission, *, at: datetime) -> Submission:
    row = (
        Submission.objects.select_for_update(of=("self",)).select_related("call", "organisation").get(pk=submission.pk)
    )
    if not may_write(row.state, row.call, at, page_was_open=True):
        raise CannotJoin(_("De oproep is gesloten. Aan dit project verandert niets meer."))
    Submission.objects.filter(pk=row.pk).update(changed_at=at)
    return row


def _refuse_doubles(row: Submission, name: str, number: str) -> None:
    if number and number == row.organisation.enterprise_number:
        raise CannotJoin(Problem(_("Dat is de organisatie die indient. Ze staat er al bij."), "enterprise_number"))
    standing = list(row.partners.all())
    if number and any(one.enterprise_number == number for one in standing):
        raise CannotJoin(Problem(_("Een partner met dit nummer staat er al."), "enterprise_number"))
    names = {one.name.casefold() for one in standing} | {row.organisation.name.casefold()}
    if " ".join(name.split()).casefold() in names:
        raise CannotJoin(Problem(_("Deze partner staat er al."), "name"))
    if len(standing) >= MOST_PARTNERS:
        raise CannotJoin(_("Een project heeft hoogstens %(n)s partners.") % {"n": MOST_PARTNERS})


def _person_of_partner(row: Submission, email: str, *, at: datetime) -> Person:
    """One answer for everybody who cannot write along: nobody learns here who has a login."""
    person = person_with_email(email)
    known = set(row.partners.filter(organisation__isnull=False).values_list("organisation_id", flat=True))
    homes = {one.organisation_id for one in memberships_on(person.pk, on=clock.local(at).date())} if person else set()
    if row.organisation_id in homes:
        raise CannotJoin(Problem(_("Deze persoon werkt bij jullie organisatie en kan al meeschrijven."), "email"))
    if person is None or not person.is_active or not homes & known:
        raise CannotJoin(Problem(
            _("Bij jullie partners is er geen login met dit adres. Zet de partner eerst op de lijst, met zijn ondernemingsnummer. "
              "Heeft die persoon nog geen login? Vraag de partner om hem uit te nodigen via de pagina van de organisatie."),
            "email",
        ))  # fmt: skip
    return person
