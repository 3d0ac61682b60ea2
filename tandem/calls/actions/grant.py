"""A grant from contract to closing (seed 002: 2 to 3 years, then good practices are kept)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.calls.actions.network import make_network, start_network
from tandem.calls.models import BudgetLine, Call, Decision, Grant, Instalment, Network, Report
from tandem.calls.queries.grant import closing_facts, contract_facts, to_offer
from tandem.calls.rules import grant as rules
from tandem.calls.rules.definition import BUDGET
from tandem.calls.rules.network import Partner
from tandem.calls.rules.states import GRANT, NETWORK
from tandem.identity.queries import members_with_role
from tandem.identity.rules import CALL_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import access, audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.mail import NOTICE, write_mail
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.calls.models import Submission
    from tandem.identity.models import Person
    from tandem.kernel.documents.uploads import CheckedUpload


class CannotOffer(Refusal):
    """A contract can be offered once the decisions are announced."""


class CannotSign(Refusal):
    """The contract cannot be signed like this."""


class CannotClose(Refusal):
    """Something is still open."""


@transaction.atomic
def offer_contracts(call: Call, *, by: Person | None, at: datetime) -> list[Grant]:
    """A grant for every chosen project that has none yet: budget, instalments, reports, contract and network."""
    if call.state != "announced":
        raise CannotOffer(_("Maak de beslissingen eerst bekend. Daarna bied je de contracten aan."))
    return [_offer(decision, by=by, at=at) for decision in to_offer(call)]


def _offer(decision: Decision, *, by: Person | None, at: datetime) -> Grant:
    row, granted = decision.submission, {kind: Decimal(amount) for kind, amount in decision.grant.items()}
    starts_on = _first_day(row.call, decision.wave, clock.local(at).date())
    grant = Grant.objects.create(
        submission=row, organisation_id=row.organisation_id, administration_id=row.call.administration_id, title=row.title,
        wave=decision.wave, starts_on=starts_on, ends_on=_last_day(starts_on, row.months or row.call.least_months), made_at=at,
    )  # fmt: skip
    answers = row.handed_in.answers if row.handed_in else {}
    write_lines(grant, rules.lines_from(answers.get(BUDGET) or [], granted))
    _plan(grant, granted)
    audit.record("grant.offer", grant, by=by, at=at, wave=decision.wave or 0)
    _make_network(grant, by=by, at=at)
    tell(grant, ORGANISATION_CONTACT, "offered", _("Je contract staat klaar: %(title)s"),
         _("Kijk het contract na. Laad daarna het getekende contract op."), by=by, at=at)  # fmt: skip
    return grant


def _first_day(call: Call, wave: int | None, today: date) -> date:
    """The day the wave starts, else the first start of the call."""
    found = call.envelopes.filter(year=wave, starts_on__isnull=False).values_list("starts_on", flat=True).first()
    return found or call.first_start_on or today


def _last_day(starts_on: date, months: int) -> date:
    years, rest = divmod(months, 12)
    month = starts_on.month + rest
    end = rules.year_later(starts_on.replace(day=min(starts_on.day, 28)), years + (month - 1) // 12)
    return end.replace(month=(month - 1) % 12 + 1) - timedelta(days=1)


def write_lines(grant: Grant, lines: Iterable[rules.Line]) -> None:
    """The budget as it holds from now on."""
    grant.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(grant=grant, position=place, label=line.label, kind=line.kind, amount_eur=line.amount)
        for place, line in enumerate(lines, 1)
    )


def _plan(grant: Grant, granted: dict[str, Decimal]) -> None:
    years = rules.periods(grant.starts_on, grant.ends_on)
    reports = {
        (place, kind): Report.objects.create(
            grant=grant, kind=kind, period_from=year.starts_on, period_to=year.ends_on, due_on=year.due_on, is_final=year.is_final
        )
        for place, year in enumerate(years, 1) for kind in ("content", "finance")
    }  # fmt: skip
    planned = [part for kind, amount in granted.items() if amount for part in rules.parts(kind, amount, years)]
    Instalment.objects.bulk_create(
        Instalment(grant=grant, position=place, kind=part.kind, amount_eur=part.amount, due_on=part.due_on,
                   after_report=reports.get((part.after, "finance")))
        for place, part in enumerate(sorted(planned, key=lambda part: (part.due_on, part.kind)), 1)
    )  # fmt: skip


def _make_network(grant: Grant, *, by: Person | None, at: datetime) -> Network:
    row = grant.submission
    partners = [Partner(one.name, one.part, one.organisation_id) for one in row.partners.all()]
    answers = row.handed_in.answers if row.handed_in else {}
    return make_network(
        grant, organisation=grant.organisation, name=grant.title, area=row.area, starts_on=grant.starts_on, ends_on=grant.ends_on,
        municipalities=[row.nis_code] if row.nis_code else [], partners=partners, by=by, at=at,
        about=str(answers.get("summary", ""))[:1000],
    )  # fmt: skip


def contract_pdf(grant: Grant) -> bytes:
    """The contract as it is offered now, made anew from what stands in the file."""
    return render_pdf("kernel/report.typ", contract_facts(grant))


@transaction.atomic
def sign_contract(
    grant: Grant, upload: CheckedUpload, *, signed_on: date, signed_by: str, version: int, by: Person, at: datetime
) -> Grant:
    """The signed contract comes in: the project runs, and the offered text is kept beside it."""
    row = locked(grant, version=version)
    state = next_state(GRANT, "sign", row.state)
    if signed_on > clock.local(at).date():
        raise CannotSign(Problem(_("Deze dag ligt in de toekomst. Kies de dag van de handtekening."), "signed_on"))
    row.contract = storage.store(contract_pdf(row), kind="contract", name=f"contract-{row.submission.number}.pdf",
                                 content_type="application/pdf", by=by, at=at)  # fmt: skip
    row.signed_contract = storage.store(upload.content, kind="signed_contract", name=upload.clean_name,
                                        content_type=upload.content_type, by=by, at=at)  # fmt: skip
    row.state, row.signed_on, row.signed_by = state, signed_on, signed_by.strip()
    _save(row, "contract", "signed_contract", "state", "signed_on", "signed_by")
    network = Network.objects.filter(grant=row, state="starting").first()
    if network is not None:
        start_network(network, by=by, at=at)
    audit.record("grant.sign", row, by=by, at=at)
    tell(row, CALL_OFFICER, "signed", _("Contract getekend: %(title)s"), _("De eerste schijf kan nu."), by=by, at=at)
    return row


@transaction.atomic
def stop_grant(grant: Grant, *, reason: str, version: int, by: Person, at: datetime) -> Grant:
    """The project ends early. What was paid stays paid; instalments that were not approved fall away."""
    row = locked(grant, version=version)
    state = next_state(GRANT, "stop", row.state)
    if not reason.strip():
        raise CannotClose(Problem(_("Schrijf waarom het project stopt. De organisatie leest dat."), "reason"))
    row.state, row.stop_reason = state, reason.strip()[:1000]
    _save(row, "state", "stop_reason")
    row.instalments.filter(state__in=["planned", "proposed"]).delete()
    row.reports.filter(state="due", due_on__gt=clock.local(at).date() + rules.REPORT_AFTER).delete()
    audit.record("grant.stop", row, by=by, at=at)
    tell(row, ORGANISATION_CONTACT, "stopped", _("Je project stopt: %(title)s"), row.stop_reason, by=by, at=at)
    return row


@transaction.atomic
def drop_offered(submission: Submission, *, by: Person, at: datetime) -> None:
    """The project was withdrawn before the contract came back: nothing is owed, and its network never starts."""
    row = Grant.objects.select_for_update(of=("self",)).filter(submission=submission, state="offered").first()
    if row is None:
        return
    row.state, row.stop_reason = next_state(GRANT, "stop", row.state), _("Het project is ingetrokken.")
    _save(row, "state", "stop_reason")
    with access.as_system():  # the organisation itself writes no instalments
        row.instalments.all().delete()
        row.reports.all().delete()
    Network.objects.filter(grant=row, state="starting").update(
        state=next_state(NETWORK, "end", "starting"), version=F("version") + 1
    )
    audit.record("grant.drop_offered", row, by=by, at=at)


@transaction.atomic
def start_closing(grant: Grant, *, by: Person, at: datetime) -> Grant:
    """The last months: what remains?"""
    row = locked(grant)
    row.state = next_state(GRANT, "start_closing", row.state)
    _save(row, "state")
    audit.record("grant.start_closing", row, by=by, at=at)
    tell(row, ORGANISATION_CONTACT, "closing", _("Wat blijft er? %(title)s"),
         _("Vertel wat werkte, en wie ermee verdergaat."), by=by, at=at)  # fmt: skip
    return row


@transaction.atomic
def tell_what_remains(grant: Grant, words: str, *, version: int, by: Person, at: datetime) -> Grant:
    """In the organisation's own words; may be changed until the project is closed."""
    row = locked(grant, version=version)
    if row.state not in ("running", "closing"):
        raise CannotClose(_("Dit project loopt niet meer."))
    row.closing_words = words.strip()
    _save(row, "closing_words")
    audit.record("grant.tell_what_remains", row, by=by, at=at)
    return row


