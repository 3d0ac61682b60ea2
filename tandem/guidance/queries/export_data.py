"""The export as data: JSON with a documented shape (reference/export.schema.json), and as the pages of a booklet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tandem.guidance.queries.doors import MODELS
from tandem.guidance.queries.export import Chapter, Entry, Export, exported_fields, sealed_texts
from tandem.guidance.rules.export import FORMAT, SECTIONS, VERSION
from tandem.kernel import dutch

FILE_FACTS = ("called", "birth_year", "language", "needs_interpreter", "contact_way", "wants_reminders", "opened_at",
              "theirs_since", "paused_at", "last_contact_at", "next_contact_at", "no_next_contact_reason")  # fmt: skip


def data_of(export: Export) -> dict[str, Any]:
    """Everything, for another program."""
    file = export.place.file
    names = {path: document.pk for path, document in export.documents.items()}
    papers = {pk: path for path, pk in names.items()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": export.place.at.isoformat(),
        "is_complete": export.is_own,
        "file": {"id": str(file.pk), **{name: _date(getattr(file, name)) for name in FILE_FACTS}},
        "rows": {chapter.kind: [_row(entry, papers) for entry in chapter.entries] for chapter in export.chapters},
        "looks": [
            {"at": look.at.isoformat(), "by": look.who, "organisation": look.organisation, "page": look.page,
             "item_id": str(look.item_id) if look.item_id else None}
            for look in export.looks
        ],
    }  # fmt: skip


def _row(entry: Entry, papers: dict[Any, str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": str(entry.pk), "made_at": entry.at.isoformat(), "made_by": entry.who, "is_by_client": entry.is_by_client,
        "is_mine_only": entry.is_mine_only, "texts": entry.texts, "facts": entry.facts,
        "seen_otherwise": [{"at": at.isoformat(), "words": words} for at, words in entry.seen_otherwise],
    }  # fmt: skip
    return {**row, "paper": papers[entry.pk]} if entry.pk in papers else row


def _date(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def schema() -> dict[str, Any]:
    """The JSON Schema of the export, made from the same list of fields; the shipped file is tested against it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier uit Tandem",
        "description": "Alles wat in een dossier staat, zoals de persoon het meeneemt. Tijden in ISO 8601.",
        **_object({
            "format": {"const": FORMAT}, "version": {"const": VERSION}, "made_at": _text(),
            "is_complete": {"type": "boolean", "description": "false: wat alleen voor de persoon is, bleef achter"},
            "file": _object({"id": _text(), **{name: {} for name in FILE_FACTS}}),
            "rows": _object({kind: {"type": "array", "items": _row_schema(kind)} for kind in SECTIONS}),
            "looks": {"type": "array", "description": "wie keek", "items": _object(
                {"at": _text(), "by": _text(), "organisation": _text(), "page": _text(), "item_id": _text("null")})},
        }),
    }  # fmt: skip


def _row_schema(kind: str) -> dict[str, Any]:
    texts = {name: _text() for name in sealed_texts(MODELS[kind])}
    facts: dict[str, Any] = {name: {} for name in exported_fields(MODELS[kind])}
    shape = {
        "id": _text(), "made_at": _text(), "made_by": _text(), "is_by_client": {"type": "boolean"},
        "is_mine_only": {"type": "boolean"}, "texts": {**_object(texts), "required": []}, "facts": _object(facts),
        "seen_otherwise": {"type": "array", "items": _object({"at": _text(), "words": _text()})},
    }  # fmt: skip
    if kind == "filedocument":
        shape["paper"] = _text()
    return {"title": SECTIONS[kind].title, **_object(shape)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _text(*more: str) -> dict[str, Any]:
    return {"type": ["string", *more]} if more else {"type": "string"}


def booklet_data(export: Export) -> dict[str, Any]:
    """The same as chapters of running text, for the PDF."""
    name = str(export.place.file)
    return {
        "title": _("Boekje van %(name)s") % {"name": name},
        "made_on": export.place.at,
        "intro": intro(export),
        "sections": [{"heading": chapter.title, "body": _body(chapter)} for chapter in export.filled],
        "looks_title": _("Wie keek er?"),
        "looks": [
            f"{dutch.datetime_nl(look.at)}: {look.who}{f' ({look.organisation})' if look.organisation else ''}, {look.words}"
            for look in export.looks
        ],
    }


def intro(export: Export) -> list[str]:
    """What this is, and what is not in it."""
    first = _("Dit is alles wat in het dossier staat op %(day)s.") % {"day": dutch.date_nl(export.place.at)}
    kept = _("Wat alleen voor de persoon zelf is, staat hier niet in. Dat neemt de persoon zelf mee.")
    return [first] if export.is_own else [first, kept]


def _body(chapter: Chapter) -> list[Any]:
    return [piece for entry in chapter.entries for piece in _entry(entry)]


def _entry(entry: Entry) -> list[Any]:
    when = f"{dutch.date_nl(entry.at)}{f' · {entry.who}' if entry.who else ''}"
    lines = [f"{label}: {words}" if label else words for label, words in entry.lines]
    otherwise = [{"quote": f"{_('Ik zag het anders')}: {words}"} for _at, words in entry.seen_otherwise]
    return [{"heading": when, "level": 3}, *lines, *otherwise]
