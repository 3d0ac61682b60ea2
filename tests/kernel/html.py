"""A small tree of an HTML page, to ask it questions in tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY_TAGS = {"input", "br", "img", "meta", "link", "hr", "path", "rect", "use", "circle"}


@dataclass
class Element:
    """One tag with its attributes (empty text when absent) and what is inside."""

    tag: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def walk(self) -> Iterator["Element"]:
        """This element's descendants, in the order of the page."""
        for child in self.inside:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str, **wanted: str) -> list["Element"]:
        """Descendants with this tag and these attributes (`class_` asks for one of the classes)."""
        return [e for e in self.walk() if e.tag == tag and all(_has(e, name, value) for name, value in wanted.items())]

    def find(self, tag: str, **wanted: str) -> "Element":
        """The only descendant with this tag and these attributes."""
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        words = " ".join(c if isinstance(c, str) else c.text for c in self.inside)
        return " ".join(words.split())


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class_":
        return value in element["class"].split()
    return element[name.replace("_", "-")] == value


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in EMPTY_TAGS:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY_TAGS:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(html: str) -> Element:
    """The page as a tree; a tag that is not closed properly is an error."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is not closed"
    return builder.open[0]
