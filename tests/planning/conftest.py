"""Rows of planning are read as the system, unless a test logs in."""

from collections.abc import Iterator

import pytest

from tandem.kernel import access


@pytest.fixture
def system(db: None) -> Iterator[None]:
    """Every row, as jobs and commands see it."""
    with access.as_system():
        yield
