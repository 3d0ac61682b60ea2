"""Networks per area: for the map, for everybody, and for the two coordinators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from tandem.calls.models import Network, Practice
from tandem.calls.queries.need import open_needs_by_area
from tandem.calls.queries.network import in_municipality
from tandem.calls.queries.start_day import next_start_days
from tandem.calls.rules.network import municipality_names, wave_text
from tandem.calls.rules.vocabulary import AREAS
from tandem.kernel.dutch import date_short


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """One area: networks that have not ended, per wave, with a coordinator, and open needs."""

    key: str
    label: str
    networks: int
    started: int
    to_recruit: int
    needs_open: int
    waves: str
    start_day: str


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A network as everybody reads it: no names of people."""

    network: Any
    area: str
    wave: str
    places: str
    practices: tuple[Practice, ...]


def living() -> QuerySet[Network]:
    """Networks that have not ended."""
    return Network.objects.exclude(state="ended")


def area_figures(*, on: date) -> list[AreaFigures]:
    """All six, the most networks first. Three queries."""
    rows = living().order_by().values_list("area", "starts_on", "coordinator_state", named=True)
    return figures_of(rows, needs=open_needs_by_area(), days=next_start_days(on=on))


def figures_of(
    rows: Iterable[Any], *, needs: Mapping[str, int], days: Mapping[str, date] | None = None
) -> list[AreaFigures]:  # fmt: skip
    """The same of networks that were read already; `.area .starts_on .coordinator_state`."""
    together: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        together[row.area].append(row)
    figures = [_figures(key, together[key], needs.get(key, 0), (days or {}).get(key)) for key in AREAS]
    return sorted(figures, key=lambda area: (-area.networks, area.label))


def figures_of_read(rows: Iterable[Any]) -> list[AreaFigures]:
    """Of networks with their figures, those that ended left out; no query."""
    going = [row for row in rows if row.state != "ended"]
    needs: Counter[str] = Counter()
    for row in going:
        needs[row.area] += row.needs_open
    return figures_of(going, needs=needs)


def map_areas(figures: Iterable[AreaFigures], *, page: str = "network_list") -> list[dict[str, object]]:
    """For `<c-area-map>`: networks per area, the note tells what is open."""
    return [
        {"key": area.key, "label": area.label, "value": area.networks, "note": area.waves or "nog niemand",
         "url": f"{reverse(page)}?streek={area.key}" if area.networks else ""}
        for area in figures
    ]  # fmt: skip


def map_sentence(figures: Iterable[AreaFigures]) -> str:
    """Where most work, and where nobody does."""
    rows = list(figures)
    if not any(area.networks for area in rows):
        return "Er werkt nog nergens een netwerk."
    highest, nobody = rows[0].networks, [area.label for area in rows if not area.networks]
    most = [area.label for area in rows if area.networks == highest]
    rest = (
        f" In {_listed(nobody)} werkt er nog geen."
        if nobody
        else " Er werkt er minstens één in elke provincie en in Brussel."
    )
    return f"De meeste netwerken werken in {_listed(most)}: {'telkens ' if len(most) > 1 else ''}{highest}.{rest}"


def public_networks(*, words: str = "", area: str = "", on: date) -> QuerySet[Network]:
    """For everybody: by municipality, name or organisation."""
    rows = living().select_related("organisation").prefetch_related("municipalities")
    if area in AREAS:
        rows = rows.filter(area=area)
    if text := words.replace("\0", "").strip()[:100]:
        by_name = Q(name__icontains=text) | Q(organisation__name__icontains=text)
        rows = rows.filter(by_name | Q(in_municipality(text, on=on)))
    return rows.order_by("area", "name", "pk")


def public_rows(rows: Iterable[Network], *, on: date) -> list[PublicRow]:
    """One page of them, with what works and may be told. One query more."""
    found, names = list(rows), municipality_names(on)
    told: dict[object, list[Practice]] = defaultdict(list)
    for practice in Practice.objects.filter(network__in=found, is_public=True).exclude(state="dropped"):
        told[practice.network_id].append(practice)
    return [
        PublicRow(row, AREAS[row.area], wave_text(row.starts_on),
                  ", ".join(sorted(names.get(place.nis_code, place.nis_code) for place in row.municipalities.all())),
                  tuple(told[row.pk]))
        for row in found
    ]  # fmt: skip


def _figures(key: str, rows: list[Any], needs: int, day: date | None) -> AreaFigures:
    waves = Counter(row.starts_on.replace(day=1) for row in rows)
    states = Counter(row.coordinator_state for row in rows)
    return AreaFigures(
        key=key, label=AREAS[key], networks=len(rows), started=states["started"], to_recruit=states["to_recruit"],
        needs_open=needs, waves=", ".join(f"{count} in {wave_text(month)}" for month, count in sorted(waves.items())),
        start_day=date_short(day) if day else "",
    )  # fmt: skip


def _listed(names: list[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
