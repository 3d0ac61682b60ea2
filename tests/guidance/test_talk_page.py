"""A talk on a phone: nothing typed is lost, sending twice gives one, two devices show both."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.guidance.actions.promise import make_promise
from tandem.guidance.models import AgendaPoint, Agreement, ClientFile, Promise, Proposal, Talk
from tandem.guidance.queries.doors import parts
from tandem.guidance.rules.promise import SERVICE
from tandem.guidance.rules.talk import NewPromise, draft_from
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_member, make_thread, place_of
from tests.guidance.talk_factories import check_of, close, make_talk, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(guide: Person) -> Client:
    return client_for(guide)


def now(talk: Talk) -> Talk:
    with access.as_system():
        return Talk.objects.select_related("file").get(pk=talk.pk)


def draft_of(talk: Talk) -> dict[str, str]:
    with access.as_system():
        return dict(draft_from(now(talk).draft).fields)


def test_beginning_twice_gives_one_talk(phone: Client, file: ClientFile) -> None:
    sent = {
        "key": str(uuid.uuid4()),
        "place": "outside",
        "place_words": "Het bankje",
        "held_on": clock.today().isoformat(),
    }
    addresses = {phone.post(reverse("talk_new", args=[file.pk]), sent).headers["Location"] for _twice in range(2)}
    with access.as_system():
        assert addresses == {reverse("talk", args=[file.pk, Talk.objects.get(file=file).pk])}


def test_same_key_in_another_file_begins_another_talk(phone: Client, guide: Person, file: ClientFile) -> None:
    sent = {"key": str(uuid.uuid4()), "place": "home", "held_on": clock.today().isoformat()}
    for each in (file, make_file(make_guide()), make_file(guide)):
        phone.post(reverse("talk_new", args=[each.pk]), sent)
    with access.as_system():
        assert Talk.objects.count() == 2


def test_talk_of_tomorrow_does_not_begin(phone: Client, file: ClientFile) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = phone.post(
        reverse("talk_new", args=[file.pk]), {"key": str(uuid.uuid4()), "place": "home", "held_on": tomorrow}
    )
    assert answer.status_code == 422
    assert "of een dag die voorbij is" in answer.content.decode()


def test_typed_text_is_there_again_when_the_page_is_opened_again(phone: Client, file: ClientFile, talk: Talk) -> None:
    posted(
        phone, file, talk, "later", content="Over de huur.", relation="Rustig.", promise_words="Bellen", next_how="sms"
    )
    again = phone.get(reverse("talk", args=[file.pk, talk.pk])).context["form"]
    shown = {name: again[name].value() for name in ("content", "relation", "promise_words", "next_how")}
    assert shown == {"content": "Over de huur.", "relation": "Rustig.", "promise_words": "Bellen", "next_how": "sms"}
    assert now(talk).content == ""


def test_autosave_keeps_the_draft_and_tells_the_new_version(phone: Client, file: ClientFile, talk: Talk) -> None:
    form = phone.get(reverse("talk", args=[file.pk, talk.pk])).context["form"]
    hidden = {name: str(form[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    url = reverse("talk_autosave", args=[file.pk, talk.pk])
    for text in ("Over", "Over de huur"):  # the first answer got lost on the way: the same version comes again
        answer = phone.post(url, {**hidden, "content": text})
        assert answer.status_code == 200
    assert answer.json()["fields"]["version"] == now(talk).version == 3
    assert draft_of(talk) == {"content": "Over de huur"}


def test_two_devices_both_texts_are_shown_and_nothing_is_lost(phone: Client, file: ClientFile, talk: Talk) -> None:
    url = reverse("talk", args=[file.pk, talk.pk])
    old = phone.get(url).context["form"]
    posted(phone, file, talk, "later", content="Op de tablet getypt.")
    hidden = {name: str(old[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    clash = phone.post(url, {**hidden, "do": "later", "content": "Op de telefoon getypt.", "relation": "Goed."})
    assert clash.status_code == 409
    page = clash.content.decode()
    assert "Op de tablet getypt." in page
    assert "Op de telefoon getypt." in page
    autosaved = phone.post(reverse("talk_autosave", args=[file.pk, talk.pk]), {**hidden, "content": "Nog iets"})
    assert autosaved.status_code == 409

    kept = clash.context["form"]
    hidden = {name: str(kept[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    chosen = {
        **hidden,
        "do": "later",
        "content": "Op de telefoon getypt.",
        "relation": "Goed.",
        "choice-content": "both",
    }
    assert phone.post(url, chosen).status_code == 302
    assert draft_of(talk) == {"content": "Op de tablet getypt.\n\nOp de telefoon getypt.", "relation": "Goed."}


def test_button_that_cannot_go_on_keeps_everything_typed(phone: Client, file: ClientFile, talk: Talk) -> None:
    answer = posted(phone, file, talk, "close", content="Over de huur.", promise_words="Bellen", promise_side="service")
    assert answer.status_code == 422
    assert "Zeg tegen welke dag de dienst dit doet." in answer.content.decode()
    assert draft_of(talk)["content"] == "Over de huur."
    assert now(talk).closed_at is None
    with access.as_system():
        assert Promise.objects.count() == 0


def test_very_long_note_is_answered_clearly_and_stays_in_the_form(phone: Client, file: ClientFile, talk: Talk) -> None:
    long = "a" * 20_001
    answer = posted(phone, file, talk, "later", content=long)
    assert answer.status_code == 422
    assert "20001 tekens" in answer.content.decode()
    assert long in answer.content.decode()
    assert posted(phone, file, talk, "close", content="b" * 20_000 + "  ").status_code == 422, "no promise yet"
    assert len(draft_of(talk)["content"]) == 20_000


def test_emoji_and_text_from_right_to_left_stay_as_they_are(phone: Client, file: ClientFile, talk: Talk) -> None:
    words = "مرحبا, zei ze 🙂"
    posted(phone, file, talk, "later", content=words)
    assert draft_of(talk) == {"content": words}


def test_talk_closed_on_another_device_shows_what_was_still_typed(
    phone: Client, guide: Person, file: ClientFile, talk: Talk
) -> None:
    form = phone.get(reverse("talk", args=[file.pk, talk.pk])).context["form"]
    hidden = {name: str(form[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    close(file, guide, talk)
    answer = phone.post(reverse("talk", args=[file.pk, talk.pk]), {**hidden, "do": "later", "content": "Nog dit."})
    assert answer.status_code == 409
    assert "Nog dit." in answer.content.decode()


def test_whole_talk_in_one_press(phone: Client, file: ClientFile, talk: Talk) -> None:
    day = (clock.today() + timedelta(days=5)).isoformat()
    answer = posted(
        phone, file, talk, "close", content="Over de huur.", relation="Rustig.", agreement="We bellen elke week.",
        agreement_how="together", promise_side="service", promise_words="Brief schrijven", promise_by_day=day,
        next_day=day, next_time="9.30", next_how="visit",
    )  # fmt: skip
    assert answer.status_code == 302
    closed = now(talk)
    assert (closed.content, closed.relation, closed.draft) == ("Over de huur.", "Rustig.", "")
    assert clock.local(closed.next_contact_at).strftime("%H.%M") == "09.30"
    with access.as_system():
        assert (Agreement.objects.count(), Promise.objects.count(), Proposal.objects.count()) == (1, 1, 0)
    page = phone.get(reverse("talk", args=[file.pk, talk.pk])).content.decode()
    assert "We bellen elke week." in page
    assert "om 9.30" in page


def test_agreement_of_a_guide_is_a_proposal_unless_said_together(phone: Client, file: ClientFile, talk: Talk) -> None:
    posted(phone, file, talk, "agreement", agreement="Ik stel iets voor.", agreement_how="propose")
    with access.as_system():
        assert Agreement.objects.count() == 0
        assert Proposal.objects.get().state == "open"
    page = phone.get(reverse("talk", args=[file.pk, talk.pk]))
    assert "Voorgesteld, wacht op antwoord:" in page.content.decode()
    assert page.context["form"]["agreement"].value() is None


def test_same_promise_sent_twice_is_one(phone: Client, file: ClientFile, talk: Talk) -> None:
    url = reverse("talk", args=[file.pk, talk.pk])
    form = phone.get(url).context["form"]
    hidden = {name: str(form[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    sent = {**hidden, "do": "promise", "promise_side": "client", "promise_words": "Wandelen", "agreement": ""}
    assert [phone.post(url, sent).status_code for _twice in range(2)] == [302, 302]
    with access.as_system():
        assert Promise.objects.count() == 1


def test_reason_of_no_next_contact_stands_in_the_file_without_its_words(
    phone: Client, file: ClientFile, talk: Talk
) -> None:
    without = posted(phone, file, talk, "close", nobody_reason="Alles is gezegd.", no_next_reason="other")
    assert "Schrijf kort welke reden." in without.content.decode()
    answer = posted(
        phone,
        file,
        talk,
        "close",
        nobody_reason="Alles is gezegd.",
        no_next_reason="other",
        no_next_words="Op reis naar zijn zus.",
    )
    assert answer.status_code == 302
    with access.as_system():
        kept = ClientFile.objects.get(pk=file.pk)
    assert (kept.next_contact_at, kept.no_next_contact_reason) == (None, "een andere reden")
    closed = now(talk)
    assert closed.no_next_contact_reason == "een andere reden: Op reis naar zijn zus."
    assert closed.nobody_reason == "Alles is gezegd."


def test_next_contact_in_the_past_is_asked_again(phone: Client, file: ClientFile, talk: Talk) -> None:
    answer = posted(phone, file, talk, "close", nobody_reason="Rust.", next_day="2020-01-01", next_how="sms")
    assert answer.status_code == 422
    assert "Kies een dag en een uur die nog komen." in answer.content.decode()


def test_number_that_does_not_belong_in_a_file_is_not_even_kept_as_draft(
    phone: Client, file: ClientFile, talk: Talk
) -> None:
    number = 800229003
    answer = posted(phone, file, talk, "later", content=f"Nummer {number:09d}{97 - number % 97:02d}")
    assert answer.status_code == 422
    assert draft_of(talk) == {}


def test_person_reads_a_closed_talk_and_types_in_none(guide: Person, file: ClientFile, talk: Talk) -> None:
    own = client_for(file.person)
    url = reverse("talk", args=[file.pk, talk.pk])
    assert "Je gids is hier nog mee bezig." in own.get(url).content.decode()
    assert own.post(url, {"content": "x"}).status_code == 404
    assert own.get(reverse("talk_new", args=[file.pk])).status_code == 404
    close(file, guide, talk, content="Over de huur.")
    assert "Over de huur." in own.get(url).content.decode()


@pytest.mark.parametrize("who", ["colleague", "member"])
def test_somebody_else_finds_no_talk(guide: Person, file: ClientFile, talk: Talk, who: str) -> None:
    other = make_guide(guide.memberships.get().organisation)
    if who == "member":
        make_member(file, other)
    client = client_for(other)
    for name, args in (
        ("talk_list", []),
        ("talk_new", []),
        ("talk", [talk.pk]),
        ("promise_list", []),
        ("mishap_list", []),
    ):
        assert client.get(reverse(name, args=[file.pk, *args])).status_code == 404
    assert client.post(reverse("talk_autosave", args=[file.pk, talk.pk]), {}).status_code == 404


def test_talk_with_somebody_without_a_name_yet(guide: Person, phone: Client) -> None:
    thread = make_thread(guide, called="")
    talk = make_talk(thread, guide)
    assert (
        posted(phone, thread, talk, "agreement", agreement="Morgen koffie.", agreement_how="together").status_code
        == 302
    )
    close(thread, guide, now(talk))
    assert check_of(talk).code


def test_points_for_this_talk_are_shown_and_settled(phone: Client, file: ClientFile, talk: Talk) -> None:
    sent = {"key": str(uuid.uuid4()), "words": "De kinderopvang."}
    for _twice in range(2):
        phone.post(reverse("agenda_point_new", args=[file.pk]), sent)
    with access.as_system():
        point = AgendaPoint.objects.get()
    posted(phone, file, talk, "earlier", **{f"point_{point.pk.hex}": "on"})
    with access.as_system():
        assert AgendaPoint.objects.get().done_at is not None


def test_busy_talk_asks_few_questions(guide: Person, phone: Client, file: ClientFile) -> None:
    for number in range(12):
        make_item(file, "agreement", f"Afspraak {number}")
    talk = make_talk(file, guide, at=clock.now() + timedelta(seconds=2))
    with looking(guide):
        for number in range(10):
            new = NewPromise(SERVICE, f"Belofte {number}", by_day=clock.today())
            make_promise(place_of(file, guide), new, by=guide, at=clock.now())
    url = reverse("talk", args=[file.pk, talk.pk])
    phone.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = phone.get(url)
    assert page.content.decode().count("nog altijd zo") == 12
    assert len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= 14


def test_said_of_promises_in_a_talk(guide: Person, phone: Client, file: ClientFile, talk: Talk) -> None:
    with looking(guide):
        place = place_of(file, guide)
        own = make_promise(place, NewPromise("client", "Naar de les"), by=guide, at=clock.now())
        ours = make_promise(place, NewPromise(SERVICE, "Bellen", by_day=clock.today()), by=guide, at=clock.now())
    said = {f"kept_{own.pk.hex}": "between", f"between_{own.pk.hex}": "De bus.", f"kept_{ours.pk.hex}": "done"}
    assert posted(phone, file, talk, "earlier", **said).status_code == 302
    with looking(guide):
        told = {row.words: (row.came_between, row.done_at is not None) for row in parts(place_of(file, guide), Promise)}
    assert told == {"Naar de les": ("De bus.", False), "Bellen": ("", True)}


def test_list_of_talks_asks_the_same_with_one_and_with_forty(django_assert_num_queries: object) -> None:
    guide = make_guide()
    file = make_file(guide)
    client = client_for(guide)
    url = reverse("talk_list", args=[file.pk])
    with access.as_system():
        Talk.add(file=file, made_at=clock.now(), held_at=clock.now(), content="een")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    with access.as_system():
        for number in range(40):
            Talk.add(file=file, made_at=clock.now(), held_at=clock.now(), content=f"nota {number}")
    with django_assert_num_queries(len(one)):  # type: ignore[operator]
        client.get(url)
