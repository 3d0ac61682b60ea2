"""Every address of the plan: open for the person and who walks along, gone for everybody else, and calm about nonsense."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from tandem.guidance.models import ClientFile
from tandem.identity.models import Person
from tests.architecture.bad_values import DIGITS, TEXTS
from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item, make_member
from tests.guidance.test_proposal import make_proposal

pytestmark = pytest.mark.django_db
ONLY_POST = {"wish_put_away", "wish_bring_back", "decision_take_back", "expectation_let_go"}
ONLY_OWNER = {"other_view_new"}
FIELDS = ("kind", "words", "version", "how", "why", "answer", "said", "feasible", "stage", "domains", "barriers", "chosen_by",
          "rung", "advice")  # fmt: skip


def plan_addresses(file: ClientFile, guide: Person) -> dict[str, str]:
    """One address per page of the plan, with things of this file in it."""
    wish = make_item(file, "wish", "Ik wil fietsen.", kind="want")
    decision = make_item(file, "decision", "Ik fiets.", chosen_by="other", rung="inform")
    expectation = make_item(file, "expectation", "Elke dag fietsen", feasible="yes")
    make_item(file, "barrier", "Geen fiets", domains=["mobility"])
    proposal = make_proposal(file, guide, "expectation", "Verder fietsen", in_the_way=[])
    things = {
        "plan": [], "wish_list": [], "wish_new": [], "wish_edit": [wish.pk], "wish_history": [wish.pk],
        "wish_put_away": [wish.pk], "wish_bring_back": [wish.pk], "proposal_list": [], "proposal": [proposal.pk],
        "decision_list": [], "decision_new": [], "decision_take_back": [decision.pk], "expectation_list": [],
        "expectation_new": [], "expectation_let_go": [expectation.pk], "other_view_new": ["decision", decision.pk],
    }  # fmt: skip
    return {name: reverse(name, args=[file.pk, *more]) for name, more in things.items()}


def answers(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    """What everyone gets who opens a page, or posts to an address that only takes a post."""
    return {
        name: (client.post if name in ONLY_POST else client.get)(url).status_code for name, url in addresses.items()
    }


def test_person_and_guide_open_every_page_and_others_find_nothing() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    make_member(file, worker)
    addresses = plan_addresses(file, guide)

    assert answers(client_for(file.person), addresses) == {
        name: 302 if name in ONLY_POST else 200 for name in addresses
    }
    assert answers(client_for(guide), addresses) == {
        name: 302 if name in ONLY_POST else 404 if name in ONLY_OWNER else 200 for name in addresses
    }
    for other in (worker, make_guide(), make_file().person):
        assert set(answers(client_for(other), addresses).values()) == {404}
    assert {Client().get(url)["Location"].partition("?")[0] for url in addresses.values()} == {reverse("account_login")}


def test_nonsense_in_any_field_is_answered_with_a_page() -> None:
    guide = make_guide()
    file = make_file(guide)
    addresses = plan_addresses(file, guide)
    client = client_for(guide)
    values = [value.decode(errors="replace") for value in (*DIGITS[:6], *TEXTS) if len(value) < 2000]
    forms = ("wish_new", "wish_edit", "proposal", "decision_new", "expectation_new")
    for number, (value, field) in enumerate(product(values, FIELDS[:4])):
        if number % 5 < 2:  # every value meets two fields, every field and form many values
            usual = {
                "kind": "want",
                "words": "x",
                "chosen_by": "client",
                "rung": "inform",
                "how": "propose",
                "stage": "answer",
            }
            name = forms[number // 5 % len(forms)]
            answer = client.post(addresses[name], {**usual, field: value, FIELDS[number % len(FIELDS)]: value})
            assert answer.status_code in {302, 400, 409, 422}, (name, field, value)
    for number, value in enumerate(values):
        query = {"soort": value, "stap": value, "opnieuw": value, "pagina": value}
        name = ("wish_new", "decision_new", "proposal_list")[number % 3]
        assert client.get(addresses[name], query).status_code in {200, 400, 404}, (name, value)
