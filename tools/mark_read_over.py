"""A native reader read the drafts of a language over: marks them with the reader's name and the day.

.venv/bin/python tools/mark_read_over.py ar "Name of the reader" 2026-12-01
"""

import argparse
import sys
from datetime import date

import polib

from tools.compile_translations import LOCALE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("reader")
    parser.add_argument("day", type=date.fromisoformat)
    given = parser.parse_args()
    texts = polib.pofile(str(LOCALE / given.language / "LC_MESSAGES" / "django.po"), wrapwidth=120)
    print(f"{mark(texts, given.reader.strip(), given.day)} texts read over by {given.reader}")
    texts.save()
    return 0


def mark(texts: polib.POFile, reader: str, day: date) -> int:
    """Every draft with words is read over from now on; tells how many."""
    drafts = [entry for entry in texts if entry.fuzzy and entry.msgstr]
    for entry in drafts:
        entry.flags.remove("fuzzy")
        others = [line for line in entry.tcomment.splitlines() if not line.startswith("nagelezen_door:")]
        entry.tcomment = "\n".join([*others, f"nagelezen_door: {reader}, {day.isoformat()}"])
    return len(drafts)


if __name__ == "__main__":
    sys.exit(main())
