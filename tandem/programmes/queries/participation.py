"""The door of a programme template for the participation check."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from tandem.identity.rules import ADMINISTRATOR, FUND_OFFICER, Viewer
from tandem.policy_signals.participation import Subject
from tandem.programmes.models import ProgrammeTemplate


def participation_subject(viewer: Viewer, pk: str) -> Subject:
    """Staff of funds and administrators write how people were involved in a programme."""
    if not viewer.has_role(FUND_OFFICER, ADMINISTRATOR):
        raise Http404
    try:
        row = ProgrammeTemplate.objects.get(pk=pk)
    except (ProgrammeTemplate.DoesNotExist, ValidationError) as error:
        raise Http404 from error
    return Subject("template", str(row.pk), row.title, reverse("template", args=[row.pk]), may_write=True)
