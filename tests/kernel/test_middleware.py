"""A form posted twice counts once; private pages are not kept; a failed page undoes its writes."""

import re
from uuid import uuid4

from django.test import Client

from tandem.identity.models import Organisation
from tandem.identity.rules import ADMINISTRATOR
from tandem.kernel.models import FormPost
from tandem.programmes.models import ProgrammeTemplate
from tests.factories import client_for, make_fund, make_membership

FUND = "fund_officer"


def _fund_client() -> Client:
    return client_for(make_membership(FUND, organisation=make_fund()).person)


def test_replayed_form_gets_the_first_answer(db: None) -> None:
    client, template, key = _fund_client(), ProgrammeTemplate.objects.first(), str(uuid4())
    first = client.post(f"/programmas/{template.pk}/sluiten/", {"form_key": key})
    again = client.post(f"/programmas/{template.pk}/sluiten/", {"form_key": key})
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    template.refresh_from_db()
    assert template.status == "withdrawn"
    assert FormPost.objects.get().location == first["Location"]


def test_refused_form_may_be_sent_again_with_the_same_key(db: None) -> None:
    client, template, key = _fund_client(), ProgrammeTemplate.objects.first(), str(uuid4())
    draft = client.post(f"/programmas/{template.pk}/kopie/")["Location"]
    assert client.post(draft, {"form_key": key}).status_code == 422
    assert FormPost.objects.filter(key=key).count() == 0


def test_nonsense_key_is_no_key(db: None) -> None:
    template = ProgrammeTemplate.objects.first()
    assert _fund_client().post(f"/programmas/{template.pk}/kopie/", {"form_key": "x\x00"}).status_code == 302


def test_pages_are_not_kept_by_browsers(db: None) -> None:
    assert _fund_client().get("/start/")["Cache-Control"] == "no-store"


def test_content_policy_allows_no_inline_code(db: None) -> None:
    policy = Client().get("/")["Content-Security-Policy"]
    assert re.search(r"script-src 'self'(;|$)", policy)
    assert re.search(r"style-src 'self'(;|$)", policy)
    assert "unsafe" not in policy


def test_health_answers_without_login(db: None) -> None:
    answer = Client().get("/healthz/")
    assert (answer.status_code, answer.json()["database"]) == (200, "up")


def test_not_yours_looks_like_not_existing(db: None) -> None:
    client = client_for(make_membership(ADMINISTRATOR).person)
    missing = client.get(f"/organisaties/{uuid4()}/")
    assert missing.status_code == 404
    assert Organisation.objects.exists()
