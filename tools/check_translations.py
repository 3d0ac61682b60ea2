"""Is every text in the templates marked for translation, and is every translation whole?

A draft is `fuzzy`; a text that is none carries the name of its reader and the day (docs/how-to/translate.md).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.compile_translations import READ_OVER

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tandem"
SKIPPED = [
    r"\{%\s*comment.*?endcomment\s*%\}",
    r"\{#.*?#\}",
    r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}",
    r"<!--.*?-->",
    r"\{%.*?%\}",
    r"\{\{.*?\}\}",
    r"&\w+;",
    r"<(\w+)\b[^>]*\blang=\"\w\w\"[^>]*>[^<]*</\1>",  # said in that language on purpose
    r"\b[\w-]+(?:__|--)[\w-]+",  # names of styles
]
SPOKEN_ATTRIBUTE = re.compile(r"(?<![:\w-])(?:aria-label|title|placeholder|alt|label|hint|text)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Tandem"}
FOR_BUILDERS = {PACKAGE / "kernel" / "templates" / "kernel" / "components.html"}  # the gallery
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    problems = [*unmarked_texts(), *translation_problems()]
    for problem in problems:
        print(problem, file=sys.stderr)
    print("translations: in orde" if not problems else f"translations: {len(problems)} to repair")
    return 1 if problems else 0


def unmarked_texts() -> Iterator[str]:
    """Words on a page outside `trans` and `blocktrans`."""
    for template in sorted(set(PACKAGE.glob("*/templates/**/*.html")) - FOR_BUILDERS):
        for number, words in unmarked_in(template.read_text()):
            yield f"{template.relative_to(ROOT)}:{number}: not marked: {words}"


def unmarked_in(source: str) -> Iterator[tuple[int, str]]:
    """Line numbers and words; what is skipped leaves its line ends, so that the numbers stay right."""
    for pattern in SKIPPED:
        source = re.sub(pattern, lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
    spoken = SPOKEN_ATTRIBUTE.sub(lambda found: f">{found[1]}<", source)
    text = TAG.sub(lambda found: "\n" * found[0].count("\n"), spoken)
    for number, line in enumerate(text.splitlines(), start=1):
        words = [word for word in WORD.findall(line) if word not in NAMES and not word.isupper()]
        if words:
            yield number, " ".join(words)


def translation_problems() -> Iterator[str]:
    """Left-over translations, those without a reader, and those that lost a placeholder."""
    sources = all_sources()
    for path in sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/*.po")):
        for entry in polib.pofile(str(path)):
            for problem in entry_problems(entry, sources):
                yield f"{path.relative_to(ROOT)}:{entry.linenum}: {problem}: {entry.msgid[:60]}"


def entry_problems(entry: polib.POEntry, sources: str) -> Iterator[str]:
    if entry.obsolete or squeezed(entry.msgid) not in sources:
        yield "no page says this"
    if entry.fuzzy and not entry.msgstr:
        yield "a draft without words"
    if entry.translated() and not READ_OVER.search(entry.tcomment):
        yield "no draft, and nobody read it over"
    if entry.msgstr and sorted(PLACEHOLDER.findall(entry.msgstr)) != sorted(PLACEHOLDER.findall(entry.msgid)):
        yield "another placeholder"


def all_sources() -> str:
    """Everything that may say something, in the form messages have: `{{ name }}` is `%(name)s` there."""
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]
    text = "\n".join(file.read_text() for file in files)
    return squeezed(re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", text))


def squeezed(text: str) -> str:
    """Without differences of white space, quotes and joined strings."""
    return re.sub(r"[\s\"'\\]+", "", text)


if __name__ == "__main__":
    sys.exit(main())
