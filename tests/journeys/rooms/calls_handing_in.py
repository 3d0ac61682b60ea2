"""Projects in every state before, at and after handing in, as who writes them and as officers see them."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.calls.actions.admissibility import check_admissibility
from tandem.calls.actions.handing_in import hand_in, withdraw
from tandem.calls.models import Answer, Call, Submission, SubmissionPartner
from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tests.calls.call_factories import FORM, make_call, make_officer, make_submission, make_submitter
from tests.journeys.subjects import Subject, member, one_of_each

OPEN, CLOSED = "Oproep die nog open is", "Oproep die gesloten is"
WITH_FILE = {**FORM, "sections": [*FORM["sections"], {"id": "bijlagen", "title": "Bijlagen", "questions": [
    {"id": "afspraken", "kind": "file", "label": "De afspraken tussen de partners", "is_needed": False}]}]}  # fmt: skip


def fill() -> None:
    """A call that is open and one that is closed; each project goes through the real actions."""
    by, now = make_submitter(first_name="Imke", last_name="Hazelnoot"), clock.now()
    _open_call(by)
    call = make_call(title=CLOSED, grace_minutes=5)
    officer = make_officer(call.administration)
    good, refused = (_handed_in(call, person) for person in (by, make_submitter()))
    Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(days=1), opens_at=now - timedelta(days=30))
    for row, is_admissible in ((good, True), (refused, False)):
        row.refresh_from_db()
        check_admissibility(row, is_admissible=is_admissible, seen=None, reasons=["goal"], words="Dit past niet bij de doelen.",
                            by=officer, at=now)  # fmt: skip


def _open_call(by: Person) -> None:
    call, now = make_call(title=OPEN, grace_minutes=5), clock.now()
    call.revisions.create(number=2, definition=WITH_FILE, published_at=now, changed_at=now)
    make_officer(call.administration)
    make_submission(call, by, state="draft", answers={"plan": "", "months": "6"}, title="Kladversie met gaten")
    stored = storage.store(b"%PDF-1.7 voorbeeld", kind="submission_file", name="afspraken.pdf", content_type="application/pdf",
                           by=by, at=now)  # fmt: skip
    files = [{"id": str(stored.pk), "name": stored.name, "size": stored.size}]
    row = _handed_in(call, by, afspraken=files)
    lines = [{"label": "Coördinator", "parts": {"werking": "90000.00", "own": "5000.00"}}]
    for question, value in (("plan", "Elke week samen aan tafel, met ouders erbij."), ("budget", lines)):
        Answer.objects.filter(submission=row, question=question).update(value=value)
    SubmissionPartner.objects.create(
        submission=row, name="Basisschool De Kade", part="Onthaal aan de poort", added_at=now
    )
    hand_in(row, by=by, at=clock.now())
    Answer.objects.filter(submission=row, question="plan").update(value="Nog een andere tekst.")
    taken_back = _handed_in(call, by)
    withdraw(taken_back, reason="We zoeken eerst nog een partner.", by=by, at=now)


def _handed_in(call: Call, by: Person, **answers: object) -> Submission:
    row = make_submission(call, by, state="draft", answers=answers)
    hand_in(row, by=by, at=clock.now())
    row.refresh_from_db()
    return row


def projects() -> Iterator[Subject]:
    """One project of both calls in every state, as its organisation."""
    for row in _rows().values():
        found = member(roles.ORGANISATION_CONTACT, organisation=row.organisation)
        yield Subject(_arguments(row), f"{row.call.title}, {row.state}", {roles.ORGANISATION_CONTACT: found or 0})


def dossiers() -> Iterator[Subject]:
    """What was handed in of them, as an officer."""
    for row in _rows().values():
        if row.number:
            yield Subject(_arguments(row), f"{row.call.title}, {row.state}", _officers(row.call))


def queues() -> Iterator[Subject]:
    """Both calls, as an officer; one filtered to nothing."""
    for call in Call.objects.filter(title__in=[OPEN, CLOSED]).order_by("title"):
        yield Subject({"pk": call.pk}, call.title, _officers(call))
        yield Subject({"pk": call.pk}, f"{call.title}, nothing found", _officers(call), "?zoek=onvindbaar")


def _rows() -> dict[str, Submission]:
    rows = (
        Submission.objects.filter(call__title__in=[OPEN, CLOSED]).select_related("call", "organisation").order_by("pk")
    )
    return one_of_each(rows, lambda row: f"{row.call.title} {row.state}")


def _arguments(row: Submission) -> dict[str, object]:
    with_file = Answer.objects.filter(question="afspraken", submission__call__title=OPEN).order_by("pk").first()
    file = with_file.value[0]["id"] if with_file and row.pk == with_file.submission_id else row.pk
    return {"pk": row.pk, "version": row.handed_in_id or row.pk, "file": file}


def _officers(call: Call) -> dict[str, int]:
    return {roles.CALL_OFFICER: member(roles.CALL_OFFICER, organisation=call.administration) or 0}


SUBJECTS = {
    "projecten/<uuid:pk>/indienen/": projects,
    "projecten/<uuid:pk>/ontvangstbewijs/": projects,
    "projecten/<uuid:pk>/afdrukken/": projects,
    "projecten/<uuid:pk>/intrekken/": projects,
    "projecten/dossier/": dossiers,
    "oproepen/beheer/<uuid:pk>/projecten/": queues,
    "oproepen/beheer/<uuid:pk>/jury-begint/": queues,
}
