"""What makes the test run harsher than production: unknown template variables fail, unordered rows are shuffled."""

import random
import sys
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.template import engines
from django.template.base import Node

from tandem.launch.surroundings import PACKAGE


class UnknownVariable(str):
    """Django formats this text with the name of a variable it cannot find."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        template = _rendering_template()
        if template and template.is_relative_to(PACKAGE):
            pytest.fail(f"Unknown variable {variable} in {template.relative_to(PACKAGE)}", pytrace=False)
        return ""


def fail_on_unknown_variables() -> None:
    """Templates of Django and packages are left alone; ours must know every name they print."""
    for engine in engines.all():
        engine.engine.string_if_invalid = UnknownVariable("%s")


def shuffle_unordered_rows() -> None:
    """A list without order comes in any order: code that leans on luck fails here, not in production."""
    fetch_all = QuerySet._fetch_all

    def fetch_and_shuffle(rows: QuerySet) -> None:
        is_new = rows._result_cache is None
        fetch_all(rows)
        if is_new and len(rows._result_cache) > 1 and not rows.ordered:
            random.shuffle(rows._result_cache)

    QuerySet._fetch_all = fetch_and_shuffle


def _rendering_template() -> Path | None:
    """The file of the innermost template node that is being rendered."""
    frame = sys._getframe(1)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return Path(str(node.origin.name))
        frame = frame.f_back
    return None
