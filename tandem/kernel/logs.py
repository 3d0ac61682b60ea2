"""Logs as JSON lines with an allow-list of fields, so that nothing personal slips in."""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = {
    "event", "level", "timestamp", "id", "method", "status", "page", "task", "job", "position", "count", "seconds", "state",
}  # fmt: skip


def only_allowed_fields(_logger: object, _name: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list."""
    return {name: value for name, value in fields.items() if name in ALLOWED}


class QuietFormatter(logging.Formatter):
    """Our own lines as they are; a failure as its place in the code, without its message: that may hold what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON line."""
        if record.name.startswith("tandem"):
            return record.getMessage()
        line: dict[str, object] = {
            "event": record.name,
            "level": record.levelname.lower(),
            "timestamp": self.formatTime(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["failure"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-12:]
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line)


def configure(_config: dict[str, object]) -> None:
    """Django calls this once with settings.LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed_fields,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(QuietFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("tandem").setLevel(logging.INFO)
    for name in ("django", "django.server"):
        logging.getLogger(name).handlers.clear()
