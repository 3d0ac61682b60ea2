"""Grants for both sides: what stands in a file, what is due, what may be paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse

from tandem.calls.models import BudgetChange, Call, Decision, Grant, Instalment, MoneyKind, Practice, Report
from tandem.calls.queries.doors import grants_of, is_officer_of
from tandem.calls.rules.definition import OWN_MEANS
from tandem.calls.rules.grant import Line
from tandem.calls.rules.vocabulary import GRANT_STATES
from tandem.identity.rules import Viewer
from tandem.kernel import clock
from tandem.kernel.dutch import date_nl
from tandem.kernel.finding import one_or_404
from tandem.kernel.money import euro, format_eur, format_plain, total

GRANT_TAGS = {"offered": "yellow", "running": "green", "closing": "blue", "closed": "grey", "stopped": "grey"}
INSTALMENT_TAGS = {"planned": "grey", "proposed": "yellow", "approved": "blue", "paid": "green"}
REPORT_TAGS = {"due": "grey", "handed_in": "yellow", "returned": "red", "approved": "green"}
PAYMENT_HEADER = (
    "project",
    "organisatie",
    "ondernemingsnummer",
    "soort",
    "bedrag",
    "mededeling",
    "vanaf",
    "stand",
    "betaald op",
)


@dataclass(frozen=True, slots=True)
class KindTotal:
    """One money kind of a grant: granted, paid."""

    title: str
    granted: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class GrantPage:
    """A file as one page shows it. `may_decide`: an officer; else somebody of the organisation."""

    grant: Grant
    tag: str
    may_decide: bool
    totals: list[KindTotal]
    lines: list[tuple[str, str, Decimal]]
    instalments: list[Instalment]
    reports: list[Report]
    changes: list[BudgetChange]
    open_change: BudgetChange | None
    network_url: str


def to_offer(call: Call) -> list[Decision]:
    """Chosen projects without a contract, in the order of their number."""
    rows = Decision.objects.filter(
        submission__call=call, outcome="chosen", submission__state="chosen", submission__grant__isnull=True
    )
    return list(rows.select_related("submission__call", "submission__handed_in").order_by("submission__number"))


def granted_of(grant: Grant) -> dict[str, Decimal]:
    """Euro per key of the money kind, as it was decided."""
    found = Decision.objects.filter(submission_id=grant.submission_id).values_list("grant", flat=True).first()
    return {kind: euro(amount) for kind, amount in (found or {}).items()}


def lines_of(grant: Grant) -> list[Line]:
    """The budget as it holds today."""
    return list(place_lines(grant).values())


def place_lines(grant: Grant) -> dict[int, Line]:
    """The same, by place."""
    return {one.position: Line(one.label, one.kind, one.amount_eur) for one in grant.budget_lines.all()}


def earlier_spent(report: Report) -> dict[int, Decimal]:
    """Per place of the budget what earlier reports on money told."""
    rows = Report.objects.filter(grant_id=report.grant_id, kind="finance", period_from__lt=report.period_from)
    found: dict[int, Decimal] = {}
    for spent in rows.values_list("spent", flat=True):
        for place, amount in spent.items():
            found[int(place)] = found.get(int(place), Decimal(0)) + Decimal(amount)
    return found


def closing_facts(grant: Grant) -> dict[str, int]:
    """What is still open before a project can be closed."""
    return {
        "open_reports": grant.reports.exclude(state="approved").count(),
        "unpaid": grant.instalments.exclude(state="paid").count(),
        "practices": Practice.objects.filter(network__grant=grant).count(),
    }


def kind_titles(grant: Grant) -> dict[str, str]:
    """Key of a money kind -> how people call it; own means included."""
    rows = MoneyKind.objects.filter(call__submissions=grant.submission_id).values_list("key", "title")
    return {**dict(rows), OWN_MEANS: "eigen middelen"}


def contract_facts(grant: Grant) -> dict[str, Any]:
    """The contract as data for kernel/report.typ."""
    row, titles, call = grant.submission, kind_titles(grant), grant.submission.call
    money = [f"{titles.get(kind, kind)}: {format_eur(amount)}" for kind, amount in granted_of(grant).items()]
    payments = [
        f"{format_eur(one.amount_eur)} ({titles.get(one.kind, one.kind).lower()}) vanaf {date_nl(one.due_on)}"
        + (", na het verslag" if one.after_report_id else "")
        for one in grant.instalments.all()
    ]
    reports = [f"{one.get_kind_display()} tegen {date_nl(one.due_on)}" for one in grant.reports.all()]
    return {
        "title": f"Contract voor project {row.number}", "made_on": clock.local(grant.made_at).date(), "subtitle": grant.title,
        "facts": [
            ["Oproep", call.title], ["Overheid", grant.administration.name], ["Organisatie", grant.organisation.name],
            ["Looptijd", f"{date_nl(grant.starts_on)} tot en met {date_nl(grant.ends_on)}"],
        ],
        "sections": [
            {"heading": "Wat de overheid geeft", "body": [{"list": money}]},
            {"heading": "Wanneer er betaald wordt", "body": [{"list": payments}]},
            {"heading": "Waarvoor het geld dient", "body": [{"list": [
                f"{line.label}: {format_eur(line.amount)} ({titles.get(line.kind, line.kind).lower()})" for line in lines_of(grant)
            ]}]},
            {"heading": "Verslagen", "body": [{"list": reports}]},
            {"heading": "Wat blijft er?", "body": [
                "Op het einde vertel je wat werkt en blijft. Je zegt ook wie het verder doet."
            ]},
            {"heading": "Handtekeningen", "body": ["Voor de overheid:", "Voor de organisatie:"]},
        ],
    }  # fmt: skip


def grant_rows(viewer: Viewer, *, state: str = "", words: str = "") -> QuerySet[Grant]:
    """Files of the viewer, with what is due first and what was paid."""
    rows = grants_of(viewer).select_related("organisation", "submission")
    rows = rows.filter(state=state) if state in GRANT_STATES else rows
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(organisation__name__icontains=word))
    return rows.annotate(
        next_report=Min("reports__due_on", filter=Q(reports__state__in=["due", "returned"])),
        to_read=Count("reports", filter=Q(reports__state="handed_in"), distinct=True),
    ).order_by(F("next_report").asc(nulls_last=True), "title", "pk")


def grant_page(viewer: Viewer, grant: Grant) -> GrantPage:
    """Eight queries."""
    titles, instalments = kind_titles(grant), list(grant.instalments.select_related("after_report"))
    changes = list(grant.budget_changes.select_related("asked_by", "decided_by"))
    network = getattr(grant, "network", None)
    return GrantPage(
        grant=grant, tag=GRANT_TAGS[grant.state], may_decide=is_officer_of(viewer, grant.administration_id),
        totals=_totals(granted_of(grant), instalments, titles), instalments=instalments, reports=list(grant.reports.all()),
        lines=[(one.label, titles.get(one.kind, one.kind), one.amount) for one in lines_of(grant)], changes=changes,
        open_change=next((one for one in changes if one.state == "asked"), None),
        network_url=reverse("ally_network", args=[network.pk]) if network else "",
    )  # fmt: skip


def _totals(granted: dict[str, Decimal], instalments: Iterable[Instalment], titles: dict[str, str]) -> list[KindTotal]:
    paid = [one for one in instalments if one.state == "paid"]
    return [
        KindTotal(titles.get(kind, kind), amount, total(one.amount_eur for one in paid if one.kind == kind))
        for kind, amount in granted.items()
    ]


def instalment_for(viewer: Viewer, pk: object) -> Instalment:
    """An instalment, for an officer; `grant` is filled in."""
    row = one_or_404(Instalment.objects.filter(grant__in=grants_of(viewer)).select_related("grant"), pk)
    if not is_officer_of(viewer, row.grant.administration_id):
        raise Http404
    return row


def report_for(viewer: Viewer, pk: object) -> Report:
    """A report, for both sides; `grant` is filled in."""
    rows = Report.objects.filter(grant__in=grants_of(viewer))
    return one_or_404(rows.select_related("grant__organisation", "grant__submission", "decided_by"), pk)


def change_for(viewer: Viewer, pk: object) -> BudgetChange:
    """A change of budget, for both sides; `grant` is filled in."""
    return one_or_404(BudgetChange.objects.filter(grant__in=grants_of(viewer)).select_related("grant"), pk)


def payments(viewer: Viewer, *, shown: str = "") -> QuerySet[Instalment]:
    """Instalments an officer works on: to sign first, what may be proposed, then the rest by day."""
    rows = Instalment.objects.filter(grant__in=grants_of(viewer)).select_related("grant__organisation", "after_report")
    if shown in INSTALMENT_TAGS:
        rows = rows.filter(state=shown)
    elif not shown:
        rows = rows.exclude(state="paid").filter(due_on__lte=clock.today())
    return rows.order_by("due_on", "grant__title", "position", "pk")


def payment_lines(rows: Iterable[Instalment]) -> Iterable[tuple[object, ...]]:
    """For a spreadsheet."""
    for one in rows:
        yield (
            one.grant.title, one.grant.organisation.name, one.grant.organisation.enterprise_number or "", one.kind,
            format_plain(one.amount_eur), one.communication.strip("+"), _iso(one.due_on), one.get_state_display(),
            _iso(one.paid_on),
        )  # fmt: skip


def paid_so_far(viewer: Viewer) -> Decimal:
    """Everything that was paid, of the files the viewer sees."""
    found = Instalment.objects.filter(grant__in=grants_of(viewer), state="paid").aggregate(sum=Sum("amount_eur"))
    return found["sum"] or Decimal(0)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
