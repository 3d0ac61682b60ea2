"""Small request wrappers that every page passes; each does one thing."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from tandem.kernel import clock
from tandem.kernel.models import ExampleClock, FormPost

Handler = Callable[[HttpRequest], HttpResponse]
SECRET_PATHS = re.compile(r"^/(deur|evaluatie|agenda|uitnodiging|kaart|gehoord|signalen/antwoord|tafel)/")
log = structlog.get_logger("tandem.request")


def request_log(get_response: Handler) -> Handler:
    """One line per request: route, status, never names, query strings or secret links."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        match = request.resolver_match
        log.info("request", id=request.request_id, method=request.method, status=response.status_code,  # type: ignore[attr-defined]
                 page=match.view_name if match else "")  # fmt: skip
        return response

    return middleware


def private_pages(get_response: Handler) -> Handler:
    """Nothing personal stays in a browser or a proxy; secret links are not passed on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if SECRET_PATHS.match(request.path):
            # Not "no-referrer": browsers then post with `Origin: null`, and the CSRF check refuses the form.
            response.headers["Referrer-Policy"] = "same-origin"
        return response

    return middleware


def readable_address(get_response: Handler) -> Handler:
    """An address with a NUL in it is answered with 400: nobody types one, and the database cannot look for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return get_response(request)

    return middleware


def clock_of_request(get_response: Handler) -> Handler:
    """In example mode the clock can be moved ahead; elsewhere this does nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.EXAMPLE_MODE:
            move_to_example_time()
            request.example_today = clock.today()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def move_to_example_time() -> None:
    """Read the example clock for this request or job; outside example mode the clock is the clock."""
    if not settings.EXAMPLE_MODE:
        return
    row = ExampleClock.objects.values_list("shift_seconds", flat=True).first()
    clock.shift_by(timedelta(seconds=row or 0))


def form_posted_once(get_response: Handler) -> Handler:
    """A form with a `form_key` counts once: a replay gets the first answer again (double click, back button)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = _form_key(request)
        if key is None:
            return get_response(request)
        with transaction.atomic():
            post, is_new = FormPost.objects.get_or_create(key=key, defaults={"path": request.path[:500]})
            if not is_new and post.location:
                return redirect(post.location)
            response = get_response(request)
            _remember(request, post, response)
            return response

    return middleware


def _remember(request: HttpRequest, post: FormPost, response: HttpResponse) -> None:
    if 300 <= response.status_code < 400 and not _asks_login(response):
        FormPost.objects.filter(key=post.key).update(
            location=response.headers["Location"][:1000], person_id=request.user.pk
        )
    else:
        FormPost.objects.filter(key=post.key).delete()


def _asks_login(response: HttpResponse) -> bool:
    """Nothing was done yet: the same form counts after the login."""
    return response.headers["Location"].startswith(resolve_url(settings.LOGIN_URL) + "?")


def _form_key(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
