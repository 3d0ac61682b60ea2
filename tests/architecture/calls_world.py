"""A call with a jury, a grant and a network with a request for support, for tests that walk along every address."""

from datetime import timedelta
from decimal import Decimal

from tandem.calls.models import (
    BudgetChange,
    BudgetLine,
    CallDocument,
    Consultation,
    Decision,
    Deliberation,
    FormRevision,
    Grant,
    Instalment,
    Network,
    Practice,
    Reading,
    Report,
    SelectionRound,
    StartDay,
    Submission,
    SupportNeed,
    SupportOffer,
    SupportRequest,
    Tie,
)
from tandem.identity.models import Person
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tests.calls.call_factories import (
    FORM,
    make_call,
    make_coordinator,
    make_juror,
    make_officer,
    make_submission,
    make_submitter,
)


def add_calls(people: dict[str, Person | None], places: dict[str, dict[str, object]]) -> None:
    """The people of a call and of the networks, and the arguments of their addresses. Call inside `access.as_system()`."""
    submitter, call = make_submitter(), make_call(state="judging")
    officer, juror, tied = make_officer(call.administration), make_juror(call), make_juror(call)
    people |= {
        "indiener": submitter,
        "dossierbehandelaar": officer,
        "andere dienst": make_officer(),
        "jurylid": juror.person,
        "jurylid met een band": tied.person,
        "coördinator ondersteuning": make_coordinator(),
    }
    submission, at = make_submission(call, submitter), clock.now()
    Tie.objects.create(juror=tied, submission=submission, kind="works_there", declared_at=at)
    reading = Reading.objects.create(juror=juror, submission=submission, assigned_at=at)
    Deliberation.objects.create(submission=submission, changed_at=at, score=Decimal("75.00"))
    stored = SelectionRound.objects.create(call=call, rule="rank", why="Zoals afgesproken.", input={}, answer={},
                                           input_sha256="a" * 64, stored_at=at)  # fmt: skip
    decision = Decision.objects.create(submission=submission, round=stored, outcome="chosen", by_rule="chosen",
                                       wave=2026, grant={"werking": "120000.00"}, decided_at=at)  # fmt: skip
    places |= _of_call(submission, reading, decision, officer) | _of_grant(submission, officer)


def _of_call(
    submission: Submission, reading: Reading, decision: Decision, officer: Person
) -> dict[str, dict[str, object]]:
    call, at = submission.call, clock.now()
    consultation = Consultation.objects.create(call=call, who="association", name="Vereniging De Open Deur",
                                               held_on=clock.today(), said="Maak het formulier korter.", made_at=at)  # fmt: skip
    file = storage.store(b"%PDF-1.7 voorbeeld", kind="call_document", name="oproep.pdf", content_type="application/pdf",
                         by=officer, at=at)  # fmt: skip
    document = CallDocument.objects.create(call=call, title="De oproep", file=file, added_at=at)
    revision = call.revisions.get()
    stop = {"when": {"question": "stem", "op": "is", "value": "no"}, "sentence": "Zonder hun stem past het hier niet."}
    FormRevision.objects.create(call=call, number=2, definition={**FORM, "stops": [stop]}, changed_at=at)
    rest = {
        "document": document.pk, "consultation": consultation.pk, "revision": revision.pk, "number": 1, "section": "aanpak",
        "question": "plan", "juror": reading.juror_id, "criterion": call.criteria.order_by("pk").first().pk, "rule": "rank",
        "submission": submission.pk, "decision": decision.pk, "kind": "werking", "version": submission.handed_in_id,
        "index": 0, "file": file.pk,
    }  # fmt: skip
    partner = submission.partners.create(name="Basisschool De Kade", added_at=at)
    editor = submission.editors.create(person=submission.made_by, added_at=at)
    written = {**rest, "pk": submission.pk, "partner": partner.pk, "editor": editor.pk}
    return {
        "oproepen": {**rest, "pk": call.pk},
        "projecten": written,
        "projecten/dossier": written,
        "projecten/nieuw": {"pk": call.pk},
        "jury": {**rest, "pk": call.pk},
        "jury/lezen": {**rest, "pk": reading.pk},
        "jury/project": written,
    }


def _of_grant(submission: Submission, officer: Person) -> dict[str, dict[str, object]]:
    at, today, call = clock.now(), clock.today(), submission.call
    grant = Grant.objects.create(submission=submission, organisation=submission.organisation,
                                 administration=call.administration, title=submission.title, state="running", wave=2026,
                                 starts_on=today, ends_on=today + timedelta(days=730), signed_on=today, made_at=at)  # fmt: skip
    line = BudgetLine.objects.create(
        grant=grant, position=1, label="Coördinator", kind="werking", amount_eur=Decimal(120_000)
    )
    report = Report.objects.create(grant=grant, kind="content", period_from=today, period_to=today + timedelta(days=364),
                                   due_on=today + timedelta(days=395))  # fmt: skip
    instalment = Instalment.objects.create(
        grant=grant, position=1, kind="werking", amount_eur=Decimal(60_000), due_on=today
    )
    rows = [{"label": line.label, "kind": line.kind, "amount": "120000.00"}]
    change = BudgetChange.objects.create(grant=grant, before=rows, after=rows, why="Anders verdeeld.", asked_at=at)
    return {
        "subsidies": {"pk": grant.pk, "line": line.pk},
        "subsidies/verslagen": {"pk": report.pk, "number": 1},
        "subsidies/schijven": {"pk": instalment.pk},
        "subsidies/begroting": {"pk": change.pk},
        **_of_network(grant),
    }


def _of_network(grant: Grant) -> dict[str, dict[str, object]]:
    at, today = clock.now(), clock.today()
    network = Network.objects.create(grant=grant, organisation=grant.organisation, name="Netwerk Zonnedorp", area="east_flanders",
                                     starts_on=today, state="running", made_at=at)  # fmt: skip
    partner = network.partners.create(name="Basisschool De Regenboog")
    municipality = network.municipalities.create(nis_code="44021")
    note = network.notes.create(words="Alles goed.", contacted_on=today, at=at)
    day = StartDay.objects.create(area="east_flanders", held_on=today, place="Gent", made_at=at)
    day.visits.create(network=network)
    need = SupportNeed.objects.create(
        network=network, start_day=day, kind="coaching", words="Iemand die meedenkt.", made_at=at
    )
    offer = SupportOffer.objects.create(kind="coaching", title="Coaching op maat", made_at=at)
    request = SupportRequest.objects.create(offer=offer, asked_at=at)
    request.request_networks.create(network=network)
    practice = Practice.objects.create(network=network, title="Brugfiguur", words="Iemand aan de poort.", made_at=at)
    rest = {"partner": partner.pk, "municipality": municipality.pk, "note": note.pk, "need": need.pk, "practice": practice.pk,
            "network": network.pk, "offer": offer.pk}  # fmt: skip
    return {
        "netwerken": {**rest, "pk": network.pk},
        "netwerken/startdagen": {**rest, "pk": day.pk},
        "netwerken/noden": {"pk": need.pk, "verb": "meet"},
        "netwerken/aanbod": {"pk": offer.pk},
        "netwerken/vragen": {**rest, "pk": request.pk},
        "netwerken/praktijken": {"pk": practice.pk},
    }
