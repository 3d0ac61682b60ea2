"""The vertical consultation: planned, with an agenda that fills itself, held, and never twice on one day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.audit import history_of
from tandem.policy_signals.actions import consultation as actions
from tandem.policy_signals.models import AgendaItem, BundleEvent, Consultation
from tandem.policy_signals.queries.consultation import domain_rows, planned_consultations
from tandem.policy_signals.rules import consultation as rules
from tandem.policy_signals.rules.consultation import Point, in_order, times_said
from tests.factories import client_for, make_membership
from tests.policy_signals.factories import make_policy_worker
from tests.policy_signals.sent_bundles import make_answered, make_sent

db = pytest.mark.django_db


@pytest.fixture
def worker() -> Person:
    return make_policy_worker()


@pytest.fixture
def desk(worker: Person) -> Client:
    return client_for(worker)


def plan(worker: Person, day: date | None = None, domain: str = "housing") -> Consultation:
    with access.as_system():
        return actions.plan_consultation(
            policy_domain=domain, held_on=day or clock.today(), place="Brussel", by=worker, at=clock.now()
        )


def titles(consultation: Consultation) -> list[str]:
    with access.as_system():
        items = consultation.items.select_related("bundle").order_by("position")
        return [item.bundle.title if item.bundle else item.words for item in items]


def page(name: str, consultation: Consultation) -> str:
    return reverse(name, args=[consultation.pk])


def typed(consultation: Consultation, **places: object) -> dict[str, object]:
    """The form as a browser sends it: points by the first word of their title, with a place; no place: left out."""
    facts: dict[str, object] = {
        "version": Consultation.objects.get(pk=consultation.pk).version,
        "words": places.pop("words", ""),
    }
    with access.as_system():
        items = list(consultation.items.select_related("bundle"))
    for item in items:
        name = (item.bundle.title if item.bundle else item.words).split()[0]
        if name in places:
            facts |= {f"staat_p{item.pk}": "on", f"plaats_p{item.pk}": places[name]}
    return facts


@pytest.mark.parametrize(
    ("held", "planned", "says"), [(0, 0, "nog geen"), (1, 0, "maar één"), (0, 1, "maar één"), (1, 1, "")]
)
def test_fewer_than_two_a_year_is_said_plainly(held: int, planned: int, says: str) -> None:
    said = times_said(held, planned)
    assert says in said
    assert bool(said) is bool(says)


def test_points_stand_by_their_place_and_those_without_come_last() -> None:
    chosen = [(3, Point(item=1)), (None, Point(item=2)), (1, Point(item=3)), (3, Point(item=4))]
    assert [point.item for point in in_order(chosen)] == [3, 1, 4, 2]


@db
def test_agenda_fills_itself_with_what_is_open_and_what_is_no_answer(worker: Person) -> None:
    today = clock.today()
    make_sent(title="Gewoon open")
    make_sent(title="Te laat", due_on=today - timedelta(days=3), state="acknowledged")
    make_answered(title="Geen antwoord", no=3)
    make_answered(title="Wel een antwoord", yes=3)
    make_answered(title="Nog niet bekend", no=2)
    make_sent(title="Ander domein", policy_domain="work")
    make_sent(title="Niet verstuurd", state="bundled")
    assert titles(plan(worker)) == ["Te laat", "Gewoon open", "Geen antwoord"]


@db
def test_page_says_what_is_late_and_what_came_open_meanwhile(worker: Person, desk: Client) -> None:
    make_sent(title="Oud signaal", due_on=date(2026, 5, 3))
    consultation = plan(worker)
    make_sent(title="Vers signaal")
    for name in ("consultation", "consultation_agenda"):
        text = desk.get(page(name, consultation)).content.decode()
        assert "Vers signaal" in text
    text = desk.get(page("consultation", consultation)).content.decode()
    assert "te laat: antwoord gevraagd tegen zondag 3 mei 2026" in text
    assert text.index("Oud signaal") < text.index("niet op de agenda") < text.index("Vers signaal")
    printed = desk.get(page("consultation_print", consultation)).content.decode()
    assert "Oud signaal" in printed
    assert "Vers signaal" not in printed


@db
def test_two_on_one_day_are_refused_with_a_sentence_and_the_typed_text_stays(worker: Person, desk: Client) -> None:
    plan(worker)
    facts = {"policy_domain": "housing", "held_on": clock.today().isoformat(), "place": "Zaal Kwartel"}
    refused = desk.post(reverse("consultation_new"), facts)
    assert refused.status_code == 422
    assert "Op die dag is er al een overleg van dit beleidsdomein." in refused.content.decode()
    assert "Zaal Kwartel" in refused.content.decode()
    assert desk.post(reverse("consultation_new"), {**facts, "policy_domain": "work"}).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.create(policy_domain="housing", held_on=clock.today(), made_at=clock.now())


@db
@pytest.mark.parametrize(
    "wrong", [{"held_on": "2020-01-01"}, {"held_on": "morgen"}, {"policy_domain": "weer"}, {"place": "a" * 201}]
)
def test_planning_that_cannot_be_comes_back(desk: Client, wrong: dict[str, str]) -> None:
    facts = {"policy_domain": "housing", "held_on": clock.today().isoformat(), "place": "", **wrong}
    assert desk.post(reverse("consultation_new"), facts).status_code == 422
    assert not Consultation.objects.exists()


@db
def test_points_are_chosen_ordered_and_added(worker: Person, desk: Client) -> None:
    for title in ("Eerste punt", "Tweede punt", "Derde punt"):
        make_sent(title=title)
    consultation = plan(worker)
    vers = make_sent(title="Later bijgekomen")
    facts = typed(consultation, Eerste=3, Derde=1, words="Woonbonus")
    facts |= {f"staat_s{vers.pk.hex}": "on", f"plaats_s{vers.pk.hex}": 2}
    assert desk.post(page("consultation_agenda", consultation), facts).status_code == 302
    assert titles(consultation) == ["Derde punt", "Later bijgekomen", "Eerste punt", "Woonbonus"]


@db
@pytest.mark.parametrize("wrong", [{"words": "a" * 301}, {"version": "x"}, {"plaats": "-3"}, {"plaats": "veel"}])
def test_agenda_that_cannot_be_comes_back(worker: Person, desk: Client, wrong: dict[str, str]) -> None:
    make_sent(title="Eerste punt")
    consultation = plan(worker)
    facts = typed(consultation, Eerste=wrong.get("plaats", 1)) | {k: v for k, v in wrong.items() if k != "plaats"}
    assert desk.post(page("consultation_agenda", consultation), facts).status_code == 422
    assert titles(consultation) == ["Eerste punt"]


@db
def test_point_that_came_meanwhile_is_shown_beside_what_was_typed(worker: Person, desk: Client) -> None:
    make_sent(title="Eerste punt")
    consultation = plan(worker)
    facts = typed(consultation, Eerste=1, words="Mijn eigen punt")
    actions.add_agenda_point(consultation, words="Punt van elders", by=worker, at=clock.now())
    clash = desk.post(page("consultation_agenda", consultation), facts)
    text = clash.content.decode()
    assert clash.status_code == 422
    assert all(words in text for words in ("Iemand paste de agenda net aan.", "Punt van elders", "Mijn eigen punt"))
    now = typed(consultation, Eerste=1, Punt=2, words="Mijn eigen punt")
    assert f'name="version" value="{now["version"]}"' in text
    assert desk.post(page("consultation_agenda", consultation), now).status_code == 302
    assert titles(consultation) == ["Eerste punt", "Punt van elders", "Mijn eigen punt"]


@db
def test_point_of_another_room_stands_once(worker: Person) -> None:
    consultation = plan(worker, clock.today() + timedelta(days=4))
    about = consultation.pk
    items = [actions.add_agenda_point(consultation, words="Een aanbeveling", about=about, by=worker, at=clock.now())
             for _ in range(2)]  # fmt: skip
    assert items[0] == items[1]
    assert planned_consultations("housing", on=clock.today()) == [consultation]
    assert planned_consultations("work", on=clock.today()) == []
    with pytest.raises(actions.CannotConsult):
        actions.add_agenda_point(consultation, words=" ", by=worker, at=clock.now())


@db
def test_points_of_elsewhere_are_refused(worker: Person) -> None:
    consultation, other = plan(worker), plan(worker, domain="work")
    with access.as_system():
        actions.add_agenda_point(other, words="Van een ander", by=worker, at=clock.now())
        strange = [Point(item=other.items.get().pk)], [Point(bundle=make_sent(policy_domain="work").pk)], [
            Point(bundle=make_sent(state="bundled").pk)], [Point(words="a" * 301)], [Point(words="b")] * 61  # fmt: skip
        for points in strange:
            with pytest.raises(actions.CannotConsult):
                actions.set_agenda(consultation, points, version=consultation.version, by=worker, at=clock.now())


@db
def test_it_is_held_with_an_outcome_per_point_and_a_report(worker: Person, desk: Client) -> None:
    bundle = make_sent(title="Eerste punt")
    consultation = plan(worker)
    item = AgendaItem.objects.get()
    facts = {"version": consultation.version, f"uitkomst_{item.pk}": "De minister kijkt dit na.", "report": ""}
    refused = desk.post(page("consultation_hold", consultation), facts)
    assert refused.status_code == 422
    assert "De minister kijkt dit na." in refused.content.decode()
    done = desk.post(page("consultation_hold", consultation), {**facts, "report": "Iedereen was er."})
    assert done.status_code == 302
    text = desk.get(page("consultation", consultation)).content.decode()
    assert all(words in text for words in ("De minister kijkt dit na.", "Iedereen was er.", "gehouden"))
    public = Client().get(reverse("structural_signal", args=[bundle.pk])).content.decode()
    assert "besproken op een overleg" in public
    assert "De minister kijkt dit na." not in public
    assert list(history_of(consultation).values_list("action", flat=True)) == ["consultation.plan", "consultation.hold"]
    with access.as_system():
        assert BundleEvent.objects.filter(bundle=bundle, act="discuss").count() == 1


@db
def test_it_is_not_held_before_its_day_and_nothing_changes_after(worker: Person, desk: Client) -> None:
    consultation = plan(worker, clock.today() + timedelta(days=2))
    early = desk.post(page("consultation_hold", consultation), {"version": 1, "report": "Het was goed."})
    assert early.status_code == 422
    assert "Dit overleg is nog niet geweest." in early.content.decode()
    assert desk.post(page("consultation_cancel", consultation)).status_code == 302
    for name, facts in (("consultation_agenda", {"version": 2, "words": "Te laat"}),
                        ("consultation_hold", {"version": 2, "report": "Nog iets"}),
                        ("consultation_move", {"held_on": clock.today().isoformat(), "place": "x"})):  # fmt: skip
        assert desk.post(page(name, consultation), facts).status_code == 422
        assert desk.get(page(name, consultation)).status_code == 200
    assert Consultation.objects.get().state == rules.CANCELLED
    assert plan(worker, consultation.held_on).state == rules.PLANNED


@db
def test_it_moves_to_another_day(worker: Person, desk: Client) -> None:
    consultation, other = plan(worker), plan(worker, clock.today() + timedelta(days=1))
    taken = desk.post(page("consultation_move", consultation), {"held_on": other.held_on.isoformat(), "place": ""})
    assert taken.status_code == 422
    free = clock.today() + timedelta(days=9)
    assert (
        desk.post(page("consultation_move", consultation), {"held_on": free.isoformat(), "place": "Gent"}).status_code
        == 302
    )
    assert Consultation.objects.get(pk=consultation.pk).held_on == free


@db
def test_list_counts_each_domain_in_this_year(worker: Person, desk: Client) -> None:
    year = clock.today().year
    for domain, month, state in (
        ("housing", 1, "held"),
        ("housing", 12, "planned"),
        ("work", 3, "held"),
        ("work", 4, "cancelled"),
    ):
        Consultation.objects.create(
            policy_domain=domain, held_on=date(year, month, 9), state=state, made_at=clock.now()
        )
    Consultation.objects.create(
        policy_domain="digital", held_on=date(year - 1, 3, 9), state="held", made_at=clock.now()
    )
    rows = {row.key: row for row in domain_rows(on=date(year, 6, 1))}
    assert (rows["housing"].times, rows["housing"].lacks, rows["housing"].next) == (2, "", date(year, 12, 9))
    assert rows["work"].times == 1
    assert rows["digital"].last == date(year - 1, 3, 9)
    assert "nog geen overleg" in rows["digital"].lacks
    Consultation.objects.create(policy_domain="finance", held_on=date(year - 2, 3, 9), made_at=clock.now())
    text = desk.get(reverse("consultation_list")).content.decode()
    assert text.count("Dit jaar nog geen overleg.") == 9
    assert text.count("Dit jaar maar één overleg.") == 1
    assert text.count("nog geen verslag") == 1
    one = desk.get(reverse("consultation_list"), {"domein": "work"}).content.decode()
    assert f"9 december {year}" not in one


@db
def test_list_without_any_invites_to_plan(desk: Client) -> None:
    assert "Nog geen overleg" in desk.get(reverse("consultation_list")).content.decode()


@db
def test_others_do_not_come_in(worker: Person) -> None:
    consultation = plan(worker)
    client = client_for(make_membership("planner").person)
    for name in ("consultation", "consultation_agenda", "consultation_hold", "consultation_move", "consultation_print"):
        assert client.get(page(name, consultation)).status_code == 403
        assert Client().get(page(name, consultation)).status_code == 302


@db
def test_pages_ask_few_questions_with_thirty_points(
    worker: Person, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        make_sent()
    consultation = plan(worker)
    make_answered(no=3)
    for url in (reverse("consultation_list"), page("consultation", consultation), page("consultation_agenda", consultation),
                page("consultation_hold", consultation), page("consultation_print", consultation)):  # fmt: skip
        desk.get(url)
        with django_assert_max_num_queries(12):
            assert desk.get(url).status_code == 200
