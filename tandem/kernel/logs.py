"""Logs as JSON lines with an allow-list of fields, so that nothing personal slips in."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = {
    "event", "level", "timestamp", "logger", "id", "method", "status", "page", "task", "job", "exception", "position",
    "count", "seconds", "state",
}  # fmt: skip


def only_allowed_fields(_logger: object, _name: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list."""
    return {name: value for name, value in fields.items() if name in ALLOWED}


def configure(_config: dict[str, object]) -> None:
    """Django calls this once with settings.LOGGING."""
    processors: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        only_allowed_fields,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *processors, structlog.processors.JSONRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("tandem").setLevel(logging.INFO)
