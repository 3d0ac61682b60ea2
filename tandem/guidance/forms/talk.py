"""The form of a talk: one form for everything, so that any button keeps all that was typed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.forms.plan import PROPOSE
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules import talk as rules
from tandem.guidance.rules.pen import TOGETHER
from tandem.guidance.rules.promise import CLIENT, SERVICE
from tandem.guidance.rules.vocabulary import CONTACT_WAYS, STILL_SO, TALK_PLACES
from tandem.kernel.form_fields import DateField, TimeField

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

CHOICE = "choice-"
HIDDEN = ("version", "device")
# Of no use in a draft without the words they belong to.
ONLY_WITH = {"agreement_id": "agreement", "agreement_how": "agreement", "promise_id": "promise_words"}
CLASH_CHOICES = {
    rules.MINE: gettext_lazy("mijn tekst"),
    rules.THEIRS: gettext_lazy("de andere tekst"),
    rules.BOTH: gettext_lazy("allebei, onder elkaar"),
}


class Row(Protocol):
    """Something that stood before this talk, as the form needs it."""

    @property
    def pk(self) -> UUID: ...
    @property
    def words(self) -> str: ...


class PromiseRow(Row, Protocol):
    """An open promise."""

    @property
    def side(self) -> str: ...
    @property
    def who(self) -> str: ...


class TalkNewForm(forms.Form):
    """Begin a talk: where and when. The hidden key makes sending twice give one talk."""

    is_filter = True
    key = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=gettext_lazy("Waar spreken jullie elkaar?"), choices=list(TALK_PLACES.items()), widget=forms.RadioSelect
    )
    place_words = forms.CharField(
        label=gettext_lazy("Welke plek?"), required=False, max_length=120,
        help_text=gettext_lazy("Mag leeg blijven. Bijvoorbeeld: het bankje bij het station."),
    )  # fmt: skip
    held_on = DateField(label=gettext_lazy("Welke dag?"))

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "place": "home", "held_on": today})


class TalkForm(forms.Form):
    """`draft` is what was typed before; posted text always wins, so nothing typed is lost."""

    is_filter = True  # nothing is obligatory while you talk
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    device = forms.UUIDField(widget=forms.HiddenInput)
    agreement_id = forms.UUIDField(widget=forms.HiddenInput)
    promise_id = forms.UUIDField(widget=forms.HiddenInput)
    content = WordsField(label=gettext_lazy("Waarover ging het?"), rows=7, required=False)
    relation = WordsField(
        label=gettext_lazy("Hoe was het om te praten?"), rows=4, required=False,
        help_text=gettext_lazy("Hoe zaten jullie erbij? Wat hielp? Wat was moeilijk om te zeggen?"),
    )  # fmt: skip
    agreement = WordsField(label=gettext_lazy("Wat spreken jullie af?"), rows=3, required=False)
    agreement_how = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam dit er?"), required=False, widget=forms.RadioSelect, initial=PROPOSE
    )
    promise_side = forms.ChoiceField(label=gettext_lazy("Wie doet iets?"), required=False, widget=forms.RadioSelect)
    promise_who = forms.CharField(
        label=gettext_lazy("Naam"), required=False, max_length=80,
        help_text=gettext_lazy("Mag leeg blijven als jij het zelf bent."),
    )  # fmt: skip
    promise_words = WordsField(label=gettext_lazy("Wat doet die?"), rows=2, required=False)
    promise_by_day = DateField(label=gettext_lazy("Tegen wanneer?"), required=False)
    nobody_reason = WordsField(label=gettext_lazy("Waarom hoeft niemand iets te doen?"), rows=2, required=False)
    next_day = DateField(label=gettext_lazy("Welke dag?"), required=False)
    next_time = TimeField(label=gettext_lazy("Hoe laat?"), required=False)
    next_how = forms.ChoiceField(
        label=gettext_lazy("Hoe?"), required=False, widget=forms.RadioSelect, choices=list(CONTACT_WAYS.items())
    )
    no_next_reason = forms.ChoiceField(
        label=gettext_lazy("Waarom spreken jullie nog niets af?"), required=False, widget=forms.RadioSelect
    )
    no_next_words = WordsField(label=gettext_lazy("In eigen woorden"), rows=2, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, called: str, earlier: Sequence[Row] = (), points: Sequence[Row] = (),
        promises: Sequence[PromiseRow] = (), version: int = 0, draft: Mapping[str, str] | None = None,
        is_thread: bool = False,
    ) -> None:  # fmt: skip
        self.called, self.earlier, self.points_waiting, self.promises_open = called, earlier, points, promises
        super().__init__(data, initial={**_fresh_ids(), **(draft or {}), "version": version, "device": uuid.uuid4()})
        self._name_sides(is_thread=is_thread)
        for row in earlier:
            self._add_earlier(row)
        for row in points:
            name = rules.POINT + row.pk.hex
            self.fields[name] = forms.BooleanField(label=_("Hier spraken we over"), required=False)
        for promise in promises:
            self._add_promise(promise)

    def _name_sides(self, *, is_thread: bool) -> None:
        who = {"name": self.called}
        together = (TOGETHER, _("samen gezegd, nu, in dit gesprek"))
        propose = (PROPOSE, _("ik stel het voor, %(name)s beslist later") % who)
        _offer(self, "agreement_how", [together] if is_thread else [propose, together])
        _offer(self, "promise_side", [(SERVICE, _("ik, of iemand van mijn dienst")), (CLIENT, self.called)])
        self.fields["promise_by_day"].help_text = (
            _("De dienst zegt altijd een dag. Voor %(name)s hoeft dat niet.") % who
        )
        _offer(self, "no_next_reason", list(rules.NO_NEXT_REASONS.items()))

    def _add_earlier(self, row: Row) -> None:
        self.fields[rules.STILL + row.pk.hex] = forms.ChoiceField(
            label=row.words, required=False, choices=list(STILL_SO.items()), widget=forms.RadioSelect
        )
        self.fields[rules.STILL_WORDS + row.pk.hex] = WordsField(
            label=_("Wat zegt %(name)s erover?") % {"name": self.called}, rows=2, required=False
        )

    def _add_promise(self, row: PromiseRow) -> None:
        choices = [("", _("nog bezig")), (rules.DONE, _("gedaan")), (rules.LET_GO, _("hoeft niet meer"))]
        if row.side == CLIENT:
            choices.insert(1, (rules.CAME_BETWEEN, _("er kwam iets tussen")))
            self.fields[rules.BETWEEN + row.pk.hex] = WordsField(label=_("Wat kwam er tussen?"), rows=2, required=False)
        self.fields[rules.KEPT + row.pk.hex] = forms.ChoiceField(
            label=f"{row.who}: {row.words}", required=False, choices=choices, widget=forms.RadioSelect, initial=""
        )

    def earlier_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Per earlier agreement the answer and the words with it."""
        for row in self.earlier:
            yield self[rules.STILL + row.pk.hex], self[rules.STILL_WORDS + row.pk.hex]

    def point_rows(self) -> Iterator[tuple[str, BoundField]]:
        """Per open point its words and the tick."""
        return ((row.words, self[rules.POINT + row.pk.hex]) for row in self.points_waiting)

    def promise_rows(self) -> Iterator[tuple[PromiseRow, BoundField, BoundField | None]]:
        """Per open promise what became of it, and for the person's own what came between."""
        for row in self.promises_open:
            between = self[rules.BETWEEN + row.pk.hex] if row.side == CLIENT else None
            yield row, self[rules.KEPT + row.pk.hex], between

    def typed(self) -> rules.Typed:
        """Everything as it was typed, for the draft."""
        raw = {name: self.data.get(name, "").strip() for name in self.fields if name not in HIDDEN}
        texts = {name: text for name, text in raw.items() if text and raw.get(ONLY_WITH.get(name, name))}
        choices = {
            name.removeprefix(CHOICE): value for name, value in self.data.items() if name.startswith(CHOICE)
        }  # fmt: skip
        cleaned = self.cleaned_data
        return rules.Typed(texts, str(cleaned["device"]), cleaned["version"], choices)

    def work(self) -> rules.TalkWork:
        """What the pressed button means."""
        cleaned = self.cleaned_data
        return rules.TalkWork(
            typed=self.typed(), what=_button(self.data.get("do", "")), answers=tuple(self._answers(cleaned)),
            points=tuple(row.pk for row in self.points_waiting if cleaned[rules.POINT + row.pk.hex]),
            news=tuple(self._news(cleaned)), agreement=self._agreement(cleaned), promise=self._promise(cleaned),
            next=rules.NextContact(cleaned["next_day"], cleaned["next_time"], cleaned["next_how"],
                                   cleaned["no_next_reason"], cleaned["no_next_words"]),
            content=cleaned["content"], relation=cleaned["relation"], nobody_reason=cleaned["nobody_reason"],
        )  # fmt: skip

    def _answers(self, cleaned: dict[str, Any]) -> Iterator[rules.EarlierAnswer]:
        for row in self.earlier:
            if answer := cleaned[rules.STILL + row.pk.hex]:
                yield rules.EarlierAnswer(row.pk, answer, cleaned[rules.STILL_WORDS + row.pk.hex])

    def _news(self, cleaned: dict[str, Any]) -> Iterator[rules.PromiseNews]:
        for row in self.promises_open:
            if state := cleaned[rules.KEPT + row.pk.hex]:
                yield rules.PromiseNews(row.pk, state, cleaned.get(rules.BETWEEN + row.pk.hex, ""))

    def _agreement(self, cleaned: dict[str, Any]) -> rules.NewAgreement | None:
        if not cleaned["agreement"]:
            return None
        how = TOGETHER if cleaned["agreement_how"] == TOGETHER else ""
        return rules.NewAgreement(cleaned["agreement"], how, cleaned["agreement_id"])

    def _promise(self, cleaned: dict[str, Any]) -> rules.NewPromise | None:
        if not cleaned["promise_words"]:
            return None
        return rules.NewPromise(
            cleaned["promise_side"], cleaned["promise_words"], cleaned["promise_who"], cleaned["promise_by_day"],
            cleaned["promise_id"],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A button to add something needs that something."""
        cleaned = super().clean() or self.cleaned_data
        pressed = _button(self.data.get("do", ""))
        if pressed == rules.AGREEMENT and not cleaned.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", _("Schrijf eerst wat jullie afspreken."))
        if pressed == rules.PROMISE and not cleaned.get("promise_words") and "promise_words" not in self.errors:
            self.add_error("promise_words", _("Schrijf eerst wat die doet."))
        return cleaned


def _fresh_ids() -> dict[str, object]:
    return {"agreement_id": uuid.uuid4(), "promise_id": uuid.uuid4()}


def _button(value: str) -> str:
    return value if value in {rules.EARLIER, rules.AGREEMENT, rules.PROMISE, rules.CLOSE} else rules.LATER


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
