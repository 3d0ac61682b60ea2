"""What an addressee said, by mail: to who sent the signal, and back to the addressee as a proof."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel import mail
from tandem.kernel.dutch import date_nl
from tandem.policy_signals.models import Bundle, BundleEvent

_TOLD = {
    "acknowledge": gettext_lazy("%(who)s bevestigt dat dit signaal aankwam: «%(title)s»."),
    "answer": gettext_lazy("%(who)s gaf een antwoord op dit signaal: «%(title)s»."),
    "act": gettext_lazy("%(who)s zegt dat er iets veranderd is. Het gaat over dit signaal: «%(title)s»."),
    "not_follow": gettext_lazy("%(who)s volgt dit signaal niet: «%(title)s». Dit is de reden."),
}
_CONFIRMED = {
    "acknowledge": gettext_lazy(
        "Bedankt. Je bevestigde dat dit signaal aankwam: «%(title)s».\n"
        "We vragen een antwoord tegen %(due)s. Gebruik daarvoor de link uit de vorige mail."
    ),
    "answer": gettext_lazy("Bedankt. We kregen je antwoord op dit signaal: «%(title)s»."),
    "act": gettext_lazy("Bedankt. We noteerden wat er veranderd is na dit signaal: «%(title)s»."),
    "not_follow": gettext_lazy("We noteerden waarom je dit signaal niet volgt: «%(title)s»."),
}


def public_url(bundle: Bundle) -> str:
    """The page that everybody can read."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('structural_signal', args=[bundle.pk])}"


def tell_sender(bundle: Bundle, event: BundleEvent) -> None:
    """The policy worker who sent it reads what was said; nobody when that person has no address."""
    worker = bundle.sent_by
    if worker is None or not worker.email:
        return
    facts = {"who": event.actor, "title": bundle.title}
    mail.write_mail(
        key=f"signal-said:{event.pk}", kind=mail.NOTICE, to_email=worker.email, to_name=str(worker), to_person=worker,
        subject=_("Signaal %(number)s: %(state)s") % {"number": bundle.number, "state": bundle.get_state_display()},
        body=_joined(_TOLD[event.act] % facts, event.words, _("Lees het hier: %(url)s") % {"url": public_url(bundle)}),
        at=event.at, by=None, about=bundle,
    )  # fmt: skip


def confirm_to_addressee(bundle: Bundle, event: BundleEvent) -> None:
    """Proof of what was said and when. The secret link is not in it."""
    if bundle.addressee is None:
        return
    facts = {"title": bundle.title, "due": date_nl(bundle.due_on)}
    mail.write_mail(
        key=f"signal-confirmed:{event.pk}", kind=mail.NOTICE, to_email=bundle.addressee.email,
        to_name=bundle.addressee.contact_name or bundle.addressee.name,
        subject=_("Genoteerd: signaal %(number)s") % {"number": bundle.number},
        body=_joined(_CONFIRMED[event.act] % facts, event.words,
                     _("Iedereen kan dit lezen op deze bladzijde: %(url)s") % {"url": public_url(bundle)}),
        at=event.at, by=None, about=bundle,
    )  # fmt: skip


def _joined(*parts: object) -> str:
    return "\n\n".join(str(part) for part in parts if str(part))
