"""Guides, people and their files, made by the real actions. `who` is a Place: the file with who looks at it."""

from contextlib import AbstractContextManager
from datetime import datetime

from tandem.guidance.actions import file as file_actions
from tandem.guidance.actions.pen import write
from tandem.guidance.models import ClientFile, FileItem, NetworkMember, Partnership
from tandem.guidance.queries.doors import Place, place_for
from tandem.guidance.rules.pen import Writing
from tandem.identity.models import Organisation, Person
from tandem.identity.queries import viewer_of
from tandem.identity.rules import GUIDE
from tandem.kernel import access, clock
from tests.factories import make_membership, make_organisation, make_person


def make_guide(organisation: Organisation | None = None, **fields: object) -> Person:
    """A guide of an organisation under professional secrecy."""
    person = make_person(**fields)
    make_membership(
        person=person,
        organisation=organisation or make_organisation(),
        role=GUIDE,
        secrecy_regime="professional_secrecy",
    )
    return person


def make_partnership(**fields: object) -> Partnership:
    """A local partnership."""
    facts = {"name": f"Partnerschap {Partnership.objects.count() + 1}", "made_at": clock.now(), **fields}
    return Partnership.objects.create(**facts)


def make_thread(guide: Person | None = None, *, called: str = "Momena", at: datetime | None = None) -> ClientFile:
    """A conversation that a guide keeps."""
    guide = guide or make_guide()
    with looking(guide):
        viewer = viewer_of(guide, on=clock.today())
        return file_actions.open_thread(viewer, called=called, by=guide, at=at or clock.now())


def make_file(guide: Person | None = None, *, called: str = "Momena", at: datetime | None = None) -> ClientFile:
    """A file that is the person's, with one guide who walks along."""
    guide = guide or make_guide()
    file = make_thread(guide, called=called, at=at)
    with looking(guide):
        place = place_for(viewer_of(guide, on=clock.today()), file.pk, at=at or clock.now())
        return file_actions.make_theirs(place, by=guide, at=at or clock.now(), called=called, how="together")


def place_of(file: ClientFile, person: Person | None = None, *, is_whole: bool = True) -> Place:
    """The file as `person` sees it; without one as the person self. Asks the database as that person."""
    person = person or file.person
    assert person is not None
    with looking(person):
        return place_for(viewer_of(person, on=clock.today()), file.pk, at=clock.now(), is_whole=is_whole)


def looking(person: Person) -> AbstractContextManager[None]:
    """The database as this person sees it now: `with looking(guide): ...`."""
    viewer = viewer_of(person, on=clock.today())
    return access.as_reader(person_id=person.pk, organisation_ids=viewer.organisation_ids())


def make_item(file: ClientFile, what: str, words: str, /, **facts: object) -> FileItem:
    """Something the person wrote in their own file."""
    assert file.person is not None
    with looking(file.person):
        return write(place_of(file), Writing(what, words, facts), by=file.person, at=clock.now())


def make_member(
    file: ClientFile, person: Person | None = None, *, role: str = "service", **fields: object
) -> NetworkMember:
    """Somebody round the person who takes part."""
    person = person or make_guide()
    membership = person.memberships.first()
    with access.as_system():
        return NetworkMember.objects.create(
            **{"file": file, "made_at": clock.now(), "person": person, "called": str(person), "role": role, "state": "active",
               "organisation": membership.organisation if membership else None, "agreed_at": clock.now(),
               "accepted_at": clock.now(), **fields}
        )  # fmt: skip
