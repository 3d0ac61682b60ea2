"""Blocks of the story, and asking for one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.plan import PenForm, version_field
from tandem.guidance.forms.share import TermsForm
from tandem.guidance.forms.words import WordsField
from tandem.guidance.rules.story import LONGEST_TOPIC
from tandem.kernel.form_fields import offer

OWN_TOPIC = "own"


class TopicForm(forms.Form):
    """A life domain, or an own word."""

    topic = forms.ChoiceField(label=_("Waarover gaat het?"), error_messages={"required": _("Kies waarover het gaat.")})
    own_topic = forms.CharField(label=_("Iets anders? Schrijf het zelf."), max_length=LONGEST_TOPIC, required=False)

    def offer_topics(self, topics: list[tuple[str, str]]) -> None:
        """The list; the last choice asks for an own word."""
        offer(self, "topic", [("", _("Kies")), *topics, (OWN_TOPIC, _("iets anders"))])
        known = {key for key, _word in topics}
        first = self.initial.get("topic")
        if first and first not in known:
            self.initial = {**self.initial, "topic": OWN_TOPIC, "own_topic": first}

    def clean(self) -> dict[str, Any]:
        """Something else has a word."""
        data = super().clean() or {}
        if data.get("topic") == OWN_TOPIC and not data.get("own_topic"):
            self.add_error("own_topic", _("Schrijf in een woord waarover het gaat."))
        return data

    def chosen_topic(self) -> str:
        """The key of the domain, or the own word."""
        topic = str(self.cleaned_data["topic"])
        return str(self.cleaned_data["own_topic"]) if topic == OWN_TOPIC else topic


class BlockForm(TopicForm, PenForm):
    """One block. Only the person says that it is for them alone."""

    title = forms.CharField(label=_("Titel"), max_length=120, required=False)
    words = WordsField(label=_("In eigen woorden"), rows=8)
    is_mine_only = forms.BooleanField(label=_("Alleen voor mij. Ook mijn gids ziet dit niet."), required=False)
    version = version_field()
    field_order = ("topic", "own_topic", "title", "words", "is_mine_only", "how", "why")

    def __init__(self, data: Any = None, *, topics: list[tuple[str, str]], is_owner: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer_topics(topics)
        if not is_owner:
            del self.fields["is_mine_only"]
        self.order_fields(self.field_order)


class RequestForm(TopicForm):
    """Somebody asks for a block of the story."""

    purpose = WordsField(
        label=_("Waarom vraag je dit?"), rows=3, help_text=_("De persoon leest het precies zo."),
        error_messages={"required": _("Schrijf waarom je dit vraagt. De persoon leest het zo.")},
    )  # fmt: skip

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_topics(topics)


class GrantForm(TermsForm):
    """Which block goes to who asked, on which terms."""

    block = forms.ChoiceField(
        label=_("Welk stuk geef je?"), widget=forms.RadioSelect, error_messages={"required": _("Kies een stuk.")}
    )
    field_order = ("block", "purpose", "until", "day", "how", "helped_by", "knows_no_secrecy")

    def __init__(self, *args: Any, blocks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "block", blocks)
        if len(blocks) == 1:
            self.fields["block"].initial = blocks[0][0]
