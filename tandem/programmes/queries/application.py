"""Applications a viewer may list, and the drafts that were left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, Viewer, sort_key
from tandem.programmes.models import Application
from tandem.programmes.models.application import ApplicationQuerySet
from tandem.programmes.rules import states
from tandem.programmes.rules.application import LIST_TURNS, PUBLIC_STATE_NAMES, TAG_KINDS, status_for_applicant


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


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in the list of its organisation."""

    url: str
    number: str
    programme: str
    organisation: str
    status_text: str
    tag_kind: str
    turn_text: str
    since: date
    is_draft: bool


def list_of(viewer: Viewer, *, search: str = "") -> ApplicationQuerySet:
    """Applications of the viewer's own organisations, withdrawn drafts left out; newest first."""
    mine = Application.objects.filter(organisation_id__in=viewer.organisation_ids(ORGANISATION_CONTACT))
    mine = searched(mine.exclude(status=states.WITHDRAWN, number__isnull=True), search)
    return mine.select_related("organisation", "template").order_by("-made_at", "-pk")


def list_rows(applications: Iterable[Application]) -> list[ApplicationRow]:
    """Rows of one page. A decision shows only after it was released."""
    return [_list_row(application) for application in applications]


def _list_row(application: Application) -> ApplicationRow:
    status = status_for_applicant(application.status, is_released=application.released_at is not None)
    since = application.released_at or (application.submitted_at if status == states.SUBMITTED else None)
    return ApplicationRow(
        url=reverse("application", args=[application.pk]), number=application.number or "klad",
        programme=application.template.title, organisation=application.organisation.name,
        status_text=PUBLIC_STATE_NAMES[status], tag_kind=TAG_KINDS[status], turn_text=LIST_TURNS[status],
        since=since or application.changed_at, is_draft=status == states.DRAFT,
    )  # fmt: skip
