"""Fixtures of the sessions room."""

from collections.abc import Iterator

import pytest

from tandem.kernel import access


@pytest.fixture
def every_row(db: None) -> Iterator[None]:
    """The system's context: rows of every organisation. A page visited in between changes it to that visitor's."""
    with access.as_system():
        yield
