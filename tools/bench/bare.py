"""The baseline: the least Django can do for the same rows. No search, no sorting, no counting, no rights, no layout.

Default middleware of a new project, session and user; rows by key through the ORM; a compiled plain template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import override_settings
from django.urls import path

from tandem.kernel.models import FormPost
from tools.bench.surroundings import BARE

DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tools.bench.bare.bare_addresses",
]
PAGE = (
    "<!doctype html><html lang=nl><head><title>{{ title }}</title></head><body><p>{{ user }}</p><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"
)


@dataclass(frozen=True)
class BareList:
    """Which rows, and which texts of each."""

    model: type[Model]
    keys: Sequence[object]
    columns: tuple[str, ...]
    with_rows: tuple[str, ...] = ()  # of a foreign key
    with_sets: tuple[str, ...] = ()  # the other way round


TEMPLATE = Engine(libraries={}).from_string(PAGE)
shown: list[BareList] = []  # what the view shows now; one at a time, in this process


class NoteForm(forms.Form):
    """One required text."""

    text = forms.CharField(max_length=500)


def bare_addresses(get_response):  # type: ignore[no-untyped-def]
    """These views instead of the product's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = "tools.bench.bare"  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def rows(request: HttpRequest) -> HttpResponse:
    """A table of the rows."""
    wanted = shown[-1]
    found = wanted.model._default_manager.using(BARE).filter(pk__in=wanted.keys).select_related(*wanted.with_rows)
    by_key = {row.pk: row for row in found.prefetch_related(*wanted.with_sets)}
    table = [[_cell(by_key[key], column) for column in wanted.columns] for key in wanted.keys]
    return HttpResponse(TEMPLATE.render(Context({"rows": table, "title": "Rijen", "user": request.user})))


def note(request: HttpRequest) -> HttpResponse:
    """Check a form and insert one row."""
    form = NoteForm(request.POST)
    if not form.is_valid() or not request.user.is_authenticated:
        return HttpResponse(status=422)
    FormPost.objects.using(BARE).create(key=uuid4(), path=form.cleaned_data["text"])
    return HttpResponseRedirect("/")


urlpatterns = [path("rijen/", rows), path("briefje/", note)]


def bare_client(like: Client) -> Client:
    """A browser of the same person, before the baseline."""
    client = Client()
    handler = ClientHandler(enforce_csrf_checks=False)
    with override_settings(MIDDLEWARE=DEFAULT_MIDDLEWARE):
        handler.load_middleware()
    client.handler = handler
    client.cookies.load({name: morsel.value for name, morsel in like.cookies.items()})
    return client


def _cell(row: Any, column: str) -> str:
    """`organisation.name`, or `sessions.count` for the length of a set."""
    for name in column.split("."):
        row = len(row.all()) if name == "count" else getattr(row, name)
    return str(row)
