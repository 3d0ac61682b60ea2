"""What everybody may know of a decided call: chosen projects with their names and money. Refused ones are never named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from tandem.calls.models import Call, Decision
from tandem.calls.rules.vocabulary import AREAS
from tandem.identity.places import municipalities
from tandem.kernel import access, clock
from tandem.kernel.dutch import whole_euros
from tandem.kernel.finding import one_or_404

ANNOUNCED = ("announced", "closed")
CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class ChosenProject:
    """One chosen project as everybody may read it."""

    number: int
    title: str
    organisation: str
    enterprise_number: str
    municipality: str
    nis_code: str
    area: str
    summary: str
    wave: int | None
    amount: Decimal
    decided_on: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its label."""

    key: str
    label: str
    value: int
    note: str
    url: str = ""


def results_call_for(pk: object) -> Call:
    """A call whose decisions are public."""
    return one_or_404(Call.objects.filter(state__in=ANNOUNCED).select_related("administration"), pk)


def chosen_projects(call: Call) -> list[ChosenProject]:
    """Only what is chosen now: who withdrew is gone, who came from the waiting list is there. One query."""
    rows = Decision.objects.filter(
        submission__call=call, round__replaced_at__isnull=True, outcome="chosen", submission__state="chosen"
    )
    with access.as_system():
        found = list(
            rows.select_related("submission__organisation", "submission__handed_in").order_by("submission__title", "pk")
        )
    places = {day: municipalities(on=day) for day in {clock.local(row.decided_at).date() for row in found}}
    return [_project(row, places[clock.local(row.decided_at).date()]) for row in found]


def matching(projects: Iterable[ChosenProject], *, words: str = "", area: str = "") -> list[ChosenProject]:
    """Those with these words in title, organisation, municipality or summary."""
    wanted = words.casefold().split()
    return [
        one for one in projects
        if (not area or one.area == area)
        and all(word in f"{one.title} {one.organisation} {one.municipality} {one.summary}".casefold() for word in wanted)
    ]  # fmt: skip


def figures_per_area(projects: Sequence[ChosenProject], address: str) -> list[Figure]:
    """Numbers and money per province and Brussels, also where nothing was chosen."""
    counted = Counter(one.area for one in projects)
    money = _sums((one.area, one.amount) for one in projects)
    return [
        Figure(key, label, counted[key], whole_euros(money.get(key, Decimal(0))), f"{address}?gebied={key}")
        for key, label in AREAS.items()
    ]  # fmt: skip


def figures_per_wave(projects: Sequence[ChosenProject]) -> list[Figure]:
    """Numbers and money per start year."""
    counted = Counter(one.wave for one in projects)
    money = _sums((one.wave, one.amount) for one in projects)
    return [
        Figure(str(wave or ""), str(wave or "–"), counted[wave], whole_euros(money[wave]))
        for wave in sorted(counted, key=lambda wave: wave or 0)
    ]


def csv_lines(projects: Iterable[ChosenProject]) -> tuple[list[str], list[list[object]]]:
    """Header and lines of the download."""
    header = [
        "Nummer",
        "Project",
        "Organisatie",
        "Ondernemingsnummer",
        "Gemeente",
        "Gebied",
        "Golf",
        "Bedrag",
        "Beslist op",
    ]
    lines: list[list[object]] = [
        [one.number, one.title, one.organisation, one.enterprise_number, one.municipality, AREAS.get(one.area, ""),
         one.wave or "", f"{one.amount:.2f}".replace(".", ","), one.decided_on.isoformat()]
        for one in projects
    ]  # fmt: skip
    return header, lines


def open_grants(call: Call, projects: Iterable[ChosenProject]) -> dict[str, Any]:
    """The same in the shape of 360Giving. The identifiers are our own: no publisher prefix was registered."""
    return {"grants": [_grant(call, one) for one in projects]}


def _grant(call: Call, one: ChosenProject) -> dict[str, Any]:
    grant: dict[str, Any] = {
        "id": f"tandem-{call.pk}-{one.number}",
        "title": one.title,
        "description": one.summary or one.title,
        "currency": CURRENCY,
        "amountAwarded": int(one.amount) if one.amount == int(one.amount) else float(one.amount),
        "awardDate": one.decided_on.isoformat(),
        "recipientOrganization": [_organisation(one.enterprise_number, one.organisation)],
        "fundingOrganization": [_organisation(call.administration.enterprise_number or "", call.administration.name)],
        "grantProgramme": [{"code": str(call.pk), "title": call.title, "url": _address(call)}],
    }
    place = {"name": one.municipality or AREAS.get(one.area, ""), "countryCode": "BE"}
    if one.municipality:
        place |= {"geoCode": one.nis_code, "geoCodeType": "NIS"}
    return {**grant, "beneficiaryLocation": [place]}


def _organisation(enterprise_number: str, name: str) -> dict[str, str]:
    key = f"BE-BCE_KBO-{enterprise_number}" if enterprise_number else f"tandem-{name}"
    return {"id": key, "name": name}


def _address(call: Call) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('call_results', args=[call.pk])}"


def _sums(pairs: Iterable[tuple[Any, Decimal]]) -> dict[Any, Decimal]:
    found: dict[Any, Decimal] = {}
    for key, amount in pairs:
        found[key] = found.get(key, Decimal(0)) + amount
    return found


def _project(row: Decision, places: dict[str, str]) -> ChosenProject:
    submission = row.submission
    answers = submission.handed_in.answers if submission.handed_in else {}
    return ChosenProject(
        number=submission.number or 0, title=submission.title, organisation=submission.organisation.name,
        enterprise_number=submission.organisation.enterprise_number or "",
        municipality=places.get(submission.nis_code, ""), nis_code=submission.nis_code, area=submission.area,
        summary=str(answers.get("summary") or ""), wave=row.wave,
        amount=sum((Decimal(text) for text in row.grant.values()), Decimal(0)),
        decided_on=clock.local(row.decided_at).date(),
    )  # fmt: skip
