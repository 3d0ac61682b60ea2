"""Requests for support in every state, and the offer they come from."""

from collections.abc import Iterator

from tandem.calls.actions.support import Wish, ask_support, withdraw_request
from tandem.calls.models import SupportOffer, SupportRequest
from tandem.identity import rules as roles
from tandem.kernel import clock
from tests.calls.support_factories import make_need, make_network, make_offer
from tests.calls.test_support import held, planned
from tests.journeys.subjects import Subject, first_member, member, one_of_each

TITLE = "Coaching voor wie alleen staat"


def fill() -> None:
    """One asked, one planned, one over but not told, one withdrawn; a need that waits."""
    offer, at = make_offer(title=TITLE, about="Iemand die een jaar lang meedenkt.", most_people=12), clock.now()
    rows = []
    for _number in range(4):
        network = make_network()
        need = make_need(network)
        wish = Wish(words="Liefst dicht bij de school.", days=("tue_am",), people=5, needs=(need.pk,))
        rows.append(ask_support(offer, [network], wish, by=None, at=at))
    make_need(network, words="Nog eens iemand die meedenkt.")
    planned(rows[1])
    series, coordinator = planned(rows[2])
    held(series)
    withdraw_request(rows[3], reason="De school sluit.", by=coordinator, at=at)


def people_of(row: SupportRequest) -> dict[str, int]:
    """A coordinator, and somebody of the network."""
    home = row.request_networks.select_related("network__organisation").first().network.organisation
    own = member(roles.ORGANISATION_CONTACT, organisation=home)
    return {roles.SUPPORT_COORDINATOR: first_member(roles.SUPPORT_COORDINATOR).pk} | (
        {roles.ORGANISATION_CONTACT: own} if own else {}
    )


def requests() -> Iterator[Subject]:
    """One in every state."""
    rows = SupportRequest.objects.filter(offer__title=TITLE).order_by("asked_at", "pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, people_of(row))


def offers() -> Iterator[Subject]:
    """The one they come from."""
    offer = SupportOffer.objects.get(title=TITLE)
    yield Subject({"pk": offer.pk}, "open", {roles.SUPPORT_COORDINATOR: first_member(roles.SUPPORT_COORDINATOR).pk})


SUBJECTS = {"netwerken/vragen/": requests, "netwerken/aanbod/": offers}
