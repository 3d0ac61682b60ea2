"""Another guide: warm and confirmed by the person, or simply ended; and leaving a partnership with the file."""

import re
from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.http import Http404
from django.urls import reverse

from tandem.guidance.actions import handover as actions
from tandem.guidance.actions.network import end_member
from tandem.guidance.models import ClientFile, Handover, NetworkMember, PartnershipMember, Wish
from tandem.guidance.queries.doors import parts
from tandem.identity.actions.organisation import close_organisation
from tandem.identity.actions.person import close_person
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tests.factories import client_for, make_person
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_partnership, place_of

pytestmark = pytest.mark.django_db


def planned(file: ClientFile, old: Person, new: Person) -> Handover:
    """A handover to somebody who takes part already."""
    to_member = make_member(file, new)
    with looking(old):
        from_member = file.networkmember_set.get(person=old)
        handover, _token = actions.propose_handover(
            place_of(file, old), from_member, to_member=to_member, to_name="", to_email="", words="Momena houdt van fietsen.",
            meets_at=clock.now() + timedelta(days=2), by=old, at=clock.now(),
        )  # fmt: skip
    return handover


def sees_whole(file: ClientFile, person: Person) -> bool:
    try:
        return place_of(file, person).is_whole
    except Http404:
        return False


def test_access_moves_at_the_persons_yes_and_not_before() -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    handover = planned(file, old, new)
    assert (sees_whole(file, old), sees_whole(file, new)) == (True, False)

    with looking(old), pytest.raises(Exception, match="Dit beslist de persoon zelf"):
        actions.confirm_handover(place_of(file, old), handover, were_both_there=True, by=old, at=clock.now())
    person = client_for(file.person)
    address = reverse("handover", args=[file.pk, handover.pk])
    assert "Momena houdt van fietsen." in person.get(address).content.decode()
    assert person.post(address, {}).status_code == 422
    person.post(address, {"were_both_there": "yes"})
    assert (sees_whole(file, old), sees_whole(file, new)) == (False, True)
    with looking(file.person):
        done = Handover.objects.get()
    assert (done.were_both_there, done.confirmed_how) == (True, "own")
    again = person.post(address, {"were_both_there": "yes"})
    assert again.status_code == 422
    assert "al bevestigd" in again.content.decode()


def test_confirmed_together_on_the_phone_of_the_old_guide() -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    handover = planned(file, old, new)
    answer = client_for(old).post(
        reverse("handover", args=[file.pk, handover.pk]), {"were_both_there": "yes", "how": "together"}
    )
    assert answer.status_code == 302
    assert (sees_whole(file, old), sees_whole(file, new)) == (False, True)


def test_new_guide_is_asked_first_and_starts_only_after_the_yes() -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    guide = client_for(old)
    with access.as_system():
        from_member = file.networkmember_set.get()
    guide.post(
        reverse("handover_new", args=[file.pk]),
        {"from_member": str(from_member.pk), "to_member": "new", "to_name": "Fatma", "to_email": new.email},
    )
    with access.as_system():
        handover = Handover.objects.get()
    person, address = client_for(file.person), reverse("handover", args=[file.pk, handover.pk])
    assert "zei nog geen ja" in person.get(address).content.decode()
    assert person.post(address, {"were_both_there": "yes"}).status_code == 422

    link = re.search(r"/uitnodiging/netwerk/\S+", OutgoingMail.objects.get().body)[0]
    client_for(new).post(link, {"answer": "yes", "organisation": new.memberships.get().organisation_id})
    assert not sees_whole(file, new)
    person.post(address, {"were_both_there": "no"})
    assert (sees_whole(file, old), sees_whole(file, new)) == (False, True)


@pytest.mark.parametrize(("state", "words"), [("ended", "doet niet meer mee"), ("declined", "doet niet meer mee")])
def test_other_withdrew_meanwhile(state: str, words: str) -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    handover = planned(file, old, new)
    with access.as_system():
        NetworkMember.objects.filter(pk=handover.to_member_id).update(state=state)
    answer = client_for(file.person).post(reverse("handover", args=[file.pk, handover.pk]), {"were_both_there": "yes"})
    assert words in answer.content.decode()
    assert answer.status_code == 422
    assert sees_whole(file, old)


