"""The public catalogue and its condition check, without login."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.kernel import clock
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.queries.catalogue import offer_on, offers_on
from tests.programmes.factories import SIX_WORKSHOPS, TWO_PHASES, provider_with_contact

pytestmark = pytest.mark.django_db


def check(client: Client, *, is_htmx: bool = False, **facts: str) -> object:
    headers = {"HX-Request": "true"} if is_htmx else {}
    return client.get(reverse("catalogue_check"), facts, headers=headers)


def answer_in(page: object) -> str:
    """The answer, wherever it stands, as plain words."""
    found = re.search(r'<div id="antwoord".*?>(.*)', page.content.decode(), re.DOTALL)
    inner = found[1].split("</main>")[0]
    return " ".join(re.sub(r"<aside.*|<[^>]+>", " ", inner, flags=re.DOTALL).split())


def test_catalogue_shows_every_open_programme_without_login(client: Client) -> None:
    page = client.get(reverse("catalogue")).content.decode()

    titles = ProgrammeTemplate.objects.filter(status="published").values_list("title", flat=True)
    assert [title for title in titles if title not in page] == []
    assert "Zaalhuur, catering en andere kosten." in page


def test_catalogue_never_shows_how_to_reach_the_provider(client: Client) -> None:
    provider = provider_with_contact()

    pages = [client.get(reverse("catalogue")), client.get(reverse("catalogue_offer", args=[SIX_WORKSHOPS]))]

    assert [
        page for page in pages if provider.email in page.content.decode() or provider.phone in page.content.decode()
    ] == []


def test_catalogue_without_offers_says_so(client: Client) -> None:
    ProgrammeTemplate.objects.update(status="withdrawn")

    assert "Vandaag staat er geen aanbod open" in client.get(reverse("catalogue")).content.decode()


def test_offer_shows_sessions_goals_conditions_and_trust(client: Client) -> None:
    page = client.get(reverse("catalogue_offer", args=[TWO_PHASES])).content.decode()

    assert "Organisatiescan en ontwerp van het veranderingstraject" in page
    assert "hoogstens 6 keer, telkens 1 halve dag" in page
    assert "Na deze fase kies je zelf" in page
    assert "Deels nagekeken." in page
    assert "PC 319.01" in page


def test_offer_that_is_no_longer_valid_does_not_exist(client: Client) -> None:
    ProgrammeTemplate.objects.filter(code=SIX_WORKSHOPS).update(valid_to=clock.today() - timedelta(days=1))

    assert client.get(reverse("catalogue_offer", args=[SIX_WORKSHOPS])).status_code == 404
    assert SIX_WORKSHOPS not in [offer.code for offer in offers_on(clock.today())]


def test_offer_shows_the_newest_version_that_is_valid() -> None:
    today = clock.today()
    old = ProgrammeTemplate.objects.get(code=SIX_WORKSHOPS)
    new = ProgrammeTemplate.objects.create(
        code=old.code, version=2, title="Zes workshops, vernieuwd", definition=old.definition, status="published",
        valid_from=today, published_at=clock.now(),
    )  # fmt: skip

    assert offer_on(SIX_WORKSHOPS, on=today).title == new.title
    assert offer_on(SIX_WORKSHOPS, on=today - timedelta(days=1)).title == old.title


def test_half_days_of_an_offer_are_those_the_fund_finances() -> None:
    assert {offer.code: offer.half_days for offer in offers_on(clock.today())} == {
        "drie-fasen": 5, SIX_WORKSHOPS: 6, TWO_PHASES: 8,
    }  # fmt: skip


def test_check_of_a_fitting_sector_says_yes_and_offers_to_apply(client: Client) -> None:
    page = check(client, pc="331", rsz="122")

    assert answer_in(page).startswith("Je komt in aanmerking: paritair comité 331 met RSZ-categorie 122.")
    assert f"{reverse('application_start')}?programma={SIX_WORKSHOPS}" in page.content.decode()


def test_check_of_another_sector_says_why_and_what_else(client: Client) -> None:
    page = check(client, pc="330", rsz="")

    assert "De fondsen betalen dit traject alleen voor 319.01, 329, 329.01 en 331." in answer_in(page)
    assert "Vraag het fonds van je sector naar een aanbod rond kansarmoede" in answer_in(page)
    assert reverse("application_start") not in page.content.decode()


def test_check_of_a_wrong_category_says_which_one_is_expected(client: Client) -> None:
    assert "Verwacht: 122 of 322." in answer_in(check(client, pc="331", rsz="062"))


def test_check_without_category_is_neither_yes_nor_no(client: Client) -> None:
    answer = answer_in(check(client, pc="331"))

    assert answer.startswith("Paritair comité 331 kan in aanmerking komen. Kijk nog je RSZ-categorie na")


def test_check_without_knowing_the_committee_helps_to_find_it(client: Client) -> None:
    answer = answer_in(check(client, pc="onbekend"))

    assert "Zo vind je je paritair comité." in answer
    assert "samenlevingsopbouw" in answer


@pytest.mark.parametrize("facts", [{"pc": "331", "rsz": "122"}, {"pc": "330"}, {"pc": "onbekend"}])
def test_check_answers_the_same_in_a_fragment_and_on_a_fresh_page(client: Client, facts: dict[str, str]) -> None:
    fragment = check(client, is_htmx=True, **facts).content.decode()

    assert "<html" not in fragment
    assert fragment.strip() in check(client, **facts).content.decode()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"pc": "", "rsz": "122"}, "Kies je paritair comité, of kies «Ik weet het niet»."),
        ({"pc": "999"}, "Kies een paritair comité uit de lijst, of kies «Ik weet het niet»."),
        ({"pc": "331", "rsz": "twaalf"}, "Een RSZ-categorie heeft drie cijfers, bijvoorbeeld 122."),
    ],
)
@pytest.mark.parametrize("is_htmx", [False, True])
def test_check_of_nonsense_says_what_to_do(client: Client, facts: dict[str, str], sentence: str, is_htmx: bool) -> None:
    page = check(client, is_htmx=is_htmx, **facts)

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_check_keeps_what_was_typed(client: Client) -> None:
    page = check(client, pc="331", rsz="twaalf").content.decode()

    assert 'value="twaalf"' in page
    assert '<option value="331" selected>' in page


def test_check_for_one_programme_answers_for_that_one(client: Client) -> None:
    page = check(client, pc="331", rsz="122", programma=TWO_PHASES).content.decode()

    assert f"programma={TWO_PHASES}" in page
    assert f"programma={SIX_WORKSHOPS}" not in page
