"""Snel weg: out of here at once, and nothing of it stays in this browser but its history."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tandem.identity import locking
from tandem.identity.access import open_to_all


@open_to_all
@csrf_exempt  # an expired form may not keep anybody here; all it does is log out
@require_POST
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session and show a neutral site.

    A page that moves on by itself and no redirect: our policy lets a form lead to this site alone.
    """
    logout(request)
    response = render(request, "identity/quick_exit.html", {"to": settings.QUICK_EXIT_URL})
    response.headers["Refresh"] = f"0;url={settings.QUICK_EXIT_URL}"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Clear-Site-Data"] = locking.CLEAR_SITE_DATA
    return response
