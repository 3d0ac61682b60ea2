"""What it costs to send a form that is durable, counts once and is audited, against a bare insert."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import psycopg
from django.test import Client

from tandem.identity.rules import ORGANISATION_CONTACT
from tandem.kernel import access
from tandem.kernel.models import AuditEntry, FormPost
from tandem.programmes.models import Application, Message, Trajectory
from tests.architecture.page_forms import read_forms
from tools.bench import bare
from tools.bench.measuring import WARM_UPS, Samples, compare, cost_of, queries_of
from tools.bench.people import client_of
from tools.bench.report import spread, table
from tools.bench.surroundings import BARE

INSERT = "insert into kernel_formpost (key, path, location, at) values (gen_random_uuid(), 'x', '', now())"
_numbers = count(1)


@dataclass(frozen=True)
class Sending:
    """A form that somebody sends again and again, and how many times it counted."""

    name: str
    client: Client
    post: Callable[[], None]
    times_counted: Callable[[], int]


def report(times: int) -> str:
    """A step of an application and a message, each beside the bare view; and one plain INSERT."""
    header = ("form", "queries", "CPU ms", "of which database", "wall ms", "CPU ratio", "wall ratio")
    lines: list[tuple[object, ...]] = []
    for sending in (_step(), _message()):
        ours, plain = _compared(sending, times)
        lines.append((
            sending.name, len(queries_of(sending.post)), spread(ours), f"{ours.middle('database_ms'):.1f}",
            spread(ours, "wall_ms"), f"{ours.middle() / plain.middle():.2f}",
            f"{ours.middle('wall_ms') / plain.middle('wall_ms'):.2f}",
        ))  # fmt: skip
        lines.append(("a bare Django insert beside it", "", spread(plain), f"{plain.middle('database_ms'):.1f}",
                      spread(plain, "wall_ms"), 1, 1))  # fmt: skip
    lines.append(("one INSERT, committed, without Django", 1, "", "", spread(_plain_inserts(times), "wall_ms"), "", ""))
    return table(header, lines)


def _compared(sending: Sending, times: int) -> tuple[Samples, Samples]:
    """Correct first: every post is one change, one audit entry and one key; the bare view writes its one row."""
    baseline = bare.bare_client(sending.client)

    def bare_post() -> None:
        assert baseline.post("/briefje/", {"text": f"Een gewone tekst {next(_numbers)}"}).status_code == 302

    def written() -> tuple[int, ...]:
        return sending.times_counted(), AuditEntry.objects.count(), FormPost.objects.count()

    before = written()
    ours, plain = compare(sending.post, bare_post, bare_database=BARE, times=times)
    posts = times + WARM_UPS
    added = tuple(now - then for now, then in zip(written(), before, strict=True))
    assert added == (posts, posts, 2 * posts), f"{sending.name}: {added} for {posts} posts"
    return ours, plain


def _step() -> Sending:
    """Save one step of a draft; each time another text, so that each time something is written."""
    with access.as_system():
        draft = Application.objects.filter(status="draft", fund__isnull=False).order_by("-changed_at", "pk")[0]
        contacts = draft.organisation.memberships.filter(role=ORGANISATION_CONTACT, valid_to__isnull=True)
        client = client_of(contacts.select_related("person").order_by("pk")[0])
    url = f"/aanvragen/{draft.pk}/reden/"
    forms, _ = read_forms(client.get(url).content.decode())
    typed = dict(next(form.pairs for form in forms if "wishes" in dict(form.pairs)))
    typed.pop("stop", None)
    shown = json.loads(typed["shown"])

    def post() -> None:
        typed.update(wishes=f"Beter luisteren {next(_numbers)}", shown=json.dumps(shown), form_key=str(uuid4()))
        assert client.post(url, typed).status_code == 302
        shown.update({name: typed[name] for name in shown if name in typed})

    def version() -> int:
        with access.as_system():
            return Application.objects.values_list("version", flat=True).get(pk=draft.pk)

    post()  # from now on what was shown is what stands there
    return Sending("save a step of an application", client, post, version)


def _message() -> Sending:
    """A message of the organisation to its duo: a row, an audit entry, mails and their jobs."""
    trajectory, client = message_writer()

    def post() -> None:
        fields = {"text": f"Een vraag {next(_numbers)}", "form_key": str(uuid4())}
        assert client.post(message_url(trajectory), fields).status_code == 302

    return Sending("send a message, with its mails", client, post, lambda: messages_of(trajectory))


def message_writer() -> tuple[Trajectory, Client]:
    """A running trajectory with a duo, and its contact's browser."""
    with access.as_system():
        running = Trajectory.objects.filter(status="active").exclude(series__duos=None)
        trajectory = running.select_related("organisation").order_by("started_at", "pk")[0]
        contacts = trajectory.organisation.memberships.filter(role=ORGANISATION_CONTACT, valid_to__isnull=True)
        return trajectory, client_of(contacts.select_related("person").order_by("pk")[0])


def message_url(trajectory: Trajectory) -> str:
    """Where messages are read and written."""
    return f"/trajecten/{trajectory.pk}/berichten/"


def messages_of(trajectory: Trajectory, *, text: str = "") -> int:
    """How many there are, all or with this text."""
    with access.as_system():
        return Message.objects.filter(trajectory=trajectory, text__contains=text).count()


def _plain_inserts(times: int) -> Samples:
    """The floor: one durable row, nothing else."""
    samples = Samples()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for _ in range(times):
            samples.costs.append(cost_of(lambda: connection.execute(INSERT), BARE))
    return samples
