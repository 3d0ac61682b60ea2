"""The living world of the example, as far as the pages need it: every state once, and some rows that it does not have."""

import io
import re
from datetime import timedelta

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from PIL import Image

from tandem.example.world.loading import load_world
from tandem.example.world.stories import stories
from tandem.identity import rules as roles
from tandem.identity.actions.invitation import invite_member
from tandem.identity.models import Membership
from tandem.kernel import access, clock
from tandem.kernel.documents.uploads import check_upload
from tandem.kernel.models import OutgoingMail
from tandem.sessions.actions.attendance_scans import take_in_scan
from tandem.sessions.actions.evaluation import keep_evaluation_scans
from tandem.sessions.models import EvaluationForm
from tests.programmes.factories import shipped_template

SEED = 2026
TOLD = frozenset({
    "draft_check", "draft_group", "waiting_for_long", "asked_twice", "approved_not_released", "refused_not_released",
    "refused", "withdrawn", "no_duo", "duo_declined", "dates_from_organisation", "dates_from_provider",
    "confirmed_not_reported", "session_today", "list_on_paper", "list_not_closed", "list_corrected", "plan_together",
    "cancelled", "phase_to_decide", "paused", "stopped", "few_answers", "settlement_open", "settlement_claimed",
    "settlement_questioned", "settlement_accepted", "settled_and_visited",
})  # fmt: skip


def fill() -> None:
    """Committed, by the real actions."""
    told = {story.__name__: story for story in stories()}
    assert told.keys() >= TOLD, TOLD - told.keys()
    load_world(seed=SEED, today=clock.today(), say=lambda line: None, chosen=[told[n] for n in told if n in TOLD])
    with access.as_system():
        invite_somebody()
        send_photos()
        secure_administrator()
        copy_programme()


def invite_somebody() -> None:
    """One invitation that waits, and one that nobody opened in time."""
    contact = first_member(roles.ORGANISATION_CONTACT)
    for number, days_ago in enumerate([1, 30]):
        invite_member(
            organisation=contact.organisation, email=f"gast{number}@voorbeeld.test", name="", secrecy_regime="none",
            role=roles.ORGANISATION_CONTACT, by=contact.person, at=clock.now() - timedelta(days=days_ago),
        )  # fmt: skip


def send_photos() -> None:
    """A photo without a readable code, where a person says where it belongs; and a photo of an evaluation on paper."""
    trainer = first_member(roles.TRAINER)
    photo = io.BytesIO()
    Image.new("RGB", (800, 600), "linen").save(photo, "JPEG")
    size = photo.tell()
    photo.seek(0)
    upload = check_upload(photo, name="lijst.jpg", size=size, limit=settings.UPLOAD_LIMIT_BYTES)
    take_in_scan(upload, sessions=[], by=trainer.person, at=clock.now())
    evaluation = EvaluationForm.objects.filter(completed_at__isnull=True).order_by("-opened_at").first()
    keep_evaluation_scans(
        evaluation, uploads=[upload], by=first_member(roles.ORGANISATION_CONTACT).person, at=clock.now()
    )


def secure_administrator() -> None:
    """Somebody with a password, an app and recovery codes."""
    person = first_member(roles.ADMINISTRATOR).person
    person.set_password("vier gewone woorden samen")
    person.save()
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)


def copy_programme() -> None:
    """A draft of a programme that somebody edits."""
    shipped = shipped_template()
    shipped.pk, shipped.version, shipped.status, shipped.published_at = None, 99, "draft", None
    shipped.save(force_insert=True)


def first_member(role: str) -> Membership:
    """The first of this role."""
    return Membership.objects.select_related("person", "organisation").filter(role=role).order_by("pk").first()


def invitation_tokens() -> dict[str, str]:
    """The secret of each link that was mailed, and what became of it."""
    mails = OutgoingMail.objects.filter(to_email__startswith="gast").order_by("made_at")
    found = [re.search(r"/uitnodiging/([^/\s]+)/", mail.body) for mail in mails]
    return {match[1]: f"invitation {number}" for number, match in enumerate(found) if match}
