"""Do the documents point to what exists: files, addresses inside the documents, make targets, commands?"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tandem.cli import command_names

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:tandem|tests|tools|docs|assets|requirements)/[\w./-]+")
HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)


def main() -> int:
    documents = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    problems = [problem for document in documents for problem in problems_in(document)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print("documents: in orde" if not problems else f"documents: {len(problems)} to repair")
    return 1 if problems else 0


def problems_in(document: Path) -> Iterator[str]:
    text = document.read_text()
    where = document.relative_to(ROOT)
    for target in LINK.findall(text):
        if not target.startswith(("http:", "https:", "mailto:")) and not link_exists(document, target):
            yield f"{where}: link to {target}"
    for code in CODE.findall(text):
        if not code_exists(code):
            yield f"{where}: {code}"


def link_exists(document: Path, target: str) -> bool:
    """A file beside the document, and when asked a heading in it."""
    name, _, anchor = target.partition("#")
    file = (document.parent / name) if name else document
    if not file.exists():
        return False
    return not anchor or anchor in {slug(heading) for heading in HEADING.findall(file.read_text())}


def slug(heading: str) -> str:
    """The address a heading gets on a page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def code_exists(code: str) -> bool:
    """Paths, `make` targets and `tandem` commands; other code is not judged."""
    words = code.split()
    if words[:1] == ["make"] and len(words) > 1:
        return any(word in make_targets() or "=" in word for word in words[1:2])
    if words[:1] == ["tandem"] and len(words) > 1:
        return words[1] in command_names() or words[1][0] in "-<"
    return not FILE.fullmatch(code) or bool(list(ROOT.glob(code.rstrip("/"))))


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
