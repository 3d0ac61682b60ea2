"""Who looks: one transaction per request, with the viewer told to the database, and idle sessions locked."""

from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tandem.identity import locking, second_factor
from tandem.identity.access import AnyRequest
from tandem.identity.locking import CHOSEN_MEMBERSHIP
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.identity.rules import NOBODY, Viewer
from tandem.kernel import access, clock

Handler = Callable[[HttpRequest], HttpResponse]


def viewer_context(get_response: Handler) -> Handler:
    """`request.viewer` for the doors, and the same facts for row-level security. A failed page undoes its writes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            viewer = _viewer(request)
            cast(AnyRequest, request).viewer = viewer
            _tell_database(viewer)
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    return middleware


def _viewer(request: HttpRequest) -> Viewer:
    if not isinstance(request.user, Person):
        return NOBODY
    return viewer_of(request.user, on=clock.today(), membership_id=request.session.get(CHOSEN_MEMBERSHIP))


def _tell_database(viewer: Viewer) -> None:
    access.set_context(person_id=viewer.person_id, organisation_ids=viewer.organisation_ids())


def lock_idle_sessions(get_response: Handler) -> Handler:
    """After a quarter of an hour without a click a session asks who is there (see `tandem.identity.locking`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        had_card = locking.CARD in request.session
        locking.lock_when_idle(request)
        response = locking.keep_what_was_typed(request, get_response(request))
        return locking.leave_nothing(request, response, had_card=had_card)

    return middleware


def second_factor_first(get_response: Handler) -> Handler:
    """Staff in production sets up an app or a passkey before anything else (see `tandem.identity.second_factor`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if second_factor.must_be_set_up(cast(AnyRequest, request)):
            return redirect("second_factor")
        return get_response(request)

    return middleware
