"""A person's file with one of everything, and the people round it, for tests that walk along every address."""

from tandem.guidance.models import ClientFile, HealthAccessCategory, Read, Share
from tandem.guidance.queries.doors import MODELS
from tandem.identity import rules as roles
from tandem.identity.models import Person
from tandem.kernel import clock
from tests import factories
from tests.guidance import full_file
from tests.guidance.factories import make_file, make_guide, make_item, make_member, make_partnership, make_thread
from tests.journeys.rooms.guidance import ARGUMENTS


def add_guidance(people: dict[str, Person | None], places: dict[str, dict[str, object]]) -> None:
    """The people of a file, and the arguments of its addresses. Call inside `access.as_system()`."""
    coordinator = factories.make_membership(roles.PARTNERSHIP_COORDINATOR)
    partnership = make_partnership()
    member = partnership.members.create(organisation=coordinator.organisation, valid_from=clock.today())
    area = partnership.areas.create(nis_code="44021", municipality="Gent", valid_from=clock.today())
    guide = make_guide(coordinator.organisation)
    file = make_file(guide)
    full_file.fill(file, guide=guide)
    file.readquestion_set.update(asked_of=guide)
    make_thread(guide, called="")
    ClientFile.objects.filter(pk=make_file(guide, called="Juna").pk).update(paused_at=clock.now())
    service = make_guide()
    _share_one_thing(file, service)
    people |= {
        "persoon": file.person, "gids": guide, "andere gids": make_guide(), "dienst met een deel": service,
        "coördinator": coordinator.person,
    }  # fmt: skip
    places |= {
        "dossier": _arguments(file),
        "dossier/afspraken": {"file": file.pk, "pk": file.appointment_set.earliest("pk").pk},
        "dossier/papieren": {"file": file.pk, "pk": file.filedocument_set.earliest("pk").pk},
        "dossier/ik-zag-het-anders": {"file": file.pk, "kind": "talk", "item": file.talk_set.earliest("pk").pk},
        "dossier/delen": {**_arguments(file), "kind": "wish", "item": file.wish_set.earliest("pk").pk},
        "partnerschappen": {"pk": partnership.pk, "area": area.pk, "member": member.pk},
        "gezondheidsgegevens": {"pk": _category(coordinator.organisation).pk},
        "gekeken": {"question": file.readquestion_set.earliest("pk").pk},
        "gehoord": {"code": "onbekend0000"},
        "kaart": {"code": "onbekend"},
        "uitnodiging/netwerk": {"token": "onbekend"},
    }


def _share_one_thing(file: ClientFile, service: Person) -> None:
    block = make_item(file, "storyblock", "Over het huis.", topic="housing")
    member = make_member(file, service)
    Share.add(file=file, made_at=clock.now(), member=member, item_kind="storyblock", item_id=block.pk, purpose="huur",
              agreed_text="v1")  # fmt: skip


def _arguments(file: ClientFile) -> dict[str, object]:
    rows = {name: MODELS[kind].objects.filter(file=file).order_by("pk").first() for name, kind in ARGUMENTS.items()}
    found: dict[str, object] = {name: row.pk for name, row in rows.items() if row}
    return {**found, "file": file.pk, "read": Read.objects.filter(file=file).earliest("pk").pk}


def _category(organisation: object) -> HealthAccessCategory:
    return HealthAccessCategory.objects.create(
        organisation=organisation,
        category="trajectbegeleiders",
        why="zij bespreken gezondheid",
        valid_from=clock.today(),
    )
