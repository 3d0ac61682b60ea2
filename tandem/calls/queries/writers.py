"""Who wrote a project of a call, draft or handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.calls.models import AnswerVersion, Call, Editor, Submission

if TYPE_CHECKING:
    from tandem.identity.models import Person

STILL_IN = ("draft", "submitted")


def writers_of(call: Call) -> list[Person]:
    """Who began, writes along or saved an answer, each once; withdrawn projects left out. Needs to see every draft."""
    mine = Submission.objects.filter(call=call, state__in=STILL_IN)
    versions = AnswerVersion.objects.filter(submission__in=mine).select_related("changed_by")
    people = [
        *(row.made_by for row in mine.select_related("made_by")),
        *(row.person for row in Editor.objects.filter(submission__in=mine).select_related("person")),
        *(row.changed_by for row in versions.order_by("changed_by_id", "pk").distinct("changed_by_id")),
    ]
    found = {person.pk: person for person in people if person is not None}
    return [person for _pk, person in sorted(found.items()) if person.is_active and person.email]
