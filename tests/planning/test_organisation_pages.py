"""An organisation says what it asks and picks days that exist: counts, never names; nothing typed or picked is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.identity.models import Organisation, Person
from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT, SUPPORT_COORDINATOR
from tandem.kernel import access, clock
from tandem.kernel.models import OutgoingMail
from tandem.planning.actions.asking import Ask, answer_asking, ask_duos
from tandem.planning.actions.choice import CannotChoose, choose_days, withdraw_days
from tandem.planning.models import Asking, Profile, RequestSheet
from tandem.planning.problem.half_days import HalfDay
from tandem.planning.queries.days_page import filled_up, possible_days, standing_choice
from tandem.planning.queries.half_days import key_of, words_of
from tandem.sessions.models import Series
from tests.architecture.test_query_budget import questions
from tests.factories import client_for, make_membership, make_organisation, make_person
from tests.planning.page_factories import (
    make_asking_series,
    make_house,
    make_planned_expert,
    make_planned_trainer,
    next_monday,
)
from tests.sessions.factories import make_duo

pytestmark = pytest.mark.django_db
House = tuple[Organisation, Person]


@pytest.fixture
def house() -> House:
    """One trainer and two experts; the planner is the second."""
    with access.as_system():
        return make_house(trainers=1, experts=2)


@pytest.fixture
def series(house: House) -> Series:
    with access.as_system():
        return make_asking_series(house[0])


@pytest.fixture
def client(series: Series) -> Client:
    """Somebody of the organisation."""
    return client_for(make_membership(ORGANISATION_CONTACT, organisation=series.organisation).person)


def fortnights(count: int = 3, half: str = "am") -> list[HalfDay]:
    """Mondays, two weeks apart."""
    return [HalfDay(next_monday() + timedelta(weeks=2 * number), half) for number in range(count)]


def days_of(series: Series, *keys: str) -> str:
    query = "&".join(f"kies={key}" for key in keys)
    return f"{reverse('possible_days', args=[series.pk])}?{query}"


def names_in(house: House) -> set[str]:
    with access.as_system():
        people = Person.objects.filter(memberships__organisation=house[0]).exclude(pk=house[1].pk)
        return {f"{one.first_name} {one.last_name}" for one in people}


def chosen(series: Series, by: Person, half_days: list[HalfDay] | None = None) -> RequestSheet:
    with access.as_system():
        return choose_days(series, half_days=half_days or fortnights(), by=by, at=clock.now())


def take(series: Series, at: HalfDay, by: Person) -> None:
    """Somebody else asks every duo of the house for this half-day: with one trainer, one question does."""
    with access.as_system():
        other = make_asking_series(series.provider, sessions=1)
        rows = series.provider.memberships.exclude(role="planner").order_by("pk").values_list("person_id", flat=True)
        dates = ((other.sessions.get().pk, at),)
        ask_duos([Ask(other, rows[0], rows[1], dates)], provider_id=series.provider_id, by=by, at=clock.now())


def test_every_choice_narrows_the_rest_and_names_nobody(client: Client, series: Series, house: House) -> None:
    keys = [key_of(at) for at in fortnights()]
    first = client.get(days_of(series)).content.decode()
    assert "0 van 3 gekozen" in first
    assert "2 duo's kunnen nog" in first
    second = client.get(days_of(series, keys[0])).content.decode()
    assert "1 van 3 gekozen" in second
    assert second.count('name="erbij"') < first.count('name="erbij"')
    done = client.get(days_of(series, *keys)).content.decode()
    assert "Vraag deze dagen aan" in done
    assert not [name for name in names_in(house) for page in (first, second, done) if name in page]


def test_days_are_added_taken_out_and_filled_up_without_a_script(client: Client, series: Series) -> None:
    keys = [key_of(at) for at in fortnights()]
    assert client.get(f"{days_of(series, keys[1])}&erbij={keys[0]}")["Location"] == days_of(series, keys[1], keys[0])
    out = client.get(f"{days_of(series, *keys)}&weg={keys[1]}")
    assert out["Location"] == days_of(series, keys[0], keys[2])
    filled = client.get(f"{days_of(series, keys[0])}&vul=1")
    assert filled["Location"].count("kies=") == 3
    assert "Vraag deze dagen aan" in client.get(filled["Location"]).content.decode()


@pytest.mark.parametrize("key", ["", "2027-99-99am", "nonsens", "2019-01-07am", "2019-01-07zz"])
def test_an_address_with_nonsense_shows_the_days_that_exist(client: Client, series: Series, key: str) -> None:
    assert "0 van 3 gekozen" in client.get(days_of(series, key)).content.decode()


def test_days_are_asked_and_the_planner_hears_it(client: Client, series: Series, house: House) -> None:
    keys = [key_of(at) for at in fortnights()]
    answer = client.post(reverse("possible_days", args=[series.pk]), {"kies": keys}, follow=True)
    assert "Deze dagen vroegen jullie" in answer.content.decode()
    with access.as_system():
        sheet = RequestSheet.objects.get(series=series)
        mail = OutgoingMail.objects.get(to_person=house[1])
    assert (sheet.chosen, bool(sheet.chosen_at)) == (keys, True)
    assert reverse("duo_options", args=[series.pk]) in mail.body
    withdrawn = client.post(reverse("possible_days_withdraw", args=[series.pk]))
    assert withdrawn["Location"] == days_of(series, *keys)
    sheet.refresh_from_db()
    assert (sheet.chosen, sheet.chosen_by) == ([], None)


def test_a_day_that_went_meanwhile_is_told_and_the_rest_is_kept(client: Client, series: Series, house: House) -> None:
    days = fortnights()
    take(series, days[1], house[1])
    answer = client.post(reverse("possible_days", args=[series.pk]), {"kies": [key_of(at) for at in days]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Intussen kan geen duo meer op" in page
    assert "2 van 3 gekozen" in page
    for at in (days[0], days[2]):
        assert f'<input type="hidden" name="kies" value="{key_of(at)}">' in page
    with access.as_system():
        assert RequestSheet.objects.get(series=series).chosen == []


def test_a_choice_of_a_colleague_is_not_replaced_unseen(client: Client, series: Series, house: House) -> None:
    chosen(series, house[1])
    url, mine = reverse("possible_days", args=[series.pk]), [key_of(at) for at in fortnights(half="pm")]
    clash = client.post(url, {"kies": mine})
    page = clash.content.decode()
    assert clash.status_code == 422
    assert "Een collega was je voor" in page
    assert "3 van 3 gekozen" in page
    with access.as_system():
        assert RequestSheet.objects.get(series=series).chosen == [key_of(at) for at in fortnights()]
    client.post(url, {"kies": mine, "gezien": [key_of(at) for at in fortnights()]})
    with access.as_system():
        assert RequestSheet.objects.get(series=series).chosen == mine


def test_a_choice_of_which_a_day_went_later_says_so(client: Client, series: Series, house: House) -> None:
    days = fortnights()
    chosen(series, house[1])
    take(series, days[2], house[1])
    page = client.get(reverse("possible_days", args=[series.pk])).content.decode()
    assert "Geen duo kan nog op" in page
    assert days_of(series, key_of(days[0]), key_of(days[1])).replace("&", "&amp;") in page


def test_planner_asks_another_day_for_one_that_went_and_the_organisation_hears_it_once(
    series: Series, house: House
) -> None:
    days, planner = fortnights(), client_for(house[1])
    again, url = (reverse(name, args=[series.pk]) for name in ("possible_days_again", "possible_days"))
    with access.as_system():
        host = make_membership(ORGANISATION_CONTACT, organisation=series.organisation).person
    chosen(series, house[1])
    assert "Deze dagen kunnen nog" in planner.post(again, follow=True).content.decode()
    take(series, days[1], house[1])
    assert again in planner.get(url).content.decode()
    for _ in range(2):
        planner.post(again)
    with access.as_system():
        told = OutgoingMail.objects.get(to_person=host, subject__startswith="Kies een andere dag")
        assert RequestSheet.objects.get(series=series).chosen == [key_of(at) for at in days]
    assert words_of(days[1]) in told.body
    assert words_of(days[0]) not in told.body
    assert client_for(host).post(again).status_code == 403


def test_a_choice_is_for_as_many_days_as_there_are_sessions(series: Series, house: House) -> None:
    with pytest.raises(CannotChoose, match="precies 3"):
        chosen(series, house[1], fortnights(2))
    with pytest.raises(CannotChoose, match="precies 3"):
        chosen(series, house[1], fortnights(4))
    with access.as_system():
        with pytest.raises(CannotChoose, match="geen keuze meer"):
            withdraw_days(series, by=house[1], at=clock.now())
        sheet = chosen(series, house[1])
        series.sessions.order_by("-position").first().delete()
        assert standing_choice(series, sheet, on=clock.today()) is None


def test_once_a_duo_is_asked_the_organisation_neither_changes_nor_withdraws(
    client: Client, series: Series, house: House
) -> None:
    chosen(series, house[1])
    with access.as_system():
        rows = series.provider.memberships.exclude(role="planner").order_by("pk").values_list("person_id", flat=True)
        dates = tuple(zip(series.sessions.order_by("position").values_list("pk", flat=True), fortnights(), strict=True))
        ask_duos([Ask(series, rows[0], rows[1], dates, is_chosen_by_organisation=True)], provider_id=house[0].pk,
                 by=house[1], at=clock.now())  # fmt: skip
    page = client.get(reverse("possible_days", args=[series.pk])).content.decode()
    assert "De planner vraagt nu een duo" in page
    assert "Trek de keuze in" not in page
    client.post(reverse("possible_days_withdraw", args=[series.pk]))
    again = client.post(
        reverse("possible_days", args=[series.pk]), {"kies": [key_of(at) for at in fortnights(half="pm")]}
    )
    assert "vraagt al een duo" in again.content.decode()
    with access.as_system():
        assert RequestSheet.objects.get(series=series).chosen == [key_of(at) for at in fortnights()]
        asking = Asking.objects.get(series=series)
        assert asking.state == "open"
        for person in (asking.trainer, asking.expert):
            answer_asking(asking, person=person, agrees=True, by=person, at=clock.now())
        assert RequestSheet.objects.get(series=series).chosen == []
    assert "Alle sessies hebben al een datum" in client.get(reverse("possible_days", args=[series.pk])).content.decode()


def test_nobody_asks_days_before_it_is_known_where(client: Client, series: Series) -> None:
    with access.as_system():
        RequestSheet.objects.filter(series=series).update(directions="")
    keys = [key_of(at) for at in fortnights()]
    assert "Vraag deze dagen aan" not in client.get(days_of(series, *keys)).content.decode()
    refused = client.post(reverse("possible_days", args=[series.pk]), {"kies": keys})
    assert "hoe je er geraakt" in refused.content.decode()


def test_nothing_possible_says_what_would_help(client: Client, series: Series, house: House) -> None:
    with access.as_system():
        RequestSheet.objects.filter(series=series).update(language="tr")
    page = client.get(days_of(series)).content.decode()
    assert "geen duo dat alle sessies kan doen" in page
    assert "in het Nederlands: 2 duo&#x27;s" in page or "in het Nederlands: 2 duo's" in page
    assert not [name for name in names_in(house) if name in page]


def test_only_the_duo_of_a_series_counts_once_it_has_one(series: Series, house: House) -> None:
    with access.as_system():
        rows = series.provider.memberships.exclude(role="planner").order_by("pk")
        series.duos.create(trainer=rows[0].person, experiential_expert=rows[1].person, assigned_at=clock.now(),
                            assigned_by=house[1])  # fmt: skip
        page = possible_days(series, (), on=clock.today())
        assert (page.has_duo, page.duos) == (True, 1)
        assert len(filled_up(series, (), on=clock.today())) == 3


def test_people_who_told_nothing_yet_are_not_the_fault_of_a_wish(client: Client, series: Series, house: House) -> None:
    with access.as_system():
        silent = make_duo(series)
    assert "Van jullie duo weten we nog niet wanneer" in client.get(days_of(series)).content.decode()
    with access.as_system():
        silent.delete()
        Profile.objects.filter(person__memberships__organisation=house[0]).delete()
    assert "De aanbieder weet nog niet" in client.get(days_of(series)).content.decode()


def test_page_asks_as_much_of_the_database_for_many_people(client: Client, series: Series) -> None:
    few = len(questions(client, days_of(series)))
    with access.as_system():
        for _ in range(3):
            make_planned_expert(series.provider)
            make_planned_trainer(series.provider)
    assert len(questions(client, days_of(series))) == few
    assert "20 duo's kunnen nog" in client.get(days_of(series)).content.decode()


@pytest.mark.parametrize("name", ["request_sheet", "possible_days", "possible_days_withdraw"])
def test_others_do_not_find_these_pages(series: Series, name: str) -> None:
    stranger = client_for(make_membership(ORGANISATION_CONTACT, organisation=make_organisation()).person)
    officer = client_for(make_membership(FUND_OFFICER, person=make_person()).person)
    url = reverse(name, args=[series.pk])
    assert stranger.post(url).status_code == 404
    assert officer.post(url).status_code == 403


def test_coordinator_of_a_host_of_several_networks_picks_days_too(series: Series) -> None:
    host = client_for(make_membership(SUPPORT_COORDINATOR, organisation=series.organisation).person)
    pages = [host.get(reverse(name, args=[series.pk])) for name in ("request_sheet", "possible_days")]
    assert [page.status_code for page in pages] == [200, 200]


def typed(**changes: object) -> dict[str, object]:
    """A sheet as a browser sends it."""
    return {
        "window_first": "", "window_last": "", "weekly": ["0am", "1pm"], "place": "44021", "address": "Wilgenlaan 1, Gent",
        "directions": "Tram 1,\nhalte Wilg.", "language": "nl", "theme": "", "group_size": "9", "version": "1",
        "dag-TOTAL_FORMS": "2", "dag-INITIAL_FORMS": "0", "dag-0-first": "1/2/2027", "dag-0-last": "5/2/2027",
        "dag-0-half": "", "dag-0-kind": "niet", "dag-1-first": "", "dag-1-last": "", "dag-1-half": "", "dag-1-kind": "niet",
        **changes,
    }  # fmt: skip


def test_organisation_saves_its_wishes_and_goes_on_to_the_days(client: Client, series: Series) -> None:
    url = reverse("request_sheet", args=[series.pk])
    assert "Minstens zoveel werkdagen" not in client.get(url).content.decode()
    answer = client.post(url, typed(min_gap="1"))
    assert answer["Location"] == reverse("possible_days", args=[series.pk])
    with access.as_system():
        sheet = RequestSheet.objects.get(series=series)
        assert (sheet.weekly, sheet.directions, sheet.min_gap) == (["0am", "1pm"], "Tram 1, halte Wilg.", 5)
        assert [(one.first.day, one.last.day, one.is_away) for one in sheet.dates.all()] == [(1, 5, True)]
    page = client.get(url).content.decode()
    assert 'value="2027-02-01"' in page
    client.post(url, typed(version="2", **{"dag-0-DELETE": "on"}))
    with access.as_system():
        assert sheet.dates.count() == 0


def test_planner_also_fills_in_the_rhythm(series: Series, house: House) -> None:
    planner = client_for(house[1])
    url = reverse("request_sheet", args=[series.pk])
    assert "Minstens zoveel werkdagen" in planner.get(url).content.decode()
    extra = {"min_gap": "6", "max_gap": "15", "start_within": "10", "continuity": "preferred", "appeal": "hard"}
    assert planner.post(url, typed(**extra))["Location"] == reverse("duo_options", args=[series.pk])
    with access.as_system():
        sheet = RequestSheet.objects.get(series=series)
    assert (sheet.min_gap, sheet.max_gap, sheet.start_within, sheet.appeal) == (6, 15, 10, "hard")


def test_wrong_sheet_comes_back_with_what_was_typed(client: Client, series: Series) -> None:
    answer = client.post(reverse("request_sheet", args=[series.pk]),
                         typed(directions="", address="Beukenplein 77", **{"dag-1-last": "5/2/2027"}))  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Beukenplein 77" in page
    assert "Vul de eerste dag in." in page


@pytest.mark.parametrize(
    "sent",
    [
        {},
        typed(**{"dag-TOTAL_FORMS": "9999", "dag-INITIAL_FORMS": "-3"}),
        typed(version="niets", place="99999", weekly="9zz", group_size="-1", language="xx"),
        typed(window_first="31/2/2027", window_last="1/1/0001"),
        typed(window_first="1/5/2027", window_last="1/4/2027"),
        typed(is_remote="on", remote_link="javascript:alert(1)"),
    ],
    ids=["nothing", "counts", "choices", "days", "order", "link"],
)
def test_a_broken_form_is_answered_with_what_to_do(client: Client, series: Series, sent: dict[str, object]) -> None:
    answer = client.post(reverse("request_sheet", args=[series.pk]), sent)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    with access.as_system():
        assert RequestSheet.objects.get(series=series).version == 1


def test_two_who_save_at_once_see_both(client: Client, series: Series) -> None:
    url = reverse("request_sheet", args=[series.pk])
    client.post(url, typed(address="Beukenplein 77", group_size="31"))
    clash = client.post(url, typed(address="Lindestraat 5", group_size="31"))
    page = clash.content.decode()
    assert clash.status_code == 422
    assert "Beukenplein 77" in page
    assert "Lindestraat 5" in page
    assert "Dit staat er nu" in page
    assert client.post(url, typed(address="Lindestraat 5", version="2")).status_code == 302
