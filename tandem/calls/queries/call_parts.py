"""Everything an officer filled in around a call, in the one query that finds the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, F, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from tandem.calls.models import (
    AreaLimit,
    Call,
    CallDocument,
    Consultation,
    Criterion,
    Envelope,
    FormRevision,
    MoneyKind,
)
from tandem.kernel.models import StoredFile

Row = TypeVar("Row", bound=Model)
MODELS: tuple[type[Model], ...] = (MoneyKind, Envelope, Criterion, AreaLimit, CallDocument, Consultation, FormRevision)
NOT_READ = {"definition"}  # a form may be large


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a call, each in its own order."""

    kinds: tuple[MoneyKind, ...]
    envelopes: tuple[Envelope, ...]
    criteria: tuple[Criterion, ...]
    limits: tuple[AreaLimit, ...]
    documents: tuple[CallDocument, ...]
    consultations: tuple[Consultation, ...]
    revisions: tuple[FormRevision, ...]


def with_parts(calls: QuerySet[Call]) -> QuerySet[Call]:
    """The same calls, each with its parts for `parts_of`."""
    return calls.annotate(**{_name(model): _rows(model) for model in MODELS})


def parts_of(call: Call) -> Parts:
    """The parts; one more query when the call was not found `with_parts`."""
    if not hasattr(call, _name(MoneyKind)):
        call = with_parts(Call.objects.filter(pk=call.pk)).get()
    return Parts(
        _made(call, MoneyKind), _made(call, Envelope), _made(call, Criterion), _made(call, AreaLimit), _documents(call),
        _made(call, Consultation), _made(call, FormRevision),
    )  # fmt: skip


def _name(model: type[Model]) -> str:
    return f"parts_{model._meta.model_name}"


def _fields(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in NOT_READ]


def _rows(model: type[Model]) -> ArraySubquery:
    """Amounts travel as text: a number in JSON would lose cents."""
    facts: dict[str, Any] = {
        field.attname: Cast(field.attname, TextField()) if isinstance(field, DecimalField) else F(field.attname)
        for field in _fields(model)
    }
    if model is CallDocument:
        facts["file_size"] = F("file__size")
    rows = model._default_manager.filter(call_id=OuterRef("pk"))
    return ArraySubquery(rows.values(facts=JSONObject(**facts)))


def _made(call: Call, model: type[Row]) -> tuple[Row, ...]:
    fields = _fields(model)
    names = [field.attname for field in fields]
    rows: list[dict[str, Any]] = getattr(call, _name(model))
    return tuple(
        cast(Row, model.from_db("default", names, [field.to_python(row[field.attname]) for field in fields]))
        for row in rows
    )


def _documents(call: Call) -> tuple[CallDocument, ...]:
    documents = _made(call, CallDocument)
    rows: list[dict[str, Any]] = getattr(call, _name(CallDocument))
    for document, row in zip(documents, rows, strict=True):
        document.file = StoredFile(pk=document.file_id, size=row["file_size"])
    return documents
