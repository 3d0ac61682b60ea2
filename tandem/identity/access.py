"""Door keepers of views: who may come to a page at all. What is not yours does not exist; that is the doors' work."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tandem.identity.login import is_fresh

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Somebody with at least one role today."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_known:
            return redirect_to_login(request.get_full_path())
        if not request.viewer.memberships:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    checked.allowed_roles = None  # type: ignore[attr-defined]
    return checked


def roles_only(*roles: str) -> Callable[[View], View]:
    """Somebody with one of these roles; others get 403, strangers the login page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.viewer.is_known:
                return redirect_to_login(request.get_full_path())
            if not request.viewer.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.allowed_roles = roles  # type: ignore[attr-defined]
        return checked

    return decorate


def known_only(view: View) -> View:
    """Somebody who is logged in, with or without a role."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_known:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    checked.allowed_roles = None  # type: ignore[attr-defined]
    checked.needs_role = False  # type: ignore[attr-defined]
    return checked


def fresh_login(view: View) -> View:
    """Somebody who proved who they are in the last ten minutes: for pages that change how one logs in."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_fresh(request):
            return redirect(f"{reverse('prove')}?{urlencode({'next': request.get_full_path()}, safe='/')}")
        return view(request, *args, **kwargs)

    return known_only(checked)


def open_to_all(view: View) -> View:
    """A public page, marked so that the permission table knows it was meant."""
    view.is_public = True  # type: ignore[attr-defined]
    return view
