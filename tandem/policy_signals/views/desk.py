"""The start page of the policy worker."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.policy_signals.queries.desk import desk


@roles_only(POLICY_WORKER)
def signal_desk(request: Request) -> HttpResponse:
    """What waits, what is in the making, what is late, what came back."""
    return render(request, "policy_signals/signal_desk.html", {"desk": desk(on=clock.today())})
