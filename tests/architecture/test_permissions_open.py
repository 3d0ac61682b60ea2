"""What people may open: every address x every role, against docs/permissions.md. In two files, so that two cores share it."""

import pytest

from tests.architecture.permissions import holds_true


@pytest.mark.slow
def test_every_address_answers_every_role_as_the_table_says(db: None) -> None:
    assert holds_true("get"), "write the table anew with TANDEM_WRITE_DOCS=1 and read the difference"
