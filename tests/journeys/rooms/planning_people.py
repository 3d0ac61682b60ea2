"""A house with somebody who told everything, somebody who told nothing, a calendar, questions to carry more, and pay."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person
from tandem.kernel import clock
from tandem.planning.actions.availability import add_dates
from tandem.planning.actions.capacity import exclude
from tandem.planning.actions.limit import answer_limit, ask_limit
from tandem.planning.actions.pay import set_rate
from tandem.planning.actions.qualification import add_qualification
from tandem.planning.models import LimitQuestion, PayRate, PersonDate, Profile
from tests.journeys.subjects import Subject, anybody
from tests.planning.page_factories import GENT, make_house
from tests.sessions.factories import make_trained_expert, make_trainer

HOUSE = "De Ophaalbrug vzw"
PLACE = "Buurthuis Wielewaalsnest"


def fill() -> None:
    """One person with everything, two who told nothing; also everything of who opens pages without arguments."""
    house, planner = make_house(trainers=0, experts=1)
    Organisation.objects.filter(pk=house.pk).update(name=HOUSE)
    make_trainer(house)
    make_trained_expert(house)
    members = [
        house.memberships.filter(role=roles.EXPERIENTIAL_EXPERT).order_by("pk")[0].pk,
        anybody()[roles.EXPERIENTIAL_EXPERT],
    ]
    for member in Membership.objects.filter(pk__in=members).select_related("person", "organisation"):
        tells_everything(member, planner)
    for days in (-400, 0, 60):
        set_rate(house, role=roles.TRAINER, per_half_day_eur=Decimal(90 + days // 60), per_km_eur=Decimal("0.4415"),
                 valid_from=clock.today() + timedelta(days=days), note="Bruto.", by=planner, at=clock.now())  # fmt: skip


def tells_everything(member: Membership, planner: Person) -> None:
    """A sheet with every field, and two questions to carry more."""
    person, house, at = member.person, member.organisation, clock.now()
    told = {"home": GENT, "languages": ["nl", "ar"], "weekly": ["1am", "1pm", "3pm"], "never_on": ["0am", "0pm"],
            "wished_per_week": 1, "themes": ["youth", "justice"], "is_experienced": True, "changed_at": at}  # fmt: skip
    Profile.objects.update_or_create(person=person, defaults={**told, "changed_by": planner})
    tells_days(person, planner)
    if LimitQuestion.objects.filter(person=person, answer="").exists():
        return  # the world asked already
    asked = ask_limit(person, provider=house, limit="max_per_week", value=8, by=planner, at=at)
    answer_limit(asked, agrees=False, by=person, at=at)
    ask_limit(person, provider=house, limit="max_per_week", value=9, by=planner, at=at)


def tells_days(person: Person, planner: Person) -> None:
    """Days off, an extra day, days out of a calendar, what is not possible, and what the planner knows."""
    today, at = clock.today(), clock.now()
    for days, is_away in ((3, True), (20, False)):
        add_dates(person, first=today + timedelta(days=days), last=today + timedelta(days=days + 2), half="", is_away=is_away,
                  by=person, at=at)  # fmt: skip
    PersonDate.objects.create(person=person, first=today + timedelta(days=8), last=today + timedelta(days=8), half="am",
                              calendar_uid="a:b", added_at=at, added_by=person)  # fmt: skip
    exclude(person, organisation=Organisation.objects.get_or_create(name=PLACE)[0], by=person, at=at)
    exclude(person, theme="addiction", by=person, at=at)
    for name, days in (("intervisie begeleiden", 30), ("grote groepen", -30)):
        add_qualification(person, name=name, valid_until=today + timedelta(days=days), by=planner, at=at)


def house_of() -> dict[str, int]:
    """The planner, and the person with everything."""
    rows = Membership.objects.filter(organisation__name=HOUSE)
    return dict(rows.order_by("-pk").values_list("role", "pk"))


def own() -> Iterator[Subject]:
    """The person with everything; one who told nothing; the days that were just removed."""
    found, day = house_of(), clock.today() + timedelta(days=4)
    nothing = Membership.objects.filter(organisation__name=HOUSE, role=roles.EXPERIENTIAL_EXPERT).latest("pk")
    row = PersonDate.objects.filter(person__memberships=found[roles.EXPERIENTIAL_EXPERT]).first()
    yield Subject({"pk": row.pk}, "told", found)
    yield Subject(
        {"pk": 0}, "told nothing", {roles.EXPERIENTIAL_EXPERT: nothing.pk, roles.TRAINER: found[roles.TRAINER]}
    )
    yield Subject({"pk": 0}, "removed", found, f"?kind=niet&first={day}&last={day}&half=am")


def crew() -> Iterator[Subject]:
    """Everybody of the house; also looked for."""
    found, rate = house_of(), PayRate.objects.filter(provider__name=HOUSE).latest("valid_from")
    for row in Membership.objects.filter(organisation__name=HOUSE, role__in=roles.DUO_ROLES).order_by("pk"):
        date = PersonDate.objects.filter(person=row.person_id).values_list("pk", flat=True).first()
        yield Subject({"person": row.person_id, "pk": date or rate.pk}, f"{row.role} {row.pk}", found)
    yield Subject({"person": row.person_id, "pk": rate.pk}, "nobody found", found, "?zoek=Nergenshuizen&stil=1")


SUBJECTS = {"beschikbaar/": own, "ploeg/": crew}
