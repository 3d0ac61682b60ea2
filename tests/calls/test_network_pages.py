"""Pages of networks, start days and needs: who comes in, what is kept, what is refused without losing what was typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.calls.actions.network import end_network
from tandem.calls.actions.network_contact import add_note
from tandem.calls.models import Network, NetworkSignal, StartDayVisit, SupportNeed
from tandem.calls.queries.network_page import note_rows
from tandem.identity.models import Person
from tandem.identity.rules import SUPPORT_COORDINATOR
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.policy_signals.models import Signal
from tests.architecture.test_query_budget import questions
from tests.calls.call_factories import make_call, make_coordinator, make_juror, make_officer, make_submitter
from tests.calls.network_factories import make_needs, make_running_network, make_start_day
from tests.factories import client_for, make_organisation, make_viewer

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(name, args=[getattr(one, "pk", one) for one in args])


def rows(*needs: dict[str, object], more: bool = False) -> dict[str, object]:
    """A table of five with these filled in."""
    typed: dict[str, object] = {"nood-TOTAL_FORMS": "5", "nood-INITIAL_FORMS": "0"} | ({"more": "1"} if more else {})
    for place in range(5):
        typed |= {f"nood-{place}-urgency": "2", f"nood-{place}-about": ""}
    for place, need in enumerate(needs):
        typed |= {f"nood-{place}-{name}": value for name, value in need.items()}
    return typed


COACHING = {"kind": "coaching", "about": "theme:youth", "words": "Iemand die met ons meedenkt.", "urgency": "1"}


@pytest.fixture
def promoter() -> Person:
    return make_submitter()


@pytest.fixture
def network(promoter: Person) -> Network:
    return make_running_network(promoter)


def test_stranger_and_other_organisation_find_no_network(network: Network) -> None:
    day = make_start_day()
    other = client_for(make_submitter())
    need = make_needs(network, day)[0]
    for name, of in (("ally_network", network), ("network_edit", network), ("network_company", network), ("need_new", network),
                     ("network_signals", network), ("network_signal_new", network), ("practice_new", network),
                     ("need", need), ("need_edit", need), ("start_day", day), ("start_day_heard", day)):  # fmt: skip
        assert other.get(at(name, of)).status_code == 404, name
        assert Client().get(at(name, of)).status_code == 302, name
    assert other.post(at("need_move", need, "meet")).status_code == 404
    assert other.post(at("start_day_needs", day, network), rows(COACHING)).status_code == 404
    juror = client_for(make_juror(make_call()).person)
    assert juror.get(at("ally_network", network)).status_code == 403
    assert network.name not in other.get(at("network_list")).text


def test_promoter_reads_no_notes_of_the_coordinators_and_officer_writes_no_needs(
    network: Network, promoter: Person
) -> None:
    coordinator, officer = make_coordinator(), make_officer()
    add_note(network, words="Moeilijk gesprek gehad.", contacted_on=clock.today(), next_contact_on=None, by=coordinator,
             at=clock.now())  # fmt: skip
    assert "Moeilijk gesprek gehad." in client_for(coordinator).get(at("ally_network", network)).text
    for person in (promoter, officer):
        assert "Moeilijk gesprek gehad." not in client_for(person).get(at("ally_network", network)).text
        assert client_for(person).post(at("network_note_new", network), {}).status_code == 403
    assert client_for(officer).get(at("need_new", network)).status_code == 403


def test_promised_contact_shows_whether_it_was_kept(network: Network) -> None:
    today = clock.today()
    viewer = make_viewer(SUPPORT_COORDINATOR, organisation=make_organisation(kind="umbrella"))
    coordinator = Person.objects.get(pk=viewer.person_id)
    for days, after in ((60, 10), (52, 20)):  # the second came within what the first promised; its own did not come
        first = today - timedelta(days=days)
        add_note(network, words="Gebeld.", contacted_on=first, next_contact_on=first + timedelta(days=after), by=coordinator,
                 at=clock.now())  # fmt: skip
    assert [row.promise for row in note_rows(viewer, network, on=today)] == ["nog niet gehouden", "gehouden"]
    assert [row.promise for row in note_rows(viewer, network, on=today - timedelta(days=40))] == [
        "komt nog",
        "gehouden",
    ]
    browser = client_for(coordinator)
    late = browser.post(at("network_note_new", network), {
        "words": "Gebeld.", "contacted_on": str(today + timedelta(days=1)), "next_contact_on": ""})  # fmt: skip
    assert late.status_code == 422
    assert "moet nog komen" in late.text
    assert network.notes.count() == 2


def test_promoter_does_not_read_when_the_coordinators_called(network: Network, promoter: Person) -> None:
    assert "lang geleden" in client_for(make_coordinator()).get(at("network_list")).text
    own = client_for(promoter).get(at("network_list")).text
    assert network.name in own
    assert "lang geleden" not in own


def test_two_who_change_a_network_at_once_see_both_versions(network: Network, promoter: Person) -> None:
    browser, facts = client_for(promoter), _facts(network)
    assert browser.post(at("network_edit", network), {**facts, "about": "Wij eten samen."}).status_code == 302
    late = browser.post(at("network_edit", network), {**facts, "about": "Wij koken samen."})
    assert late.status_code == 409
    assert "Wij eten samen." in late.text
    assert "Wij koken samen." in late.text
    assert client_for(make_coordinator()).post(at("network_edit", network), {**facts, "about": "x"}).status_code == 409
    network.refresh_from_db()
    assert network.about == "Wij eten samen."


def test_started_coordinator_without_a_day_is_refused(network: Network, promoter: Person) -> None:
    answer = client_for(promoter).post(at("network_edit", network), _facts(network) | {"coordinator_state": "started"})
    assert answer.status_code == 422
    assert "sinds wanneer" in answer.text


def test_partners_come_and_go_and_an_unknown_municipality_loses_nothing(network: Network, promoter: Person) -> None:
    browser, address = client_for(promoter), at("network_company", network)
    typed = {"municipalities": "Gent, Deinse", "version": str(network.version), "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "1",
             "form-0-name": "Basisschool De Zonnebloem", "form-0-part": "poort", "form-0-since": "1/2/2026", "form-0-until": "",
             "form-1-name": "Speelplein De Kabouterberg", "form-1-since": "", "form-1-until": "1/9/2026"}  # fmt: skip
    wrong = browser.post(address, typed)
    assert wrong.status_code == 422
    assert "Bedoel je Deinze?" in wrong.text
    assert "Speelplein De Kabouterberg" in wrong.text
    assert browser.post(address, typed | {"municipalities": "Gent, Deinze"}).status_code == 302
    assert browser.post(address, typed).status_code in (409, 422)
    assert list(network.partners.values_list("name", flat=True)) == [
        "Basisschool De Zonnebloem",
        "Speelplein De Kabouterberg",
    ]
    page = browser.get(at("ally_network", network)).text
    assert "Deinze, Gent" in page.replace("\n", "")
    assert "tot en met 1/9/2026" in page


def test_network_is_made_by_hand_for_an_organisation_we_know() -> None:
    officer, home = client_for(make_officer()), make_submitter().memberships.get().organisation
    facts = {
        "name": "Netwerk De Oude Molen",
        "area": "limburg",
        "starts_on": "1/2/2027",
        "coordinator_state": "to_recruit",
    }
    unknown = officer.post(at("network_new"), facts | {"organisation": "Bestaat Niet vzw"})
    assert unknown.status_code == 422
    assert "Wij kennen deze organisatie niet" in unknown.text
    assert officer.post(at("network_new"), facts | {"organisation": home.name}).status_code == 302
    again = officer.post(at("network_new"), facts | {"organisation": home.name})
    assert again.status_code == 422
    made = Network.objects.get()
    assert (made.organisation, made.state) == (home, "starting")
    assert client_for(make_submitter()).get(at("network_new")).status_code == 403
    officer.post(at("network_start", made))
    officer.post(at("network_start", made))  # twice on the button
    made.refresh_from_db()
    assert made.state == "running"


def test_ended_network_takes_no_needs_signals_or_edits_but_tells_what_remains(
    network: Network, promoter: Person
) -> None:
    browser = client_for(promoter)
    end_network(network, ended_on=clock.today(), by=promoter, at=clock.now())
    assert browser.post(at("network_edit", network), _facts(network)).status_code == 422
    refused = browser.post(at("need_new", network), rows(COACHING))
    assert refused.status_code == 422
    assert "afgelopen" in refused.text
    assert "Iemand die met ons meedenkt." in refused.text
    assert browser.post(at("network_signal_new", network), _signal()).status_code == 422
    assert not SupportNeed.objects.exists()
    practice = {"title": "Huiswerkklas", "words": "Elke dinsdag.", "state": "kept", "kept_by": "", "is_public": "on"}
    assert browser.post(at("practice_new", network), practice).status_code == 422
    assert (
        browser.post(at("practice_new", network), practice | {"kept_by": "Bibliotheek De Letterhoek"}).status_code
        == 302
    )
    assert "Bibliotheek De Letterhoek" in browser.get(at("ally_network", network)).text


def test_five_needs_at_the_table_are_kept_together_or_not_at_all(network: Network) -> None:
    day, browser = make_start_day(), client_for(make_coordinator())
    address = at("start_day_needs", day, network)
    half = browser.post(address, rows(COACHING, {"kind": "", "words": "Vorming over schulden."}))
    assert half.status_code == 422
    assert "Iemand die met ons meedenkt." in half.text
    assert "Vorming over schulden." in half.text
    assert not SupportNeed.objects.exists()
    other = {"kind": "process_guidance", "about": "task:voice", "words": "Ouders aan tafel krijgen.", "urgency": "3"}
    assert browser.post(address, rows(COACHING, {}, other)).status_code == 302
    assert set(SupportNeed.objects.values_list("theme", "task", "start_day_id")) == {
        ("youth", "", day.pk),
        ("", "voice", day.pk),
    }
    twice = browser.post(
        address, rows({**COACHING, "words": "iemand die  met ons meedenkt"}, {**other, "words": "Nog een andere nood."})
    )
    assert twice.status_code == 422
    assert "staat er al" in twice.text
    assert "Nog een andere nood." in twice.text
    assert SupportNeed.objects.count() == 2
    empty = browser.post(address, rows())
    assert empty.status_code == 422
    broken = browser.post(address, {"nood-TOTAL_FORMS": "honderd"})
    assert broken.status_code == 422


def test_count_and_needs_of_one_table_are_kept_together(network: Network) -> None:
    day, browser = make_start_day(), client_for(make_coordinator())
    address = at("start_day_needs", day, network)
    wrong = browser.post(address, rows({"kind": "coaching", "words": ""}) | {"people": "6"})
    assert wrong.status_code == 422
    assert 'value="6"' in wrong.text
    assert browser.post(address, rows(COACHING) | {"people": "zes"}).status_code == 422
    assert not StartDayVisit.objects.exists()
    assert not SupportNeed.objects.exists()
    assert browser.post(address, rows() | {"people": "6"}).status_code == 302  # they came, and said nothing yet
    assert browser.post(address, rows(COACHING) | {"people": "6"}).status_code == 302
    assert list(StartDayVisit.objects.values_list("people", flat=True)) == [6]
    assert SupportNeed.objects.count() == 1


def test_network_of_another_area_does_not_sit_at_this_table(network: Network) -> None:
    day, browser = make_start_day(area="limburg"), client_for(make_coordinator())
    assert browser.get(at("start_day_needs", day, network)).status_code == 404
    assert browser.post(at("start_day_count", day, network), {"people": "3"}).status_code == 404
    assert browser.post(at("start_day_ask", day, network)).status_code == 404


def test_start_day_counts_people_and_closes_and_asks_who_was_absent_once(network: Network, promoter: Person) -> None:
    day, browser = make_start_day(), client_for(make_coordinator())
    absent = make_running_network(name="Netwerk De Stille Vijver", contact_email="stil@voorbeeld.test")
    browser.post(at("start_day_count", day, network), {"people": "4"})
    browser.post(at("start_day_count", day, network), {"people": "5"})
    browser.post(at("start_day_count", day, network), {"people": "veel"})
    assert list(StartDayVisit.objects.values_list("people", flat=True)) == [5]
    assert "Stuur de vraag" in browser.get(at("start_day", day)).text
    for _twice in range(2):
        browser.post(at("start_day_ask", day, absent))
    mail = OutgoingMail.objects.get()
    assert mail.to_email == "stil@voorbeeld.test"
    assert at("start_day_needs", day, absent) in mail.body
    browser.post(at("start_day_close", day))
    browser.post(at("start_day_count", day, network), {"people": "9"})
    assert list(StartDayVisit.objects.values_list("people", flat=True)) == [5]
    own = client_for(promoter)
    assert own.post(at("start_day_needs", day, network), rows(COACHING)).status_code == 302  # afterwards, by themselves
    heard = own.get(at("start_day_heard", day)).text
    assert "Het meest gevraagd: coaching." in heard
    assert COACHING["words"] in heard
    assert own.post(at("start_day_close", day)).status_code == 403


def test_two_coordinators_change_one_start_day_and_one_practice(network: Network) -> None:
    day, first, second = make_start_day(), client_for(make_coordinator()), client_for(make_coordinator())
    typed = {
        "area": "east_flanders",
        "held_on": "1/4/2027",
        "starts_at": "9.30",
        "place": "De Eerste Zaal",
        "version": "1",
    }
    assert first.post(at("start_day_edit", day), typed).status_code == 302
    late = second.post(at("start_day_edit", day), typed | {"place": "De Tweede Zaal"})
    assert late.status_code == 409
    assert "De Eerste Zaal" in late.text
    assert "De Tweede Zaal" in late.text
    make_needs(network, day)
    moved = first.post(at("start_day_edit", day), typed | {"area": "limburg", "version": "2"})
    assert moved.status_code == 422
    assert "De streek blijft dezelfde" in moved.text
    practice = network.practices.create(title="Huiswerkklas", words="Elke dinsdag.", made_at=clock.now())
    facts = {"title": "Huiswerkklas", "words": "Elke donderdag.", "state": "tried", "kept_by": "", "version": "1"}
    assert first.post(at("practice", practice), facts).status_code == 302
    late = second.post(at("practice", practice), facts | {"words": "Elke vrijdag."})
    assert late.status_code == 409
    assert "Elke donderdag." in late.text
    assert first.post(at("practice_new", network), facts).status_code == 422  # it stands there already


def test_need_goes_from_open_to_met_or_is_dropped_with_a_reason(network: Network, promoter: Person) -> None:
    browser, need = client_for(promoter), make_needs(network)[0]
    browser.post(at("need_move", need, "drop"), {"reason": " "})
    assert _state(need) == "open"
    browser.post(at("need_move", need, "drop"), {"reason": "Wij vonden zelf iemand."})
    browser.post(at("need_move", need, "meet"))  # too late: it was dropped
    assert _state(need) == "dropped"
    assert "Wij vonden zelf iemand." in browser.get(at("need", need)).text
    browser.post(at("need_move", need, "reopen"))
    browser.post(at("need_move", need, "plan"))
    browser.post(at("need_move", need, "meet"))
    assert _state(need) == "met"
    assert browser.post(at("need_move", need, "verdwijn")).status_code == 404
    assert browser.post(at("need_edit", need), {**COACHING, "version": "1"}).status_code in (409, 422)


def test_signal_leaves_without_names_and_only_after_a_second_look(network: Network, promoter: Person) -> None:
    browser, address = client_for(promoter), at("network_signal_new", network)
    typed = _signal(words="De school stuurt facturen. Mevrouw Fluitenberg belde elke dag.")
    shown = browser.post(address, typed)
    assert shown.status_code == 422
    assert "Fluitenberg" in shown.text
    assert not NetworkSignal.objects.exists()
    assert browser.post(address, typed | {"seen": typed["words"]}).status_code == 302
    assert browser.post(address, typed | {"seen": typed["words"]}).status_code == 422  # the same name twice
    with access.as_system():
        signal = Signal.objects.get()
    assert (signal.kind, signal.area) == ("barrier", "limburg")
    assert str(network.pk) not in signal.giver
    assert "Facturen van school" in browser.get(at("network_signals", network)).text
    assert client_for(make_coordinator()).post(address, typed).status_code == 403
    number = browser.post(address, _signal(title="Ander", words="Mijn nummer is 85.07.30-033.28 en ik wacht."))
    assert number.status_code == 422
    assert "Haal het weg" in number.text


def test_overview_puts_who_was_forgotten_in_front(network: Network) -> None:
    coordinator, now = make_coordinator(), clock.now()
    heard = make_running_network(name="Netwerk De Vlotte Praters")
    add_note(heard, words="Gebeld.", contacted_on=clock.today(), next_contact_on=None, by=coordinator, at=now)
    make_running_network(
        name="Netwerk De Verre Toekomst", starts_on=clock.today() + timedelta(days=30), state="starting"
    )
    make_needs(network)
    browser = client_for(coordinator)
    page = browser.get(at("support_overview")).text
    assert page.index(network.name) < page.index("Netwerk De Vlotte Praters") < page.index("Netwerk De Verre Toekomst")
    assert "Van 1 netwerk hoorden we lang niets" in page
    filtered = browser.get(at("support_overview"), {"streek": "limburg"}).text
    assert network.name not in filtered
    only = browser.get(at("network_list"), {"vergeten": "1"}).text
    assert network.name in only
    assert "Netwerk De Vlotte Praters" not in only
    assert client_for(make_submitter()).get(at("support_overview")).status_code == 403


@pytest.mark.parametrize("asked", [{"golf": "2026-13"}, {"golf": "0000-00"}, {"streek": "mars"}, {"pagina": "-1"}])
def test_odd_filters_find_everything_or_nothing_but_never_fail(network: Network, asked: dict[str, str]) -> None:
    browser = client_for(make_coordinator())
    for name in ("network_list", "support_overview", "need_list", "network_csv", "need_csv", "networks_public"):
        assert browser.get(at(name), asked).status_code == 200, name


def test_list_is_found_by_municipality_wave_and_coordinator_and_taken_along(network: Network) -> None:
    make_running_network(
        name="Netwerk De Kanaalkant", area="limburg", municipalities=["71022"], starts_on=clock.today()
    )
    browser = client_for(make_officer())
    for asked in ({"zoek": "hassel"}, {"streek": "limburg"}, {"golf": f"{clock.today():%Y-%m}"}):
        page = browser.get(at("network_list"), asked).text
        assert "Netwerk De Kanaalkant" in page
        assert network.name not in page
    lines = b"".join(browser.get(at("network_csv"), {"zoek": "hassel"}).streaming_content).decode()
    assert "Netwerk De Kanaalkant;" in lines
    assert network.name not in lines


def test_public_page_names_no_people_and_finds_by_municipality(network: Network, promoter: Person) -> None:
    Network.objects.filter(pk=network.pk).update(contact_name="Selma Hazelnoot", contact_email="selma@voorbeeld.test",
                                                 about="Wij eten samen op school.")  # fmt: skip
    network.practices.create(title="Warme lunch", words="x", is_public=True, made_at=clock.now())
    network.practices.create(title="Geheim plan", words="x", made_at=clock.now())
    page = Client().get(at("networks_public"), {"zoek": "gent"}).text
    for shown in (network.name, "Wij eten samen op school.", "Warme lunch", str(network.organisation)):
        assert shown in page
    for hidden in ("Selma Hazelnoot", "selma@voorbeeld.test", "Geheim plan"):
        assert hidden not in page
    assert network.name not in Client().get(at("networks_public"), {"zoek": "oostende"}).text
    assert "In Antwerpen" in Client().get(at("networks_public")).text


def test_pages_ask_no_more_of_the_database_with_many_networks(network: Network) -> None:
    coordinator, day = make_coordinator(), make_start_day()
    browser = client_for(coordinator)
    for place in range(30):
        make_needs(make_running_network(name=f"Netwerk Nummer {place}"), day)
    for place in range(4):
        make_needs(network, day, words=f"Nood {place}")
        add_note(
            network, words="Gebeld.", contacted_on=clock.today(), next_contact_on=None, by=coordinator, at=clock.now()
        )
    asked = {
        name: len(questions(browser, at(name, *of)))
        for name, of in (
            ("network_list", []), ("support_overview", []), ("network_map", []), ("need_list", []), ("start_day_list", []),
            ("start_day", [day]), ("start_day_heard", [day]), ("networks_public", []), ("ally_network", [network]),
            ("start_day_needs", [day, network]), ("network_csv", []),
        )
    }  # fmt: skip
    assert {name: count for name, count in asked.items() if count > (15 if name == "ally_network" else 12)} == {}


def _facts(network: Network) -> dict[str, str]:
    return {"name": network.name, "area": network.area, "starts_on": str(network.starts_on), "coordinator_state": "to_recruit",
            "version": str(network.version)}  # fmt: skip


def _signal(**fields: str) -> dict[str, str]:
    return {"title": "Facturen van school", "words": "Facturen van school komen te laat.", "theme": "income",
            "policy_domain": "education", "area": "limburg", **fields}  # fmt: skip


def _state(need: SupportNeed) -> str:
    return SupportNeed.objects.values_list("state", flat=True).get(pk=need.pk)
