"""Forms as people see them: labels, hints and errors in the right place, and nothing typed is lost."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from django import forms

from tandem.kernel.form_fields import DateField, MoneyField, TimeField
from tandem.kernel.form_problems import error_texts, form_problems
from tandem.kernel.gallery import ExampleForm
from tests.kernel.html import Element, parse


class DayForm(forms.Form):
    on = DateField(label="Dag")
    plain_on = forms.DateField(label="Andere dag", required=False)
    at = TimeField(label="Uur", required=False)
    amount_eur = MoneyField(label="Bedrag", required=False)


def rendered(form: forms.Form) -> Element:
    return parse(str(form))


def test_every_field_has_a_label_or_legend() -> None:
    page = rendered(ExampleForm())
    labels = {label["for"] for label in page.all("label")}
    inputs = {
        field["id"] for tag in ("input", "select", "textarea") for field in page.all(tag) if field["type"] != "hidden"
    }

    assert inputs - labels == set()
    assert len(page.all("legend")) == len(page.all("fieldset")) == 2


def test_described_by_points_to_hint_and_error() -> None:
    page = rendered(ExampleForm({}))
    pointed = {ident for element in page.walk() for ident in element["aria-describedby"].split()}

    assert pointed
    assert pointed - {element["id"] for element in page.walk()} == set()


def test_wrong_field_is_marked_and_keeps_what_was_typed() -> None:
    page = rendered(ExampleForm({"people": "twaalf", "organisation": "Huis aan het Water"}))

    people = page.find("input", name="people")
    assert (people["aria-invalid"], people["value"]) == ("true", "twaalf")
    assert people["aria-describedby"] == "id_people_error"
    assert page.find("input", name="organisation")["aria-invalid"] == ""


def test_number_is_a_text_field_that_asks_for_digits() -> None:
    people = rendered(ExampleForm()).find("input", name="people")

    assert (people["type"], people["inputmode"], people["min"]) == ("text", "numeric", "")


def test_long_text_is_not_cut_off_by_the_browser() -> None:
    page = rendered(ExampleForm({"motive": "a" * 501}))

    assert page.find("textarea", name="motive")["maxlength"] == ""
    assert "a" * 501 in page.find("textarea", name="motive").text
    assert "Ten hoogste 500 tekens" in page.text


def test_optional_field_says_so_and_a_filter_does_not() -> None:
    class Filter(forms.Form):
        search = forms.CharField(label="Zoek", required=False)

    assert "niet verplicht" in rendered(Filter()).text
    Filter.is_filter = True
    assert "niet verplicht" not in rendered(Filter()).text


@pytest.mark.parametrize("typed", ["2027-03-27", "27/3/2027", "27-3-2027", "27.3.2027", " 27/03/27 "])
def test_day_is_read_as_people_type_it(typed: str) -> None:
    form = DayForm({"on": typed})

    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2027, 3, 27)


@pytest.mark.parametrize(
    ("typed", "shown"), [("27/3/2027", "2027-03-27"), ("31/2/2027", "31/2/2027"), ("morgen", "morgen")]
)
def test_day_shows_what_was_typed(typed: str, shown: str) -> None:
    page = rendered(DayForm({"on": typed, "plain_on": typed}))

    assert [page.find("input", name=name)["value"] for name in ("on", "plain_on")] == [shown, shown]
    assert [page.find("input", name=name)["type"] for name in ("on", "plain_on")] == ["date", "date"]


def test_day_that_does_not_exist_says_what_to_type() -> None:
    form = DayForm({"on": "31/2/2027"})

    assert form.errors == {"on": ["Vul een dag in die bestaat, bijvoorbeeld 27/3/2027."]}


def test_saved_day_fills_the_picker() -> None:
    page = rendered(DayForm(initial={"on": date(2027, 3, 27), "plain_on": date(2027, 3, 27), "at": time(9, 30)}))

    assert page.find("input", name="on")["value"] == "2027-03-27"
    assert page.find("input", name="plain_on")["value"] == "2027-03-27"
    assert page.find("input", name="at")["value"] == "09:30"


@pytest.mark.parametrize("typed", ["9.30", "9:30", "09u30", "9.30 uur", "9 u 30"])
def test_hour_is_read_as_people_type_it(typed: str) -> None:
    form = DayForm({"on": "2027-03-27", "at": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == time(9, 30)


@pytest.mark.parametrize(("typed", "hour"), [("14 uur", 14), ("14", 14), ("8u", 8)])
def test_whole_hour_needs_no_minutes(typed: str, hour: int) -> None:
    form = DayForm({"on": "2027-03-27", "at": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == time(hour)


@pytest.mark.parametrize("typed", ["1.234,50", "1234,50", "€ 1 234,5", "1234.50"])
def test_amount_is_read_as_people_type_it(typed: str) -> None:
    form = DayForm({"on": "2027-03-27", "amount_eur": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount_eur"] == Decimal("1234.50")


def test_amount_with_points_per_thousand_is_not_read_as_cents() -> None:
    form = DayForm({"on": "2027-03-27", "amount_eur": "1.234"})

    assert form.is_valid()
    assert form.cleaned_data["amount_eur"] == Decimal(1234)


def test_saved_amount_is_shown_in_dutch() -> None:
    page = rendered(DayForm(initial={"amount_eur": Decimal("1234.5")}))

    assert page.find("input", name="amount_eur")["value"] == "1.234,50"


def test_empty_field_says_what_to_do_and_which_field() -> None:
    form = ExampleForm({})

    assert error_texts(form["committee"]) == ["Kies een antwoord."]
    texts = [problem.text for problem in form_problems(form)]
    assert texts[0] == "Naam van de organisatie: Vul dit nog in."
    assert "Tot welk paritair comité behoren jullie? Kies een antwoord." in texts
    assert not re.search("verplicht", str(form).replace("niet verplicht", ""))


def test_own_words_of_a_form_are_left_alone() -> None:
    class Committee(forms.Form):
        committee = forms.CharField(label="Comité", error_messages={"required": "Kies jullie paritair comité."})

    assert [problem.text for problem in form_problems(Committee({}))] == ["Kies jullie paritair comité."]


def test_problems_link_to_the_first_choice_of_a_group() -> None:
    form = ExampleForm({})
    ids = {element["id"] for element in rendered(form).walk()}
    targets = [problem.target for problem in form_problems(form)]

    assert "id_committee_0" in targets
    assert set(targets) - ids == set()


def test_problems_of_formsets_and_empty_names_are_gathered() -> None:
    rows = forms.formset_factory(DayForm, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-at": "x", "form-1-at": "9"}
    )

    assert [problem.target for problem in form_problems("", None, [rows])] == [
        "id_form-0-on",
        "id_form-0-at",
        "id_form-1-on",
    ]
