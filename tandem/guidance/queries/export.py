"""The whole file as the person takes it along: one reading, from which the page, the booklet and the JSON are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey

from tandem.guidance.models import FileDocument, FileItem
from tandem.guidance.models.sealing import SealedText
from tandem.guidance.queries.document import document_name
from tandem.guidance.queries.doors import MODELS, Place, parts
from tandem.guidance.queries.export_words import in_words
from tandem.guidance.queries.lifted_signal import answer_told, signal_lines
from tandem.guidance.rules.export import LEFT_OUT, SECTIONS, Section
from tandem.guidance.rules.reads import page_words

BASE_FIELDS = {"id", "file", "made_at", "made_by", "is_by_client", "is_mine_only", "sealed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what a reader sees (`lines`), what the person saw otherwise, and every field (`facts`, `texts`)."""

    pk: UUID
    at: datetime
    who: str
    is_by_client: bool
    is_mine_only: bool
    lines: list[tuple[str, str]]
    seen_otherwise: list[tuple[datetime, str]]
    texts: dict[str, str]
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Chapter:
    """All rows of one kind."""

    kind: str
    title: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody else opened something."""

    at: datetime
    who: str
    organisation: str
    page: str
    words: str
    item_id: UUID | None


@dataclass(frozen=True, slots=True)
class Export:
    """A file, whole. Without `is_own` what is for the person alone stays behind, and the export says so."""

    place: Place
    is_own: bool
    chapters: list[Chapter]
    looks: list[Look]
    documents: dict[str, FileDocument]

    @property
    def filled(self) -> list[Chapter]:
        """Chapters with something in them."""
        return [chapter for chapter in self.chapters if chapter.entries]


def export_of(place: Place) -> Export:
    """Everything that this viewer may take along: the person all of it, a guide what is not for the person alone."""
    rows = {kind: list(_rows(place, MODELS[kind])) for kind in SECTIONS}
    titles = {row.pk: _title(row) for kind in rows.values() for row in kind}
    otherwise: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for view in rows["otherview"]:
        otherwise[view.item_id].append((view.made_at, view.words))  # type: ignore[attr-defined]
    chapters = [
        Chapter(kind, section.title, [_entry(row, section, titles, otherwise) for row in rows[kind]])
        for kind, section in SECTIONS.items()
    ]
    chapters = [_with_answers(chapter, place) if chapter.kind == "liftedsignal" else chapter for chapter in chapters]
    papers = (row for row in rows["filedocument"] if isinstance(row, FileDocument))
    documents = {f"papieren/{number:02} {document_name(row)}": row for number, row in enumerate(papers, 1)}
    return Export(place, place.is_owner, chapters, _looks(place), documents)


def _with_answers(chapter: Chapter, place: Place) -> Chapter:
    """What came back on each signal goes along on paper too."""
    if not chapter.entries:
        return chapter
    told = {line.pk: answer_told(line) for line in signal_lines(place)}
    return replace(
        chapter, entries=[replace(row, lines=[*row.lines, *told.get(row.pk, [])]) for row in chapter.entries]
    )


def exported_fields(model: type[FileItem]) -> list[str]:
    """The columns of a kind that go along beside the ones every row has, and its texts."""
    kind = model.__name__.lower()
    columns = [field.name for field in model._meta.concrete_fields if field.name not in BASE_FIELDS]
    return [name for name in columns if f"{kind}.{name}" not in LEFT_OUT]


def sealed_texts(model: type[FileItem]) -> list[str]:
    """The sealed texts of a kind."""
    return [name for name, value in vars(model).items() if isinstance(value, SealedText)]


def _rows(place: Place, model: type[FileItem]) -> Iterable[FileItem]:
    return parts(place, model).select_related(*_outside(model)).order_by("made_at", "pk")


def _outside(model: type[FileItem]) -> list[str]:
    """Columns that point at a person, an organisation or a stored file."""
    columns = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [field.name for field in columns if field.related_model._meta.app_label in {"identity", "kernel"}]


def _value(row: FileItem, name: str) -> Any:
    """The value; of another row of the file its key, so that nothing is asked again."""
    columns = {field.name: field for field in row._meta.concrete_fields}
    is_inside = isinstance(columns.get(name), ForeignKey) and name not in _outside(type(row))
    return getattr(row, columns[name].attname if is_inside else name)


def _entry(
    row: FileItem, section: Section, titles: Mapping[UUID, str], otherwise: Mapping[UUID, list[tuple[datetime, str]]]
) -> Entry:  # fmt: skip
    values = {name: _value(row, name) for name in (*exported_fields(type(row)), *sealed_texts(type(row)))}
    lines = [
        (label, words)
        for name, label in section.labels.items()
        if name in values and (words := in_words(row, name, values[name], titles))
    ]
    texts = {name: values[name] for name in sealed_texts(type(row)) if values[name]}
    facts = {name: _plain(values[name]) for name in exported_fields(type(row))}
    return Entry(row.pk, row.made_at, str(row.made_by or ""), row.is_by_client, row.is_mine_only, lines,
                 list(otherwise.get(row.pk, ())), texts, facts)  # fmt: skip


def _title(row: FileItem) -> str:
    """A few words by which one recognises a row that another row points at."""
    words = (getattr(row, name, "") for name in ("title", "called", "words", "content"))
    found = next((str(text) for text in words if text), "")
    return found if len(found) <= 80 else found[:79] + "…"


def _plain(value: Any) -> object:
    match value:
        case None | bool() | int() | float() | str() | dict():
            return value
        case datetime() | date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(part) for part in value]
        case UUID():
            return str(value)
    return str(value)


def _looks(place: Place) -> list[Look]:
    rows = place.file.reads.select_related("reader", "organisation").order_by("at", "pk")
    return [
        Look(row.at, str(row.reader or ""), str(row.organisation or ""), row.page, page_words(row.page), row.item_id)
        for row in rows
    ]
