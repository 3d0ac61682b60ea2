"""A file of somebody in poverty with everything in it, a first conversation, and a partnership."""

from collections.abc import Iterator
from datetime import timedelta

from tandem.guidance.actions.handover import propose_handover
from tandem.guidance.models import (
    ClientFile,
    HealthAccessCategory,
    HeardCheck,
    NetworkMember,
    Partnership,
    Promise,
    Read,
    ReadQuestion,
)
from tandem.guidance.queries.doors import MODELS
from tandem.guidance.queries.lifted_signal import signal_lines
from tandem.guidance.rules.promise import CLIENT as CLIENT_SIDE
from tandem.identity import rules as roles
from tandem.identity.actions.card import give_card
from tandem.identity.models import Membership
from tandem.kernel import clock
from tests.guidance.factories import looking, place_of
from tests.guidance.full_file import add_paper
from tests.journeys.addresses import PERSON
from tests.journeys.measuring import CLIENT, KB, Budget
from tests.journeys.subjects import Subject, first_member, first_members, one_of_each

BUDGETS = {
    PERSON: CLIENT,
    roles.GUIDE: Budget(transferred=90 * KB, html_gz=15 * KB, css_gz=20 * KB, js_gz=35 * KB, requests=8),
}
# What an argument of an address is called, and the kind of row it stands for.
ARGUMENTS = {
    "barrier": "barrier", "block": "storyblock", "decision": "decision", "edge": "barrieredge", "expectation": "expectation",
    "handover": "handover", "member": "networkmember", "mishap": "mishap", "money": "stepmoney", "no": "organisationno",
    "point": "agendapoint", "promise": "promise", "proposal": "proposal", "question": "readquestion", "share": "share",
    "signal": "liftedsignal", "step": "step", "story_request": "storyrequest", "talk": "talk", "wish": "wish",
}  # fmt: skip
STORIES = {"tell_guidance"}
NO_PAGE = {
    "card_print": "only at the moment that a card is given: tests/identity",
    "card_paper": "only at the moment that a card is given: tests/identity",
    "card_unlock": "asks a PIN on a device that a card opened before: tests/identity",
}
_secrets: dict[str, str] = {}


def fill() -> None:
    """What Rosa's file does not have: a card, a paper, another guide who was asked, and who may see health data."""
    file, at = full(), clock.now()
    guide = Membership.objects.select_related("organisation", "person").get(pk=members_of(file)[roles.GUIDE])
    _secrets["card"] = give_card(person=file.person, by=guide.person, at=at).code
    add_paper(file, title="Brief van de huisbaas")
    HealthAccessCategory.objects.create(
        organisation=guide.organisation,
        category="trajectbegeleiders",
        why="zij bespreken gezondheid",
        valid_from=at.date(),
    )
    with looking(file.person):
        walks_along = NetworkMember.objects.get(file=file, person=guide.person)
        _handover, _secrets["guide"] = propose_handover(
            place_of(file), walks_along, to_member=None, to_name="Noor Rietveld", to_email="", words="We drinken koffie.",
            meets_at=at + timedelta(days=7), by=file.person, at=at,
        )  # fmt: skip


def visitors() -> dict[str, int]:
    """The guide and the person of the full file, and who coordinates."""
    return {**members_of(full()), roles.PARTNERSHIP_COORDINATOR: first_member(roles.PARTNERSHIP_COORDINATOR).pk}


def full() -> ClientFile:
    """The file with everything in it."""
    return ClientFile.objects.filter(person__isnull=False).earliest("pk")


def members_of(file: ClientFile) -> dict[str, int]:
    """The person, the guide who walks along, and somebody of an organisation with whom things are shared."""
    readers = {reader.reader_id: reader for reader in file.readers.order_by("-is_whole", "pk")}
    found: dict[str, int] = {}
    for row in Membership.objects.filter(person__in=readers).order_by("-role", "pk"):
        if readers[row.person_id].is_whole == (row.role == roles.GUIDE):
            found.setdefault(row.role, row.pk)
    return found | ({PERSON: file.person_id} if file.person_id else {})


def first_of(kind: str) -> object:
    """The first row of a kind in the full file."""
    return MODELS[kind].objects.filter(file=full()).earliest("pk").pk


