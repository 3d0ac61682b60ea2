"""What an evaluation says, as far as the reader may see it; see `evaluation_anonymity` for why."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.identity.rules import Viewer
from tandem.kernel import dutch
from tandem.sessions import rules
from tandem.sessions.evaluation_anonymity import (
    FUND,
    ORGANISATION,
    PROVIDER,
    THRESHOLD,
    Answer,
    average,
    counts_per_language,
    readable_answers,
    visible_answers,
    withheld_languages,
)
from tandem.sessions.evaluation_questions import PAIR, SCALE, TEXT, questions_of
from tandem.sessions.models import EvaluationForm, EvaluationScan, Participant, Series, Session
from tandem.sessions.queries import doors

LANGUAGE_NAMES = {"nl": _("Nederlands"), "fr": _("Frans"), "en": _("Engels")}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, or a pair; None where fewer than five people answered."""

    label: str
    value: float | None
    value_after: float | None = None


@dataclass(frozen=True, slots=True)
class FreeTexts:
    """What people wrote to one question, in an order that tells nothing."""

    question: str
    texts: tuple[tuple[str, str], ...]  # language, text


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many answers came in one language, as far as that points at nobody."""

    name: str
    count_text: str


@dataclass(frozen=True, slots=True)
class Results:
    """Figures and texts of one evaluation for one reader."""

    reader: str
    participants: int
    given: int
    shown: int
    is_completed: bool
    pairs: tuple[Bar, ...]
    scales: tuple[Bar, ...]
    languages: tuple[LanguageCount, ...]
    texts: tuple[FreeTexts, ...]
    hidden_texts_in: tuple[str, ...]

    @property
    def withheld(self) -> int:
        """Answers that are not shown (yet)."""
        return self.given - self.shown


def reader_of(series: Series, viewer: Viewer) -> str:
    """In which part the viewer reads; somebody with two parts gets the strictest, the organisation's."""
    parts = doors.parts_in(series, viewer)
    if doors.ORGANISATION in parts:
        return ORGANISATION
    return PROVIDER if parts & {doors.PLANNING, doors.DUO} else FUND


def form_of(series: Series) -> EvaluationForm | None:
    """The evaluation of a series, when it was opened."""
    return EvaluationForm.objects.filter(series=series).first()


def form_with_token(token: str) -> EvaluationForm | None:
    """The evaluation behind a secret link."""
    return EvaluationForm.objects.filter(token=token).first()


def scans_of(form: EvaluationForm) -> QuerySet[EvaluationScan]:
    """Uploaded paper forms, newest first."""
    return form.scans.select_related("file").order_by("-uploaded_at", "-pk")


def may_open_now(series: Series, *, at: datetime) -> bool:
    """The form opens by itself after the last workshop; people may open it earlier, from the first workshop on."""
    return Session.objects.filter(series=series, is_financed=True, starts_at__lte=at).exists()


def results_of(form: EvaluationForm, *, reader: str) -> Results:
    """Everything the results page shows."""
    everything = answers_of(form)
    shown = visible_answers(everything, reader=reader, is_completed=form.completed_at is not None)
    counts = counts_per_language(shown, rules.LANGUAGES)
    withheld = withheld_languages(counts, reader=reader)
    readable = () if reader == FUND else readable_answers(shown, reader=reader)
    return Results(
        reader=reader, participants=participants_at_end(form.series), given=len(everything), shown=len(shown),
        is_completed=form.completed_at is not None, pairs=_pairs(form, shown, reader), scales=_scales(form, shown, reader),
        languages=_languages(counts, withheld) if shown else (),
        texts=() if reader == FUND else _texts(form, readable),
        hidden_texts_in=() if reader == FUND else _partly_hidden(shown, readable),
    )  # fmt: skip


def answers_of(form: EvaluationForm) -> list[Answer]:
    """Every answer, in the random order of its key."""
    fields = ("pk", "language", "source", "batch", "answers")
    return [Answer(*row) for row in form.responses.order_by("pk").values_list(*fields)]


def participants_at_end(series: Series) -> int:
    """How many people were at the last financed session; else how many take part."""
    last = (
        Session.objects.filter(series=series, is_financed=True, attendance_list__closed_at__isnull=False)
        .order_by("-starts_at", "-pk")
        .values_list("attendance_list__present_count", flat=True)
        .first()
    )
    return last or Participant.objects.filter(series=series, is_active=True).count()


def _pairs(form: EvaluationForm, shown: list[Answer], reader: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(question.short, *(average(shown, name, reader=reader) for name in question.fields))
        for question in questions_of(form.question_set, PAIR)
    )


def _scales(form: EvaluationForm, shown: list[Answer], reader: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(question.short, average(shown, question.key, reader=reader))
        for question in questions_of(form.question_set, SCALE)
    )


def _languages(counts: dict[str, int], withheld: frozenset[str]) -> tuple[LanguageCount, ...]:
    few = gettext("minder dan %(count)s") % {"count": THRESHOLD}
    return tuple(
        LanguageCount(str(LANGUAGE_NAMES[code]), few if code in withheld else dutch.number(count))
        for code, count in counts.items()
        if count
    )


def _partly_hidden(shown: list[Answer], readable: Collection[Answer]) -> tuple[str, ...]:
    """Languages in which some texts stay hidden."""
    seen = {answer.pk for answer in readable}
    hidden = {answer.language for answer in shown if answer.pk not in seen}
    return tuple(str(name) for code, name in LANGUAGE_NAMES.items() if code in hidden)


def _texts(form: EvaluationForm, readable: Collection[Answer]) -> tuple[FreeTexts, ...]:
    return tuple(
        FreeTexts(question.short, tuple(_shuffled(question.key, readable)))
        for question in questions_of(form.question_set, TEXT)
    )


def _shuffled(name: str, answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Another order per question, so that texts of one person do not stand together; the same on each visit."""
    given = [(answer.pk, answer.language, str(answer.values[name])) for answer in answers if answer.values.get(name)]
    given.sort(key=lambda row: hashlib.sha256(f"{name}:{row[0]}".encode()).digest())
    return [(language, text) for _pk, language, text in given]
