"""A call whose jury compares rules, one on the board, one decided and one announced, with a place that came free."""

from collections.abc import Iterator

from tandem.calls.actions.announcement import announce_call, release_letters
from tandem.calls.actions.decision import fill_waiting_list, finish_selection
from tandem.calls.actions.selection import store_rule
from tandem.calls.models import Call, Decision, Submission
from tandem.calls.queries.announcement import unreleased
from tandem.calls.queries.selection_input import call_facts, input_of
from tandem.calls.queries.selection_sitting import sitting_of
from tandem.calls.rules.decision import digest_of
from tandem.identity import rules as roles
from tandem.identity.models import Organisation, Person
from tandem.kernel import clock
from tests.calls.call_factories import make_administration, make_juror, make_officer, make_submitter
from tests.calls.selection_factories import judged_call
from tests.journeys.subjects import Subject, member, one_of_each

TITLE = "Oproep met te weinig geld"


def fill() -> None:
    """Four calls of one administration, each one step further, with the same writer."""
    home, writer = make_administration(), make_submitter(first_name="Selma", last_name="Appelhof")
    officer = make_officer(home)
    compared = judged_call(7, by=writer, administration=home, title=TITLE, limits={"limburg": 2})
    make_juror(compared)
    _stored(home, officer, writer)
    decided = _finished(_stored(home, officer, writer), officer)
    announced = _finished(_stored(home, officer, writer), officer)
    release_letters(announced, unreleased(announced)[:2], by=officer, at=clock.now())
    announce_call(announced, by=officer, at=clock.now())
    for call in (decided, announced):
        row = Decision.objects.filter(submission__call=call, outcome="chosen").order_by("submission__number").first()
        Submission.objects.filter(pk=row.submission_id).update(state="withdrawn", withdrawn_at=clock.now())


def _stored(home: Organisation, officer: Person, writer: Person) -> Call:
    call = judged_call(8, by=writer, administration=home, title=TITLE)
    seen = digest_of(input_of(call_facts(call)))
    store_rule(call, rule="rank", why="De jury volgt haar rangschikking.", seen=seen, by=officer, at=clock.now())
    return call


def _finished(call: Call, officer: Person) -> Call:
    for act, facts in ((fill_waiting_list, {"length": 2}), (finish_selection, {})):
        sitting = sitting_of(call)
        act(call, stamp=sitting.stamp if sitting else "", by=officer, at=clock.now(), **facts)
    return Call.objects.get(pk=call.pk)


def calls() -> Iterator[Subject]:
    """The call that is compared, the board, and after it, as their officer."""
    rows = Call.objects.filter(title=TITLE).order_by("pk")
    for state, row in one_of_each(rows, lambda row: f"{row.state} {row.rounds.count()}").items():
        yield Subject(
            {"pk": row.pk, "number": 1},
            state,
            _officers(row),
            "?hoogste=1&min_limburg=9" if state == "judging 0" else "",
        )


def results() -> Iterator[Subject]:
    """The announced one, for everybody."""
    for row in Call.objects.filter(title=TITLE, state="announced"):
        yield Subject({"pk": row.pk}, "announced", _officers(row), "?gebied=limburg")


def answers() -> Iterator[Subject]:
    """One answer of each kind, as the organisation reads it."""
    rows = Decision.objects.filter(submission__call__title=TITLE, submission__call__state="announced")
    rows = rows.select_related("submission__organisation").order_by("letter_released_at", "pk")
    for outcome, row in one_of_each(rows, lambda row: f"{row.outcome} {row.letter_id is not None}").items():
        people = {
            roles.ORGANISATION_CONTACT: member(roles.ORGANISATION_CONTACT, organisation=row.submission.organisation)
            or 0
        }
        yield Subject({"pk": row.submission_id}, outcome, people)


def letters() -> Iterator[Subject]:
    """Answers whose letter left."""
    return (subject for subject in answers() if subject.state.endswith("True"))


def _officers(call: Call) -> dict[str, int]:
    return {roles.CALL_OFFICER: member(roles.CALL_OFFICER, organisation=call.administration) or 0}


SUBJECTS = {
    **{
        f"oproepen/beheer/<uuid:pk>/{part}/": calls
        for part in ("selectie", "bord", "wachtlijst", "antwoorden", "bekendmaken")
    },
    "oproepen/<uuid:pk>/gekozen/": results,
    "projecten/<uuid:pk>/beslissing/": answers,
    "projecten/<uuid:pk>/beslissing/brief/": letters,
}
