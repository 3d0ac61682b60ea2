"""A structural signal goes to somebody: what holds it back, what goes out, who was first, and once more."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tandem.identity.managing import hash_of
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.audit import history_of
from tandem.kernel.models import OutgoingMail
from tandem.kernel.states import CannotTransition
from tandem.policy_signals.actions import addressee as addressees
from tandem.policy_signals.actions import answer as answers
from tandem.policy_signals.actions import bundle as bundles
from tandem.policy_signals.actions import sending as actions
from tandem.policy_signals.actions import signal as givers
from tandem.policy_signals.models import Addressee, Bundle, BundleEvent, Signal
from tandem.policy_signals.queries.addressee import suggested_addressee
from tandem.policy_signals.rules.bundle import DAYS_TO_ANSWER, default_due_on, due_problems
from tandem.sessions.timetable import is_working_day
from tests.databases import OwnDatabase
from tests.factories import client_for, make_person
from tests.guidance.factories import looking
from tests.policy_signals.factories import (
    WORDING,
    make_addressee,
    make_bundle,
    make_policy_worker,
    make_signal,
    make_signals,
)
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db
REASON = "De mensen vonden het antwoord te vaag."


@pytest.fixture
def worker() -> Person:
    return make_policy_worker()


@pytest.fixture
def client(worker: Person) -> Client:
    return client_for(worker)


def due() -> date:
    return default_due_on(clock.today())


def send(
    worker: Person, bundle: Bundle, addressee: Addressee | None = None, *, accepted: tuple[str, ...] = ()
) -> Bundle:
    sending = actions.Sending(addressee or make_addressee(), due(), accepted)
    with looking(worker):
        version = Bundle.objects.get(pk=bundle.pk).version
        return actions.send_bundle(bundle, sending, version=version, by=worker, at=clock.now())


def send_again(worker: Person, bundle: Bundle, addressee: Addressee, *, reason: str = REASON) -> Bundle:
    with looking(worker):
        return actions.send_again(
            bundle, actions.Sending(addressee, due()), reason=reason, by=worker, at=clock.now()
        )  # fmt: skip


def fresh(bundle: Bundle) -> Bundle:
    with access.as_system():
        return Bundle.objects.select_related("addressee").get(pk=bundle.pk)


def token_in(mail: OutgoingMail) -> str:
    found = re.search(r"/signalen/antwoord/([\w-]+)/", mail.body)
    assert found
    return found[1]


def refused(worker: Person, bundle: Bundle) -> list[str]:
    with pytest.raises(actions.CannotSend) as refusal:
        send(worker, bundle)
    return [problem.text for problem in refusal.value.problems]


# Rules.


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2026, 3, 8), date(2027, 2, 20)])
def test_answer_is_asked_sixty_days_later_on_a_working_day(on: date) -> None:
    day = default_due_on(on)
    assert is_working_day(day)
    assert DAYS_TO_ANSWER <= (day - on).days <= DAYS_TO_ANSWER + 4
    assert due_problems(day, on=on) == []


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 28), date(2026, 12, 25)])
def test_day_for_the_answer_is_a_working_day_to_come(day: date) -> None:
    assert [problem.field for problem in due_problems(day, on=date(2026, 11, 22))] == ["due_on"]


# The threshold, which only shows from which side something lacks.


@pytest.mark.parametrize(
    ("givers_and_sources", "lacks"),
    [
        (["ax", "bx", "cy", "dy"], ["mensen"]),
        (["ax", "bx", "cx", "dx", "ex"], ["organisaties"]),
        (["ax", "ay", "az", "bx", "by", "cx"], ["mensen"]),
        (["ax"], ["mensen", "organisaties"]),
    ],
)
def test_bundle_of_too_few_is_not_sent_and_says_what_lacks(
    worker: Person, givers_and_sources: list[str], lacks: list[str]
) -> None:
    bundle = make_bundle(worker, *(make_signal(giver=giver, source=source) for giver, source in givers_and_sources))
    sentences = refused(worker, bundle)
    assert len(sentences) == len(lacks)
    assert all(word in sentence for word, sentence in zip(lacks, sentences, strict=True))
    assert fresh(bundle).state == "bundled"


def test_five_people_of_two_organisations_are_enough(worker: Person) -> None:
    bundle = make_bundle(
        worker, *(make_signal(giver=giver, source=source) for giver, source in ["ax", "bx", "cx", "dx", "ey"])
    )
    sent = fresh(send(worker, bundle))
    assert (sent.state, sent.due_on, sent.sent_by) == ("sent", due(), worker)


def test_bundle_that_falls_under_the_threshold_is_not_sent_and_its_page_says_so(worker: Person, client: Client) -> None:
    first, *others = make_signals()
    bundle = make_bundle(worker, first, *others)
    givers.take_back(first.pk, at=clock.now())
    assert ["mensen" in sentence for sentence in refused(worker, bundle)] == [True]
    url = reverse("bundle_send", args=[bundle.pk])
    for shown in (client.get(url), client.get(reverse("bundle", args=[bundle.pk])), client.get(reverse("signal_desk"))):
        assert "Er zijn signalen van minstens 5 mensen nodig" in unescape(shown.content.decode())
    answer = client.post(url, {"addressee": make_addressee().pk, "due_on": str(due()), "version": 1})
    assert answer.status_code == 422


def test_bundle_without_a_question_is_not_sent(worker: Person) -> None:
    assert refused(worker, make_bundle(worker, *make_signals(), asks=" ")) == [
        "Schrijf wat je vraagt aan wie dit leest."
    ]


# What goes out.


def test_sent_bundle_mails_a_secret_link_that_is_kept_as_a_hash(worker: Person) -> None:
    addressee = make_addressee(email="dienst@voorbeeld.test")
    bundle = fresh(send(worker, make_bundle(worker, *make_signals()), addressee))
    mail = OutgoingMail.objects.get(about_id=str(bundle.pk))
    assert mail.to_email == "dienst@voorbeeld.test"
    assert bundle.token_hash == hash_of(token_in(mail))
    for words in (bundle.title, bundle.words, bundle.asks):
        assert words in mail.body
    event = BundleEvent.objects.get(bundle=bundle, act="send")
    assert event.is_public
    assert addressee.name in event.words
    assert [entry.action for entry in history_of(bundle)] == ["bundle.make", "bundle.send"]


def test_sent_bundle_is_not_sent_twice_nor_changed(worker: Person) -> None:
    bundle = make_bundle(worker, *make_signals())
    send(worker, bundle)
    with pytest.raises(CannotTransition, match="al verstuurd"):
        send(worker, bundle)
    with looking(worker), pytest.raises(bundles.CannotBundle, match="niet meer in de maak"):
        bundles.change_bundle(bundle, WORDING, version=2, by=worker, at=clock.now())
    assert OutgoingMail.objects.filter(about_id=str(bundle.pk)).count() == 1


def test_words_that_may_point_at_somebody_hold_it_back_until_somebody_says_yes(worker: Person) -> None:
    bundle = make_bundle(worker, *make_signals(), words="Zoubida belde naar 0470 12 34 56 en kreeg geen antwoord.")
    (sentence,) = refused(worker, bundle)
    assert "“Zoubida”, “0470 12 34 56”" in sentence
    with pytest.raises(actions.CannotSend, match="0470"):
        send(worker, bundle, accepted=("Zoubida",))
    assert send(worker, bundle, accepted=("Zoubida", "0470 12 34 56")).state == "sent"


def test_ended_addressee_is_not_chosen(worker: Person) -> None:
    gone = make_addressee(ended_on=clock.today())
    with pytest.raises(actions.CannotSend, match="bestaat niet meer"):
        send(worker, make_bundle(worker, *make_signals()), gone)


def test_text_that_changed_after_the_preview_is_shown_again(worker: Person) -> None:
    bundle = make_bundle(worker, *make_signals())
    sending = actions.Sending(make_addressee(), due())
    with looking(worker):
        bundles.change_bundle(
            bundle, bundles.Wording(**{**vars_of(WORDING), "title": "Anders"}), version=1, by=worker, at=clock.now()
        )
        with pytest.raises(actions.SentMeanwhile):
            actions.send_bundle(bundle, sending, version=1, by=worker, at=clock.now())


def vars_of(wording: bundles.Wording) -> dict[str, str]:
    return {name: getattr(wording, name) for name in wording.__dataclass_fields__}


def test_stranger_reads_what_was_sent_and_nothing_of_who_stands_behind_it(worker: Person) -> None:
    sent, waiting = make_bundle(worker, *make_signals()), make_bundle(worker, *make_signals())
    send(worker, sent)
    counts = """select (select count(*) from policy_signals_bundle where id = %(sent)s),
                       (select count(*) from policy_signals_bundle where id = %(waiting)s),
                       (select count(*) from policy_signals_bundlesignal), (select count(*) from policy_signals_signal),
                       (select string_agg(act, ' ') from policy_signals_bundleevent)"""
    with looking(make_person()), connection.cursor() as cursor:
        cursor.execute(counts, {"sent": sent.pk, "waiting": waiting.pk})
        assert cursor.fetchone() == (1, 0, 0, 0, "send")
        cursor.execute("update policy_signals_bundle set state = 'ended' where id = %s", [sent.pk])
        assert cursor.rowcount == 0


# Once more.


def test_sending_again_kills_the_old_link_and_keeps_the_earlier_answer_in_the_history(worker: Person) -> None:
    bundle, other = make_bundle(worker, *make_signals()), make_addressee()
    send(worker, bundle)
    old = token_in(OutgoingMail.objects.get(about_id=str(bundle.pk)))
    answers.answer(old, words="We bekijken dit.", at=clock.now())
    send_again(worker, bundle, other)
    again = fresh(bundle)
    assert (again.state, again.addressee, again.answer, again.answered_at) == ("sent", other, "", None)
    with access.as_system():
        assert BundleEvent.objects.get(bundle=bundle, act="earlier_answer", is_public=True).words == "We bekijken dit."
        assert REASON in BundleEvent.objects.get(bundle=bundle, act="send_again").words
    with pytest.raises(answers.LinkReplaced):
        answers.answer(old, words="Toch nog iets.", at=clock.now())


def test_sending_again_needs_a_reason_without_names_and_something_that_was_sent(worker: Person) -> None:
    bundle, addressee = make_bundle(worker, *make_signals()), make_addressee()
    with pytest.raises(CannotTransition):
        send_again(worker, bundle, addressee)
    send(worker, bundle, addressee)
    for reason, sentence in ((" ", "waarom je opnieuw"), ("Dat vroeg Wout Zandbergen.", "Wout Zandbergen")):
        with pytest.raises(actions.CannotSend, match=sentence):
            send_again(worker, bundle, addressee, reason=reason)


def test_ended_addressee_leaves_its_open_bundles_to_a_successor(worker: Person, client: Client) -> None:
    gone, successor = make_addressee(), make_addressee()
    bundle = make_bundle(worker, *make_signals())
    send(worker, bundle, gone)
    addressees.end_addressee(gone, on=clock.today(), successor=successor, by=worker, at=clock.now())
    for url in (reverse("bundle", args=[bundle.pk]), reverse("signal_desk"), reverse("bundle_list")):
        assert "Bestemmeling gestopt: kies een nieuwe" in client.get(url).content.decode()
    url = reverse("bundle_send_again", args=[bundle.pk])
    assert f'<option value="{successor.pk}" selected>' in client.get(url).content.decode()
    typed = {"addressee": successor.pk, "due_on": str(due()), "reason": REASON}
    refused = client.post(url, {**typed, "addressee": gone.pk})
    assert refused.status_code == 422
    assert REASON in refused.content.decode()
    assert client.post(url, typed).status_code == 302
    assert fresh(bundle).addressee == successor


def test_addressee_is_suggested_by_policy_domain_and_area(worker: Person) -> None:
    bundle = make_bundle(worker, make_signal(), area="antwerp")
    assert suggested_addressee(bundle) is None
    everything = make_addressee(policy_domain="")
    make_addressee(policy_domain="work"), make_addressee(area="limburg"), make_addressee(ended_on=clock.today())
    assert suggested_addressee(bundle) == everything
    domain = make_addressee()
    assert suggested_addressee(bundle) == domain
    near = make_addressee(area="antwerp")
    assert suggested_addressee(bundle) == near


# By the pages.


def test_preview_shows_exactly_what_goes_out_and_sending_twice_counts_once(worker: Person, client: Client) -> None:
    addressee = make_addressee()
    bundle = make_bundle(worker, *make_signals(), words="In Zandhoven vraagt iedereen loonbrieven.")
    url = reverse("bundle_send", args=[bundle.pk])
    assert f'<option value="{addressee.pk}" selected>' in client.get(url).content.decode()
    chosen = {"addressee": str(addressee.pk), "due_on": str(due())}
    preview = unescape(client.get(url, chosen).content.decode())
    for words in ("<mark>Zandhoven</mark>", "Dit mag er staan", addressee.email, "(hier komt de geheime link)",
                  "minstens 5 mensen uit minstens 2 organisaties"):  # fmt: skip
        assert words in preview
    refused = client.post(url, {**chosen, "version": 1})
    assert refused.status_code == 422
    assert "Kijk deze woorden na" in refused.content.decode()
    agreed = {**chosen, "version": 1, "accepted": ["Zandhoven"], "form_key": str(uuid4())}
    assert [client.post(url, agreed).status_code for _ in range(2)] == [302, 302]
    assert OutgoingMail.objects.filter(about_id=str(bundle.pk)).count() == 1
    assert fresh(bundle).state == "sent"


def test_choice_that_is_wrong_comes_back_with_what_was_typed(worker: Person, client: Client) -> None:
    bundle, gone = make_bundle(worker, *make_signals()), make_addressee(ended_on=clock.today())
    url = reverse("bundle_send", args=[bundle.pk])
    wrong = client.get(url, {"addressee": str(gone.pk), "due_on": "ooit"}).content.decode()
    assert "Deze bestemmeling bestaat niet meer" in wrong
    assert "ooit" in wrong
    posted = client.post(url, {"addressee": str(gone.pk), "due_on": str(due()), "version": 1})
    assert posted.status_code == 422
    weekend = clock.today() + timedelta(days=(5 - clock.today().weekday()) % 7 + 7)
    late = client.post(url, {"addressee": str(make_addressee().pk), "due_on": str(weekend), "version": 1})
    assert late.status_code == 422
    assert "Kies een werkdag" in late.content.decode()


def test_text_that_changed_meanwhile_is_previewed_again_and_then_goes(worker: Person, client: Client) -> None:
    bundle, addressee = make_bundle(worker, *make_signals()), make_addressee()
    with looking(worker):
        new = bundles.Wording(**{**vars_of(WORDING), "title": "De nieuwe titel"})
        bundles.change_bundle(bundle, new, version=1, by=worker, at=clock.now())
    url = reverse("bundle_send", args=[bundle.pk])
    agreed = {"addressee": str(addressee.pk), "due_on": str(due()), "version": 1}
    again = client.post(url, agreed)
    assert again.status_code == 422
    assert "De nieuwe titel" in again.content.decode()
    assert 'name="version" value="2"' in again.content.decode()
    assert client.post(url, {**agreed, "version": 2}).status_code == 302


# Who was first.


@pytest.mark.django_db(transaction=True)
def test_signal_taken_back_just_before_sending_holds_it_back(fresh_database: OwnDatabase) -> None:
    worker, signals, addressee = make_policy_worker(), make_signals(), make_addressee()
    bundle = make_bundle(worker, *signals)
    outcome = meanwhile(
        lambda: givers.take_back(signals[2].pk, at=clock.now()), lambda: send(worker, bundle, addressee)
    )
    assert isinstance(outcome, actions.CannotSend)
    assert fresh(bundle).state == "bundled"
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_signal_sent_just_before_it_is_taken_back_stays_sent(fresh_database: OwnDatabase) -> None:
    worker, signals, addressee = make_policy_worker(), make_signals(), make_addressee()
    bundle = make_bundle(worker, *signals)
    outcome = meanwhile(
        lambda: send(worker, bundle, addressee), lambda: givers.take_back(signals[2].pk, at=clock.now())
    )
    assert isinstance(outcome, givers.CannotTakeBack)
    assert fresh(bundle).state == "sent"
    with access.as_system():
        assert Signal.objects.filter(withdrawn_at__isnull=False).count() == 0


@pytest.mark.django_db(transaction=True)
def test_addressee_that_ends_just_before_sending_gets_nothing(fresh_database: OwnDatabase) -> None:
    worker, addressee = make_policy_worker(), make_addressee()
    bundle = make_bundle(worker, *make_signals())
    outcome = meanwhile(
        lambda: addressees.end_addressee(addressee, on=clock.today(), successor=None, by=worker, at=clock.now()),
        lambda: send(worker, bundle, addressee),
    )
    assert isinstance(outcome, actions.CannotSend)
    assert fresh(bundle).state == "bundled"


@pytest.mark.django_db(transaction=True)
def test_two_workers_sending_at_once_send_one_mail(fresh_database: OwnDatabase) -> None:
    worker, addressee = make_policy_worker(), make_addressee()
    bundle = make_bundle(worker, *make_signals())
    outcome = meanwhile(lambda: send(worker, bundle, addressee), lambda: send(worker, bundle, addressee))
    assert isinstance(outcome, CannotTransition)
    assert OutgoingMail.objects.count() == 1
