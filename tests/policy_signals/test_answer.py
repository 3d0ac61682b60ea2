"""The addressee answers by a secret link: every state, every wrong link, and what goes out by mail."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tandem.identity.managing import hash_of
from tandem.kernel import access, clock
from tandem.kernel.audit import history_of
from tandem.kernel.mail import mails_about
from tandem.policy_signals.actions import answer as actions
from tandem.policy_signals.models import Bundle, BundleEvent
from tandem.policy_signals.rules import answering
from tests.policy_signals.factories import make_policy_worker
from tests.policy_signals.sent_bundles import make_sent

pytestmark = pytest.mark.django_db
TOKEN = "geheim-woord-van-de-bestemmeling"


@pytest.fixture
def bundle() -> Bundle:
    return make_sent(token_hash=hash_of(TOKEN), sent_by=make_policy_worker())


def page(token: str = TOKEN, verb: str = "") -> str:
    return reverse("bundle_answer", args=[token]) + (f"?doe={verb}" if verb else "")


def as_it_stands(bundle: Bundle) -> Bundle:
    with access.as_system():
        return Bundle.objects.select_related("answer_document").get(pk=bundle.pk)


def picture(size: int = 40) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (size, size), "white").save(out, "PNG")
    return SimpleUploadedFile("schema.png", out.getvalue(), "image/png")


def test_words_without_content_too_long_or_with_a_number_of_somebody_are_refused() -> None:
    assert answering.words_problems("acknowledge", "") == []
    assert answering.words_problems("answer", "Goed.") == []
    for verb, field in (("answer", "answer"), ("act", "changed"), ("not_follow", "reason")):
        for words in ("  \n", "a" * 8001, "Het gaat over 85.07.30-033 28."):
            (problem,) = answering.words_problems(verb, words)
            assert problem.field == field


def test_addressee_confirms_answers_and_says_what_changed(client: Client, bundle: Bundle) -> None:
    first = client.get(page())
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-store"
    assert first["Referrer-Policy"] == "same-origin"
    assert bundle.words in first.content.decode()
    assert client.post(page(verb="ontvangst")).status_code == 302
    assert as_it_stands(bundle).state == "acknowledged"
    answered = client.post(page(verb="antwoord"), {"answer": "We maken één modelbrief.", "attachment": picture()})
    assert answered.status_code == 302
    assert "We maken één modelbrief." in client.get(page()).content.decode()
    assert client.post(page(verb="veranderd"), {"changed": "Sinds mei is er één brief."}).status_code == 302
    now = as_it_stands(bundle)
    assert (now.state, now.answer, now.outcome) == (
        "acted_on",
        "We maken één modelbrief.",
        "Sinds mei is er één brief.",
    )
    assert now.answer_document.content_type == "image/png"
    with access.as_system():
        events = list(
            BundleEvent.objects.filter(bundle=bundle).exclude(act="send").values_list("act", "actor", "is_public")
        )
    who = now.addressee.name
    assert events == [("acknowledge", who, True), ("answer", who, True), ("act", who, True)]
    acts = list(history_of(bundle).values_list("action", flat=True))
    assert acts == ["bundle.acknowledge", "bundle.answer", "bundle.act"]


def test_who_sent_it_and_the_addressee_both_get_the_words_by_mail(client: Client, bundle: Bundle) -> None:
    client.post(page(verb="antwoord"), {"answer": "Dit kan pas volgend jaar."})
    mails = list(mails_about(bundle).order_by("to_email"))
    assert {mail.to_email for mail in mails} == {bundle.sent_by.email, bundle.addressee.email}
    assert {mail.status for mail in mails} == {"queued"}
    assert all("Dit kan pas volgend jaar." in mail.body and TOKEN not in mail.body for mail in mails)


def test_not_followed_needs_its_reason(client: Client, bundle: Bundle) -> None:
    refused = client.post(page(verb="niet-gevolgd"), {"reason": " "})
    assert refused.status_code == 422
    assert "Schrijf waarom je dit niet volgt." in refused.content.decode()
    assert client.post(page(verb="niet-gevolgd"), {"reason": "De wet laat dit niet toe."}).status_code == 302
    assert as_it_stands(bundle).state == "not_followed"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("brief.pdf", b"%PDF-1.7\n" + b"0" * answering.ATTACHMENT_BYTES, "application/pdf"), "groter dan 10,0"),
        (SimpleUploadedFile("brief.docx", b"PK\x03\x04word/", "application/msword"), "van Word"),
        (SimpleUploadedFile("foto.png", b"", "image/png"), "leeg"),
    ],
    ids=["too big", "word", "empty"],
)  # fmt: skip
def test_attachment_that_does_not_fit_keeps_the_typed_answer(
    client: Client, bundle: Bundle, file: SimpleUploadedFile, sentence: str
) -> None:
    file.seek(0)
    refused = client.post(page(verb="antwoord"), {"answer": "Een lang en goed antwoord.", "attachment": file})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Een lang en goed antwoord." in text
    assert as_it_stands(bundle).state == "sent"


@pytest.mark.parametrize("typed", [{"answer": "a" * 8001}, {"answer": "\x00"}, {}])
def test_answer_that_does_not_fit_comes_back(client: Client, bundle: Bundle, typed: dict[str, str]) -> None:
    assert client.post(page(verb="antwoord"), typed).status_code == 422
    assert as_it_stands(bundle).answer == ""


def test_second_answer_and_unknown_act_change_nothing(client: Client, bundle: Bundle) -> None:
    client.post(page(verb="antwoord"), {"answer": "Het eerste."})
    again = client.post(page(verb="antwoord"), {"answer": "Het tweede."})
    assert again.status_code == 422
    assert "Op dit signaal kwam al een antwoord." in again.content.decode()
    assert client.post(page(verb="ontvangst")).status_code == 422
    assert client.post(page(verb="wissen")).status_code == 422
    assert as_it_stands(bundle).answer == "Het eerste."


@pytest.mark.parametrize("token", ["onbekend", "x" * 3000, "%F0%9F%92%A9", "' or 1=1 --"])
def test_wrong_link_is_one_page_for_all(client: Client, bundle: Bundle, token: str) -> None:
    wrong = client.get(page(token))
    assert wrong.status_code == 404
    assert "Deze link werkt niet (meer)" in wrong.content.decode()
    assert bundle.title not in wrong.content.decode()


def test_link_that_was_replaced_is_dead_and_gives_the_typed_words_back(client: Client, bundle: Bundle) -> None:
    with access.as_system():
        Bundle.objects.filter(pk=bundle.pk).update(token_hash=hash_of("een-nieuwe-link"))
    dead = client.post(page(verb="antwoord"), {"answer": "Alles wat ik al typte."})
    assert dead.status_code == 404
    assert "Alles wat ik al typte." in dead.content.decode()
    with pytest.raises(actions.LinkReplaced):
        actions.acknowledge(TOKEN, at=clock.now())
    assert as_it_stands(bundle).state == "sent"


def test_link_of_a_bundle_that_was_not_sent_opens_nothing(client: Client) -> None:
    make_sent(state="bundled", token_hash=hash_of(TOKEN))
    assert client.get(page()).status_code == 404


def test_guessing_without_end_is_stopped(client: Client, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("tandem.sessions.door_limits.WRONG_CODES", 2)
    assert [client.get(page("fout")).status_code for _ in range(3)] == [404, 404, 429]
    assert client.get(page()).status_code == 429
    cache.clear()


def test_answering_without_end_is_stopped(client: Client, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.sessions.answer_limit.PER_ADDRESS", 0)
    stopped = client.post(page(verb="antwoord"), {"answer": "Nog een keer."})
    assert stopped.status_code == 429
    assert "Nog een keer." in stopped.content.decode()
