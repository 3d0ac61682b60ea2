"""A condition line by line. Works without JavaScript: every group has an empty line below what is filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tandem.calls.rules import form_condition as lines
from tandem.calls.rules.conditions import Tree
from tandem.calls.rules.definition import Question
from tandem.calls.rules.vocabulary import OPERATORS
from tandem.kernel.form_fields import offer


class ConnectorForm(forms.Form):
    """Whether everything has to hold, or one thing is enough."""

    connector = forms.ChoiceField(
        label=_("Wanneer?"), choices=lines.CONNECTORS.items(), initial="all", widget=forms.RadioSelect
    )


class LineForm(forms.Form):
    """One comparison; a line without a question does not count."""

    is_filter = True  # every field may stay empty: no need to say so at each

    question = forms.ChoiceField(label=_("Vraag"), required=False)
    op = forms.ChoiceField(label=_("Antwoord"), choices=OPERATORS.items(), required=False, initial="is")
    value = forms.CharField(label=_("Wat?"), required=False, max_length=300,
                            widget=forms.TextInput(attrs={"list": "antwoorden"}))  # fmt: skip

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {question.id: question for question in questions}
        offer(self, "question", [("", _t("geen")), *((one.id, one.label) for one in questions)])
        self.leaf: Tree | None = None

    def clean(self) -> dict[str, Any]:
        """The comparison, read as an answer to its question."""
        typed = super().clean() or {}
        question = self.known.get(typed.get("question", ""))
        if question is None:
            return typed
        try:
            self.leaf = lines.leaf_from(question, typed.get("op") or "is", typed.get("value", ""))
        except lines.NotComparable as error:
            self.add_error(error.field, str(error))
        return typed


LineFormSet = formset_factory(LineForm, extra=2, max_num=lines.MOST_LINES, absolute_max=lines.MOST_LINES)


class Group:
    """A connector with its lines."""

    def __init__(self, prefix: str, data: QueryDict | None, group: lines.Lines, questions: list[Question]) -> None:
        known = {question.id: question for question in questions}
        initial = [{"question": str(leaf["question"]), "op": leaf["op"],
                    "value": lines.typed_value(leaf, known.get(str(leaf["question"])))} for leaf in group.leaves]  # fmt: skip
        self.is_filled = bool(initial)
        self.top = ConnectorForm(data, prefix=prefix, initial={"connector": group.connector})
        self.lines = LineFormSet(data, prefix=f"{prefix}-regel", initial=initial, form_kwargs={"questions": questions})

    def is_valid(self) -> bool:
        """Whether every line can be read."""
        return all([self.top.is_valid(), self.lines.is_valid()])

    def read(self) -> lines.Lines:
        """What was typed."""
        leaves = tuple(form.leaf for form in self.lines.forms if form.leaf)
        return lines.Lines(self.top.cleaned_data["connector"], leaves)


class ConditionForms:
    """The lines of a condition and its groups. `questions` are those that come earlier."""

    def __init__(self, data: QueryDict | None, tree: Tree | None, questions: list[Question]) -> None:
        top, groups = lines.as_lines(tree)
        self.is_too_deep = bool(tree) and not top.leaves and not groups
        shown = [*groups, *(lines.Lines("any", ()) for _place in range(lines.MOST_GROUPS - len(groups)))]
        self.top = Group("hoofd", data, top, questions)
        self.groups = [Group(f"groep{place}", data, group, questions) for place, group in enumerate(shown, 1)]
        self.words = lines.words_to_choose(questions)

    def is_valid(self) -> bool:
        """Whether every line of every group can be read."""
        valid = [group.is_valid() for group in self._all()]  # every one: each shows its own errors
        return all(valid)

    def tree(self) -> Tree | None:
        """The condition that was typed; None when there is none."""
        return lines.as_tree(self.top.read(), tuple(group.read() for group in self.groups))

    @property
    def forms(self) -> list[Any]:
        """Everything that can hold an error."""
        return [form for group in self._all() for form in (group.top, group.lines)]

    def _all(self) -> list[Group]:
        return [self.top, *self.groups]
