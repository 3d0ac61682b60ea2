"""Looking at the pages of applications in tests."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.identity.models import Person
from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access
from tandem.programmes.models import Application
from tests.factories import client_for, make_membership


def all_applications() -> list[Application]:
    with access.as_system():
        return list(Application.objects.select_related("fund").order_by("made_at", "pk"))


def fresh(application: Application) -> Application:
    with access.as_system():
        return Application.objects.get(pk=application.pk)


def contact_client(application: Application) -> Client:
    return client_for(application.made_by)


def step_url(application: Application, step: str) -> str:
    return reverse("application_step", args=[application.pk, step])


def shown_in(page: object) -> str:
    """What the page remembers of what it showed."""
    return page.context["form"].initial["shown"]


def text_in(page: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def colleague_of(application: Application) -> Person:
    return make_membership(ORGANISATION_CONTACT, organisation=application.organisation).person


def autosave(client: Client, application: Application, step: str, typed: dict[str, object]) -> object:
    return client.post(reverse("application_autosave", args=[application.pk, step]), typed)


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