@transaction.atomic
def close_grant(grant: Grant, *, by: Person, at: datetime) -> Grant:
    """All reports approved, all money paid, and somebody said what remains."""
    row = locked(grant)
    state = next_state(GRANT, "close", row.state)
    CannotClose.if_any(rules.closing_problems(**closing_facts(row), words=row.closing_words))
    row.state, row.closed_at = state, at
    _save(row, "state", "closed_at")
    audit.record("grant.close", row, by=by, at=at)
    return row


def locked(grant: Grant, *, version: int | None = None) -> Grant:
    """The grant as it stands now; Conflict when somebody changed it since `version`."""
    rows = Grant.objects.select_for_update(of=("self",)).select_related(
        "submission__call", "organisation", "administration"
    )
    row = rows.get(pk=grant.pk)
    if version is not None and row.version != version:
        raise Conflict(_("Iemand veranderde dit dossier terwijl jij bezig was. Kijk na wat er nu staat."), current=row)
    return row


def tell(grant: Grant, role: str, what: str, subject: str, words: str, *, by: Person | None, at: datetime) -> None:
    """A mail to the organisation or to the officers; `what` makes the key, so that telling twice is telling once."""
    home = grant.organisation_id if role == ORGANISATION_CONTACT else grant.administration_id
    url = f"{settings.SITE_URL}{reverse('grant', args=[grant.pk])}"
    for member in members_with_role(home, role, on=clock.local(at).date()):
        if member.person.email:
            write_mail(
                key=f"grant:{grant.pk}:{what}:{member.person_id}", kind=NOTICE, to_email=member.person.email,
                to_name=str(member.person), to_person=member.person, subject=subject % {"title": grant.title},
                body=_("Dag %(name)s,\n\n%(words)s\n\n%(url)s") % {"name": member.person.first_name, "words": words, "url": url},
                at=at, by=by, about=grant,
            )  # fmt: skip


def _save(row: Grant, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def raise_version(grant: Grant) -> None:
    """Something of the file changed beside the row itself."""
    Grant.objects.filter(pk=grant.pk).update(version=F("version") + 1)
