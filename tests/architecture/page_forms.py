"""The forms of a page as a browser would send them, filled in with something plausible."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

PLAUSIBLE = {"email": "iemand@voorbeeld.test", "date": "2027-03-30", "time": "09:30", "number": "3",
             "tel": "+32 9 000 01 02", "url": "https://voorbeeld.test/"}  # fmt: skip
PLAIN_TEXT = "Een gewone tekst"
CHOICES = ("radio", "checkbox")
BUTTONS = ("submit", "button", "reset", "image")


@dataclass
class PageForm:
    """What a form sends, and where to."""

    method: str
    action: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.linked: set[str] = set()
        self.form: PageForm | None = None
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.linked |= {
                name for name, _ in parse_qsl(urlsplit(facts.get("href", "")).query, keep_blank_values=True)
            }
        if tag == "form":
            self.form = PageForm(facts.get("method", "get").lower(), facts.get("action", ""))
            self.forms.append(self.form)
        if self.form is None:
            return
        name = facts.get("name", "")
        if tag == "input" and name:
            self._input(name, facts)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and facts.get("value"):
            self.form.pairs.append((self.select, facts["value"]))
            self.select = ""  # the first choice that is one
        elif tag == "textarea" and name:
            self.form.pairs.append((name, PLAIN_TEXT))
        elif tag == "button" and name:
            self.form.pairs.append((name, facts.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""

    def _input(self, name: str, facts: dict[str, str]) -> None:
        assert self.form is not None
        kind = facts.get("type", "text")
        if kind == "file":
            self.form.files.append(name)
        elif kind in CHOICES:
            if name not in {known for known, _ in self.form.pairs}:
                self.form.pairs.append((name, facts.get("value", "on")))
        elif kind not in BUTTONS:
            self.form.pairs.append((name, facts.get("value") or PLAUSIBLE.get(kind, PLAIN_TEXT)))


def read_forms(html: str) -> tuple[list[PageForm], set[str]]:
    """The forms of a page, and the names in the query strings of its links."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms, reader.linked
