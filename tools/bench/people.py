"""Who looks: the invented person with the most work in each role."""

from django.db.models import Count
from django.test import Client

from tandem.identity import rules as roles
from tandem.identity.middleware import CHOSEN_MEMBERSHIP
from tandem.identity.models import Membership
from tandem.kernel import access
from tandem.programmes.models import Application, Trajectory

OWNER_OF = {roles.FUND_OFFICER: "fund_id", roles.PLANNER: "provider_id", roles.ORGANISATION_CONTACT: "organisation_id"}


def busiest(role: str) -> Membership:
    """Of the fund, provider or organisation with the most files."""
    files = Application if role == roles.FUND_OFFICER else Trajectory
    owner = OWNER_OF[role]
    with access.as_system():
        count = files.objects.exclude(**{owner: None}).values(owner).annotate(n=Count("pk")).order_by("-n", owner)
        for row in count:
            found = Membership.objects.filter(role=role, organisation_id=row[owner], valid_to__isnull=True)
            member = found.select_related("person", "organisation").order_by("pk").first()
            if member:
                return member
    raise LookupError(role)


def client_of(member: Membership) -> Client:
    """A browser in which this person works in this role."""
    client = Client()
    client.force_login(member.person)
    session = client.session
    session[CHOSEN_MEMBERSHIP] = member.pk
    session.save()
    return client
