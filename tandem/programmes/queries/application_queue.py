"""The fund's queue: rows ready to print, longest waiting first; the same rows as CSV lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DurationField, ExpressionWrapper, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from tandem.identity.rules import FUND_OFFICER, Viewer, enterprise_number_text
from tandem.kernel import dutch
from tandem.programmes.models import Application, ProgrammeTemplate, Turn
from tandem.programmes.models.application import ApplicationQuerySet
from tandem.programmes.queries.application import searched
from tandem.programmes.rules import application_queue as rules
from tandem.programmes.rules import states
from tandem.programmes.rules.application import TAG_KINDS


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One application as the fund's list prints it."""

    pk: UUID
    url: str
    number: str
    organisation: str
    enterprise_number: str
    place: str
    province: str
    programme: str
    status_text: str
    tag_kind: str
    waited_text: str
    waited_days: int
    submitted_text: str
    decided_text: str


CSV_HEADER = ("Nummer", "Organisatie", "Ondernemingsnummer", "Plaats", "Provincie", "Programma", "Stand",
              "Ingediend op", "Dagen bij het fonds", "Beslist op")  # fmt: skip


def programmes_of_queue() -> dict[str, str]:
    """Code and title of every programme, for the filter."""
    rows = ProgrammeTemplate.objects.exclude(status="draft").order_by("code", "version").values_list("code", "title")
    return dict(sorted(dict(rows).items(), key=lambda pair: pair[1]))


def queue_of(
    viewer: Viewer, *, at: datetime, search: str = "", state: str = rules.WAITING, programme: str = "",
    province: str = "", order: str = rules.LONGEST,
) -> ApplicationQuerySet:  # fmt: skip
    """Applications of the viewer's funds, filtered; `waited` is the time they lay with the fund."""
    rows = Application.objects.filter(
        fund_id__in=viewer.organisation_ids(FUND_OFFICER), status__in=rules.STATUSES[state], submitted_at__isnull=False
    )
    if state == rules.TO_SEND:
        rows = rows.filter(released_at__isnull=True)
    if programme:
        rows = rows.filter(template__code=programme)
    if province:
        rows = rows.filter(organisation__province=province)
    rows = searched(rows, search).annotate(waited=_time_at_fund(at)).select_related("organisation", "template")
    rows = rows.defer("eligibility", "template__definition")  # large, and no list shows them
    return rows.order_by("-waited", "pk") if order == rules.LONGEST else rows.order_by("-submitted_at", "-pk")


def _time_at_fund(at: datetime) -> Coalesce:
    """Terms pause while the fund waits: only the fund's own turns count."""
    lasted = ExpressionWrapper(Coalesce(F("ended_at"), Value(at)) - F("began_at"), output_field=DurationField())
    turns = Turn.objects.filter(application=OuterRef("pk"), side="fund").order_by().values("application")
    return Coalesce(Subquery(turns.annotate(total=Sum(lasted)).values("total")), Value(timedelta(0)))


def queue_rows(applications: Sequence[Application]) -> list[QueueRow]:
    """Rows of one page."""
    return [_row(application) for application in applications]


def _row(application: Application) -> QueueRow:
    organisation = application.organisation
    days = max(application.waited.days, 0)  # type: ignore[attr-defined]  # annotated by `queue_of`
    return QueueRow(
        pk=application.pk, url=reverse("application", args=[application.pk]), number=application.number or "",
        organisation=organisation.name, enterprise_number=enterprise_number_text(organisation.enterprise_number or ""),
        place=organisation.place, province=organisation.province, programme=application.template.title,
        status_text=fund_status_text(application), tag_kind=TAG_KINDS[application.status],
        waited_text=rules.waited_text(days), waited_days=days, submitted_text=dutch.date_short(application.submitted_at),
        decided_text=dutch.date_short(application.decided_at),
    )  # fmt: skip


def fund_status_text(application: Application) -> str:
    """The state in words, with whether the letter still lies here."""
    name = states.APPLICATION_STATE_NAMES[application.status]
    is_held = application.decided_at is not None and application.released_at is None
    return f"{name}, nog niet verstuurd" if is_held else name


def queue_lines(applications: ApplicationQuerySet) -> Iterator[list[object]]:
    """The rows of a filtered queue as CSV lines, read in portions."""
    for application in applications.iterator(chunk_size=500):
        row = _row(application)
        yield [row.number, row.organisation, row.enterprise_number, row.place, row.province, row.programme,
               row.status_text, row.submitted_text, row.waited_days, row.decided_text]  # fmt: skip
