"""Grants in every state, with instalments, reports and a question about the budget."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.calls.actions.budget_change import ask_budget_change
from tandem.calls.actions.grant import offer_contracts, start_closing
from tandem.calls.models import BudgetChange, Decision, Grant, Instalment, Report, SelectionRound
from tandem.calls.queries.grant import lines_of
from tandem.calls.rules.grant import Line
from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tandem.kernel.money import euro
from tests.calls.call_factories import make_call, make_officer, make_submission, make_submitter
from tests.calls.test_grants import signed
from tests.journeys.subjects import Subject, member, one_of_each

TITLE = "Oproep met contracten"
NO_PAGE = {"grant_contract": "a file: tests/calls", "grant_report_file": "a file: tests/calls"}


def fill() -> None:
    """One contract to sign, one project that runs, one that is closing."""
    call = make_call(title=TITLE)
    officer = make_officer(call.administration)
    make_officer(call.administration)
    with access.as_system():
        stored = SelectionRound.objects.create(call=call, rule="rank", why="Zoals afgesproken.", input={}, answer={},
                                               input_sha256="a" * 64, stored_at=clock.now())  # fmt: skip
        people = [make_submitter() for _number in range(3)]
        for number, by in enumerate(people):
            row = make_submission(call, by, state="chosen", answers={"title": f"Samen aan zee {number + 1}"})
            Decision.objects.create(submission=row, round=stored, outcome="chosen", by_rule="chosen", wave=2026,
                                    grant={"werking": "120000.00"}, decided_at=clock.now())  # fmt: skip
        call.state, call.first_start_on = "announced", clock.today() - timedelta(days=400)
        call.save()
        _waiting, running, closing = offer_contracts(call, by=officer, at=clock.now())
    for grant, by in ((running, people[1]), (closing, people[2])):
        signed(grant, by)
    with access.as_system():
        _ask(Grant.objects.get(pk=running.pk))
        reports = running.reports.order_by("due_on", "kind")
        for report, state in zip(reports, ("handed_in", "returned", "approved"), strict=False):
            Report.objects.filter(pk=report.pk).update(
                state=state, question="Hoeveel ouders?" if state == "returned" else ""
            )
        for one, state in zip(running.instalments.order_by("position"), ("proposed", "planned"), strict=False):
            Instalment.objects.filter(pk=one.pk).update(state=state, proposed_at=clock.now(), proposed_by=officer)
        start_closing(closing, by=officer, at=clock.now())


def _ask(grant: Grant) -> None:
    first, *rest = lines_of(grant)
    after = [Line(first.label, first.kind, first.amount - 500), Line("Vorming", first.kind, euro(500)), *rest]
    ask_budget_change(grant, after, why="Ouders vragen vorming.", version=grant.version, by=grant.submission.made_by,
                      at=clock.now())  # fmt: skip


def people_of(grant: Grant) -> dict[str, int]:
    """An officer of the administration and somebody of the organisation."""
    return {
        roles.CALL_OFFICER: member(roles.CALL_OFFICER, organisation=grant.administration) or 0,
        roles.ORGANISATION_CONTACT: member(roles.ORGANISATION_CONTACT, organisation=grant.organisation) or 0,
    }


def _grants() -> list[Grant]:
    rows = Grant.objects.select_related("administration", "organisation").filter(submission__call__title=TITLE)
    return list(rows.order_by("title", "pk"))


def grants() -> Iterator[Subject]:
    """One in every state."""
    for state, row in one_of_each(_grants(), lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, people_of(row))


def reports() -> Iterator[Subject]:
    """One of each kind and state."""
    rows = Report.objects.filter(grant__in=_grants()).order_by("pk").select_related("grant")
    for state, row in one_of_each(rows, lambda row: f"{row.kind} {row.state}").items():
        yield Subject({"pk": row.pk, "number": 1}, state, people_of(row.grant))


def instalments() -> Iterator[Subject]:
    """One in every state."""
    rows = Instalment.objects.filter(grant__in=_grants()).order_by("pk").select_related("grant")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, people_of(row.grant))


def changes() -> Iterator[Subject]:
    """The question that waits."""
    row = BudgetChange.objects.filter(grant__in=_grants()).select_related("grant").latest("pk")
    yield Subject({"pk": row.pk}, row.state, people_of(row.grant))


SUBJECTS = {
    "subsidies/": grants,
    "subsidies/verslagen/": reports,
    "subsidies/schijven/": instalments,
    "subsidies/begroting/": changes,
}
