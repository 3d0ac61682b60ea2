"""A group meets; what is said is read back and corrected before it is final."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tandem.dialogue.actions import meeting as actions
from tandem.dialogue.models import Meeting, Statement, StatementVersion
from tandem.identity import rules as roles
from tandem.kernel import access, clock
from tandem.policy_signals.models import Signal
from tests.dialogue.factories import make_dialogue_group, make_facilitator, make_meeting
from tests.factories import client_for, make_membership
from tests.guidance.factories import looking

pytestmark = pytest.mark.django_db


def test_facilitator_goes_from_group_to_final_report() -> None:
    facilitator = make_facilitator()
    browser = client_for(facilitator)
    association = facilitator.memberships.get().organisation_id
    browser.post(reverse("group_new"), {"association": association, "name": "Vrijdaggroep", "about": ""})
    page = browser.get(reverse("group_list")).text
    assert "Vrijdaggroep" in page
    group = make_dialogue_group(facilitator, name="Andere")
    browser.post(
        reverse("meeting_new", args=[group.pk]), {"title": "Wonen", "held_on": "20/11/2026", "themes": ["housing"]}
    )
    with access.as_system():
        meeting = Meeting.objects.get(title="Wonen")
    at = [meeting.pk]
    browser.post(reverse("point_add", args=at), {"words": "Huren met een uitkering", "bundle": ""})
    browser.post(reverse("meeting_hold", args=at), {"people": "9"})
    browser.post(reverse("statement_add", args=at), {"words": "Niemand belt terug.", "theme": "housing"})
    said = _only_statement(meeting)
    browser.post(reverse("voice_add", args=[*at, said.pk]), {"kind": "differ", "words": "Bij mij wel, na drie weken."})
    browser.post(reverse("meeting_read_back", args=at))
    browser.post(reverse("correction_add", args=at), {"words": "Het was maar één keer."})
    browser.post(reverse("meeting_final", args=at))
    assert _state(meeting) == "read_back"  # a correction waits
    with access.as_system():
        correction = meeting.corrections.get()
    answer = reverse("correction_answer", args=[*at, correction.pk])
    assert browser.post(answer, {"is_taken": "no", "answer": ""}).status_code == 422
    browser.post(answer, {"is_taken": "no", "answer": "Drie mensen zeiden het."})
    browser.post(reverse("meeting_final", args=at))
    assert _state(meeting) == "final"
    report = browser.get(reverse("meeting_report", args=at)).text
    for words in ("Niemand belt terug.", "Bij mij wel, na drie weken.", "Drie mensen zeiden het.", "9 mensen"):
        assert words in report


def test_draft_is_the_associations_own_and_a_final_report_is_for_the_network() -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    other, worker = make_facilitator(), make_membership(roles.POLICY_WORKER).person
    for person in (other, worker):
        browser = client_for(person)
        assert browser.get(reverse("meeting_report", args=[meeting.pk])).status_code == 404
        assert browser.get(reverse("meeting", args=[meeting.pk])).status_code in (403, 404)
        with looking(person):
            assert not Statement.objects.exists()
    _finish(meeting, facilitator)
    for person in (other, worker):
        browser = client_for(person)
        assert "De bus komt te laat." in browser.get(reverse("meeting_report", args=[meeting.pk])).text
        assert meeting.title in browser.get(reverse("meeting_reports"), {"zoek": "bus"}).text
        assert meeting.title not in browser.get(reverse("meeting_reports"), {"zoek": "fanfare"}).text


def test_final_report_never_changes_even_by_hand() -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    _finish(meeting, facilitator)
    said = _only_statement(meeting)
    with access.as_system():
        with pytest.raises(actions.CannotWriteMeeting):
            actions.say(meeting, words="Nog iets", by=facilitator, at=clock.now())
        for change in (
            lambda: Meeting.objects.filter(pk=meeting.pk).update(report="Anders"),
            lambda: Statement.objects.filter(pk=said.pk).update(words="Anders"),
            lambda: Statement.objects.filter(pk=said.pk).delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()


def test_two_who_write_the_report_at_once_lose_nothing() -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    browser, address = client_for(facilitator), reverse("meeting_report_edit", args=[meeting.pk])
    typed = {"people": "8", "report": "Eerste tekst", "version": str(meeting.version)}
    assert browser.post(address, typed).status_code == 302
    late = browser.post(address, {**typed, "report": "Tweede tekst"})
    assert late.status_code == 409
    assert "Eerste tekst" in late.text
    assert "Tweede tekst" in late.text


def test_reworded_statement_keeps_its_earlier_words() -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    said = _only_statement(meeting)
    address = reverse("statement_reword", args=[meeting.pk, said.pk])
    browser = client_for(facilitator)
    browser.post(address, {"words": "De bus komt nooit op tijd.", "version": "1"})
    late = browser.post(address, {"words": "De bus rijdt niet.", "version": "1"})
    assert late.status_code == 422
    assert "De bus rijdt niet." in late.text
    with access.as_system():
        assert StatementVersion.objects.get().words == "De bus komt te laat."
        assert Statement.objects.get().words == "De bus komt nooit op tijd."


def test_group_gives_a_statement_on_only_with_its_yes() -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    said = _only_statement(meeting)
    browser, address = client_for(facilitator), reverse("statement_give_on", args=[meeting.pk, said.pk])
    typed = {"words": "Mevrouw Peeters zei dat de bus te laat komt.", "theme": "mobility", "policy_domain": "mobility",
             "area": "limburg"}  # fmt: skip
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert "Peeters" in refused.text.split("Kijk deze woorden na")[1]
    browser.post(address, {**typed, "words": "De bus komt te laat.", "has_agreed": "on"})
    with access.as_system():
        signal = Signal.objects.get()
    assert (signal.words, signal.kind, signal.approved_how) == ("De bus komt te laat.", "group", "together")


@pytest.mark.parametrize("people", ["0", "-3", "abc", "9999", ""])
def test_head_count_that_is_none_is_refused_in_words(people: str) -> None:
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator, is_held=False)
    answer = client_for(facilitator).post(reverse("meeting_hold", args=[meeting.pk]), {"people": people})
    assert answer.status_code == 422
    assert _state(meeting) == "prepared"


def test_two_groups_of_one_association_do_not_share_a_name() -> None:
    facilitator = make_facilitator()
    group = make_dialogue_group(facilitator, name="Dinsdaggroep")
    browser = client_for(facilitator)
    typed = {"association": group.association_id, "name": "dinsdaggroep", "about": ""}
    assert browser.post(reverse("group_new"), typed).status_code == 422
    browser.post(reverse("group_end", args=[group.pk]))
    assert browser.post(reverse("group_new"), typed).status_code == 302
    browser.post(reverse("group_restart", args=[group.pk]))
    group.refresh_from_db()
    assert group.ended_at is not None  # the name is taken now


def test_group_of_another_association_does_not_exist() -> None:
    group = make_dialogue_group()
    browser = client_for(make_facilitator())
    for name in ("group", "group_edit", "meeting_new"):
        assert browser.get(reverse(name, args=[group.pk])).status_code == 404


def test_page_of_a_long_meeting_asks_as_much_as_a_short_one(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    facilitator = make_facilitator()
    meeting = make_meeting(facilitator)
    with access.as_system():
        for number in range(30):
            said = actions.say(meeting, words=f"Uitspraak {number}", by=facilitator, at=clock.now())
            actions.hear(meeting, said, kind="agree", words="", by=facilitator, at=clock.now())
            actions.add_point(meeting, words=f"Punt {number}", by=facilitator, at=clock.now())
    browser = client_for(facilitator)
    for name in ("meeting", "meeting_report"):
        address = reverse(name, args=[meeting.pk])
        browser.get(address)
        with django_assert_max_num_queries(13):
            assert browser.get(address).status_code == 200


def _finish(meeting: Meeting, facilitator: object) -> None:
    with access.as_system():
        actions.read_back(meeting, by=facilitator, at=clock.now())  # type: ignore[arg-type]
        actions.make_final(meeting, by=facilitator, at=clock.now())  # type: ignore[arg-type]


def _only_statement(meeting: Meeting) -> Statement:
    with access.as_system():
        return meeting.statements.get()


def _state(meeting: Meeting) -> str:
    with access.as_system():
        return Meeting.objects.get(pk=meeting.pk).state
