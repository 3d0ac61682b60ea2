"""Only the addresses that the frame of a page asks for, so that the look is tested apart from the rooms."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tandem.kernel.gallery import components


def nothing(request: HttpRequest) -> HttpResponse:
    """An address that only has to exist."""
    return HttpResponse()


NAMES = ["account_login", "account_logout", "stay", "lock", "keep_typed", "help_page", "accessibility", "privacy"]
urlpatterns = [path("components/", components, name="components")]
urlpatterns += [path(f"{name}/", nothing, name=name) for name in NAMES]
