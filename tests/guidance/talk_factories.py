"""Talks, typed as a guide types them on a phone."""

import uuid
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tandem.guidance.actions.talk import start_talk, work_on_talk
from tandem.guidance.models import ClientFile, HeardCheck, Talk
from tandem.guidance.rules.promise import SERVICE
from tandem.guidance.rules.talk import CLOSE, NewPromise, NextContact, TalkWork, Typed
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.guidance.factories import looking, place_of


def make_talk(file: ClientFile, guide: Person, *, at: datetime | None = None) -> Talk:
    """A talk that began."""
    at = at or clock.now()
    with looking(guide):
        return start_talk(place_of(file, guide), key=uuid.uuid4(), held_at=at, where="home", by=guide, at=at)


def typed(version: int = 1, device: str = "a", **fields: str) -> Typed:
    """What stands in the form on one device."""
    return Typed(fields, device, version)


def in_a_week() -> NextContact:
    """A next contact."""
    return NextContact(day=clock.today() + timedelta(days=7), how="phone")


def close(file: ClientFile, guide: Person, talk: Talk, **facts: object) -> Talk:
    """Close a talk with one promise of the service and a next contact, unless told otherwise."""
    promise = NewPromise(SERVICE, "De huisbaas bellen.", by_day=clock.today() + timedelta(days=2))
    work = {"typed": typed(talk.version), "what": CLOSE, "promise": promise, "next": in_a_week(), **facts}
    with looking(guide):
        return work_on_talk(place_of(file, guide), talk, TalkWork(**work), by=guide, at=clock.now())


def check_of(talk: Talk) -> HeardCheck:
    """The heard-check of a closed talk."""
    with access.as_system():
        return HeardCheck.objects.select_related("file", "talk").get(talk=talk)


def posted(client: Client, file: ClientFile, talk: Talk, do: str, **fields: object) -> HttpResponse:
    """Press a button on the working page, with what stands in its hidden fields."""
    url = reverse("talk", args=[file.pk, talk.pk])
    form = client.get(url).context["form"]
    hidden = {name: str(form[name].value()) for name in ("version", "device", "agreement_id", "promise_id")}
    return client.post(url, {**hidden, "do": do, **fields})