def test_other_left_the_organisation_meanwhile() -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    handover = planned(file, old, new)
    new.memberships.update(valid_from="2020-01-01", valid_to="2020-12-31")
    answer = client_for(file.person).post(reverse("handover", args=[file.pk, handover.pk]), {"were_both_there": "yes"})
    assert "werkt daar niet meer" in answer.content.decode()
    assert sees_whole(file, old)


def test_handover_that_was_called_off_cannot_be_confirmed_and_changes_nothing() -> None:
    old, new = make_guide(), make_guide()
    file = make_file(old)
    handover = planned(file, old, new)
    person = client_for(file.person)
    person.post(reverse("handover_call_off", args=[file.pk, handover.pk]))
    answer = person.post(reverse("handover", args=[file.pk, handover.pk]), {"were_both_there": "yes"})
    assert "gaat niet door" in answer.content.decode()
    assert (sees_whole(file, old), sees_whole(file, new)) == (True, False)


def test_person_ends_a_guide_without_a_new_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    with access.as_system():
        member = file.networkmember_set.get()
    assert client_for(guide).get(reverse("guide_change", args=[file.pk])).status_code == 404
    client_for(file.person).post(reverse("guide_change", args=[file.pk]), {"member": str(member.pk)})
    assert not sees_whole(file, guide)
    with looking(guide), pytest.raises(Http404):
        end_member(place_of(file, guide), member, by=guide, at=clock.now())


def test_leaving_a_partnership_keeps_the_file_ends_its_guides_and_moves_the_key() -> None:
    guide, outside = make_guide(), make_guide()
    partnership = make_partnership()
    PartnershipMember.objects.create(
        partnership=partnership, organisation=guide.memberships.get().organisation, valid_from="2020-01-01"
    )
    file = make_file(guide)
    make_item(file, "wish", "Ik wil fietsen herstellen.", kind="want")
    make_member(file, outside, role="guide")
    with access.as_system():
        ClientFile.objects.filter(pk=file.pk).update(partnership=partnership)
    assert client_for(guide).get(reverse("partnership_leave", args=[file.pk])).status_code == 404
    client_for(file.person).post(reverse("partnership_leave", args=[file.pk]))
    assert (sees_whole(file, guide), sees_whole(file, outside)) == (False, True)
    with access.as_system():
        file = ClientFile.objects.get(pk=file.pk)
        assert (file.partnership_id, file.key_owner_id) == (None, 0)
        assert Wish.objects.select_related("file").get().words == "Ik wil fietsen herstellen."


def test_closing_a_guide_or_an_organisation_never_deletes_the_plan() -> None:
    guide, administrator = make_guide(), make_person()
    file = make_file(guide)
    make_item(file, "wish", "Ik wil fietsen herstellen.", kind="want")
    organisation = guide.memberships.get().organisation
    with access.as_system():
        close_person(person=guide, reason="left", by=administrator, at=clock.now())
        close_organisation(organisation=organisation, reason="stopped", by=administrator, at=clock.now())
    assert not sees_whole(file, guide)
    with looking(file.person):
        assert [wish.words for wish in parts(place_of(file), Wish)] == ["Ik wil fietsen herstellen."]
    assert client_for(file.person).get(reverse("network", args=[file.pk])).status_code == 200


def test_deleting_an_account_leaves_every_row_with_the_person() -> None:
    file, writer = make_file(), make_guide()
    make_member(file, writer, called="Fatma")
    with access.as_system():
        Wish.add(file=file, made_at=clock.now(), made_by=writer, kind="want", words="Opgeschreven door de gids.")
        writer.memberships.all().delete()
        writer.delete()
        with pytest.raises(ProtectedError):  # who did something that is in the audit cannot even be deleted
            file.opened_by.delete()
    with looking(file.person):
        wish = parts(place_of(file), Wish).get()
        assert (wish.words, wish.made_by_id) == ("Opgeschreven door de gids.", None)
        assert parts(place_of(file), NetworkMember).get(called="Fatma").person_id is None
