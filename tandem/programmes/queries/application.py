"""Applications a viewer may list, and the drafts that were left open."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, Viewer, sort_key
from tandem.programmes.models import Application
from tandem.programmes.models.application import ApplicationQuerySet
from tandem.programmes.rules import states


def applications_of(viewer: Viewer, *, search: str = "") -> ApplicationQuerySet:
    """Applications of the viewer's organisations, and (not drafts) of the viewer's funds; newest first."""
    own = Q(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    of_fund = Q(fund_id__in=viewer.organisation_ids(FUND_OFFICER)) & ~Q(status=states.DRAFT)
    return searched(Application.objects.filter(own | of_fund), search)


def searched(applications: ApplicationQuerySet, words: str) -> ApplicationQuerySet:
    """Those whose number, organisation, KBO number or place holds the words."""
    words = words.strip()
    if not words:
        return applications
    digits = "".join(filter(str.isdigit, words))
    found = Q(number__icontains=words) | Q(organisation__sort_key__contains=sort_key(words))
    found |= Q(organisation__place__icontains=words)
    if len(digits) >= 4 and not any(map(str.isalpha, words)):
        found |= Q(organisation__enterprise_number__contains=digits)
    return applications.filter(found)


def drafts_of(viewer: Viewer) -> list[tuple[UUID, str, datetime]]:
    """Drafts of the viewer's organisations: id, programme and last change, newest first."""
    mine = Application.objects.filter(
        organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT), status=states.DRAFT
    )
    return list(mine.order_by("-changed_at", "-pk").values_list("pk", "template__title", "changed_at"))
