"""Pages of amounts: what is stale stands first, the effect comes before the proposal, and one person cannot do it alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import FUND_OFFICER
from tandem.income.engine.parameters import shipped
from tandem.income.models import ParameterChange, ParameterCheck
from tandem.income.queries import current_book
from tandem.income.queries.parameters import parameter_groups
from tandem.income.rules import SUBJECTS, month_from, surprise
from tandem.kernel import clock
from tests.factories import client_for, make_membership
from tests.income.factories import KEY, SEPTEMBER, make_administrator, propose, publish

pytestmark = pytest.mark.django_db
TYPED = {
    "value": "16.800,00", "valid_from": "1/9/2026", "source": "POD MI", "source_date": "1/9/2026", "trust": "O",
    "link": "https://www.mi-is.be/nl/bedragen", "checked_on": "15/9/2026",
}  # fmt: skip


@pytest.fixture
def administrator() -> Person:
    return make_administrator()


@pytest.fixture
def page(administrator: Person) -> Client:
    return client_for(administrator)


def text_of(client: Client, address: str, *arguments: object, **wanted: object) -> str:
    response = client.get(reverse(address, args=arguments), wanted)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def sent(client: Client, address: str, *arguments: object, status: int = 200, **typed: str) -> str:
    response = client.post(reverse(address, args=arguments), typed, follow=True)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")


def test_every_shipped_amount_has_a_subject() -> None:
    assert {key.partition(".")[0] for key in shipped().parameters} == set(SUBJECTS)


def test_list_shows_every_amount_that_holds_today(page: Client) -> None:
    text = text_of(page, "parameter_list")
    on = clock.today()
    assert [used.key for used in current_book().used_on(on) if reverse("parameter", args=[used.key]) not in text] == []


def test_stale_stands_first_in_the_list_and_in_its_subject() -> None:
    on = clock.today()
    change = publish(key="bbsz.single.limit1", valid_from=date(2026, 1, 1), checked_on=on, value=Decimal("1945.38"))
    groups = parameter_groups(on=on)
    are_stale = [group.stale > 0 for group in groups]
    assert are_stale == sorted(are_stale, reverse=True)
    bbsz = next(group for group in groups if group.title == SUBJECTS["bbsz"])
    assert [row.is_confirmed for row in bbsz.rows][-1]
    assert bbsz.rows[-1].key == change.key
    only = [row.key for group in parameter_groups(on=on, only_stale=True) for row in group.rows]
    assert change.key not in only
    assert len(only) == sum(group.stale for group in groups)


def test_list_is_searched_in_names_laws_and_sources(page: Client) -> None:
    text = text_of(page, "parameter_list", zoek="spi vrijstelling")
    assert reverse("parameter", args=["spi.month"]) in text
    assert reverse("parameter", args=["volunteer.day"]) not in text
    assert "Niets gevonden" in text_of(page, "parameter_list", zoek="xyzzy")
    assert reverse("parameter", args=["it.1"]) in text_of(page, "parameter_list", onderwerp="it")


def test_page_of_an_amount_tells_its_sources_and_who_did_what(page: Client) -> None:
    change = publish()
    text = text_of(page, "parameter", KEY)
    for part in ("€ 16.800,00 per jaar", "POD MI, bedragen september 2026", str(change.proposed_by), str(change.decided_by),
                 "vervangen", "OCMW Kuurne"):  # fmt: skip
        assert part in text


def test_effect_on_households_comes_before_the_proposal(page: Client) -> None:
    text = sent(page, "parameter_new", KEY, show="1", **TYPED)
    assert "€ 1.400,00" in text
    assert "Alleenstaande met leefloon" in text
    assert 'name="propose"' in text
    assert not ParameterChange.objects.exists()
    assert 'name="propose"' not in text_of(page, "parameter_new", KEY)


def test_effect_of_an_amount_nobody_in_the_examples_has(page: Client) -> None:
    text = sent(page, "parameter_new", "volunteer.day", show="1", **{**TYPED, "value": "45"})
    assert "Geen van deze gezinnen" in text


def test_misplaced_comma_is_noticed(page: Client) -> None:
    assert "Kijk de komma na" in sent(page, "parameter_new", KEY, show="1", **{**TYPED, "value": "168000"})
    assert surprise(Decimal(100), Decimal(199)) == ""
    assert surprise(Decimal(100), Decimal(49)) != ""


def test_proposal_by_one_and_publication_by_another(page: Client, administrator: Person) -> None:
    text = sent(page, "parameter_new", KEY, propose="1", **TYPED)
    change = ParameterChange.objects.get()
    assert "Je stelde dit zelf voor" in text
    assert reverse("parameter_publish", args=[change.pk]) not in text
    assert "collega" in sent(page, "parameter_publish", change.pk)
    change.refresh_from_db()
    assert (change.state, change.proposed_by) == ("proposed", administrator)
    other = client_for(make_administrator())
    assert "Wacht op een tweede paar ogen" in text_of(other, "parameter_list")
    assert "Wat dit doet in september 2026" in text_of(other, "parameter_change", change.pk)
    assert "in gebruik" in sent(other, "parameter_publish", change.pk)
    assert current_book().value(KEY, SEPTEMBER) == Decimal(16800)


def test_published_amount_is_withdrawn_from_its_page(page: Client) -> None:
    change = publish()
    assert "geldt weer" in sent(page, "parameter_withdraw", change.pk)
    assert "ingetrokken" in text_of(page, "parameter_change", change.pk)
    assert "al beslist" in sent(page, "parameter_withdraw", change.pk)


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"value": "veel"}, "Vul een bedrag in"), ({"value": ""}, "Een van de twee"), ({"value": "-3"}, "Bedrag"),
    ({"link": "geen adres"}, "volledig webadres"), ({"link": ""}, "Geef de link"), ({"valid_from": "31/2/2026"}, "die bestaat"),
    ({"trust": "M"}, "Hoe zeker"), ({"checked_on": "1/1/2999"}, "niet in de toekomst"), ({"source": ""}, "waar dit bedrag staat"),
    ({"value": "9" * 40}, "Bedrag"), ({"base_amount": "100"}, "Een van de twee"),
])  # fmt: skip
@pytest.mark.parametrize("button", ["show", "propose"])
def test_wrong_input_is_told_and_kept(page: Client, typed: dict[str, str], sentence: str, button: str) -> None:
    text = sent(
        page, "parameter_new", KEY, status=422, **{button: "1"}, **{**TYPED, "note": "uit het Staatsblad", **typed}
    )
    assert sentence in text
    assert "uit het Staatsblad" in text
    assert not ParameterChange.objects.exists()


def test_factor_takes_a_comma_or_a_point(page: Client) -> None:
    for typed in ("1,811", "1.811"):
        sent(page, "parameter_new", "index.step", propose="1", **{**TYPED, "value": typed})
        change = ParameterChange.objects.get()
        assert change.value == Decimal("1.811")
        change.delete()


def test_check_is_noted_with_its_source(page: Client, administrator: Person) -> None:
    text = sent(
        page, "parameter_check", KEY, "2026-03-01", checked_on=clock.today().isoformat(), source="mi-is.be gelezen"
    )
    check = ParameterCheck.objects.get()
    assert (check.by, check.valid_from) == (administrator, date(2026, 3, 1))
    assert "mi-is.be gelezen" in text
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert "niet in de toekomst" in sent(
        page, "parameter_check", KEY, "2026-03-01", checked_on=tomorrow, source="x", status=422
    )


def test_what_does_not_exist_is_not_found(page: Client) -> None:
    gone = propose()
    ParameterChange.objects.all().delete()
    for url in ("/inkomen/bedragen/leefloon.nergens/", "/inkomen/bedragen/leefloon.nergens/nieuw/",
                f"/inkomen/bedragen/{KEY}/nagekeken/2026-03-02/", f"/inkomen/bedragen/{KEY}/nagekeken/gisteren/",
                f"/inkomen/bedragen/voorstel/{gone.pk}/"):  # fmt: skip
        assert page.get(url).status_code == 404


def test_only_administrators_come_in() -> None:
    change = propose()
    officer = client_for(make_membership(FUND_OFFICER).person)
    for name, arguments in (("parameter_list", []), ("parameter", [KEY]), ("parameter_new", [KEY]),
                            ("parameter_change", [change.pk])):  # fmt: skip
        assert officer.get(reverse(name, args=arguments)).status_code == 403
        assert Client().get(reverse(name, args=arguments)).status_code == 302
    for name in ("parameter_publish", "parameter_withdraw"):
        assert officer.post(reverse(name, args=[change.pk])).status_code == 403


@pytest.mark.parametrize(("day", "month"), [
    (date(2026, 9, 1), date(2026, 9, 1)), (date(2026, 9, 2), date(2026, 10, 1)), (date(2026, 12, 31), date(2027, 1, 1)),
    (date(2026, 11, 30), date(2026, 12, 1)),
])  # fmt: skip
def test_first_whole_month(day: date, month: date) -> None:
    assert month_from(day) == month
