"""What import contracts cannot see: doors in views, arrows in templates and foreign keys, reasons of late imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from tests.architecture.acts import ACT, written_acts
from tests.architecture.addresses import every_address

ROOT = Path(__file__).parents[2] / "tandem"
ORDER = [
    "kernel",
    "identity",
    "sessions",
    "income",
    "policy_signals",
    "planning",
    "programmes",
    "guidance",
    "dialogue",
    "calls",
    "lobby",
    "example",
]
LABELS = {"tandem_sessions": "sessions"}
REASONS = ("slow import", "optional dependency", "app ready", "type only")
LIBRARY_VIEWS = {"components", "healthz"}


def sources(pattern: str = "**/*.py") -> Iterator[Path]:
    return (path for path in sorted(ROOT.glob(pattern)) if "/migrations/" not in str(path))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize(
    "path", list(sources("*/views/*.py")) + list(sources("*/views.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_view_reads_and_writes_through_doors_only(path: Path) -> None:
    assert ".objects" not in path.read_text("utf-8")


def test_every_view_says_who_may_come_in() -> None:
    unmarked = [
        address.name for address in every_address()
        if not hasattr(address.view, "is_public") and not hasattr(address.view, "allowed_roles")
        and address.name not in LIBRARY_VIEWS
    ]  # fmt: skip
    assert unmarked == []


def test_url_name_is_the_name_of_its_view() -> None:
    own = [address for address in every_address() if address.view.__module__.startswith("tandem.")]
    different = {
        a.name: a.view.__name__
        for a in own
        if a.name != a.view.__name__ and not a.view.__module__.startswith("tandem.identity")
    }
    assert different == {}


def test_no_two_rooms_have_one_url_name() -> None:
    views: dict[str, set[object]] = {}
    for address in every_address():
        views.setdefault(address.name, set()).add(address.view)
    assert {name for name, found in views.items() if len(found) > 1} == set()


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models() if model.__module__.startswith("tandem.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model.__module__.startswith("tandem.")
        and ORDER.index(_room(field.related_model)) > ORDER.index(_room(model))
    ]  # fmt: skip
    allowed = [key for key in upward if key.endswith((".by", ".made_by", ".to_person")) and key.startswith("kernel.")]
    assert sorted(set(upward) - set(allowed)) == []


def _room(model: type) -> str:
    label = model._meta.app_label
    return LABELS.get(label, label)


def test_templates_include_and_extend_their_own_room_or_the_kernel() -> None:
    wrong = []
    for path in sorted(ROOT.glob("*/templates/**/*.html")):
        room = room_of(path)
        for target in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']", path.read_text("utf-8")):
            folder = target.split("/")[0]
            is_own = (ROOT / room / "templates" / target.partition("#")[0]).exists() or (
                room == "sessions" and folder == "sessions"
            )
            is_kernel = (ROOT / "kernel" / "templates" / target.partition("#")[0]).exists()
            if not is_own and not is_kernel and folder != "django":
                wrong.append(f"{path.relative_to(ROOT)}: {target}")
    assert wrong == []


def test_late_import_carries_a_reason() -> None:
    without = []
    for path in sources():
        lines = path.read_text("utf-8").splitlines()
        tree = ast.parse("\n".join(lines))
        functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        late = {
            node.lineno
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, (ast.Import, ast.ImportFrom))
        }
        without += [
            f"{path.relative_to(ROOT)}:{n}"
            for n in sorted(late)
            if not any(reason in lines[n - 1] for reason in REASONS)
        ]
    assert without == []


def test_no_inline_code_in_templates() -> None:
    pattern = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=\"|hx-on", re.IGNORECASE
    )
    found = [
        str(p.relative_to(ROOT))
        for p in sorted(ROOT.glob("*/templates/**/*.html"))
        if pattern.search(p.read_text("utf-8"))
    ]
    assert found == []


def test_no_room_is_a_drawer() -> None:
    drawers = {"utils", "common", "helpers", "core", "services", "manager", "misc"}
    assert [str(p) for p in ROOT.rglob("*.py") if p.stem in drawers or p.parent.name in drawers] == []


def test_business_flow_uses_no_django_signals() -> None:
    assert [str(p.relative_to(ROOT)) for p in sources() if "django.db.models.signals" in p.read_text("utf-8")] == []


def test_every_template_is_used() -> None:
    texts = "\n".join(p.read_text("utf-8") for p in [*sources(), *sorted(ROOT.glob("*/templates/**/*.html"))])
    unused = []
    for path in sorted(ROOT.glob("*/templates/**/*.html")):
        name = str(path.relative_to(ROOT / room_of(path) / "templates"))
        if (
            name.startswith(("components/", "forms/", "django/", "account/", "mfa/", "usersessions/"))
            or name[:3].isdigit()
        ):
            continue
        if name not in texts and path.stem not in texts:
            unused.append(name)
    assert unused == []


def test_every_address_is_named() -> None:
    assert [a.route for a in every_address() if not a.name] == []
    assert get_resolver().url_patterns


def test_every_act_is_named_after_its_noun() -> None:
    acts = written_acts()
    assert {file: odd for file, names in acts.items() if (odd := {n for n in names if not ACT.fullmatch(n)})} == {}
    assert len(acts) > 20
