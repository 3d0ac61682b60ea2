"""Health and error pages: plain Dutch that says what to do next."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

_WORKER = "select max(last_heartbeat) > now() - interval '60 seconds' from procrastinate_workers"


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; the worker's state stands beside it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_WORKER)
            worker = bool(cursor.fetchone()[0])
    except DatabaseError:
        return JsonResponse({"database": "down", "worker": "unknown"}, status=503)
    return JsonResponse({"database": "up", "worker": "up" if worker else "down"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also the answer to what is not yours."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "500.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from another site; the typed text is shown so that nothing is lost."""
    typed = [(name, value) for name, value in request.POST.items() if value and name not in HIDDEN_FIELDS]
    return render(request, "form_expired.html", {"typed": typed}, status=403)


HIDDEN_FIELDS = {"csrfmiddlewaretoken", "form_key", "password", "code", "credential"}
