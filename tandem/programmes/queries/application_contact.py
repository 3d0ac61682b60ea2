"""How to reach the provider: shown to an organisation only after a released approval (seed 000)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.programmes.models import Application
from tandem.programmes.queries.doors import is_released_approval

if TYPE_CHECKING:
    from tandem.identity.models import Organisation


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Name, e-mail, phone, site and address of a provider."""

    name: str
    email: str
    phone: str
    website: str
    address: str

    def pairs(self) -> list[tuple[str, str]]:
        """Label and value, without what is empty."""
        found = [(_("E-mail"), self.email), (_("Telefoon"), self.phone), (_("Website"), self.website),
                 (_("Adres"), self.address)]  # fmt: skip
        return [(label, value) for label, value in found if value]


def contact_of(provider: Organisation) -> ContactFacts:
    """For the letter and the mail of an approval; pages use `released_contact`."""
    town = f"{provider.postal_code} {provider.place}".strip()
    address = ", ".join(filter(None, [provider.street, town]))
    return ContactFacts(provider.name, provider.email, provider.phone, provider.website, address)


def paying_fund(application: Application) -> Organisation:
    """The fund of a sent application; the database demands one."""
    if application.fund is None:
        raise ValueError("a sent application without fund")
    return application.fund


def chosen_provider(application: Application) -> Organisation:
    """The provider of an approved application."""
    if application.provider is None:
        raise ValueError("an approved application without provider")
    return application.provider


def released_contact(application: Application) -> ContactFacts | None:
    """The provider's contact data, when the approval was released; None before, and after a refusal."""
    return contact_of(chosen_provider(application)) if is_released_approval(application) else None
