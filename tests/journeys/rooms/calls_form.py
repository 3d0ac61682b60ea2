"""A form as large as it may be with everything in it, one that is only published, and one of which nothing is there yet."""

from collections.abc import Iterator
from typing import Any

from tandem.calls.models import Call, FormRevision
from tandem.calls.rules.form_edit import MOST_QUESTIONS, MOST_SECTIONS
from tandem.identity import rules as roles
from tandem.identity.models import Membership
from tandem.kernel import clock
from tests.calls.call_factories import make_call, make_officer
from tests.journeys.subjects import Subject

TITLE = "Brugfiguren op school"
IS_YES = {"question": "v0", "op": "is", "value": "yes"}
STOP = {
    "when": {**IS_YES, "value": "no"},
    "sentence": "Zonder hun stem past het hier niet.",
    "instead": "Bel ons even.",
}
SOME = [
    {"kind": "yes", "label": "Werken mensen in armoede mee?"},
    {"kind": "choice", "label": "Hoe vaak?", "when": IS_YES, "choices": [{"id": "k1", "text": "Elke week"},
                                                                        {"id": "k2", "text": "Elke maand"}]},
    {"kind": "choices", "label": "Met wie?", "is_needed": False, "choices": [{"id": "k1", "text": "School"},
                                                                            {"id": "k2", "text": "OCMW"}]},
    {"kind": "file", "label": "Heb je een plan?", "is_needed": False},
    {"kind": "date", "label": "Wanneer begin je?"},
    {"kind": "money", "label": "Hoeveel brengen anderen in?", "jury_sees": False},
    # Something to put right, and something to say more plainly.
    {"kind": "choice", "label": "Welke school?", "hint": "Gelieve desgevallend te antwoorden.",
     "when": {"question": "weg", "op": "filled"}},
]  # fmt: skip


def fill() -> None:
    """Three calls of one administration."""
    home = make_officer().memberships.get().organisation
    full = make_call(home, title=TITLE)
    FormRevision.objects.create(call=full, number=2, definition=_largest(), changed_at=clock.now())
    make_call(home, title=f"{TITLE}, bij de jury", state="judging")
    Call.objects.create(administration=home, title=f"{TITLE}, later", made_at=clock.now())


def forms() -> Iterator[Subject]:
    """The largest first."""
    calls = list(Call.objects.filter(title__startswith=TITLE).order_by("-state", "title"))
    officer = Membership.objects.get(role=roles.CALL_OFFICER, organisation=calls[0].administration).pk
    for call in sorted(calls, key=lambda row: -row.revisions.count()):
        rest = {"section": "d0", "question": "v1", "index": 0, "number": 1}
        yield Subject({"pk": call.pk, **rest}, call.state, {roles.CALL_OFFICER: officer})


def _largest() -> dict[str, Any]:
    questions = [
        {"id": f"v{place}", "hint": "Schrijf het kort.", **(SOME[place] if place < len(SOME) else _plain(place))}
        for place in range(MOST_QUESTIONS)
    ]
    each = MOST_QUESTIONS // MOST_SECTIONS + 1
    sections = [
        {"id": f"d{place}", "title": f"Deel {place}", "questions": questions[place * each : (place + 1) * each]}
        for place in range(MOST_SECTIONS)
    ]
    return {"sections": sections, "stops": [STOP]}


def _plain(place: int) -> dict[str, Any]:
    return {"kind": "long_text", "label": f"Wat doen jullie met groep {place}?", "max_length": 500, "when": IS_YES}


SUBJECTS = {"oproepen/beheer/<uuid:pk>/formulier/": forms}
