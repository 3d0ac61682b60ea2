"""Decisions that wait for a person: the outbox of a fund."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from tandem.identity.joint_committees import joint_committees
from tandem.identity.rules import FUND_OFFICER, Viewer
from tandem.kernel import dutch, mail
from tandem.kernel.models import OutgoingMail
from tandem.programmes.models import Application
from tandem.programmes.models.application import ApplicationQuerySet
from tandem.programmes.rules import states
from tandem.programmes.rules.eligibility import alternatives_for


@dataclass(frozen=True, slots=True)
class HeldDecision:
    """One decision with the mail that waits, ready to print."""

    pk: UUID
    number: str
    organisation: str
    place: str
    programme: str
    is_approved: bool
    decided_text: str
    decided_by: str
    url: str
    letter_url: str
    to_email: str
    subject: str
    body: str


def held_decisions_of(viewer: Viewer) -> ApplicationQuerySet:
    """Decided and not yet sent, oldest decision first."""
    return (
        Application.objects.filter(fund_id__in=viewer.organisation_ids(FUND_OFFICER))
        .awaiting_release()
        .order_by("decided_at", "pk")
        .select_related("organisation", "template", "decided_by")
    )


def held_rows(applications: list[Application]) -> list[HeldDecision]:
    """Rows of one page, with their mails: one query."""
    ids = [str(application.pk) for application in applications]
    held = OutgoingMail.objects.filter(
        kind=mail.DECISION, status=OutgoingMail.Status.HELD, about_type=Application._meta.label_lower, about_id__in=ids
    )
    mails = {message.about_id: message for message in held}
    return [_row(application, mails.get(str(application.pk))) for application in applications]


def _row(application: Application, message: OutgoingMail | None) -> HeldDecision:
    return HeldDecision(
        pk=application.pk, number=application.number or "", organisation=application.organisation.name,
        place=application.organisation.place, programme=application.template.title,
        is_approved=application.status == states.APPROVED, decided_text=dutch.datetime_nl(application.decided_at),
        decided_by=str(application.decided_by), url=reverse("application", args=[application.pk]),
        letter_url=reverse("application_letter", args=[application.pk]),
        to_email=message.to_email if message else "", subject=message.subject if message else "",
        body=message.body if message else "",
    )  # fmt: skip


def suggested_alternatives(application: Application) -> str:
    """Other ways to start a refusal with, one per line."""
    return "\n".join(alternatives_for(joint_committees().get(application.joint_committee)))
