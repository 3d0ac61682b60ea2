"""From one guide to another: who, when the three meet, what is passed on; and the person's yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.guidance.forms.network import SaidForm
from tandem.guidance.forms.share import NearDayField
from tandem.guidance.forms.words import WordsField
from tandem.kernel import clock
from tandem.kernel.form_fields import TimeField, offer

NEW = "new"


class HandoverForm(forms.Form):
    """Somebody who takes part already, or somebody new."""

    from_member = forms.ChoiceField(
        label=_("Welke gids stopt?"), widget=forms.RadioSelect, error_messages={"required": _("Kies welke gids stopt.")}
    )
    to_member = forms.ChoiceField(
        label=_("Wie neemt over?"), widget=forms.RadioSelect, error_messages={"required": _("Kies wie overneemt.")}
    )
    to_name = forms.CharField(label=_("Naam van de nieuwe gids"), max_length=120, required=False)
    to_email = forms.EmailField(
        label=_("E-mailadres van de nieuwe gids"), required=False, help_text=_("Leeg betekent: je geeft de link zelf door."),
        error_messages={"invalid": _("Dit is geen e-mailadres. Vul het in zoals naam@organisatie.be.")},
    )  # fmt: skip
    day = NearDayField(label=_("Welke dag zien jullie elkaar met drie?"), required=False, help_text=_("Mag later."))
    hour = TimeField(label=_("Om hoe laat?"), required=False)
    words = WordsField(label=_("Wat geven we mee?"), required=False, help_text=_("De persoon leest dit."))

    def __init__(self, *args: Any, guides: list[tuple[str, str]], others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "from_member", guides)
        offer(self, "to_member", [*others, (NEW, _("Iemand nieuw"))])
        for name, choices in (("from_member", guides), ("to_member", [] if others else [(NEW, "")])):
            if len(choices) == 1:
                self.fields[name].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Somebody new has a name; an hour goes with a day."""
        data = super().clean() or {}
        if data.get("to_member") == NEW and not data.get("to_name"):
            self.add_error("to_name", _("Schrijf de naam van de nieuwe gids."))
        if data.get("hour") and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Kies ook de dag."))
        return data

    def facts(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        hour = data.get("hour")
        moment = (
            clock.moment_on(data["day"], hour.hour if hour else 12, hour.minute if hour else 0)
            if data.get("day")
            else None
        )
        return {"to_name": data["to_name"], "to_email": data["to_email"], "meets_at": moment, "words": data["words"]}


class ConfirmForm(SaidForm):
    """The person's yes."""

    were_both_there = forms.ChoiceField(
        label=_("Waren jullie er met drie?"), choices=[("yes", _("Ja, we zaten samen")), ("no", _("Nee, maar ik wil het zo"))],
        widget=forms.RadioSelect, error_messages={"required": _("Kies een van de twee.")},
    )  # fmt: skip
    field_order = ("were_both_there", "how")
