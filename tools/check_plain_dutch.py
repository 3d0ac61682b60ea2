"""Can a person read what guidance, income, signals and dialogue say? Finds sentences too long, pages too hard and vague words.

Flesch-Douma = 206.84 - 77 x syllables per word - 0.93 x words per sentence, over the sentences of one file; labels do not
count. A formula warns, a reader proves: a reviewer with experience expertise may let a sentence stand, in OVERRULED.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyphen

ROOT = Path(__file__).resolve().parents[1]
ROOMS = tuple(ROOT / "tandem" / room for room in ("guidance", "income", "policy_signals", "dialogue", "calls"))
LONGEST = {"person": 15, "guide": 20}  # words in a sentence
EASIEST = {"person": 75, "guide": 65}  # Flesch-Douma
LABEL, ENOUGH = 4, 12  # a label has fewer words of its own; with fewer on the whole page, the formula says nothing
FOR_GUIDES = re.compile(
    r"/(guide_day|guide_people|thread\w*|service_stop\w*|handover\w*|people|day)\.\w+$"
    r"|/(dialogue|policy_signals)/(?!.*(structural_|signal_figures|_public|forum_table(?!s)))"  # at work, but for what all read
    r"|/calls/(?!.*(call_results|networks_public))"
)
FOR_STAFF = re.compile(
    r"partnership_(?!leave)|/partnership\.|retention|health_access|parameter|/management/|/migrations/"
)
VAGUE = re.compile(
    r"\b(?:zo snel mogelijk|eventueel|eventuele|dienaangaande|desgevallend|betreffende|teneinde|indien|gelieve"
    r"|uw|uzelf|(?<!\d )u)\b",
    re.IGNORECASE,
)
OVERRULED: dict[str, str] = {}  # sentence as reported: why it may stay, who said so and when

TAG = re.compile(
    r"\{%\s*(?:blocktrans(?:late)?\b[^%]*%\}(?P<block>.*?)\{%\s*endblocktrans(?:late)?|trans(?:late)?\s+(?P<text>\"[^\"]*\"|'[^']*')[^%]*"
    r"|(?P<tag>if|elif|else|endif)\b(?P<test>[^%]*))\s*%\}",
    re.DOTALL,
)
APART = re.compile(r"\{%\s*plural\s*%\}|\n\s*\n")
INSERTED = re.compile(r"\{\{.*?\}\}|%\(\w+\)[sd]|%[sd]|\{\w*\}")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
IS_SENTENCE = re.compile(r"[\"“]?[A-Z{%].* .*[.!?]", re.DOTALL)
MARKS = {"_", "gettext", "gettext_lazy", "ngettext"}
OTHER = {"person": "guide", "guide": "person"}
FILLED_IN = "Dinges"
DUTCH = pyphen.Pyphen(lang="nl_NL")


class Said(NamedTuple):
    """One text, where it stands and who reads it."""

    place: str
    reader: str
    text: str


def main() -> int:
    said = list(everything_said())
    problems = [*problems_in(said), *(f"no page says this any more: {text}" for text in left_over(said))]
    for problem in problems:
        print(problem, file=sys.stderr)
    print("language: in orde" if not problems else f"language: {len(problems)} to rewrite")
    return 1 if problems else 0


def everything_said() -> Iterator[Said]:
    """The texts of every page, form and message of the rooms, save what staff alone read."""
    for path in sorted(path for room in ROOMS for kind in ("html", "txt", "py") for path in room.rglob(f"*.{kind}")):
        place = str(path.relative_to(ROOT))
        if not FOR_STAFF.search(place):
            yield from (said_in_code if path.suffix == ".py" else said_on_page)(place, path.read_text("utf-8"))


def said_on_page(place: str, source: str) -> Iterator[Said]:
    """`trans` and `blocktrans`; a branch on `place.is_owner` or `place.is_guide` tells who reads."""
    branches: list[list[str]] = []
    for found in TAG.finditer(source):
        if found["tag"] == "if":
            branches.append([found["test"]])
        elif found["tag"] == "endif":
            branches.pop()
        elif found["tag"]:
            branches[-1].append(found["test"])
        else:
            text = found["block"] or found["text"][1:-1]
            yield from (Said(place, reader(place, branches), part) for part in APART.split(text))


def reader(place: str, branches: list[list[str]]) -> str:
    """The innermost branch that tells; else whoever the page is for."""
    for tests in reversed(branches):
        *earlier, current = map(role, tests)
        opposite = [OTHER[known] for known in earlier if known]
        if current or opposite:
            return current or opposite[0]
    return "guide" if FOR_GUIDES.search(place) else "person"


def role(test: str) -> str | None:
    """Who reads what stands behind this test, when it says that and nothing else."""
    if not re.fullmatch(r"\s*(not\s+)?place\.is_(owner|guide)\s*", test):
        return None
    return "person" if ("is_owner" in test) is ("not" not in test) else "guide"


def said_in_code(place: str, source: str) -> Iterator[Said]:
    """What `_()` marks, and every constant that is a sentence: tables of words and pure rules are not marked."""
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    marked: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            marked |= {id(argument) for argument in node.args}
        text = text_of(node)
        if id(node) in marked or (id(node) not in silent and IS_SENTENCE.fullmatch(text)):
            yield Said(place, reader(place, []), text)


def text_of(node: ast.AST) -> str:
    """A constant text, or one with places to fill in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def problems_in(said: Iterable[Said]) -> Iterator[str]:
    """One line per sentence or page to rewrite."""
    pages: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for place, who, text in said:
        for sentence in sentences(text):
            words = WORD.findall(sentence)
            own = [word for word in words if word != FILLED_IN]
            if sentence in OVERRULED or len(own) < LABEL:
                continue
            pages[place, who].append(own)
            if len(words) > LONGEST[who]:
                yield f"{place}: {len(words)} words, {LONGEST[who]} for a {who}: {sentence}"
            yield from (f"{place}: say it plainly, without '{vague}': {sentence}" for vague in VAGUE.findall(sentence))
    for (place, who), lines in sorted(pages.items()):
        if sum(map(len, lines)) >= ENOUGH and (ease := flesch_douma(lines)) < EASIEST[who]:
            hardest = sorted({word for words in lines for word in words}, key=lambda word: (syllables(word), word))[
                :-4:-1
            ]
            yield f"{place}: reads at {ease:.0f}, {EASIEST[who]} for a {who}; shorter sentences, or words than {', '.join(hardest)}"


def sentences(text: str) -> list[str]:
    """The sentences of a text; what is filled in later counts as one word."""
    return SENTENCE_END.split(" ".join(INSERTED.sub(FILLED_IN, text).split()))


def flesch_douma(lines: list[list[str]]) -> float:
    """Higher is easier: 90 is a comic, 60 is a newspaper."""
    words = [word for line in lines for word in line]
    return 206.84 - 77 * sum(map(syllables, words)) / len(words) - 0.93 * len(words) / len(lines)


def syllables(word: str) -> int:
    """As the hyphenation of Dutch sees them."""
    return len(DUTCH.positions(word.lower())) + 1


def left_over(said: Iterable[Said]) -> list[str]:
    """Overruled sentences that are gone."""
    return sorted(set(OVERRULED) - {sentence for _, _, text in said for sentence in sentences(text)})


if __name__ == "__main__":
    sys.exit(main())
