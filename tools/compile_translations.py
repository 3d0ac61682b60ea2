"""Compiles the translations (.po) to what the program reads (.mo), without programs of the system.

A draft (`fuzzy`) never reaches the language itself: there such a text is its Dutch, marked as Dutch. The drafts stand in a
language of their own, `<language>_X-concept`, for who may look ahead. A language with too few texts read over is left out.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "tandem" / "locale"
DRAFT = "_X-concept"
OFFERED_FROM = 0.9  # the part of the texts that is read over: a page half in Dutch helps nobody
READ_OVER = re.compile(r"^nagelezen_door: (\S.*\S), (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
LRI, PDI = "\u2066", "\u2069"  # round a text that stays Dutch: tandem/kernel/languages.py makes it an element


def main() -> int:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        for line in compile_language(source):
            print(line)
    return 0


def compile_language(source: Path, into: Path = LOCALE) -> Iterable[str]:
    """Write the drafts, and the language itself when enough of it is read over; tells what was done."""
    texts = polib.pofile(str(source))
    language, name = source.parts[-3], source.with_suffix(".mo").name
    write(texts, {entry.msgid for entry in texts if entry.msgstr}, into / f"{language}{DRAFT}" / "LC_MESSAGES" / name)
    read = {entry.msgid for entry in texts if is_read_over(entry)}
    translated = sum(1 for entry in texts if entry.msgstr)
    made = into / language / "LC_MESSAGES" / name
    if read and len(read) >= OFFERED_FROM * translated:
        write(texts, read, made)
    else:
        made.unlink(missing_ok=True)
    yield f"{language}: {len(texts)} texts, {translated} translated, {len(read)} read over" + (
        "" if made.exists() else "; shown to nobody but who looks ahead"
    )


def is_read_over(entry: polib.POEntry) -> bool:
    """Whether a named reader let it go: no draft any more, and the name and day stand with it."""
    return bool(entry.msgstr and not entry.fuzzy and READ_OVER.search(entry.tcomment))


def write(texts: polib.POFile, shown: set[str], made: Path) -> None:
    """A catalogue with these texts translated; the others are their Dutch, marked."""
    catalogue = polib.POFile()
    catalogue.metadata = texts.metadata
    for entry in texts:
        words = entry.msgstr if entry.msgid in shown else f"{LRI}{entry.msgid}{PDI}"
        catalogue.append(polib.POEntry(msgid=entry.msgid, msgstr=words))
    made.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save_as_mofile(str(made))


if __name__ == "__main__":
    sys.exit(main())
