"""Input of the pages on dates: one or more proposals, a place, a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.kernel import clock
from tandem.kernel.form_fields import DateField, TimeField, offer
from tandem.sessions.timetable import Place, Proposal

FURTHEST = timedelta(days=730)


class PlaceForm(forms.Form):
    """Where, or with which link."""

    is_filter = True  # a place or a link: the sentence of a refusal says which, not "optional" at each field

    is_remote = forms.BooleanField(label=gettext_lazy("Online"), required=False)
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=300,
                            help_text=gettext_lazy("Straat, nummer, gemeente en zaal"))  # fmt: skip
    remote_link = forms.URLField(label=gettext_lazy("Link voor online"), required=False, max_length=200,
                                 error_messages={"invalid": gettext_lazy("Plak de hele link, met https:// vooraan.")},
                                 assume_scheme="https")  # fmt: skip
    directions = forms.CharField(label=gettext_lazy("Hoe geraak je er?"), required=False, max_length=300,
                                 help_text=gettext_lazy("Bijvoorbeeld: tram 1, halte Rabot, ingang naast de bakker"))  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order: tuple[str, ...] = ("place", "is_remote", "remote_link", "directions")

    def where(self) -> dict[str, Any]:
        """Place, link and route as they were typed."""
        return {name: self.cleaned_data[name] for name in ("is_remote", "place", "remote_link", "directions")}

    def chosen_place(self) -> Place:
        """The place of a valid form."""
        return Place(**self.where())

    def take_version(self, version: int) -> None:
        """Show the form again as an answer to a newer version, with everything that was typed."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("version")] = str(version)
        self.data = typed


class ProposalForm(PlaceForm):
    """A day, hours and a place for one session. An empty row is no proposal."""

    day = DateField(label=gettext_lazy("Dag"), required=False)
    starts = TimeField(label=gettext_lazy("Van"), required=False)
    ends = TimeField(label=gettext_lazy("Tot"), required=False)
    note = forms.CharField(label=gettext_lazy("Boodschap erbij"), required=False, max_length=500,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    field_order = ("day", "starts", "ends", "place", "is_remote", "remote_link", "directions", "note")

    def __init__(
        self, *args: Any, title: str = "", is_asked: bool = False, may_differ: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.title = title
        self.is_asked = is_asked  # a page about one session always needs a day
        self.may_differ = may_differ  # a session that already has a proposal counts only when something changed
        self.fields["day"].widget.attrs["min"] = clock.today().isoformat()

    def clean_day(self) -> date | None:
        """A day within two years: a further one is a typing mistake."""
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > clock.today() + FURTHEST:
            raise forms.ValidationError(_("Deze dag ligt meer dan twee jaar verder. Kijk het jaar na."))
        return day

    def clean(self) -> dict[str, Any]:
        """Hours without a day are a row that was not finished."""
        has_hours = any(self.cleaned_data.get(name) for name in {"starts", "ends"} & set(self.changed_data))
        if "day" not in self.errors and not self.cleaned_data.get("day") and (self.is_asked or has_hours):
            self.add_error("day", _("Kies een dag."))
        return self.cleaned_data

    @property
    def is_filled(self) -> bool:
        """Whether this row proposes something."""
        has_day = bool(self.cleaned_data.get("day"))
        return has_day and (not self.may_differ or bool(set(self.changed_data) - {"version"}))

    def proposal(self, like: Mapping[str, Any]) -> Proposal | None:
        """The proposal; hours and place that were left open are those of `like`. None when hours are still missing."""
        facts = self.cleaned_data
        starts, ends = facts["starts"] or like["starts"], facts["ends"] or like["ends"]
        if not starts or not ends:
            self.add_error("ends" if starts else "starts", _("Vul het uur in."))
            return None
        where = self.where() if facts["place"] or facts["remote_link"] else {
            name: like[name] for name in ("is_remote", "place", "remote_link", "directions")
        }  # fmt: skip
        return Proposal(
            starts_at=_moment(facts["day"], starts), ends_at=_moment(facts["day"], ends), version=facts["version"],
            note=facts["note"] or like["note"], **where,
        )  # fmt: skip


def _moment(day: date, hour: time) -> Any:
    return clock.moment_on(day, hour.hour, hour.minute)


def row_prefixes(typed: QueryDict) -> list[UUID]:
    """The sessions whose row is in a posted form; anything else with such a name is left alone."""
    names = (name.removesuffix("-version") for name in typed if name.endswith("-version"))
    return [UUID(name) for name in names if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)]


class ProposalRows:
    """Several sessions in one form; open hours and places are those of the first row that is filled."""

    def __init__(self, rows: Iterable[ProposalForm]) -> None:
        self.rows = list(rows)

    def proposals(self) -> dict[UUID, Proposal]:
        """What is proposed per session; empty while a row has errors."""
        valid = [row.is_valid() for row in self.rows]
        if not all(valid):
            return {}
        filled = [row for row in self.rows if row.is_filled]
        if not filled:
            self.rows[0].add_error("day", _("Kies minstens één dag."))
            return {}
        like = _first_answers([self.rows[0], *filled])
        found = {UUID(row.prefix): row.proposal(like) for row in filled}
        return {pk: proposal for pk, proposal in found.items() if proposal} if all(found.values()) else {}


def _first_answers(rows: list[ProposalForm]) -> dict[str, Any]:
    """What rows with open fields take over: hours and message from the first row that has them, and its place."""
    like = {
        name: next((row.cleaned_data[name] for row in rows if row.cleaned_data[name]), None)
        for name in ("starts", "ends")
    }
    note = next((row.cleaned_data["note"] for row in rows if row.cleaned_data["note"]), "")
    placed = next((row for row in rows if row.cleaned_data["place"] or row.cleaned_data["remote_link"]), rows[0])
    return {**like, "note": note, **placed.where()}


class CancelForm(forms.Form):
    """Why a session does not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom gaat deze bijeenkomst niet door?"), max_length=300,
        help_text=gettext_lazy("Eén zin. Iedereen die moest komen, leest dit."), widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf in een zin waarom de bijeenkomst niet doorgaat.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """A button about one session: which version was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class OverviewForm(forms.Form):
    """What a planner looks for."""

    is_filter = True

    zoek = forms.CharField(label=gettext_lazy("Zoek"), required=False, max_length=100)
    toon = forms.ChoiceField(label=gettext_lazy("Toon"), required=False)
    provincie = forms.ChoiceField(label=gettext_lazy("Provincie"), required=False)

    def __init__(self, data: QueryDict, *, states: Mapping[str, str], provinces: Iterable[str]) -> None:
        super().__init__(data)
        offer(self, "toon", states.items())
        offer(self, "provincie", [("", _("alle provincies")), *((name, name) for name in provinces)])

    def chosen(self) -> dict[str, str]:
        """Every field that makes sense; nonsense counts as empty."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
