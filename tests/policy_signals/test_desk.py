"""The desk in pages: the queue, laying together, the start page; nobody else comes in."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.policy_signals.actions import signal as givers
from tandem.policy_signals.models import Bundle, BundleSignal
from tandem.policy_signals.queries.similar import suggestions_for
from tests.factories import client_for, make_membership
from tests.guidance.factories import looking
from tests.policy_signals.factories import make_addressee, make_bundle, make_policy_worker, make_signal, make_signals

pytestmark = pytest.mark.django_db
RENT = "De huisbaas vraagt drie loonbrieven voor een appartement."
RENT_TOO = "Elke huisbaas vraagt drie loonbrieven, ook voor een klein appartement."
BUS = "De eerste bus rijdt pas na de vroege dienst in de fabriek."


@pytest.fixture
def worker() -> Person:
    return make_policy_worker()


@pytest.fixture
def client(worker: Person) -> Client:
    return client_for(worker)


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def bundles() -> list[Bundle]:
    with access.as_system():
        return list(Bundle.objects.order_by("number"))


def lying(bundle: Bundle) -> int:
    with access.as_system():
        return BundleSignal.objects.filter(bundle=bundle, removed_at__isnull=True).count()


NAMES = [("signal_desk", 0), ("signal_queue", 0), ("bundle_list", 0), ("bundle_new", 0), ("addressee_list", 0),
         ("addressee_new", 0), ("bundle", 1), ("bundle_edit", 1), ("bundle_merge", 1), ("bundle_split", 1),
         ("bundle_end", 1), ("bundle_send", 1), ("bundle_send_again", 1)]  # fmt: skip


def test_every_page_of_the_desk_opens_for_a_policy_worker_and_for_nobody_else(worker: Person, client: Client) -> None:
    bundle = make_bundle(worker, make_signal())
    others = {
        role: client_for(make_membership(role).person) for role in (roles.FACILITATOR, roles.GUIDE, roles.FUND_OFFICER)
    }
    for name, arguments in NAMES:
        url = reverse(name, args=[bundle.pk] if arguments else [])
        assert client.get(url).status_code in {200, 302}, name
        assert {role: other.get(url).status_code for role, other in others.items()} == dict.fromkeys(others, 403)
        assert Client().get(url)["Location"].startswith("/aanmelden/")


def test_unknown_bundle_or_addressee_does_not_exist(client: Client) -> None:
    for name in ("bundle", "bundle_edit", "bundle_send", "addressee_edit", "addressee_end"):
        assert client.get(reverse(name, args=[uuid4()])).status_code == 404


def test_queue_is_newest_first_and_leaves_out_what_lies_or_was_taken_back(worker: Person, client: Client) -> None:
    assert "Er wacht geen signaal" in page(client, "signal_queue")
    make_bundle(worker, make_signal("Dit ligt al ergens."))
    gone = make_signal("Dit is teruggenomen.")
    givers.take_back(gone.pk, at=clock.now())
    make_signal(BUS), make_signal(RENT)
    shown = page(client, "signal_queue")
    assert shown.index(RENT) < shown.index(BUS)
    assert "Dit ligt al" not in shown
    assert "teruggenomen" not in shown


@pytest.mark.parametrize(
    "query",
    [
        {"zoek": "appartementen"},
        {"thema": "housing"},
        {"domein": "housing"},
        {"gebied": "antwerp"},
        {"zoek": "appartement huisbaas", "thema": "housing"},
    ],
)
def test_queue_is_narrowed_by_words_and_facts(client: Client, query: dict[str, str]) -> None:
    make_signal(RENT, area="antwerp"), make_signal(BUS, theme="mobility", policy_domain="mobility", area="limburg")
    shown = page(client, "signal_queue", **query)
    assert RENT in shown
    assert BUS not in shown


def test_queue_is_narrowed_by_half_year_and_nonsense_narrows_nothing(client: Client) -> None:
    make_signal(RENT)
    assert "Niets gevonden" in page(client, "signal_queue", halfjaar=f"{clock.today().year - 1}-01-01")
    assert RENT in page(client, "signal_queue", halfjaar="ooit", thema="weer", lijkt_op="niets", pagina="x")


def test_alike_texts_are_suggested_and_other_texts_are_not(worker: Person, client: Client) -> None:
    rent, rent_too, bus = make_signal(RENT), make_signal(RENT_TOO), make_signal(BUS)
    bundle = make_bundle(
        worker, make_signal(), title="Huisbazen en loonbrieven", words="Elke huisbaas vraagt loonbrieven."
    )
    with looking(worker):
        found = suggestions_for([rent.pk, bus.pk])
    assert {like.words for like in found[rent.pk]} == {RENT_TOO, bundle.title}
    assert bus.pk not in found
    shown = page(client, "signal_queue", lijkt_op=rent.pk)
    assert shown.index(RENT) < shown.index(rent_too.words)
    assert BUS not in shown
    assert "beslis jij" in shown


@pytest.mark.parametrize("words", ["'", "\\ ' | & ! <->", "de het een", "a\u00a0b 'c' \\'"])
def test_strange_words_break_no_suggestion(client: Client, words: str) -> None:
    signal = make_signal(words)
    make_signal(words)
    page(client, "signal_queue")
    page(client, "signal_queue", lijkt_op=signal.pk)
    page(client, "signal_queue", zoek=words)


def test_selection_begins_a_new_bundle(worker: Person, client: Client) -> None:
    first, second = make_signal(RENT), make_signal(RENT_TOO)
    answer = client.post(reverse("signal_queue"), {"signals": [first.pk, second.pk], "bundle": "nieuw"})
    assert answer.status_code == 302
    form = unescape(client.get(answer["Location"]).content.decode())
    assert RENT in form
    assert '<option value="housing" selected>Wonen</option>' in form
    typed = {"title": "Loonbrieven", "words": "Wie huurt, toont loonbrieven.", "asks": "", "theme": "housing",
             "policy_domain": "housing", "area": "", "signals": [first.pk, second.pk]}  # fmt: skip
    wrong = client.post(reverse("bundle_new"), {**typed, "title": ""})
    assert wrong.status_code == 422
    assert "Wie huurt, toont loonbrieven." in wrong.content.decode()
    key = str(uuid4())
    done = [client.post(reverse("bundle_new"), {**typed, "form_key": key})["Location"] for _ in range(2)]
    (made,) = bundles()
    assert done == [reverse("bundle", args=[made.pk])] * 2
    assert lying(made) == 2


def test_selection_goes_into_a_bundle_in_the_making_and_stays_ticked_when_refused(
    worker: Person, client: Client
) -> None:
    bundle, signal, gone = make_bundle(worker, make_signal()), make_signal(RENT), make_signal(BUS)
    givers.take_back(gone.pk, at=clock.now())
    refused = client.post(reverse("signal_queue"), {"signals": [signal.pk, gone.pk], "bundle": bundle.pk})
    assert refused.status_code == 422
    assert "nam een van deze signalen terug" in refused.content.decode()
    assert f'value="{signal.pk}" aria-describedby="over_{signal.pk}" checked' in refused.content.decode()
    assert client.post(reverse("signal_queue"), {"bundle": bundle.pk}).status_code == 422
    assert client.post(reverse("signal_queue"), {"signals": [signal.pk], "bundle": bundle.pk}).status_code == 302
    assert lying(bundle) == 2


def test_page_of_a_bundle_says_what_lacks_without_numbers_and_tells_its_history(worker: Person, client: Client) -> None:
    bundle = make_bundle(worker, *make_signals(3), asks="")
    shown = page(client, "bundle", bundle.pk)
    assert "Er zijn signalen van minstens 5 mensen nodig." in shown
    assert "Schrijf wat je vraagt" in shown
    assert "organisaties nodig" not in shown
    assert "Het signaal is begonnen." in shown
    assert reverse("bundle_send", args=[bundle.pk]) not in shown
    with_enough = make_bundle(worker, *make_signals())
    assert reverse("bundle_send", args=[with_enough.pk]) in page(client, "bundle", with_enough.pk)


def test_signals_leave_and_come_by_the_page(worker: Person, client: Client) -> None:
    stays, goes = make_signal(RENT), make_signal(BUS)
    bundle = make_bundle(worker, stays, goes)
    client.post(reverse("bundle_remove", args=[bundle.pk]), {"signals": [goes.pk]})
    assert lying(bundle) == 1
    client.post(reverse("bundle_add", args=[bundle.pk]), {"signals": [goes.pk]})
    assert lying(bundle) == 2
    nothing = client.post(reverse("bundle_remove", args=[bundle.pk]), {"signals": ["onzin"]}, follow=True)
    assert "Kies minstens één signaal." in nothing.content.decode()


def test_text_of_somebody_else_is_shown_beside_what_was_typed(worker: Person, client: Client) -> None:
    bundle = make_bundle(worker, make_signal())
    typed = {"title": "Van de eerste", "words": "Eerste woorden.", "asks": "", "theme": "housing", "policy_domain": "housing",
             "area": "", "version": 1}  # fmt: skip
    assert client.post(reverse("bundle_edit", args=[bundle.pk]), typed).status_code == 302
    clash = client.post(reverse("bundle_edit", args=[bundle.pk]), {**typed, "title": "Van de tweede"})
    assert clash.status_code == 422
    for words in ("Van de eerste", "Van de tweede", "Zo staat het er nu"):
        assert words in clash.content.decode()
    assert 'name="version" value="2"' in clash.content.decode()
    assert "Bekijk de vorige tekst" in page(client, "bundle", bundle.pk)


def test_merge_split_and_end_by_their_pages(worker: Person, client: Client) -> None:
    one, other = make_bundle(worker, make_signal(), make_signal()), make_bundle(worker, make_signal())
    nothing = client.post(reverse("bundle_merge", args=[one.pk]), {"into": ""})
    assert nothing.status_code == 422
    assert client.post(reverse("bundle_merge", args=[one.pk]), {"into": other.pk})["Location"] == reverse(
        "bundle", args=[other.pk]
    )
    assert lying(other) == 3
    with access.as_system():
        part = BundleSignal.objects.filter(bundle=other, removed_at__isnull=True).first()
    typed = {
        "title": "Apart",
        "words": "Wat apart hoort.",
        "asks": "",
        "theme": "housing",
        "policy_domain": "housing",
        "area": "",
    }
    refused = client.post(reverse("bundle_split", args=[other.pk]), typed)
    assert refused.status_code == 422
    assert "laat er minstens één liggen" in refused.content.decode()
    assert (
        client.post(reverse("bundle_split", args=[other.pk]), {**typed, "signals": [part.signal_id]}).status_code == 302
    )
    assert [lying(bundle) for bundle in bundles()] == [0, 2, 1]
    assert client.post(reverse("bundle_end", args=[other.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("bundle_end", args=[other.pk]), {"reason": "Elders opgelost."}).status_code == 302
    assert "Elders opgelost." in page(client, "bundle", other.pk)


def test_addressees_are_made_changed_and_ended(client: Client) -> None:
    facts = {"name": "Dienst Huren Zandhoven", "kind": "service", "policy_domain": "housing", "area": "", "contact_name": "",
             "email": "huren@voorbeeld.test"}  # fmt: skip
    assert client.post(reverse("addressee_new"), facts).status_code == 302
    double = client.post(reverse("addressee_new"), facts)
    assert double.status_code == 422
    assert "al een bestemmeling met deze naam" in double.content.decode()
    assert facts["name"] in page(client, "addressee_list")
    made, successor = make_addressee(name="Dienst Wonen Zandhoven"), make_addressee()
    url = reverse("addressee_edit", args=[made.pk])
    assert client.post(url, {**facts, "name": "Dienst Wonen", "version": 1}).status_code == 302
    clash = client.post(url, {**facts, "name": "Dienst Anders", "version": 1})
    assert clash.status_code == 422
    assert "Naam: Dienst Wonen" in clash.content.decode()
    end = {"on": str(clock.today()), "successor": successor.pk}
    early = client.post(reverse("addressee_end", args=[made.pk]), {**end, "on": str(clock.today() + timedelta(days=1))})
    assert early.status_code == 422
    assert client.post(reverse("addressee_end", args=[made.pk]), end).status_code == 302
    again = client.post(reverse("addressee_end", args=[made.pk]), end)
    assert again.status_code == 422
    assert "Dienst Wonen" not in page(client, "addressee_list")
    assert f"daarna {successor.name}" in page(client, "addressee_list", gestopt="1")


@pytest.mark.parametrize("rows", [1, 50])
def test_pages_ask_no_more_with_many_rows(
    worker: Person, client: Client, questions: Callable[[Client, str], int], rows: int
) -> None:
    for _ in range(rows):
        make_signal(RENT)
    bundle = make_bundle(worker, *make_signals(rows))
    for _ in range(rows if rows == 1 else 12):
        make_bundle(worker, make_signal())
        make_addressee()
    urls = ["signal_desk", "signal_queue", "bundle_list", "addressee_list"]
    counts = {name: questions(client, reverse(name)) for name in urls}
    counts["bundle"] = questions(client, reverse("bundle", args=[bundle.pk]))
    assert {name: count for name, count in counts.items() if count > 12} == {}
