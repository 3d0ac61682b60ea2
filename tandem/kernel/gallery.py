"""`/components/`: every component with an example, to look at and to test."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.kernel.form_fields import DateField, MoneyField, TimeField
from tandem.kernel.pages import paginate

ICONS = (
    "calendar clock done download edit empty error file home info list lock message money people person phone place "
    "print search success warning"
)


class ExampleForm(forms.Form):
    """One field of every kind."""

    organisation = forms.CharField(label="Naam van de organisatie", max_length=120)
    enterprise_number = forms.CharField(
        label="Ondernemingsnummer",
        help_text="Tien cijfers. Je vindt het op een factuur.",
        widget=forms.TextInput(attrs={"data-width": "10", "inputmode": "numeric"}),
    )
    committee = forms.ChoiceField(
        label="Tot welk paritair comité behoren jullie?",
        help_text="Dat staat op de loonbrief.",
        choices=[("31901", "PC 319.01"), ("329", "PC 329"), ("331", "PC 331")],
        widget=forms.RadioSelect,
    )
    province = forms.ChoiceField(label="Provincie", choices=[("", "Kies een provincie"), ("ant", "Antwerpen")])
    wishes = forms.MultipleChoiceField(
        label="Waar willen jullie aan werken?",
        choices=[("onthaal", "Onthaal"), ("taal", "Klare taal"), ("drempels", "Drempels zien")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.IntegerField(label="Hoeveel mensen doen mee?", min_value=1)
    first_on = DateField(label="Vanaf welke dag kan het?")
    starts_at = TimeField(label="Om welk uur?", help_text="Bijvoorbeeld 9.30")
    amount_eur = MoneyField(label="Bedrag", required=False)
    motive = forms.CharField(
        label="Wat ervaren jullie als moeilijk?",
        help_text="In je eigen woorden. Een paar zinnen is genoeg.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    agrees = forms.BooleanField(label="De directie staat achter deze aanvraag")


class ExampleUpload(forms.Form):
    """A file and a signature."""

    letter = forms.FileField(label="Brief van de directie", required=False)
    signature = forms.CharField(label="Teken hier", widget=forms.HiddenInput, required=False)
    typed_name = forms.CharField(label="Typ je naam", required=False)


class ExampleFilter(forms.Form):
    """Fields above a list."""

    is_filter = True
    search = forms.CharField(label="Zoek op naam", required=False)
    province = forms.ChoiceField(label="Provincie", choices=[("", "Alle"), ("ant", "Antwerpen")], required=False)


TYPED = {"organisation": "Huis aan het Water", "enterprise_number": "0123.456", "wishes": ["taal"], "people": "twaalf"}


def components(request: HttpRequest) -> HttpResponse:
    """The gallery page."""
    return render(request, "kernel/components.html", {**_lists(), **_progress(), **_forms(request)})


def _forms(request: HttpRequest) -> dict[str, object]:
    return {
        "filled": ExampleForm(auto_id="voorbeeld_%s"),
        "upload": ExampleUpload(auto_id="oplaad_%s"),
        "filter": ExampleFilter(request.GET, auto_id="filter_%s"),
        "failed": ExampleForm(TYPED, auto_id="fout_%s"),
        "page": paginate(list(range(380)), request.GET.get("pagina", "2"), per_page=50),
    }


def _lists() -> dict[str, object]:
    return {
        "icons": ICONS.split(),
        "crumbs": _examples("label url", ("Start", "/"), ("Trajecten", "/"), ("Huis aan het Water", "")),
        "tabs": _examples(
            "label url is_current icon",
            ("Vandaag", "/components/", True, "home"),
            ("Trajecten", "/", False, "list"),
            ("Agenda", "/", False, "calendar"),
            ("Berichten", "/", False, "message"),
        ),
        "entries": _examples(
            "when who text kind",
            ("27/3/2027, 9.30 uur", "Noor Aerts, De Link", "De data zijn bevestigd.", "good"),
            ("20/3/2027", "Huis aan het Water", "Stelde een andere dag voor sessie 3 voor.", ""),
            ("12/3/2027", "Fonds 331", "Vroeg om de datum van sessie 2.", "attention"),
        ),
        "messages_shown": _examples(
            "who role when is_own text",
            ("Noor Aerts", "trainer", "26/3/2027, 14 uur", False, "Is er een lokaal waar we in een kring zitten?"),
            (
                "Sami Peeters",
                "Huis aan het Water",
                "26/3/2027, 15.10 uur",
                True,
                "Ja, de refter.\nWe zetten stoelen klaar.",
            ),
        ),
        "lines": _examples(
            "label on half_days amount_eur kind state",
            ("Sessie 1", date(2027, 3, 4), 1, Decimal("412.50"), "green", "Betaald"),
            ("Sessie 2", date(2027, 3, 18), 1, Decimal("412.50"), "blue", "Bij het fonds"),
            ("Sessie 3", date(2027, 4, 1), 2, Decimal(825), "yellow", "Lijst ontbreekt"),
        ),
    }


def _progress() -> dict[str, object]:
    return {
        "boxes": _examples(
            "label state state_text date_text url is_current",
            ("Verkennend gesprek", "done", "Gebeurd", "4/2/2027", "#rails", False),
            ("Sessie 1", "done", "Gebeurd", "4/3/2027", "#rails", False),
            ("Sessie 2", "done", "Gebeurd", "18/3/2027", "#rails", False),
            ("Sessie 3", "busy", "Aan jou: bevestig de dag", "sinds 3 dagen", "#rails", True),
            ("Sessie 4", "waiting", "Wacht op De Link", "sinds 5 dagen", "", False),
            ("Sessie 5", "todo", "Nog te plannen", "", "", False),
            ("Sessie 6", "skipped", "Overgeslagen", "", "", False),
            ("Verslag", "todo", "Later", "", "", False),
            ("Opvolgbezoek", "stopped", "Gestopt", "", "", False),
        ),
        "steps": _examples(
            "title text state",
            ("De organisatie", "Naam en paritair comité.", "done"),
            ("Jullie wensen", "Wat willen jullie leren?", "current"),
            ("Nalezen en versturen", "", "todo"),
        ),
        "bars": _examples("label value", ("Antwerpen", 14), ("Oost-Vlaanderen", 9), ("Limburg", None)),
        "areas": _examples(
            "key label value note url",
            ("east_flanders", "Oost-Vlaanderen", 14, "4/3/2027", "#kaart"),
            ("antwerp", "Antwerpen", 13, "11/3/2027", ""),
            ("brussels", "Brussel", 6, "18/3/2027", ""),
            ("west_flanders", "West-Vlaanderen", 5, "25/3/2027", ""),
            ("limburg", "Limburg", 5, "nog te plannen", ""),
            ("flemish_brabant", "Vlaams-Brabant", 0, "nog te plannen", ""),
        ),
        "before_after": _examples(
            "label value value_after",
            ("Ik begrijp wat armoede met mensen doet", 2.4, 3.6),
            ("Ik weet wat ik zelf kan veranderen", 2.1, 3.9),
            ("Wij werken samen met andere diensten", 2.8, 3.0),
        ),
    }


def _examples(names: str, *rows: tuple[object, ...]) -> list[SimpleNamespace]:
    return [SimpleNamespace(**dict(zip(names.split(), row, strict=True))) for row in rows]
