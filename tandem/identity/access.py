"""Door keepers of views: who may come to a page at all. What is not yours does not exist; that is the doors' work.

A view behind a door keeper takes a `Request`; a public view takes Django's own, or `AnyRequest` when it asks who looks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import conditional_page
from django_htmx.middleware import HtmxDetails

from tandem.identity.login import is_fresh
from tandem.identity.models import Person
from tandem.identity.rules import Viewer

if TYPE_CHECKING:
    from tandem.identity.page_language import PageLanguage

View = Callable[..., HttpResponseBase]


class AnyRequest(HttpRequest):
    """A request with what the middlewares set. A type only: Django makes the requests."""

    viewer: Viewer
    htmx: HtmxDetails
    request_id: str
    page_languages: list[PageLanguage]
    page_language: PageLanguage | None


class Request(AnyRequest):
    """A request that a door keeper let through: somebody is logged in. A type only."""

    user: Person


def members_only(view: View) -> View:
    """Somebody with at least one role today."""

    @wraps(view)
    def checked(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.viewer.is_known:
            return redirect_to_login(request.get_full_path())
        if not request.viewer.memberships:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    _mark(checked, allowed_roles=None)
    return checked


def roles_only(*roles: str) -> Callable[[View], View]:
    """Somebody with one of these roles; others get 403, strangers the login page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.viewer.is_known:
                return redirect_to_login(request.get_full_path())
            if not request.viewer.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        _mark(checked, allowed_roles=roles)
        return checked

    return decorate


def known_only(view: View) -> View:
    """Somebody who is logged in, with or without a role."""

    @wraps(view)
    def checked(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.viewer.is_known:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    _mark(checked, allowed_roles=None, needs_role=False)
    return checked


def fresh_login(view: View) -> View:
    """Somebody who proved who they are in the last ten minutes: for pages that change how one logs in."""

    @wraps(view)
    def checked(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_fresh(request):
            return redirect(f"{reverse('prove')}?{urlencode({'next': request.get_full_path()}, safe='/')}")
        return view(request, *args, **kwargs)

    return known_only(checked)


def asked_again(view: View) -> View:
    """A stranger's browser may keep the page and asks each time whether it changed (ETag)."""

    @wraps(view)
    def kept(request: AnyRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not request.viewer.is_known:
            response.headers["Cache-Control"] = "no-cache"
        return response

    return conditional_page(kept)


def open_to_all(view: View) -> View:
    """A public page, marked so that the permission table knows it was meant."""
    _mark(view, is_public=True)
    return view


def _mark(view: View, **facts: object) -> None:
    """Written on the view itself, where the tests of the permission table read it."""
    vars(view).update(facts)
