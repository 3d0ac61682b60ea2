"""Gives a stranger's file to a child process: parsers in C may crash or swell there without harm to the web server."""

import json
import subprocess
import sys
from threading import BoundedSemaphore

from tandem.kernel.documents.pdf import ROOMS
from tandem.kernel.documents.sandboxed.answers import Answer, Refused

SECONDS = 30
_at_once = BoundedSemaphore(2)  # per process: two children of at most 1 GiB each


def in_sandbox(task: str, content: bytes, **options: int) -> Answer:
    """The child's answer, or `Refused` with its code; a child that dies or lingers means "too_complex"."""
    command = [sys.executable, "-P", "-m", "tandem.kernel.documents.sandboxed", task, json.dumps(options)]
    surroundings = {"PYTHONPATH": str(ROOMS.parent), "PYTHONDONTWRITEBYTECODE": "1"}  # none of our secrets
    try:
        with _at_once:
            done = subprocess.run(  # noqa: S603
                command, input=content, capture_output=True, timeout=SECONDS, env=surroundings, check=True
            )
    except subprocess.SubprocessError as error:
        raise Refused("too_complex") from error
    line, _, made = done.stdout.partition(b"\n")
    facts = json.loads(line)
    if "refused" in facts:
        raise Refused(facts["refused"])
    return Answer(facts, made)
