"""Thousands of bad requests to every address as every role; the tests send some hundreds of the same kind."""

from collections import Counter
from random import Random

from tests.architecture.bad_input import BadRequest, Walker
from tools.bench.report import table

CASES, SEED = 2000, 2026


def report() -> str:
    """How often each status came back; a failure is shown with what was sent."""
    walker, random = Walker(), Random(SEED)
    found: Counter[str] = Counter()
    broken: list[str] = []
    for _ in range(CASES):
        request = walker.bad_request(random)
        status = _status_of(walker, request)
        found[f"{status[0]}xx" if status.isdigit() else status] += 1
        if not status.isdigit() or status >= "500":
            broken.append(f"{status}: {request}")
    lines = [(CASES, len(walker.by_name), *(found[kind] for kind in ("2xx", "3xx", "4xx")), len(broken))]
    return "\n\n".join([table(("requests", "addresses", "2xx", "3xx", "4xx", "broken"), lines), *broken[:20]])


def _status_of(walker: Walker, request: BadRequest) -> str:
    try:
        return str(walker.send(request).status_code)
    except Exception as failure:  # whatever breaks is what we look for
        return f"{type(failure).__name__} {str(failure)[:100]}"
