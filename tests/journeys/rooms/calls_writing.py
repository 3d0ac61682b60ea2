"""A project with every kind of question, half written by two people, one that may move to a newer form, one that is closed."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.calls.actions.answers import add_file, save_answer
from tandem.calls.actions.partners import add_editor, add_partner
from tandem.calls.models import Call, Submission
from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tandem.kernel.documents import storage
from tests.calls.call_factories import FORM, make_call, make_submission, make_submitter
from tests.journeys.subjects import Subject, member

TITLE = "Oproep om samen te schrijven"
NO_PAGE = {"submission_attachment": "gives the file that was added: tests/calls/test_writing_pages.py"}
CHOICES = [{"id": key, "text": text} for key, text in (("a", "Wonen"), ("b", "School"), ("c", "Werk"))]
EVERY_KIND = {"sections": [
    *FORM["sections"],
    {"id": "alles", "title": "Van alles wat", "hint": "Schrijf gerust kort.", "questions": [
        {"id": "brief", "kind": "file", "label": "Een brief van een partner", "is_needed": False, "hint": "Op papier mag ook."},
        {"id": "thema", "kind": "choices", "label": "Welke thema’s?", "choices": CHOICES},
        {"id": "eerst", "kind": "choice", "label": "Welk thema eerst?", "choices": CHOICES},
        {"id": "dag", "kind": "date", "label": "Wanneer start je?", "is_needed": False},
        {"id": "loon", "kind": "money", "label": "Wat kost een maand?"},
    ]},
], "stops": [{"when": {"question": "stem", "op": "is", "value": "no"}, "sentence": "Zonder hun stem past het hier niet.",
              "instead": "Bel ons even."}]}  # fmt: skip


def fill() -> None:
    """One project with much in it, one on an older form, one that nobody can write any more."""
    call, by, at = make_call(title=TITLE), make_submitter(first_name="Selma", last_name="Wilgenkat"), clock.now()
    make_submission(call, by, state="draft", title="Op het oude formulier")
    call.revisions.create(number=2, definition=EVERY_KIND, published_at=at, changed_at=at)
    closed = make_call(title=f"{TITLE}, gesloten", closes_at=at - timedelta(days=1))
    make_submission(closed, by, state="draft", title="Te laat")
    with access.as_system():
        _full(make_submission(call, by, state="draft"))


def _full(row: Submission) -> None:
    at, by, other = clock.now(), row.made_by, make_submitter(first_name="Bavo", last_name="Wilgenkat")
    stored = storage.store(b"%PDF-1.7 voorbeeld", kind="submission_file", name="brief.pdf", content_type="application/pdf",
                           by=by, at=at)  # fmt: skip
    add_file(row, "brief", stored, by=by, at=at)
    home = other.memberships.get().organisation
    add_partner(row, name=home.name, enterprise_number=home.enterprise_number, part="Onthaal", by=by, at=at)
    add_partner(row, name="Basisschool De Kade", by=by, at=at)
    add_editor(row, email=other.email, by=by, at=at)
    lines = [
        {"label": "Loon", "parts": {"werking": "160000", "own": "veel"}},
        {"label": "Tafels", "parts": {"investering": "500"}},
    ]
    for question, value, version in (("plan", "Te lang. " * 300, 1), ("municipality", "Nergenshuizen", 1), ("stem", "no", 1),
                                     ("thema", ["a", "c"], 0), ("loon", "zoveel", 0), ("budget", lines, 1),
                                     ("budget_total", "1", 0)):  # fmt: skip
        save_answer(row, question, value, version=version, by=other, at=at)


def projects() -> Iterator[Subject]:
    """All three, as the organisation that submits."""
    for row in (
        Submission.objects.filter(call__title__startswith=TITLE).select_related("call", "organisation").order_by("pk")
    ):
        found = member(roles.ORGANISATION_CONTACT, organisation=row.organisation)
        partner, editor = row.partners.order_by("pk").first(), row.editors.first()
        rest = {
            "question": "plan",
            "number": 1,
            "partner": partner.pk if partner else 0,
            "editor": editor.pk if editor else 0,
        }
        yield Subject({"pk": row.pk, **rest}, row.title, {roles.ORGANISATION_CONTACT: found or 0})


def sections() -> Iterator[Subject]:
    """Every section of them."""
    for subject in projects():
        row = Submission.objects.select_related("revision").get(pk=subject.arguments["pk"])
        for section in ("project", *(one["id"] for one in row.revision.definition["sections"]), "budget"):
            yield Subject({**subject.arguments, "section": section}, f"{subject.state}, {section}", subject.members)


def starts() -> Iterator[Subject]:
    """The open call, for somebody who has a project already."""
    call = Call.objects.get(title=TITLE)
    home = call.submissions.order_by("pk").first().organisation
    yield Subject(
        {"pk": call.pk},
        "open",
        {roles.ORGANISATION_CONTACT: member(roles.ORGANISATION_CONTACT, organisation=home) or 0},
    )


SUBJECTS = {
    "projecten/nieuw/": starts,
    "projecten/<uuid:pk>/": projects,
    "projecten/<uuid:pk>/deel/": sections,
}
