"""What the page tests of this room share."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # they travel along with others, or belong to the test


@pytest.fixture
def questions() -> Callable[[Client, str], int]:
    """How many questions a warm page asks the database."""

    def count(client: Client, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len([query for query in captured.captured_queries if not query["sql"].startswith(NOT_COUNTED)])

    return count
