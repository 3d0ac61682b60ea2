"""A file with one row of every kind, each sealed text a word of its own that can be found back."""

from datetime import timedelta
from io import BytesIO

from django.db import models
from PIL import Image

from tandem.guidance.actions.document import add_document
from tandem.guidance.models import ClientFile, FileDocument, FileItem, Read
from tandem.guidance.queries.doors import MODELS
from tandem.guidance.queries.export import sealed_texts
from tandem.identity.models import Organisation, Person
from tandem.kernel import access, clock
from tandem.kernel.documents.uploads import check_upload
from tests.guidance.factories import looking, make_member, place_of


def canary(kind: str, name: str) -> str:
    """The word that stands in this text."""
    return f"kanarie{kind}{name.replace('_', '')}"


def all_canaries() -> list[str]:
    """Every one of them, but for the text that holds figures."""
    texts = [(kind, name) for kind, model in MODELS.items() for name in sealed_texts(model)]
    return [canary(*text) for text in texts if text != ("stepmoney", "figures")]


def fill(file: ClientFile, *, guide: Person, but: tuple[str, ...] = ()) -> dict[str, FileItem]:
    """One row of every kind, as the person wrote it; `but` leaves kinds out."""
    rows: dict[str, FileItem] = {}
    member = make_member(file, role="service")
    with access.as_system():
        read = Read.objects.create(file=file, reader=guide, page="plan", at=clock.now())
        todo = [kind for kind in MODELS if kind not in (*but, "filedocument", "networkmember")]
        rows["networkmember"] = member
        member.why = canary("networkmember", "why")
        member.save()
        while todo:
            ready = [kind for kind in todo if _needs(MODELS[kind]) <= rows.keys()]
            assert ready, todo
            for kind in ready:
                rows[kind] = _made(MODELS[kind], file, rows, read, member.organisation)
                todo.remove(kind)
    if "filedocument" not in but:
        rows["filedocument"] = add_paper(file, title=canary("filedocument", "title"))
    return rows


def add_paper(file: ClientFile, *, title: str, by: Person | None = None, is_mine_only: bool = False) -> FileDocument:
    """A picture in the file."""
    by = by or file.person
    assert by is not None
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    upload = check_upload(BytesIO(out.getvalue()), name="foto.png", size=len(out.getvalue()), limit=1_000_000)
    with looking(by):
        return add_document(place_of(file, by), upload, title=title, by=by, at=clock.now(), is_mine_only=is_mine_only)


def _needs(model: type[FileItem]) -> set[str]:
    return {
        field.related_model.__name__.lower()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and not field.null
        and field.related_model.__name__.lower() in MODELS and field.related_model is not model
    }  # fmt: skip


def _made(
    model: type[FileItem], file: ClientFile, rows: dict[str, FileItem], read: Read, organisation: Organisation | None
) -> FileItem:
    kind = model.__name__.lower()
    facts: dict[str, object] = {name: canary(kind, name) for name in sealed_texts(model)}
    for field in model._meta.concrete_fields:
        if field.name in {"id", "file", "sealed", "made_at", "made_by", "version", *facts} or field.has_default():
            continue
        facts[field.name] = _value(field, rows, read, organisation)
    facts |= _SPECIAL.get(kind, dict)()
    if kind == "barrieredge":
        facts["to_barrier"] = _made(MODELS["barrier"], file, rows, read, organisation)
    return model.add(file=file, made_at=clock.now(), made_by=file.person, is_by_client=True, **facts)


def _value(field: models.Field, rows: dict[str, FileItem], read: Read, organisation: Organisation | None) -> object:
    if isinstance(field, models.ForeignKey):
        if field.related_model is Organisation:
            return organisation
        return read if field.related_model is Read else rows.get(field.related_model.__name__.lower())
    if field.flatchoices:
        return field.flatchoices[0][0]
    if field.null or field.blank:
        return "" if field.blank and not field.null else None
    by_type = {
        models.DateTimeField: clock.now() + timedelta(days=1), models.UUIDField: next(iter(rows.values())).pk,
        models.PositiveIntegerField: 1,
    }  # fmt: skip
    return by_type.get(type(field), "housing")


_SPECIAL = {
    "share": lambda: {"item_kind": "wish"},
    "otherview": lambda: {"item_kind": "talk"},
    "itemversion": lambda: {"item_kind": "wish"},
    "proposal": lambda: {"about_kind": "wish", "facts": {"kind": "want"}},
    "talk": lambda: {"draft": f'{{"device": "", "fields": {{"content": "{canary("talk", "draft")}"}}}}'},
    "promise": lambda: {"side": "client"},
    "stepmoney": lambda: {
        "figures": '{"now": 100000, "from": "2026-12-01", "months": [95000, null]}',
        "inputs": f'{{"category": "N", "start": "{canary("stepmoney", "inputs")}"}}',
    },
    "heardanswer": lambda: {"answers": {"listened": 2}},
}
