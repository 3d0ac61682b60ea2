"""The living world: every state is there, everything is invented, and its pages open."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from stdnum.be import nn, vat

from tandem.example.queries import example_logins
from tandem.example.world.homes import HOMES
from tandem.identity import rules as roles
from tandem.identity.models import Membership, Organisation, Person, Sector
from tandem.income.models import ParameterChange
from tandem.kernel import audit, clock
from tandem.kernel.documents.sealing import check_seal
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import OutgoingMail
from tandem.planning.models import Asking, Hindrance, LimitQuestion, NotPossible, Plan, Profile, RequestSheet
from tandem.programmes.models import (
    Application,
    Message,
    PhaseDecision,
    ProgrammeTemplate,
    Recommendation,
    Report,
    Settlement,
    SettlementLine,
    Trajectory,
    Turn,
)
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.queries.progress import trajectory_facts
from tandem.programmes.rules import rails, states
from tandem.programmes.rules.application import STEPS, step_problems
from tandem.sessions import rules
from tandem.sessions.models import Attendance, AttendanceCorrection, AttendanceList, EvaluationForm, PaperScan, Session
from tests.factories import client_for

pytestmark = pytest.mark.slow
ROOMS = ("kernel", "identity", "tandem_sessions", "programmes")
NUMBER = re.compile(r"\b\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}\b|\b\d{11}\b")


def test_cast_has_everybody(every_row: None) -> None:
    counts = Counter(Membership.objects.order_by("pk").values_list("role", flat=True))
    assert counts[roles.TRAINER] == 12 + 3  # of the provider, and of the network of associations
    assert counts[roles.EXPERIENTIAL_EXPERT] == 15
    assert counts[roles.PLANNER] == 2 + 1  # who coordinates the support plans too
    assert counts[roles.ADMINISTRATOR] == 2
    assert counts[roles.FUND_OFFICER] == 6
    assert counts[roles.ORGANISATION_CONTACT] >= len(HOMES)
    assert [fund.fund_code for fund in Organisation.objects.funds()] == ["319.01", "329", "331"]


def test_one_expert_is_still_in_training(every_row: None) -> None:
    experts = Membership.objects.filter(role=roles.EXPERIENTIAL_EXPERT)
    assert experts.filter(trained_on__isnull=True).count() == 1


@pytest.mark.parametrize("role", [roles.TRAINER, roles.EXPERIENTIAL_EXPERT])
def test_colleagues_live_in_all_provinces_and_brussels(every_row: None, role: str) -> None:
    found = set(Membership.objects.filter(role=role).exclude(province="").values_list("province", flat=True))
    assert found == {"Antwerpen", "Brussel", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"}


def test_organisations_stand_in_all_committees_and_provinces(every_row: None) -> None:
    committees = set(Sector.objects.order_by("pk").values_list("joint_committee", flat=True))
    assert committees == {"319.01", "329", "329.01", "331", "330", "327.01", "318.02", "329.02"}
    assert Organisation.objects.filter(kind="organisation").values("province").distinct().count() == 6
    assert Organisation.objects.annotate(n=models.Count("sectors")).filter(n=2).count() == 3


def test_every_enterprise_number_has_right_check_digits(every_row: None) -> None:
    numbers = Organisation.objects.exclude(kind="platform").order_by("pk").values_list("enterprise_number", flat=True)
    assert [number for number in numbers if not vat.is_valid(number or "")] == []


def test_no_national_number_anywhere(every_row: None) -> None:
    found = [text for text in _texts() for number in NUMBER.findall(text) if nn.is_valid(re.sub(r"\D", "", number))]
    assert found == []


def _texts() -> Iterator[str]:
    """Every text in every table of ours."""
    for model in (model for label in ROOMS for model in apps.get_app_config(label).get_models()):
        fields = [
            f.name for f in model._meta.fields if isinstance(f, (models.CharField, models.TextField, models.JSONField))
        ]
        if fields:
            for row in model._default_manager.order_by("pk").values_list(*fields):
                yield "\n".join(str(value) for value in row)


def test_every_address_lies_in_a_reserved_domain(every_row: None) -> None:
    found = set()
    for model in (model for label in ROOMS for model in apps.get_app_config(label).get_models()):
        for field in model._meta.fields:
            if isinstance(field, (models.EmailField, models.URLField)):
                values = model._default_manager.order_by("pk").values_list(field.name, flat=True)
                found |= {value for value in values if value and not _is_reserved(value)}
    assert found == set()


def _is_reserved(address: str) -> bool:
    return re.search(r"(\.example|\.test)(/.*)?$", address) is not None


def test_names_come_from_the_invented_lists(every_row: None) -> None:
    from tandem.example.world.names import FIRST_NAMES, LAST_NAMES

    people = Person.objects.filter(email__isnull=False).order_by("pk")  # who has a file gave a first name alone
    assert [str(p) for p in people if p.first_name not in FIRST_NAMES or p.last_name not in LAST_NAMES] == []


def test_audit_chain_is_whole(every_row: None) -> None:
    assert audit.first_broken_position() is None
    assert audit.head()[0] > 2000


def test_an_amount_waits_for_the_other_administrator(every_row: None) -> None:
    (change,) = ParameterChange.objects.all()
    assert (change.state, change.valid_from > clock.today()) == ("proposed", True)
    assert "Verzonnen" in change.source
    other = Membership.objects.filter(role=roles.ADMINISTRATOR).exclude(person=change.proposed_by).get().person
    assert "Wacht op een tweede paar ogen" in client_for(other).get(reverse("parameter_list")).content.decode()
    page = client_for(other).get(reverse("parameter_change", args=[change.pk])).content.decode()
    assert "Neem in gebruik" in page
    assert "Alleenstaande met leefloon" in page
    mine = client_for(change.proposed_by).get(reverse("parameter_change", args=[change.pk])).content.decode()
    assert "Neem in gebruik" not in mine


def test_priced_version_is_published_by_a_fund_and_marked_as_invented(every_row: None) -> None:
    newest = ProgrammeTemplate.objects.filter(version=2, status="published")
    assert newest.count() == 3
    for template in newest:
        assert template.parsed.price_per_half_day_eur
        assert "verzonnen" in template.parsed.trust_note


def test_applications_are_in_every_state(every_row: None) -> None:
    assert set(Application.objects.order_by("pk").values_list("status", flat=True)) == set(
        states.APPLICATION_STATE_NAMES
    )
    assert Application.objects.awaiting_decision().count() >= 4
    waiting = Application.objects.awaiting_release()
    assert {application.status for application in waiting} == {"approved", "refused"}
    assert Application.objects.filter(status="refused", released_at__isnull=False, letter__isnull=False).count() == 2


def test_drafts_stop_at_different_steps(every_row: None) -> None:
    drafts = Application.objects.filter(status="draft").order_by("pk")
    first_open = {
        next((step for step in STEPS if step_problems(step, answers_of(draft), on=clock.today())), "check")
        for draft in drafts
    }  # fmt: skip
    assert first_open == {"reason", "group", "period", "check"}
    assert len(drafts) == 6


def test_every_kind_of_turn_is_open_somewhere(every_row: None) -> None:
    open_steps = set(Turn.objects.filter(ended_at__isnull=True).order_by("pk").values_list("step", flat=True))
    assert open_steps == set(rails.TURN_TEXTS)


def test_turns_are_what_the_rule_says(every_row: None) -> None:
    for trajectory in Trajectory.objects.select_related("template").order_by("pk"):
        turn = trajectory.turns.filter(ended_at__isnull=True).first()
        expected = rails.whose_turn(trajectory_facts(trajectory, at=clock.now()))
        assert (turn and (turn.step, turn.side)) == (expected and (expected.step, expected.side)), trajectory.number


def test_trajectories_are_in_every_state(every_row: None) -> None:
    found = Counter(Trajectory.objects.order_by("pk").values_list("status", flat=True))
    assert set(found) == set(states.TRAJECTORY_STATE_NAMES)
    assert sum(found.values()) >= 25


def test_settlements_are_in_every_state(every_row: None) -> None:
    assert set(Settlement.objects.order_by("pk").values_list("status", flat=True)) == set(states.SETTLEMENT_STATE_NAMES)
    assert set(SettlementLine.objects.order_by("pk").values_list("state", flat=True)) == set(states.LINE_STATE_NAMES)


def test_sessions_are_in_every_state_and_one_is_today(every_row: None) -> None:
    assert set(Session.objects.order_by("pk").values_list("status", flat=True)) == set(rules.STATES)
    brussels = ZoneInfo("Europe/Brussels")
    today = [
        s
        for s in Session.objects.filter(status="confirmed")
        if s.starts_at.astimezone(brussels).date() == clock.today()
    ]
    assert len(today) == 1


def test_lists_are_signed_three_ways_and_sealed(every_row: None) -> None:
    assert {"tablet", "phone", "paper"} <= set(Attendance.objects.order_by("pk").values_list("method", flat=True))
    assert PaperScan.objects.filter(names_entered_at__isnull=False).count() == 1
    closed = AttendanceList.objects.filter(closed_at__isnull=False)
    assert closed.count() >= 60
    assert check_seal(read_file(closed.order_by("pk")[0].document)).is_trusted


def test_mistakes_are_there_to_be_mended(every_row: None) -> None:
    held = Session.objects.filter(status="held", needs_list=True)
    assert held.filter(attendance_list__isnull=True).count() == 1, "a list forgotten"
    assert held.filter(attendance_list__closed_at__isnull=True, attendance_list__isnull=False).count() == 1
    assert AttendanceCorrection.objects.filter(document__isnull=False).count() == 1
    assert held.filter(attendance_list__present_count__lte=4, expected_participants=14).count() == 2


def test_evaluations_come_in_three_languages_below_and_above_the_threshold(every_row: None) -> None:
    forms = EvaluationForm.objects.annotate(answers=models.Count("responses")).order_by("pk")
    assert any(0 < form.answers < rules.ANONYMITY_THRESHOLD for form in forms)
    assert sum(form.answers >= rules.ANONYMITY_THRESHOLD for form in forms) >= 4
    languages = set(forms.order_by("pk").values_list("responses__language", flat=True))
    assert languages == set(rules.LANGUAGES)


def test_papers_are_half_written_shared_and_final(every_row: None) -> None:
    assert Report.objects.filter(finalised_at__isnull=True).count() >= 2
    assert Report.objects.filter(finalised_at__isnull=False, document__isnull=False).count() >= 10
    shared = Report.objects.get(trajectory__organisation__name__startswith="Vormingshuis Hopveld", kind="action_plan")
    assert shared.versions.values("made_by").distinct().count() == 3
    assert {"done", "busy", "dropped", "open"} == set(
        Recommendation.objects.order_by("pk").values_list("state", flat=True)
    )
    assert {"organisation", "provider"} == set(Message.objects.order_by("pk").values_list("side", flat=True))


def test_phases_are_left_paused_and_taken_up_again(every_row: None) -> None:
    assert set(PhaseDecision.objects.order_by("pk").values_list("choice", flat=True)) == set(PhaseDecision.CHOICES)


def test_visits_are_planned_agreed_and_held(every_row: None) -> None:
    visits = Session.objects.filter(kind="follow_up_visit").order_by("pk")
    assert {"to_plan", "proposed", "confirmed", "held"} <= set(visits.values_list("status", flat=True))


def test_nothing_waits_for_the_worker(every_row: None) -> None:
    counts = Counter(OutgoingMail.objects.order_by("pk").values_list("status", flat=True))
    assert set(counts) == {"sent", "held"}
    assert not ProcrastinateJob.objects.filter(task_name="kernel.send_mail").exists()


def test_nothing_happens_after_now(every_row: None) -> None:
    tomorrow = clock.now() + timedelta(minutes=1)
    assert not OutgoingMail.objects.filter(made_at__gt=tomorrow).exists()
    assert not Session.objects.filter(held_at__gt=tomorrow).exists()


def test_second_run_changes_nothing(every_row: None, capsys: pytest.CaptureFixture[str]) -> None:
    before = audit.head()
    call_command("example_data")
    assert capsys.readouterr().out == "De voorbeeldgegevens staan er al. Er is niets veranderd.\n"
    assert audit.head() == before


PAGES = {
    roles.ORGANISATION_CONTACT: ("start", "application_list", "trajectory_list", "calendar", "catalogue"),
    roles.FUND_OFFICER: (
        "start",
        "application_queue",
        "decision_outbox",
        "settlement_queue",
        "trajectory_list",
        "template_list",
    ),
    roles.PLANNER: ("start", "planning_overview", "trajectory_list", "settlement_queue", "calendar"),
    roles.TRAINER: ("start", "trajectory_list", "calendar", "attendance_scan_any"),
    roles.EXPERIENTIAL_EXPERT: ("start", "trajectory_list", "calendar"),
    roles.ADMINISTRATOR: ("start", "organisation_list", "person_list", "audit_trail"),
}


@pytest.mark.parametrize(("role", "page"), [(role, page) for role, pages in PAGES.items() for page in pages])
def test_page_opens_for_its_role(world: None, role: str, page: str) -> None:
    member = Membership.objects.filter(role=role).order_by("pk")[0]
    assert client_for(member.person).get(reverse(page)).status_code == 200


def test_every_trajectory_opens_for_its_planner(world: None) -> None:
    planner = Membership.objects.filter(role=roles.PLANNER).order_by("pk")[0].person
    client = client_for(planner)
    listed = client.get(reverse("trajectory_list"))
    links = set(re.findall(r"/trajecten/[0-9a-f-]{36}/", listed.content.decode()))
    assert len(links) >= 20
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_role_switcher_names_one_person_per_role_and_fund(world: None) -> None:
    logins = example_logins(on=clock.today())
    assert Counter(login.role for login in logins)[roles.ROLES[roles.FUND_OFFICER]] == 3
    assert len({login.role for login in logins}) == len(roles.ROLES)


def test_a_planner_finds_a_plan_a_question_a_choice_and_somebody_who_cannot(every_row: None) -> None:
    plan = Plan.objects.get()
    assert (plan.state, plan.problem, bool(plan.bookings)) == ("ready", "", True)
    assert Asking.objects.get().state == "open"
    assert RequestSheet.objects.exclude(chosen=[]).count() == 1
    assert Hindrance.objects.get().state == "open"
    assert (LimitQuestion.objects.count(), NotPossible.objects.count()) == (1, 1)
    assert Profile.objects.count() == 12 + 3 + 14 - 2  # two have not come to it yet
