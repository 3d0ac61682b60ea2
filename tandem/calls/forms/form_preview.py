"""What was tried out in the preview of a form."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from tandem.calls.forms.answers import NOT_FIELDS, SectionForm, name_of
from tandem.calls.rules.definition import Definition, Question, questions_of


def tried_form(whole: Definition, data: QueryDict) -> SectionForm:
    """Every question that is a plain field, filled in as it was typed."""
    return SectionForm(questions_of(whole), data)


def tried_answers(whole: Definition, data: QueryDict) -> dict[str, Any]:
    """What was typed, by the id of its question."""
    return {question.id: _typed(question, data) for question in questions_of(whole)}


def _typed(question: Question, data: QueryDict) -> Any:
    values = [value.replace("\0", "") for value in data.getlist(name_of(question.id)) if value.strip()]
    if question.kind == "choices" or question.kind in NOT_FIELDS:
        return values
    return values[0] if values else None
