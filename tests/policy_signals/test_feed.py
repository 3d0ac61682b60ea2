"""The feeds hold to RSS 2.0 and JSON Feed 1.1."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from tandem.kernel import access, clock
from tandem.policy_signals.models import Bundle
from tests.policy_signals.sent_bundles import make_answered, make_sent

pytestmark = pytest.mark.django_db


def rss(client: Client) -> ElementTree.Element:
    response = client.get("/signalen/nieuws.rss")
    assert response["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own page


def feed(client: Client) -> dict:
    response = client.get("/signalen/nieuws.json")
    assert response["Content-Type"].startswith("application/feed+json")
    return json.loads(response.content)


def test_rss_has_what_rss_asks(client: Client) -> None:
    late, answered = make_sent(title="Bus & trein <te> duur"), make_answered()
    root = rss(client)
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    items = channel.findall("item")
    assert [item.findtext("guid") for item in items] == [f"urn:uuid:{answered.pk}", f"urn:uuid:{late.pk}"]
    assert {item.find("guid").get("isPermaLink") for item in items} == {"false"}
    assert items[1].findtext("title") == "Bus & trein <te> duur"
    assert all(parsedate_to_datetime(item.findtext("pubDate")) for item in items)
    assert "Antwoord: We maken een modelbrief." in items[0].findtext("description")
    assert {item.text for item in items[0].findall("category")} == {"Wonen", "Wonen en Omgeving", "beantwoord"}


def test_json_has_what_json_feed_asks(client: Client) -> None:
    bundle = make_answered()
    found = feed(client)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"].endswith("/signalen/nieuws.json")
    (item,) = found["items"]
    assert item["id"] == f"urn:uuid:{bundle.pk}"
    assert item["url"].endswith(f"/signalen/{bundle.pk}/")
    assert item["_tandem"] == {"state": "beantwoord"}
    assert datetime.fromisoformat(item["date_modified"]) > datetime.fromisoformat(item["date_published"])
    assert all(isinstance(tag, str) for tag in item["tags"])


def test_ids_stay_when_the_state_changes(client: Client) -> None:
    bundle = make_sent()
    before = rss(client).findtext("channel/item/guid")
    with access.as_system():
        Bundle.objects.filter(pk=bundle.pk).update(state="acted_on", outcome="Er is één brief.", outcome_at=clock.now())
    assert rss(client).findtext("channel/item/guid") == before
    assert "er is iets veranderd" in feed(client)["items"][0]["content_text"]


def test_words_that_xml_cannot_hold_do_not_break_the_feed(client: Client) -> None:
    make_sent(words="Een raar\x0b teken en \ufffe nog een.")
    assert "Een raar" in rss(client).findtext("channel/item/description")


def test_feed_without_signals_is_a_feed(client: Client) -> None:
    assert rss(client).findall("channel/item") == []
    assert feed(client)["items"] == []
    first = client.get("/signalen/nieuws.rss")
    assert client.get("/signalen/nieuws.rss", headers={"If-None-Match": first["ETag"]}).status_code == 304
