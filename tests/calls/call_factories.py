"""Officers, calls with money, criteria and a published form, and projects handed in, without the pages."""

import hashlib
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from tandem.calls.models import (
    Answer,
    Call,
    Criterion,
    Envelope,
    FormRevision,
    HandedIn,
    Juror,
    MoneyKind,
    Submission,
)
from tandem.identity import rules as roles
from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tests.factories import make_membership, make_organisation, make_person

FORM: dict[str, Any] = {
    "sections": [
        {"id": "aanpak", "title": "De aanpak", "questions": [
            {"id": "plan", "kind": "long_text", "label": "Wat gaan jullie doen?", "max_length": 2000},
            {"id": "stem", "kind": "yes", "label": "Werken mensen in armoede mee?"},
            {"id": "hoe", "kind": "text", "label": "Hoe werken zij mee?", "max_length": 300,
             "when": {"question": "stem", "op": "is", "value": "yes"}},
        ]},
    ],
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "title": "Samen sterk in Zonnedorp", "summary": "Scholen en buurthuis vinden elkaar.", "municipality": "44021",
    "months": "24", "start_year": "2027", "is_ready": "yes", "plan": "Elke week samen aan tafel.", "stem": "yes",
    "hoe": "In de stuurgroep.",
    "budget": [{"label": "Halftijdse coördinator", "parts": {"werking": "120000.00", "own": "10000.00"}}],
}  # fmt: skip
_numbers = count(1)


def make_administration() -> Organisation:
    """The administration that makes calls."""
    return make_organisation(kind="administration", name=f"Dienst Armoedebestrijding {next(_numbers)}")


def make_officer(administration: Organisation | None = None, **fields: object) -> Person:
    """An officer of calls."""
    person = make_person(**fields)
    make_membership(roles.CALL_OFFICER, person=person, organisation=administration or make_administration())
    return person


def make_coordinator(**fields: object) -> Person:
    """Somebody who coordinates the support of networks, at the network of associations."""
    person = make_person(**fields)
    home = make_organisation(kind="umbrella", name=f"Netwerk van Verenigingen {next(_numbers)}")
    make_membership(roles.SUPPORT_COORDINATOR, person=person, organisation=home)
    return person


def make_call(administration: Organisation | None = None, *, state: str = "published", closes_at: datetime | None = None,
              **fields: Any) -> Call:  # fmt: skip
    """Open now unless told; two waves of working money, an optional investment, two criteria, a published form."""
    now = clock.now()
    call = Call.objects.create(**{
        "administration": administration or make_administration(), "title": f"Oproep netwerken {next(_numbers)}",
        "summary": "Voor netwerken tegen kinderarmoede.", "opens_at": now - timedelta(days=20),
        "closes_at": closes_at or now + timedelta(days=10), "state": "published",
        "made_at": now - timedelta(days=40), "published_at": now - timedelta(days=20), **fields,
    })  # fmt: skip
    working = MoneyKind.objects.create(call=call, key="werking", title="Werkingssubsidie", cap_eur=Decimal(150_000))
    building = MoneyKind.objects.create(
        call=call,
        key="investering",
        title="Investeringssubsidie",
        cap_eur=Decimal(50_000),
        is_optional=True,
        position=2,
    )
    for kind, year, amount in ((working, 2026, 300_000), (working, 2027, 400_000), (building, None, 100_000)):
        Envelope.objects.create(call=call, kind=kind, year=year, amount_eur=Decimal(amount))
    for position, (title, weight) in enumerate((("Samenwerking", 2), ("Stem van mensen in armoede", 3)), 1):
        Criterion.objects.create(call=call, position=position, title=title, weight=weight)
    FormRevision.objects.create(call=call, number=1, definition=FORM, published_at=now, changed_at=now)
    call.state = state
    call.save()
    return call


def make_submitter(**fields: object) -> Person:
    """A contact person of an organisation that submits."""
    person = make_person(**fields)
    home = make_organisation(name=f"Huis van het Kind {next(_numbers)}")
    make_membership(roles.ORGANISATION_CONTACT, person=person, organisation=home)
    return person


def make_submission(call: Call, by: Person, *, state: str = "submitted", answers: dict[str, Any] | None = None,
                    **fields: Any) -> Submission:  # fmt: skip
    """Of the organisation of `by`; with answers, and handed in unless it is a draft. Call inside `access.as_system()` or not."""
    with access.as_system():
        now, filled = clock.now(), {**ANSWERS, **(answers or {})}
        home = by.memberships.order_by("pk").first().organisation
        row = Submission.objects.create(**{
            "call": call, "organisation": home, "revision": call.revisions.latest("number"), "title": filled["title"],
            "nis_code": filled["municipality"], "area": "east_flanders", "months": 24, "is_ready": True, "made_at": now,
            "made_by": by, "changed_at": now, **fields,
        })  # fmt: skip
        Answer.objects.bulk_create(
            Answer(submission=row, question=key, value=value, changed_at=now, changed_by=by)
            for key, value in filled.items()
        )
        if state != "draft":
            hand_in(row, filled, by=by, state=state)
    return row


def hand_in(row: Submission, answers: dict[str, Any], *, by: Person, state: str = "submitted") -> None:
    """As if it came in before the call closed."""
    at = min(clock.now(), row.call.closes_at - timedelta(hours=1)) if row.call.closes_at else clock.now()
    version = HandedIn.objects.create(submission=row, revision=row.revision, answers=answers, at=at, by=by,
                                      sha256=hashlib.sha256(repr(answers).encode()).hexdigest())  # fmt: skip
    row.handed_in, row.submitted_at, row.state = version, at, state
    row.number = row.number or 100_000 + next(_numbers)
    row.ask = {"werking": "120000.00"}
    row.save()


def make_juror(call: Call, *, seat: str = "field", has_declared: bool = True, **fields: object) -> Juror:
    """A seat in the jury; the ties are declared unless told."""
    person = make_person(**fields)
    make_membership(roles.JUROR, person=person, organisation=call.administration)
    now = clock.now()
    return Juror.objects.create(
        call=call, person=person, seat=seat, added_at=now, ties_declared_at=now if has_declared else None
    )
