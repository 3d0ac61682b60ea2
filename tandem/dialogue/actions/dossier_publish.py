"""Publish a dossier as a page and a PDF that stay as they are; withdraw it with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.dialogue.actions.dossier import CannotCompose, locked
from tandem.dialogue.models import Dossier, DossierEdition
from tandem.dialogue.queries.dossier import draft_of
from tandem.dialogue.rules.dossier_page import composed, lacks
from tandem.kernel import audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.refusal import Problem

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def publish(dossier: Dossier, *, by: Person, at: datetime) -> Dossier:
    """The next edition: the page is frozen and its PDF kept. Raises CannotCompose with all that lacks."""
    row = locked(dossier)
    list(row.chapters.select_for_update(of=("self",)))
    draft, day = draft_of(row), clock.local(at).date()
    CannotCompose.if_any(Problem(sentence) for sentence in lacks(draft, on=day))
    row.edition += 1
    row.published_page = composed(draft, edition=row.edition, published_on=day)
    row.document = storage.store(
        dossier_pdf(row.published_page, at=at), kind="dossier", name=f"{row.slug}-{row.edition}.pdf",
        content_type="application/pdf", by=by, at=at,
    )  # fmt: skip
    row.state, row.published_at = "published", at
    row.version += 1
    row.save()
    DossierEdition.objects.create(
        dossier=row, edition=row.edition, published_at=at, published_by=by, document=row.document
    )
    audit.record("dossier.publish", row, by=by, at=at, edition=row.edition)
    return row


@transaction.atomic
def withdraw(dossier: Dossier, *, reason: str, by: Person, at: datetime) -> Dossier:
    """No edition so far is read any more; the reason is. Raises CannotCompose."""
    row = locked(dossier)
    if row.state != "published":
        raise CannotCompose(_("Dit dossier staat niet online."))
    if not 0 < len(reason.strip()) <= 1000:
        raise CannotCompose(Problem(_("Schrijf in hoogstens 1000 tekens waarom het dossier weggaat."), "reason"))
    row.editions.filter(withdrawn_at__isnull=True).update(withdrawn_at=at, withdrawn_by=by, reason=reason.strip())
    row.state = "withdrawn"
    row.version += 1
    row.save()
    audit.record("dossier.withdraw", row, by=by, at=at, edition=row.edition)
    return row


def dossier_pdf(page: dict[str, Any], *, at: datetime) -> bytes:
    """The tagged PDF of a composed page; links to our own pages get their full address."""
    facts = [["Editie", str(page["edition"])], ["Online", f"{settings.SITE_URL}{reverse('dossiers_public')}"]]
    return render_pdf("dialogue/dossier.typ", {**page, "facts": facts, "site": settings.SITE_URL, "made_on": at})
