"""Inviting, answering and the pages round it: every way in, every wrong turn with its sentence."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tandem.guidance.actions import network as actions
from tandem.guidance.actions import share as shares
from tandem.guidance.actions.invitation import CannotJoin, accept_invitation
from tandem.guidance.models import ClientFile, NetworkMember
from tandem.guidance.rules.share import Terms
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.kernel import access, clock
from tests.factories import client_for, make_membership, make_person
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of

pytestmark = pytest.mark.django_db


def invited(file: ClientFile, role: str = "service") -> actions.Invited:
    with looking(file.person):
        return actions.invite(
            place_of(file), called="Fatma", role=role, way="link", email="", by=file.person, at=clock.now()
        )  # fmt: skip


def accept(token: str, person: Person) -> NetworkMember:
    viewer = viewer_of(person, on=clock.today())
    first = viewer.memberships[0].organisation_id if viewer.memberships else None
    with looking(person):
        return accept_invitation(token, viewer=viewer, organisation_id=first, by=person, at=clock.now())


def test_link_to_hand_over_is_shown_once_made_and_can_be_renewed() -> None:
    file = make_file()
    person = client_for(file.person)
    fields = {"called": "Fatma", "role": "friend", "way": "link", "email": ""}
    page = person.post(reverse("network_invite", args=[file.pk]), fields, follow=True).content.decode()
    link = re.search(r"/uitnodiging/netwerk/[\w-]+/", page)[0]
    assert "<svg" in page
    with access.as_system():
        member = NetworkMember.objects.get(role="friend")
    address = reverse("network_link", args=[file.pk, member.pk])
    assert link not in client_for(file.person).get(address).content.decode()
    fresh = re.search(r"/uitnodiging/netwerk/[\w-]+/", person.post(address, follow=True).content.decode())[0]
    assert fresh != link
    assert Client().get(link).status_code == 404
    assert Client().get(fresh).status_code == 200


def test_no_link_for_who_takes_part_already() -> None:
    file = make_file()
    member = make_member(file)
    page = client_for(file.person).get(reverse("network_link", args=[file.pk, member.pk]))
    assert "Een link is niet nodig" in page.content.decode()


def test_guide_makes_no_new_link_for_whom_the_person_invited() -> None:
    guide = make_guide()
    file = make_file(guide)
    member = invited(file).member
    page = client_for(guide).post(reverse("network_link", args=[file.pk, member.pk]), follow=True)
    assert "Alleen wie uitnodigde" in page.content.decode()
    with access.as_system():
        assert NetworkMember.objects.get(pk=member.pk).token_hash == member.token_hash


def test_family_without_login_stands_in_the_list_and_sees_nothing() -> None:
    file = make_file()
    person = client_for(file.person)
    fields = {"called": "Oma", "role": "family", "way": "no_login", "email": ""}
    page = person.post(reverse("network_invite", args=[file.pk]), fields, follow=True).content.decode()
    assert "Oma" in page
    assert "ziet niets" in page
    fields["role"] = "guide"
    answer = person.post(reverse("network_invite", args=[file.pk]), fields)
    assert answer.status_code == 422
    assert "meldt zich aan" in answer.content.decode()
    assert "Oma" in answer.content.decode()


def test_bad_invitation_keeps_what_was_typed() -> None:
    file = make_file()
    answer = client_for(file.person).post(
        reverse("network_invite", args=[file.pk]), {"called": "مريم 🌻", "role": "friend", "way": "mail", "email": ""}
    )
    assert answer.status_code == 422
    assert "مريم 🌻" in answer.content.decode()
    assert "Vul het e-mailadres in" in answer.content.decode()


def test_guide_invites_only_together() -> None:
    guide = make_guide()
    file = make_file(guide)
    fields = {"called": "Fatma", "role": "friend", "way": "no_login", "email": ""}
    assert client_for(guide).post(reverse("network_invite", args=[file.pk]), fields).status_code == 422
    client_for(guide).post(reverse("network_invite", args=[file.pk]), {**fields, "how": "together"})
    with access.as_system():
        assert NetworkMember.objects.get(called="Fatma").agreed_how == "together"


def test_nobody_is_invited_into_a_conversation_that_is_nobodys_yet() -> None:
    guide = make_guide()
    file = make_thread(guide)
    fields = {"called": "Fatma", "role": "friend", "way": "link", "email": "", "how": "together"}
    answer = client_for(guide).post(reverse("network_invite", args=[file.pk]), fields)
    assert "nog van niemand" in answer.content.decode()
    page = client_for(guide).get(reverse("network", args=[file.pk])).content.decode()
    assert reverse("network_invite", args=[file.pk]) not in page


def test_guide_must_work_as_a_guide() -> None:
    file, planner = make_file(), make_person()
    make_membership("planner", person=planner)
    with pytest.raises(CannotJoin, match="trajectbegeleider"):
        accept(invited(file, "guide").token, planner)
    page = client_for(planner).get(reverse("network_invitation", args=[invited(file, "guide").token]))
    assert "Alleen een trajectbegeleider" in page.content.decode()


def test_somebody_who_takes_part_already_does_not_join_twice() -> None:
    file, worker = make_file(), make_guide()
    make_member(file, worker)
    with pytest.raises(CannotJoin, match="al mee"):
        accept(invited(file).token, worker)


def test_own_link_and_used_link_open_nothing() -> None:
    file, worker, other = make_file(), make_guide(), make_guide()
    with pytest.raises(CannotJoin, match="eigen dossier"):
        accept(invited(file, "friend").token, file.person)
    token = invited(file).token
    assert accept(token, worker).secrecy == "professional_secrecy"
    with pytest.raises(CannotJoin, match="werkt niet meer"):
        accept(token, other)


def test_friend_without_organisation_takes_part_as_themself() -> None:
    file, friend = make_file(), make_person()
    token = invited(file, "friend").token
    page = client_for(friend).post(reverse("network_invitation", args=[token]), {"answer": "yes"}, follow=True)
    assert "deelt dit met jou" in page.content.decode()


def test_invited_one_says_no_and_the_person_takes_back() -> None:
    file, worker = make_file(), make_guide()
    first, second = invited(file), invited(file)
    client_for(worker).post(reverse("network_invitation", args=[first.token]), {"answer": "no"})
    client_for(file.person).post(reverse("network_answer", args=[file.pk, second.member.pk]), {"answer": "no"})
    with access.as_system():
        assert set(NetworkMember.objects.filter(role="service").values_list("state", flat=True)) == {"declined"}
    assert Client().get(reverse("network_invitation", args=[second.token])).status_code == 404


def test_answering_twice_says_that_it_changed_meanwhile() -> None:
    file = make_file()
    member = invited(file).member
    person, address = client_for(file.person), reverse("network_answer", args=[file.pk, member.pk])
    person.post(address, {"answer": "no"})
    answer = person.post(address, {"answer": "no"})
    assert answer.status_code == 422
    assert "intussen veranderd" in answer.content.decode()


def test_page_tells_secrecy_and_since_in_plain_words() -> None:
    file = make_file()
    page = client_for(file.person).get(reverse("network", args=[file.pk])).content.decode()
    assert "Mag niets doorvertellen (beroepsgeheim)." in page
    assert "sinds vandaag" in page


@pytest.mark.parametrize("page", ["network", "story", "share_list", "reads"])
def test_pages_of_the_person_ask_few_questions(page: str, django_assert_max_num_queries: object) -> None:
    file = make_file()
    blocks = [make_item(file, "storyblock", f"Blok {n}", topic="housing") for n in range(12)]
    wish = make_item(file, "wish", "Fietsen", kind="want")
    with looking(file.person):
        for item in [*blocks[:7], wish]:
            terms = Terms(purpose="Huur", until=None)
            shares.give(place_of(file), item, make_member(file), terms, by=file.person, at=clock.now())
    person = client_for(file.person)
    person.get(reverse(page, args=[file.pk]))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert person.get(reverse(page, args=[file.pk])).status_code == 200
