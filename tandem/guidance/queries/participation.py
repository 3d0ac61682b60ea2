"""The door of a local partnership for the participation check."""

from django.urls import reverse

from tandem.guidance.queries.partnership import partnership_for
from tandem.identity.rules import Viewer
from tandem.kernel import clock
from tandem.policy_signals.participation import Subject


def participation_subject(viewer: Viewer, pk: str) -> Subject:
    """Who looks after the partnership writes how people were involved in it."""
    found = partnership_for(viewer, pk, on=clock.today())
    return Subject("partnership", str(found.pk), found.name, reverse("partnership", args=[found.pk]), may_write=True)
