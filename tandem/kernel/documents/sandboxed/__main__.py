"""The child's program: limits itself, reads the file from standard input, answers one line of JSON and maybe bytes."""

import json
import resource
import sys
from importlib import import_module

from tandem.kernel.documents.sandboxed.answers import Answer, Refused

MEMORY_BYTES = 1024**3
SECONDS = 20
TASKS = {"picture": "pictures", "pdf": "pdfs", "codes": "qr_codes", "page": "page_images", "calendar": "calendars"}


def limit_myself() -> None:
    """No more than this memory and processor time, no file written, no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(task: str, options: dict[str, int]) -> Answer:
    """The task's module is imported only here: each costs start time that the other tasks need not pay."""
    module = import_module(f"tandem.kernel.documents.sandboxed.{TASKS[task]}")
    try:
        found: Answer = module.read(sys.stdin.buffer.read(), **options)
    except Refused as refused:
        return Answer({"refused": refused.code})
    except MemoryError:
        return Answer({"refused": "too_complex"})
    return found


def main() -> None:
    """Task and options come from the command line, as `documents/sandbox.py` writes them."""
    limit_myself()
    given = answer(sys.argv[1], json.loads(sys.argv[2]))
    sys.stdout.buffer.write(json.dumps(given.facts).encode() + b"\n" + given.content)


if __name__ == "__main__":
    main()
