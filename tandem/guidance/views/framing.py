"""What every page of a file shows: whose it is, the tabs, the way out. Asks the database nothing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.guidance.queries.doors import Place

OWN_TABS = (
    ("plan", "my_plan", gettext_lazy("Mijn plan"), "home"),
    ("appointments", "my_appointments", gettext_lazy("Afspraken"), "calendar"),
    ("messages", "my_messages", gettext_lazy("Berichten"), "message"),
    ("money", "my_money", gettext_lazy("Mijn geld"), "money"),
)
GUIDE_TABS = (
    ("plan", "plan", gettext_lazy("Plan")),
    ("talks", "talk_list", gettext_lazy("Gesprekken")),
    ("barriers", "barriers", gettext_lazy("Drempels")),
    ("steps", "step_list", gettext_lazy("Stappen")),
    ("story", "story", gettext_lazy("Verhaal")),
    ("appointments", "appointments", gettext_lazy("Afspraken")),
    ("messages", "messages", gettext_lazy("Berichten")),
    ("network", "network", gettext_lazy("Netwerk")),
    ("more", "file_more", gettext_lazy("Meer")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the tabs."""

    label: str
    url: str
    is_current: bool
    icon: str = ""


def framed(place: Place, current: str, **context: object) -> dict[str, object]:
    """Context of a page of a file: `place`, `file`, `tabs` and what the page itself brings."""
    return {"place": place, "file": place.file, "tabs": _tabs(place, current), "whose": _whose(place), **context}


def _tabs(place: Place, current: str) -> list[Tab]:
    if place.is_owner:
        return [Tab(str(label), reverse(name), key == current, icon) for key, name, label, icon in OWN_TABS]
    if place.is_whole:
        return [Tab(str(label), reverse(name, args=[place.file.pk]), key == current) for key, name, label in GUIDE_TABS]
    return []


def _whose(place: Place) -> str:
    return "" if place.is_owner else _("Dossier van %(name)s") % {"name": place.file}
