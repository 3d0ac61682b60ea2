"""Nothing stays behind: every table, every kind of row and every sealed text is in the export; its shape is documented."""

import json
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import render_to_string

from tandem.guidance.queries import export_data
from tandem.guidance.queries.doors import MODELS
from tandem.guidance.queries.export import export_of, exported_fields, sealed_texts
from tandem.guidance.queries.export_bundle import booklet_pdf
from tandem.guidance.rules.export import LEFT_OUT, OTHER_TABLES, SECTIONS
from tests.guidance.factories import looking, make_file, make_guide, place_of
from tests.guidance.full_file import all_canaries, fill
from tests.guidance.json_shape import shape_problems

SHIPPED = Path(export_data.__file__).parents[1] / "reference" / "export.schema.json"


def test_every_table_of_the_room_is_accounted_for() -> None:
    tables = {model._meta.model_name for model in apps.get_app_config("guidance").get_models()}
    assert tables == set(SECTIONS) | set(OTHER_TABLES)
    assert set(SECTIONS) == set(MODELS)


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_every_sealed_text_is_read_as_words_and_every_label_exists(kind: str) -> None:
    texts, columns = set(sealed_texts(MODELS[kind])), set(exported_fields(MODELS[kind]))
    assert texts - set(SECTIONS[kind].labels) == set()
    assert set(SECTIONS[kind].labels) - texts - columns == set()


def test_what_is_left_out_exists_and_has_its_reason() -> None:
    for name, why in LEFT_OUT.items():
        kind, _, column = name.partition(".")
        assert MODELS[kind]._meta.get_field(column)
        assert why


def test_shipped_schema_is_the_one_of_this_version() -> None:
    text = json.dumps(export_data.schema(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("TANDEM_WRITE_DOCS"):
        SHIPPED.write_text(text, "utf-8")
    assert SHIPPED.read_text("utf-8") == text, "write it anew with TANDEM_WRITE_DOCS=1"


@pytest.mark.django_db
def test_every_word_of_a_full_file_is_in_all_three_forms() -> None:
    guide = make_guide()
    file = make_file(guide)
    fill(file, guide=guide)
    with looking(file.person):
        export = export_of(place_of(file))
        data = json.dumps(export_data.data_of(export), ensure_ascii=False)
        page = render_to_string("guidance/export_chapters.html", {"export": export, "intro": []})
        booklet = json.dumps(export_data.booklet_data(export), ensure_ascii=False, default=str)
        assert booklet_pdf(export).startswith(b"%PDF-")
    for form in (data, page, booklet):
        assert [word for word in all_canaries() if word not in form] == []
    assert "950,00" in page
    assert "Er is naar mij geluisterd. ja" in page


@pytest.mark.django_db
def test_data_of_a_full_file_has_the_documented_shape() -> None:
    guide = make_guide()
    file = make_file(guide)
    fill(file, guide=guide)
    with looking(file.person):
        data = json.loads(json.dumps(export_data.data_of(export_of(place_of(file)))))
    assert shape_problems(data, export_data.schema()) == []
    assert shape_problems({**data, "extra": 1}, export_data.schema()) == ["$: extra is unknown"]
    assert all(data["rows"][kind] for kind in MODELS)
