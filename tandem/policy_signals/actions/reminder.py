"""Remind an addressee of an answer that is late. Never the people who gave the signal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.kernel import access, audit, clock, mail
from tandem.kernel.dutch import date_nl
from tandem.policy_signals.actions.answer_link import new_link
from tandem.policy_signals.models import Addressee, Bundle, BundleEvent
from tandem.policy_signals.rules.overdue import is_overdue, is_reminder_due
from tandem.policy_signals.rules.states import OPEN_STATES

REMIND = "remind"


def remind_addressees(*, at: datetime) -> int:
    """Everybody whose answer is late and who heard nothing for a fortnight; how many were mailed."""
    with access.as_system():
        late = Bundle.objects.filter(state__in=OPEN_STATES, due_on__lt=clock.local(at).date())
        waiting = list(late.order_by("number").values_list("pk", flat=True))
    return sum(_remind(pk, at=at) for pk in waiting)


@transaction.atomic
def _remind(pk: UUID, *, at: datetime) -> bool:
    """One mail with a new link, when it is still late and time for it. An addressee that stopped is left alone."""
    with access.as_system():
        bundle = Bundle.objects.select_for_update(of=("self",)).select_related("addressee").get(pk=pk)
        if not _is_due(bundle, at):
            return False
        token = new_link(bundle)
        bundle.version += 1
        bundle.save(update_fields=["token_hash", "version"])
        BundleEvent.objects.create(bundle=bundle, at=at, actor=str(bundle.addressee), act=REMIND, is_public=True)
        audit.record("bundle.remind", bundle, by=None, at=at)
        if bundle.addressee is not None:
            _mail(bundle, bundle.addressee, token, at=at)
    return True


def _is_due(bundle: Bundle, at: datetime) -> bool:
    if bundle.addressee is None or bundle.addressee.ended_on is not None:
        return False
    # A signal that was sent again starts anew.
    reminders = BundleEvent.objects.filter(bundle=bundle, act=REMIND, at__gte=bundle.sent_at)
    last = reminders.aggregate(last=Max("at"))["last"]
    return is_overdue(bundle.state, bundle.due_on, clock.local(at).date()) and is_reminder_due(last, at)


def _mail(bundle: Bundle, addressee: Addressee, token: str, *, at: datetime) -> None:
    facts = {"bundle": bundle, "due": date_nl(bundle.due_on),
             "link": f"{settings.SITE_URL.rstrip('/')}{reverse('bundle_answer', args=[token])}"}  # fmt: skip
    mail.write_mail(
        key=f"signal-reminder:{bundle.token_hash}", kind=mail.LOGIN, to_email=addressee.email,
        to_name=addressee.contact_name or addressee.name,
        subject=_("We wachten nog op je antwoord: {title}").format(title=bundle.title),
        body=render_to_string("policy_signals/mail/bundle_remind.txt", facts), at=at, by=None, about=bundle,
    )  # fmt: skip
