"""Every name of an act that the code writes in the audit trail."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "tandem"
ACT = re.compile(r"[a-z][a-z_]*\.[a-z_]+")


def written_acts() -> dict[str, set[str]]:
    """Per file, the names: as given to `record`, or else every name that stands in a file that calls it with a variable."""
    found: dict[str, set[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = set(_given(tree))
        if any(isinstance(name, ast.Name | ast.Subscript) for name in _first_arguments(tree)):
            names |= {text for text in _texts(tree) if ACT.fullmatch(text)}
        if names:
            found[str(path.relative_to(ROOT))] = names
    return found


def _given(tree: ast.AST) -> Iterator[str]:
    for name in _first_arguments(tree):
        if not isinstance(name, ast.Name | ast.Subscript):
            yield from _texts(name)  # a name put together from pieces shows up as an odd name
    for keyword in (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "action"):
        if isinstance(keyword.value, ast.Constant) and ACT.fullmatch(str(keyword.value.value)):
            yield str(keyword.value.value)


def _first_arguments(tree: ast.AST) -> Iterator[ast.expr]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        if ast.unparse(call.func) == "audit.record":
            yield call.args[0]


def _texts(tree: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
