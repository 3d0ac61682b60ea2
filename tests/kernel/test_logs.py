"""Logs say where something failed, never what people typed."""

import json
import logging
import sys

from tandem.kernel.logs import QuietFormatter, only_allowed_fields


def _formatted(message: str) -> dict[str, object]:
    try:
        raise ValueError(message)  # noqa: TRY301 (only a raised error has a place in the code)
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, (), sys.exc_info())
    return json.loads(QuietFormatter().format(record))


def test_failure_is_logged_without_its_message() -> None:
    line = _formatted("Key (email)=(noor@voorbeeld.test) already exists")
    assert line["failure"] == "ValueError"
    assert line["where"][0].endswith("_formatted")  # type: ignore[index]
    assert "noor" not in json.dumps(line)


def test_only_listed_fields_are_logged() -> None:
    fields = {"event": "request", "status": 200, "name": "Noor"}
    assert only_allowed_fields(None, "info", fields) == {"event": "request", "status": 200}
