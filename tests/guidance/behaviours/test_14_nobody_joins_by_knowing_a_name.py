"""14. Nobody joins by knowing a name: the network starts at the person; no search and no address tells of a file."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.guidance.actions import network as actions
from tandem.guidance.models import ClientFile, NetworkMember
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, place_of

pytestmark = pytest.mark.django_db
FILE_PAGES = ("network", "network_invite", "network_suggest", "share_list", "shared_file", "story", "story_block_new",
              "story_request_new", "reads", "guide_change", "handover_new", "partnership_leave")  # fmt: skip


def test_search_and_addresses_never_reveal_that_somebody_has_a_file() -> None:
    file, stranger = make_file(called="Zorana"), make_guide()
    make_item(file, "storyblock", "Over thuis.", topic="housing")
    visitor, missing = client_for(stranger), uuid.uuid4()

    found, without = (_plain(visitor.get(reverse("search"), {"zoek": w}).content, w) for w in ("Zorana", "Niemandal"))
    assert found == without
    for page in FILE_PAGES:
        real, nothing = (visitor.get(reverse(page, args=[pk])) for pk in (file.pk, missing))
        assert (real.status_code, nothing.status_code) == (404, 404), page
        assert _plain(real.content, file.pk) == _plain(nothing.content, missing), page
    assert "Zorana" not in visitor.get(reverse("shared_with_me")).content.decode()


def test_suggestion_of_a_guide_does_nothing_until_the_person_says_yes() -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    client_for(guide).post(
        reverse("network_suggest", args=[file.pk]),
        {"called": "Fatma", "role": "service", "email": worker.email, "why": "Ze kent de huurpremie."},
    )
    with access.as_system():
        member = NetworkMember.objects.get(called="Fatma")
    assert (member.state, member.token_hash, OutgoingMail.objects.count()) == ("suggested", "", 0)
    with looking(guide), pytest.raises(actions.CannotInvite):
        actions.agree(place_of(file, guide), member, by=guide, at=clock.now())

    person = client_for(file.person)
    assert "Ze kent de huurpremie." in person.get(reverse("network", args=[file.pk])).content.decode()
    person.post(reverse("network_answer", args=[file.pk, member.pk]), {"answer": "yes"})
    link = re.search(r"/uitnodiging/netwerk/\S+", OutgoingMail.objects.get().body)[0]
    assert str(file) not in OutgoingMail.objects.get().body

    # Knowing the link without a login tells nothing; with the login of the invited one it asks yes or no.
    assert str(file) not in Client().get(link).content.decode()
    invited = client_for(worker)
    assert str(file) in invited.get(link).content.decode()
    assert invited.get(reverse("shared_file", args=[file.pk])).status_code == 404
    organisation = worker.memberships.get().organisation_id
    invited.post(link, {"answer": "yes", "organisation": organisation})
    assert invited.get(reverse("shared_file", args=[file.pk])).status_code == 200
    assert invited.get(reverse("story", args=[file.pk])).status_code == 404


def test_link_of_somebody_else_opens_nothing() -> None:
    file, worker, thief = make_file(), make_guide(), make_guide()
    link = _link(file, email=worker.email)
    page = client_for(thief).post(link, {"answer": "yes", "organisation": thief.memberships.get().organisation_id})
    assert str(file) not in page.content.decode()
    assert "ander e-mailadres" in page.content.decode()
    with access.as_system():
        assert NetworkMember.objects.get(role="service").state == "invited"


def test_expired_link_says_so() -> None:
    file, worker = make_file(), make_guide()
    link = _link(file)
    with access.as_system():
        NetworkMember.objects.filter(role="service").update(expires_at=clock.now() - timedelta(days=1))
    invited = client_for(worker)
    assert "verlopen" in invited.get(link).content.decode()
    answer = invited.post(link, {"answer": "yes", "organisation": worker.memberships.get().organisation_id})
    assert answer.status_code == 422
    assert client_for(worker).get("/uitnodiging/netwerk/onbekend/").status_code == 404


def test_database_refuses_a_member_without_the_persons_yes() -> None:
    file = make_file()
    with access.as_system(), pytest.raises(IntegrityError, match="nobody_joins"), transaction.atomic():
        make_member(file, agreed_at=None)


def test_person_ends_it_at_once_and_a_member_leaves_alone() -> None:
    guide = make_guide()
    file = make_file(guide)
    with access.as_system():
        member = file.networkmember_set.get()
    assert client_for(guide).get(reverse("story", args=[file.pk])).status_code == 200
    client_for(file.person).post(reverse("network_end", args=[file.pk, member.pk]))
    assert client_for(guide).get(reverse("story", args=[file.pk])).status_code == 404

    worker = make_guide()
    make_member(file, worker)
    client_for(worker).post(reverse("network_leave", args=[file.pk]))
    assert client_for(worker).get(reverse("shared_file", args=[file.pk])).status_code == 404


def _link(file: ClientFile, email: str = "") -> str:
    with looking(file.person):
        invited = actions.invite(
            place_of(file), called="Fatma", role="service", way="mail" if email else "link", email=email, by=file.person,
            at=clock.now(),
        )  # fmt: skip
    if email:
        return re.search(r"/uitnodiging/netwerk/\S+", OutgoingMail.objects.get().body)[0]
    return reverse("network_invitation", args=[invited.token])


def _plain(content: bytes, pk: object) -> str:
    """A page without what differs on every visit."""
    text = content.decode().replace(str(pk), "")
    return re.sub(r'((csrfmiddlewaretoken|form_key)" value|data-csrf)="[^"]*"', "", text)
