"""Life domains: the newest words of each side, own words for a domain, what a partnership adds."""

import pytest
from django.urls import reverse

from tandem.guidance.models import DomainView, ExtraDomain
from tandem.guidance.rules.domain import domain_names
from tandem.guidance.rules.vocabulary import DOMAINS
from tandem.kernel import access
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_partnership

pytestmark = pytest.mark.django_db


def test_newest_words_of_each_side_stand_beside_each_other() -> None:
    guide = make_guide(first_name="Leen", last_name="Zandpad")
    file = make_file(guide)
    url = reverse("domain_view_new", args=[file.pk])
    own, along = client_for(file.person), client_for(guide)
    own.post(url, {"domain": "housing", "words": "Eerst dit."})
    own.post(url, {"domain": "housing", "words": "Nu gaat het beter."})
    along.post(url, {"domain": "housing", "words": "Ik zie nog vocht.", "how": ""})
    page = own.get(reverse("domains", args=[file.pk])).content.decode()

    assert "Nu gaat het beter." in page
    assert "Eerst dit." not in page
    assert "Leen Zandpad zegt" in page
    assert "Ik zie nog vocht." in page
    with looking(file.person):
        assert DomainView.objects.count() == 3  # nothing is written over


def test_words_said_together_stand_on_the_persons_side() -> None:
    guide = make_guide()
    file = make_file(guide)
    url = reverse("domain_view_new", args=[file.pk])
    client_for(guide).post(url, {"domain": "income", "words": "Het lukt net.", "how": "together"})
    with looking(file.person):
        assert DomainView.objects.get().is_by_client


def test_own_word_for_a_domain_is_kept() -> None:
    file = make_file()
    client = client_for(file.person)
    client.post(
        reverse("domain_view_new", args=[file.pk]), {"domain": "housing", "own_domain": "mijn hond", "words": "Goed."}
    )
    assert "mijn hond" in client.get(reverse("domains", args=[file.pk])).content.decode()


def test_partnership_adds_a_domain_and_takes_none_away() -> None:
    file = make_file()
    with access.as_system():
        partnership = make_partnership()
        ExtraDomain.objects.create(partnership=partnership, key="harbour", name="werken in de haven")
        ExtraDomain.objects.create(partnership=partnership, key="housing", name="iets heel anders")
        type(file).objects.filter(pk=file.pk).update(partnership=partnership)
    page = client_for(file.person).get(reverse("domains", args=[file.pk])).content.decode()

    assert [name in page for name in (*DOMAINS.values(), "werken in de haven")] == [True] * 15
    assert "iets heel anders" not in page


def test_empty_words_or_an_unknown_domain_are_asked_again() -> None:
    file = make_file()
    client, url = client_for(file.person), reverse("domain_view_new", args=[file.pk])
    assert client.post(url, {"domain": "housing", "words": ""}).status_code == 422
    assert client.post(url, {"domain": "x", "words": "Goed."}).status_code == 422


def test_names_keep_their_order() -> None:
    assert list(domain_names([("zee", "aan zee")], ["mijn hond", "housing"]))[-2:] == ["zee", "mijn hond"]
