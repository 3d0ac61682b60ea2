"""Calls in every state with a document and somebody heard, for their officers and for everybody."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.calls.actions.call import make_call as begin_call
from tandem.calls.models import AreaLimit, Call, CallDocument, Consultation
from tandem.identity import rules as roles
from tandem.identity.models import Membership
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tests.calls.call_factories import make_call, make_juror, make_officer, make_submission, make_submitter
from tests.journeys.subjects import Subject, first_members, one_of_each

TITLE = "Buurten tegen kinderarmoede"


def fill() -> None:
    """One open, one that comes, one that is over, one stopped and one in preparation, all of one administration."""
    at, officer = clock.now(), make_officer()
    home = officer.memberships.get().organisation
    call = make_call(home, title=TITLE, goals="Buren vinden elkaar.", who_may_submit="Lokale organisaties.",
                     help_email="hulp@voorbeeld.test", submitter_kinds=["organisation", "association"],
                     area_rule="one_per_municipality", grace_minutes=10)  # fmt: skip
    make_juror(call, seat="experiential_expert")
    AreaLimit.objects.create(call=call, area="limburg", least=1, most=5)
    for state in ("draft", "submitted"):
        make_submission(call, make_submitter(), state=state)
    over = make_call(home, title=f"{TITLE}, vorige keer", state="announced", announced_at=at,
                     closes_at=at - timedelta(days=3))  # fmt: skip
    stopped = make_call(home, title=f"{TITLE}, gestopt", state="stopped", stop_reason="Het geld is er niet.")
    make_call(home, title=f"{TITLE}, straks", opens_at=at + timedelta(days=4))
    draft = begin_call({"title": f"{TITLE}, volgende keer"}, administration=home, by=officer, at=at)
    for row in (call, over, stopped, draft):
        _add_papers(row)


def visitors() -> dict[str, int]:
    """Who prepares these calls."""
    row = Call.objects.filter(title=TITLE).first()
    if row is None:  # a world without these rows
        return {}
    return {roles.CALL_OFFICER: Membership.objects.get(role=roles.CALL_OFFICER, organisation=row.administration_id).pk}


def calls() -> Iterator[Subject]:
    """One in every state."""
    rows = Call.objects.filter(title__startswith=TITLE, documents__isnull=False).order_by("pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        papers = {"document": row.documents.first().pk, "consultation": row.consultations.first().pk}
        query = "?kind=provider&area=elsewhere&months=3&amount=1" if state == "published" else ""
        yield Subject({"pk": row.pk, **papers}, state, first_members() | visitors(), query)


def _add_papers(row: Call) -> None:
    at = clock.now()
    file = storage.store(b"%PDF-1.7 voorbeeld", kind="call_document", name="reglement.pdf", content_type="application/pdf",
                         by=None, at=at)  # fmt: skip
    CallDocument.objects.create(call=row, title="Reglement", file=file, added_at=at)
    Consultation.objects.create(call=row, who="experience", name="Groep De Vuist", people=12, held_on=clock.today(),
                                said="Maak het kort.", done_with_it="Tien vragen.", made_at=at)  # fmt: skip


SUBJECTS = {"oproepen/": calls}