def files() -> Iterator[Subject]:
    """A file with everything, one that rests, and a first conversation."""
    rows: dict[str, object] = {}
    for argument, kind in ARGUMENTS.items():
        if found := MODELS[kind].objects.filter(file=full()).order_by("pk").first():
            rows[argument] = found.pk
    rows |= {"kind": "wish", "item": rows["wish"], "read": Read.objects.filter(file=full()).earliest("pk").pk}
    resting = ClientFile.objects.filter(paused_at__isnull=False).earliest("pk")
    thread = ClientFile.objects.filter(person__isnull=True).earliest("pk")
    for state, file in {"full": full(), "resting": resting, "thread": thread}.items():
        yield Subject({"file": file.pk, **rows}, state, members_of(file))


def lifted() -> Iterator[Subject]:
    """A signal that waits for a yes, one that left, one that was sent and one that was answered."""
    place = place_of(full())
    with looking(full().person):
        lines = one_of_each(signal_lines(place), lambda line: f"{line.state} {line.waits_for_mark}")
    for state, line in lines.items():
        yield Subject({"file": full().pk, "signal": line.pk}, state, members_of(full()))


def liftable() -> Iterator[Subject]:
    """A barrier that becomes a signal."""
    yield Subject({"file": full().pk}, "barrier", members_of(full()), query=f"?van=barrier:{first_of('barrier')}")


def network() -> Iterator[Subject]:
    """Somebody round the person in every state, who was asked last first."""
    rows = NetworkMember.objects.filter(file=full()).order_by("-pk")
    for state, row in one_of_each(rows, lambda row: f"{row.role} {row.state}").items():
        yield Subject({"file": full().pk, "member": row.pk}, state, members_of(full()))


def other_views() -> Iterator[Subject]:
    yield Subject({"file": full().pk, "kind": "talk", "item": first_of("talk")}, "talk", members_of(full()))


def network_links() -> Iterator[Subject]:
    yield Subject({"token": _secrets.get("guide", "onbekend")}, "asked", members_of(full()))


def own_promises() -> Iterator[Subject]:
    """What somebody promised about their own step."""
    row = Promise.objects.select_related("file").filter(side=CLIENT_SIDE).earliest("pk")
    yield Subject({"file": row.file_id, "promise": row.pk}, "own", members_of(row.file))


def appointments() -> Iterator[Subject]:
    yield Subject({"file": full().pk, "pk": first_of("appointment")}, "planned", members_of(full()))


def papers() -> Iterator[Subject]:
    yield Subject({"file": full().pk, "pk": first_of("filedocument")}, "kept", members_of(full()))


def questions() -> Iterator[Subject]:
    rows = ReadQuestion.objects.filter(file=full()).order_by("pk")
    for state, row in one_of_each(rows, lambda row: f"answered {bool(row.answered_at)}").items():
        asked = row.asked_of.memberships.first()
        yield Subject({"question": row.pk}, state, {asked.role: asked.pk, PERSON: full().person_id})


def heard_codes() -> Iterator[Subject]:
    for state, row in one_of_each(
        HeardCheck.objects.order_by("pk"), lambda row: f"answered {bool(row.answered_at)}"
    ).items():
        yield Subject({"code": row.code}, state)


def cards() -> Iterator[Subject]:
    yield Subject({"code": _secrets.get("card", "onbekend")}, "works")


def partnerships() -> Iterator[Subject]:
    row = Partnership.objects.earliest("pk")
    arguments = {"pk": row.pk, "area": row.areas.earliest("pk").pk, "member": row.members.earliest("pk").pk}
    yield Subject(arguments, "begun", visitors() | first_members())


def health_access() -> Iterator[Subject]:
    yield Subject({"pk": HealthAccessCategory.objects.earliest("pk").pk}, "in force", visitors())


SUBJECTS = {
    "dossier/": files,
    "dossier/<uuid:file>/afspraken/": appointments,
    "dossier/<uuid:file>/papieren/": papers,
    "dossier/<uuid:file>/netwerk/<uuid:member>/": network,
    "dossier/<uuid:file>/signalen/<uuid:signal>/": lifted,
    "dossier/<uuid:file>/signalen/nieuw/": liftable,
    "dossier/<uuid:file>/ik-zag-het-anders/": other_views,
    "dossier/<uuid:file>/beloften/<uuid:promise>/wat-kwam-er-tussen/": own_promises,
    "uitnodiging/netwerk/": network_links,
    "gekeken/vragen/": questions,
    "gehoord/": heard_codes,
    "kaart/": cards,
    "partnerschappen/": partnerships,
    "gezondheidsgegevens/": health_access,
}
