"""Messages between organisation and duo: the fund reads nothing, also not in the database."""

import pytest
from django.urls import reverse

from tandem.identity.queries import viewer_of
from tandem.identity.rules import EXPERIENTIAL_EXPERT, FUND_OFFICER, TRAINER
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry, OutgoingMail
from tandem.programmes.actions.message import CannotSend, send_message
from tandem.programmes.models import Message, Trajectory
from tandem.programmes.queries.message import unanswered_messages
from tests.factories import client_for, make_membership, make_viewer
from tests.programmes.factories import make_trajectory
from tests.sessions.factories import contact_of, make_duo, planner_of


@pytest.fixture
def trajectory(db):
    trajectory = make_trajectory()
    with access.as_system():
        if not trajectory.provider.memberships.filter(role="planner").exists():
            make_membership("planner", organisation=trajectory.provider)
        make_duo(trajectory.series)
    return trajectory


def people(trajectory):
    with access.as_system():
        duo = trajectory.series.duos.select_related("trainer", "experiential_expert").get(ended_at__isnull=True)
        return contact_of(trajectory.series), planner_of(trajectory.series), duo


def send(trajectory, text="Hoe vul ik dit in?", *, side="organisation", by=None):
    with access.as_system():
        return send_message(trajectory, text=text, side=side, by=by or contact_of(trajectory.series), at=clock.now())


def test_other_side_hears_that_a_message_waits_and_not_what_it_says(trajectory):
    _contact, planner, duo = people(trajectory)
    message = send(trajectory, "Iets vertrouwelijks")
    with access.as_system():
        mails = OutgoingMail.objects.filter(key__startswith=f"message:{message.pk}:")
        assert {mail.to_email for mail in mails} == {planner.email, duo.trainer.email, duo.experiential_expert.email}
        assert all("vertrouwelijks" not in mail.body + mail.subject for mail in mails)
        assert "vertrouwelijks" not in str(AuditEntry.objects.get(action="message.sent").facts)


def test_provider_writes_to_the_organisation(trajectory):
    contact, planner, _duo = people(trajectory)
    message = send(trajectory, side="provider", by=planner)
    with access.as_system():
        assert [mail.to_email for mail in OutgoingMail.objects.filter(key__startswith=f"message:{message.pk}:")] == [
            contact.email
        ]


def test_empty_message_is_refused(trajectory):
    with pytest.raises(CannotSend):
        send(trajectory, "  \n ")


def test_database_hides_messages_from_the_fund(trajectory):
    send(trajectory)
    with access.as_system():
        officer, stranger = make_viewer(FUND_OFFICER, organisation=trajectory.fund), make_viewer()
    for viewer, seen in ((officer, 0), (stranger, 0), (viewer_of_contact(trajectory), 1)):
        access.set_context(person_id=viewer.person_id, organisation_ids=viewer.organisation_ids())
        assert Message.objects.count() == seen
    access.set_context(person_id=officer.person_id, organisation_ids=officer.organisation_ids())
    assert Trajectory.objects.count() == 1  # the trajectory itself is the fund's


def viewer_of_contact(trajectory):
    with access.as_system():
        return viewer_of(contact_of(trajectory.series), on=clock.today())


def test_thread_is_read_and_written_by_both_sides_and_nobody_else(trajectory):
    contact, planner, duo = people(trajectory)
    address = reverse("trajectory_messages", args=[trajectory.pk])
    answer = client_for(contact).post(address, {"text": "Mag <b>iedereen</b> komen?"}, follow=True)
    assert "Je bericht is verstuurd." in answer.text
    page = client_for(duo.trainer).get(address)
    assert "Mag &lt;b&gt;iedereen&lt;/b&gt; komen?" in page.text
    client_for(duo.experiential_expert).post(address, {"text": "Ja hoor."})
    assert "Ja hoor." in client_for(planner).get(address).text
    with access.as_system():
        assert list(Message.objects.values_list("side", flat=True)) == ["organisation", "provider"]
        strangers = [
            make_membership(role, organisation=home).person
            for role, home in (
                (FUND_OFFICER, trajectory.fund),
                (TRAINER, trajectory.provider),
                (EXPERIENTIAL_EXPERT, trajectory.provider),
            )
        ]
        strangers.append(make_membership().person)
    for stranger in strangers:
        assert client_for(stranger).get(address).status_code == 404
        assert client_for(stranger).post(address, {"text": "Hallo"}).status_code == 404


def test_empty_and_too_long_messages_keep_what_was_typed(trajectory):
    contact, _planner, _duo = people(trajectory)
    address = reverse("trajectory_messages", args=[trajectory.pk])
    assert client_for(contact).post(address, {"text": " "}).status_code == 422
    answer = client_for(contact).post(address, {"text": "y" * 5001})
    assert answer.status_code == 422
    assert "y" * 5001 in answer.text


def test_unanswered_messages_count_since_ones_own_last_word(trajectory):
    contact = viewer_of_contact(trajectory)
    planner = people(trajectory)[1]
    with access.as_system():
        assert unanswered_messages(trajectory, contact) == 0
        send(trajectory, "Eén", side="provider", by=planner)
        send(trajectory, "Twee", side="provider", by=planner)
        assert unanswered_messages(trajectory, contact) == 2
        send(trajectory, "Dank je")
        assert unanswered_messages(trajectory, contact) == 0


def test_message_sent_twice_with_one_form_key_counts_once(trajectory):
    contact = people(trajectory)[0]
    client, address = client_for(contact), reverse("trajectory_messages", args=[trajectory.pk])
    typed = {"text": "Eén keer", "form_key": "0b7e2f0e-5f0c-4a53-9d6c-0d4c1c2f5a11"}
    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
    with access.as_system():
        assert Message.objects.count() == 1
