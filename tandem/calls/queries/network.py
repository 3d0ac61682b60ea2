"""Networks in a list: filters, figures per network, and how long nobody heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.urls import reverse

from tandem.calls.models import (
    Network,
    NetworkMunicipality,
    NetworkNote,
    NetworkSignal,
    Practice,
    RequestNetwork,
    SupportNeed,
)
from tandem.calls.queries.doors import is_coordinator, is_promoter, networks_of
from tandem.calls.rules import vocabulary
from tandem.calls.rules.network import FORGOTTEN_AFTER_WEEKS, Silence, municipality_names, silence, wave_text
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT, SUPPORT_COORDINATOR, Viewer
from tandem.kernel import access
from tandem.kernel.clock import BRUSSELS
from tandem.kernel.pages import paginate

READERS = (SUPPORT_COORDINATOR, CALL_OFFICER, ORGANISATION_CONTACT)
COORDINATOR_TAGS = {"to_recruit": "yellow", "recruiting": "blue", "started": "green"}
CSV_HEADER = ("Netwerk", "Organisatie", "Provincie", "Gemeenten", "Start", "Einde", "Stand", "Coördinator", "Sinds",
              "Open noden", "Opgenomen", "Beantwoord", "Ondersteuning gehouden", "Laatst gehoord", "Volgend contact",
              "Signalen", "Praktijken")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; unknown values look for nothing."""

    words: str = ""
    area: str = ""
    wave: str = ""  # 2026-12
    coordinator: str = ""
    only_forgotten: bool = False

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Sought:
        """From the address of the page."""
        return cls(
            words=asked.get("zoek", "").replace("\0", "").strip()[:100],
            area=asked.get("streek", "") if asked.get("streek", "") in vocabulary.AREAS else "",
            wave=asked.get("golf", "") if _month(asked.get("golf", "")) else "",
            coordinator=asked.get("coordinator", "")
            if asked.get("coordinator", "") in vocabulary.COORDINATOR_STATES
            else "",
            only_forgotten="vergeten" in asked,
        )

    @property
    def is_anything(self) -> bool:
        """Whether the list is filtered at all."""
        return self != Sought()


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network of a list, ready to print. `silence.is_forgotten`: somebody calls."""

    network: Any
    url: str
    area: str
    wave: str
    coordinator: str
    coordinator_tag: str
    places: str
    silence: Silence
    is_promise_late: bool


def may_tell(viewer: Viewer, network: Network) -> bool:
    """Who writes needs and practices: the promoter and the coordinators of the support."""
    return is_promoter(viewer, network) or is_coordinator(viewer)


def may_make(viewer: Viewer) -> bool:
    """Who makes, starts and ends a network by hand."""
    return viewer.has_role(SUPPORT_COORDINATOR, CALL_OFFICER)


def followed(rows: QuerySet[Network], *, on: date) -> QuerySet[Any]:
    """With figures; longest silent first, networks that start later or ended last. Read it `access.as_system()`:
    sessions are visible to their own organisations only, and here they are counted."""
    return rows.select_related("organisation").prefetch_related("municipalities").annotate(
        needs_open=_counted(SupportNeed.objects.filter(state="open")),
        needs_planned=_counted(SupportNeed.objects.filter(state="planned")),
        needs_met=_counted(SupportNeed.objects.filter(state="met")),
        sessions_held=_counted(RequestNetwork.objects.filter(request__state="held")),
        signals_sent=_counted(NetworkSignal.objects.all()),
        practices_told=_counted(Practice.objects.all()),
        last_contact=_latest(NetworkNote.objects.filter(contacted_on__lte=on), "contacted_on"),
        next_contact=Subquery(NetworkNote.objects.filter(network=OuterRef("pk")).values("next_contact_on")[:1]),
        last_session=TruncDate(_latest(RequestNetwork.objects.filter(
            request__state="held", request__series__sessions__status="held"), "request__series__sessions__starts_at"),
            tzinfo=BRUSSELS),
        last_heard=Greatest("starts_on", Coalesce("last_contact", "starts_on"), Coalesce("last_session", "starts_on"),
                            output_field=DateField()),
        place_in_line=Case(When(state="ended", then=Value(2)), When(starts_on__gt=on, then=Value(1)), default=Value(0),
                           output_field=IntegerField()),
    ).order_by("place_in_line", "last_heard", "name", "pk")  # fmt: skip


def sought_networks(viewer: Viewer, sought: Sought, *, on: date) -> QuerySet[Any]:
    """Networks the viewer may see and looks for, with figures."""
    rows = _filtered(followed(networks_of(viewer), on=on), sought, on=on)
    if not sought.only_forgotten:
        return rows
    return rows.filter(place_in_line=0, last_heard__lte=on - timedelta(weeks=FORGOTTEN_AFTER_WEEKS))


def network_page(rows: QuerySet[Network], number: object, *, per_page: int = 50) -> Page[Network]:
    """One page of `followed`, read."""
    with access.as_system():
        page = paginate(rows, number, per_page=per_page)
        page.object_list = list(page.object_list)
    return page


def read(rows: QuerySet[Network]) -> list[Any]:
    """All of `followed`: some hundreds at most."""
    with access.as_system():
        return list(rows)


def network_rows(rows: Iterable[Any], *, on: date) -> list[NetworkRow]:
    """Rows of `followed`."""
    names = municipality_names(on)
    return [_row(row, names, on) for row in rows]


def csv_lines(rows: QuerySet[Network], *, on: date, tells_contacts: bool) -> Iterator[tuple[object, ...]]:
    """Everything of the list; when somebody called is for who follows the networks."""
    for each in network_rows(read(rows), on=on):
        row = each.network
        contacts = (each.silence.since or "", row.next_contact or "") if tells_contacts else ("", "")
        yield (row.name, str(row.organisation), each.area, each.places, row.starts_on, row.ends_on or "",
               row.get_state_display(), each.coordinator, row.coordinator_since or "", row.needs_open, row.needs_planned,
               row.needs_met, row.sessions_held, *contacts, row.signals_sent, row.practices_told)  # fmt: skip


def waves(rows: QuerySet[Network]) -> list[tuple[str, str]]:
    """Months in which networks start."""
    return [(f"{month:%Y-%m}", wave_text(month)) for month in rows.order_by().dates("starts_on", "month")]


def places_of(network: Network, *, on: date) -> list[str]:
    """Names of its municipalities."""
    names = municipality_names(on)
    return sorted(names.get(place.nis_code, place.nis_code) for place in network.municipalities.all())


def in_municipality(words: str, *, on: date) -> Exists:
    """Works in a municipality of this name, or part of it."""
    wanted = words.casefold()
    codes = [code for code, name in municipality_names(on).items() if wanted in name.casefold()]
    return Exists(NetworkMunicipality.objects.filter(network=OuterRef("pk"), nis_code__in=codes))


def _filtered(rows: QuerySet[Any], sought: Sought, *, on: date) -> QuerySet[Any]:
    if sought.words:
        by_name = Q(name__icontains=sought.words) | Q(organisation__name__icontains=sought.words)
        rows = rows.filter(by_name | Q(in_municipality(sought.words, on=on)))
    if sought.area:
        rows = rows.filter(area=sought.area)
    if sought.coordinator:
        rows = rows.filter(coordinator_state=sought.coordinator)
    month = _month(sought.wave)
    return rows.filter(starts_on__year=month[0], starts_on__month=month[1]) if month else rows


def _month(text: str) -> tuple[int, int] | None:
    year, _, month = text.partition("-")
    if not (len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()):
        return None
    return (int(year), int(month)) if 1 <= int(month) <= 12 and int(year) > 0 else None


def _row(row: Any, names: Mapping[str, str], on: date) -> NetworkRow:
    quiet = silence(state=row.state, starts_on=row.starts_on, last=row.last_heard, on=on)
    late = bool(row.next_contact and row.next_contact < on and row.state != "ended")
    return NetworkRow(
        network=row, url=reverse("ally_network", args=[row.pk]), area=vocabulary.AREAS[row.area], wave=wave_text(row.starts_on),
        coordinator=row.get_coordinator_state_display(), coordinator_tag=COORDINATOR_TAGS[row.coordinator_state],
        places=", ".join(sorted(names.get(place.nis_code, place.nis_code) for place in row.municipalities.all())),
        silence=quiet, is_promise_late=late,
    )  # fmt: skip


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows a network has."""
    counts = rows.filter(network=OuterRef("pk")).order_by().values("network").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def _latest(rows: QuerySet[Any], field: str) -> Subquery:
    latest = (
        rows.filter(network=OuterRef("pk")).order_by().values("network").annotate(latest=Max(field)).values("latest")
    )
    return Subquery(latest)
