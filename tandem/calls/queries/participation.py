"""The door of a call for the participation check."""

from django.urls import reverse

from tandem.calls.queries.doors import call_for
from tandem.identity.rules import Viewer
from tandem.policy_signals.participation import Subject


def participation_subject(viewer: Viewer, pk: str) -> Subject:
    """Officers write how people with experience of poverty were involved in a call."""
    row = call_for(viewer, pk)
    return Subject("call", str(row.pk), row.title, reverse("call_setup", args=[row.pk]), may_write=True)
