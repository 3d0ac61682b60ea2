"""Networks in every state, start days that are open and closed, needs in every state, practices, contacts and a signal."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.calls.actions.need import move_need
from tandem.calls.actions.network import end_network
from tandem.calls.actions.network_contact import SignalDraft, add_note, send_signal
from tandem.calls.actions.practice import add_practice
from tandem.calls.actions.start_day import close_start_day, count_visit
from tandem.calls.models import Network, Practice, StartDay, SupportNeed
from tandem.identity import rules as roles
from tandem.kernel import clock
from tests.calls.call_factories import make_coordinator, make_officer
from tests.calls.network_factories import make_needs, make_running_network, make_start_day
from tests.journeys.subjects import Subject, member, one_of_each

NAME = "Netwerk De Kleine Haven"
NO_PAGE = {
    "network_csv": "a file: tests/calls",
    "need_csv": "a file: tests/calls",
    "start_day_csv": "a file: tests/calls",
}


def fill() -> None:
    """A network with a bit of everything, one that starts, one that ended."""
    coordinator, at, today = make_coordinator(), clock.now(), clock.today()
    make_officer()
    network = make_running_network(name=NAME, about="Wij eten elke week samen op school.")
    add_note(network, words="Gebeld.", contacted_on=today - timedelta(days=90), next_contact_on=today - timedelta(days=60),
             by=coordinator, at=at)  # fmt: skip
    draft = SignalDraft("Facturen", "Facturen van school komen te laat.", "income", "education", "east_flanders")
    send_signal(network, draft, by=coordinator, at=at)
    day = make_start_day()
    count_visit(day, network, people=4, by=coordinator, at=at)
    for number, verb in enumerate(("", "plan", "meet", "drop")):
        need = make_needs(network, day, words=f"Leren van andere netwerken, deel {number + 1}.")[0]
        if verb:
            move_need(need, verb, reason="Zelf gevonden.", by=coordinator, at=at)
    for state, kept_by in (("tried", ""), ("kept", "Bibliotheek De Letterhoek"), ("dropped", "")):
        facts = {
            "title": f"Huiswerkklas {state}",
            "words": "Elke dinsdag.",
            "state": state,
            "kept_by": kept_by,
            "is_public": True,
        }
        add_practice(network, facts, by=coordinator, at=at)
    make_running_network(name="Netwerk De Stille Vijver")  # hears nothing, came to no day
    make_running_network(name="Netwerk De Nieuwe Brug", state="starting", area="limburg", municipalities=["71022"],
                         starts_on=today + timedelta(days=40))  # fmt: skip
    ended = make_running_network(name="Netwerk De Oude Molen", area="limburg", municipalities=["71022"])
    end_network(ended, ended_on=today, by=coordinator, at=at)
    closed = make_start_day(area="limburg", held_on=today - timedelta(days=10))
    close_start_day(closed, by=coordinator, at=at)


def people_of(network: Network) -> dict[str, int]:
    """Its promoter, a coordinator of the support, an officer."""
    found = {role: member(role) for role in (roles.SUPPORT_COORDINATOR, roles.CALL_OFFICER)}
    found[roles.ORGANISATION_CONTACT] = member(roles.ORGANISATION_CONTACT, organisation=network.organisation)
    return {role: pk for role, pk in found.items() if pk}


def networks() -> Iterator[Subject]:
    """The one with a bit of everything first, then one in every state."""
    rows = Network.objects.select_related("organisation").order_by("pk")
    full = rows.filter(name=NAME).first()
    found = {"full": full} if full else {}
    for state, row in (found | one_of_each(rows, lambda row: row.state)).items():
        yield Subject({"pk": row.pk}, state, people_of(row))


def start_days() -> Iterator[Subject]:
    """Open and closed, with a network of the area."""
    for state, row in one_of_each(StartDay.objects.order_by("pk"), lambda row: str(row.is_closed)).items():
        network = Network.objects.filter(area=row.area).exclude(state="ended").order_by("made_at").first()
        if network is not None:
            yield Subject({"pk": row.pk, "network": network.pk}, f"closed {state}", people_of(network))


def needs() -> Iterator[Subject]:
    """One in every state."""
    rows = SupportNeed.objects.select_related("network__organisation").order_by("pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk, "verb": "meet"}, state, people_of(row.network))


def practices() -> Iterator[Subject]:
    """One in every state."""
    rows = Practice.objects.select_related("network__organisation").order_by("pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, people_of(row.network))


SUBJECTS = {
    "netwerken/": networks,
    "netwerken/startdagen/": start_days,
    "netwerken/noden/": needs,
    "netwerken/praktijken/": practices,
}
