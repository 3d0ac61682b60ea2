"""The partnership of the example: seven people on their way, each in another state, and everybody's pages open."""

import pytest
from django.core.management import call_command
from django.db.models import Count, Q
from django.test import Client
from django.urls import reverse

from tandem.example.queries import example_owners
from tandem.guidance.models import Barrier, ClientFile, NetworkMember, Partnership, Promise, Proposal, Share, Step
from tandem.guidance.rules.thread import LANGUAGES
from tandem.identity import rules as roles
from tandem.identity.models import Membership
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tests.factories import client_for

pytestmark = pytest.mark.slow


def first(role: str) -> Client:
    return client_for(Membership.objects.filter(role=role).order_by("pk")[0].person)


def test_every_state_of_a_file_is_there(polder: None) -> None:
    with access.as_system():
        files = ClientFile.objects.all()
        assert files.filter(theirs_since=None).get().called == ""
        assert files.filter(paused_at__isnull=False).count() == 1
        assert files.count() == 7
        assert set(files.values_list("partnership_id", flat=True)) == {Partnership.objects.get().pk}
        assert set(files.values_list("language", flat=True)) <= set(LANGUAGES)
        rosa = files.get(called="Rosa")
        assert (Step.objects.filter(file=rosa).count(), Barrier.objects.filter(file=rosa).count()) == (20, 12)
        assert NetworkMember.objects.filter(file=rosa, state="active").count() == 8
        assert Share.objects.filter(file=rosa).aggregate(
            open=Count("pk", filter=Q(revoked_at=None)), stopped=Count("pk", filter=Q(revoked_at__isnull=False))
        ) == {"open": 4, "stopped": 1}  # fmt: skip
        states = Proposal.objects.filter(file=rosa).values_list("state", flat=True)
        assert sorted(states) == ["changed", "declined", "open", "open"]
        late = Promise.objects.filter(side="service", done_at=None, let_go_at=None, by_day__lt=clock.today())
        assert {promise.file.called for promise in late.select_related("file")} == {"Rosa", "Gerda"}


def test_everything_happened_before_now(polder: None) -> None:
    assert not AuditEntry.objects.filter(at__gt=clock.now()).exists()


def test_pages_open_for_guide_coordinator_and_colleague(polder: None) -> None:
    guide = first(roles.GUIDE)
    day = guide.get(reverse("guide_day")).content.decode()
    assert all(name in day for name in ("Rosa", "Gerda", "Danny", "Fien"))
    assert "Antwoord op je voorstellen" in day
    assert "Tomasz" not in day
    group = guide.get(reverse("guide_people")).content.decode()
    assert "Tomasz" in group
    assert "Naam nog niet gezegd" in group
    assert "Ibrahim" not in group
    assert guide.get(reverse("reads_to_answer")).status_code == 200
    coordinator = first(roles.PARTNERSHIP_COORDINATOR)
    assert "Zoete Polder" in coordinator.get(reverse("partnership_list")).content.decode()
    assert "trajectbegeleiders" in coordinator.get(reverse("health_access_list")).content.decode()
    colleague = Membership.objects.filter(role=roles.GUIDE).order_by("pk")[1].person
    assert "Rosa" in client_for(colleague).get(reverse("shared_with_me")).content.decode()


def test_money_was_calculated_and_begins_with_less(polder: None) -> None:
    with access.as_system():
        file = ClientFile.objects.get(called="Rosa")
        step = Step.objects.get(file=file, kind="training")
        page = client_for(file.person).get(reverse("my_money")).content.decode()
        detail = client_for(file.person).get(reverse("step_money", args=[file.pk, step.pk])).content.decode()
    assert "heb je €\N{NO-BREAK SPACE}47 minder dan nu." in page
    assert page.index("Een korte opleiding keukenhulp") < page.index("Halftijds werken in de schoolkeuken")
    assert "Uitgerekend op" in detail
    assert "Keuze 2" in detail
    assert "Ik weet het vooraf" in detail  # the yes is still to come
    asked = client_for(file.person).get(reverse("money_ask", args=[file.pk, step.pk])).content.decode()
    assert "Klopt dit nog?" in asked


def test_logins_name_one_person_per_role_and_somebody_with_a_file(
    polder: None, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    call_command("example_logins")
    printed = capsys.readouterr().out
    assert "trajectbegeleider, Huis van de Buurt Rietmeer vzw" in printed
    assert "coördinator van een partnerschap" in printed
    assert f"Rosa: kies op {reverse('example_role_switcher')}" in printed


def test_somebody_comes_in_as_themself_through_the_role_switcher(polder: None) -> None:
    owner = example_owners()[0]
    assert owner.name == "Rosa"
    browser = Client()

    switcher = browser.get(reverse("example_role_switcher")).content.decode()
    browser.post(reverse("example_become_owner", args=[owner.person_id]))

    assert reverse("example_become_owner", args=[owner.person_id]) in switcher
    with access.as_system():
        file = ClientFile.objects.get(called="Rosa")
    for name in (
        "my_plan",
        "my_appointments",
        "my_messages",
        "my_money",
        "my_more",
        "my_change",
        "my_language",
        "my_card",
    ):
        assert browser.get(reverse(name)).status_code == 200, name
    for name in (
        "story",
        "barriers",
        "talk_list",
        "network",
        "reads",
        "mishap_new",
        "documents",
        "file_export",
        "step_list",
    ):
        assert browser.get(reverse(name, args=[file.pk])).status_code == 200, name


def test_only_somebody_with_a_file_is_offered(db: None, client: Client) -> None:
    stranger = 999_999
    assert stranger not in {owner.person_id for owner in example_owners()}
    assert client.post(reverse("example_become_owner", args=[stranger])).status_code == 404
