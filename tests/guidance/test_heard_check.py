"""The heard-check: who may answer, once; figures that point at nobody."""

import random
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tandem.guidance.actions.heard_check import CannotAnswerCheck, answer_heard_check
from tandem.guidance.models import AgendaPoint, ClientFile, HeardAnswer, HeardCheck, HeardCount
from tandem.guidance.rules.heard_check import (
    LEAST_PEOPLE,
    Voice,
    cleaned_code,
    figures_per_quarter,
    quarter_of,
    shown_code,
    suppressed,
)
from tandem.guidance.rules.vocabulary import HEARD_QUESTIONS
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_guide
from tests.guidance.talk_factories import check_of, close, make_talk

TODAY = date(2027, 5, 3)


@pytest.fixture
def check(file: ClientFile, guide: Person) -> HeardCheck:
    return check_of(close(file, guide, make_talk(file, guide)))


def answer(check: HeardCheck, **facts: object) -> None:
    given = {
        "answers": {"listened": 2},
        "words": "",
        "may_guide_see": False,
        "way": "own",
        "by": None,
        "at": clock.now(),
    }
    answer_heard_check(check, **{**given, **facts})  # type: ignore[arg-type]


def test_code_is_read_as_people_type_it() -> None:
    assert cleaned_code(" abcd-efgh 2345 ") == "ABCDEFGH2345"
    assert shown_code("ABCDEFGH2345") == "ABCD-EFGH-2345"
    assert [cleaned_code(text) for text in ("", "ABCD", "ABCD-EFGH-234!", "ABCD-EFGH-23450")] == [""] * 4


def test_quarters_follow_the_year() -> None:
    assert [quarter_of(date(2027, month, 1)) for month in (1, 3, 4, 12)] == ["2027Q1", "2027Q1", "2027Q2", "2027Q4"]


def test_code_typed_over_leads_to_the_questions(check: HeardCheck) -> None:
    sent = Client().post(reverse("heard_enter"), {"code": shown_code(check.code).lower()})
    assert sent.headers["Location"] == reverse("heard", args=[check.code])
    assert Client().post(reverse("heard_enter"), {"code": "AB"}).status_code == 422
    assert Client().get(reverse("heard", args=["ABCDEFGH2345"])).status_code == 404


def test_code_works_for_fourteen_days(check: HeardCheck) -> None:
    with access.as_system():
        HeardCheck.objects.update(made_at=clock.now() - timedelta(days=14, minutes=1))
    assert Client().get(reverse("heard", args=[check.code])).status_code == 410
    with pytest.raises(CannotAnswerCheck, match="werkt niet meer"):
        answer(check)


def test_second_answer_changes_nothing(check: HeardCheck) -> None:
    answer(check)
    with pytest.raises(CannotAnswerCheck, match="kwam al een antwoord"):
        answer(check, answers={"listened": 0})
    sent = Client().post(reverse("heard", args=[check.code]), {"way": "own", "listened": "0"})
    assert "Dank je" in sent.content.decode()
    with access.as_system():
        assert HeardAnswer.objects.get().answers == {"listened": 2}
        assert AgendaPoint.objects.count() == 0


def test_empty_answer_is_asked_again(check: HeardCheck) -> None:
    sent = Client().post(reverse("heard", args=[check.code]), {"way": "own"})
    assert sent.status_code == 422
    assert "Kies bij één zin een gezicht" in sent.content.decode()


def test_guide_sees_it_only_when_the_person_ticks_it(guide: Person, file: ClientFile, check: HeardCheck) -> None:
    answer(check, may_guide_see=True, words="Fijn gesprek.")
    page = client_for(guide).get(reverse("talk", args=[file.pk, check.talk_id])).content.decode()
    assert "Fijn gesprek." in page


def test_person_shows_the_answer_later_and_takes_it_back(guide: Person, file: ClientFile, check: HeardCheck) -> None:
    answer(check, words="Fijn gesprek.")
    page, show = (reverse(name, args=[file.pk, check.talk_id]) for name in ("talk", "heard_show"))
    own, guides = client_for(file.person), client_for(guide)
    for choice, is_read in (("yes", True), ("no", False)):
        own.post(show, {"show": choice})
        assert ("Fijn gesprek." in guides.get(page).content.decode()) == is_read
    guides.post(show, {"show": "yes"})
    assert "Fijn gesprek." not in guides.get(page).content.decode()


def test_guide_cannot_answer_in_the_name_of_the_person(guide: Person, check: HeardCheck) -> None:
    client = client_for(guide)
    url = reverse("heard", args=[check.code])
    assert [client.get(url).status_code, client.post(url, {"way": "own", "listened": "2"}).status_code] == [403, 403]
    with access.as_system():
        assert HeardAnswer.objects.count() == 0


def test_handing_over_the_phone_locks_the_guides_own_session(
    guide: Person, file: ClientFile, check: HeardCheck
) -> None:
    client = client_for(guide)
    handed = client.post(reverse("heard_hand_over", args=[file.pk, check.talk_id]))
    assert handed.headers["Location"] == reverse("heard", args=[check.code]) + "?op=toestel"
    assert client.get(reverse("talk", args=[file.pk, check.talk_id])).status_code == 302, "the login page"
    page = client.get(handed.headers["Location"])
    assert page.context["form"]["way"].value() == "tablet"
    sent = client.post(handed.headers["Location"], {"way": "tablet", "listened": "1"})
    assert sent.headers["Location"] == reverse("heard_thanks")
    assert sent.headers["Cache-Control"] == "no-store"
    back = client.get(handed.headers["Location"])
    assert (back.headers["Cache-Control"], "gezicht" in back.content.decode()) == ("no-store", False)
    with access.as_system():
        assert HeardCheck.objects.get().way == "tablet"


def test_paper_slip_is_typed_over_by_a_colleague_and_not_by_the_guide(guide: Person, check: HeardCheck) -> None:
    typed = {"code": shown_code(check.code), "listened": "1", "words": "Het ging snel."}
    own = client_for(guide).post(reverse("heard_paper"), typed)
    assert own.status_code == 422
    assert "Geef het strookje aan een collega" in own.content.decode()
    colleague = make_guide(guide.memberships.get().organisation)
    client = client_for(colleague)
    assert client.post(reverse("heard_paper"), {**typed, "code": "ABCD-EFGH-2345"}).status_code == 422
    assert client.post(reverse("heard_paper"), typed).status_code == 302
    with access.as_system():
        kept = HeardAnswer.objects.select_related("file", "check_of").get()
        assert (kept.words, kept.is_mine_only, kept.check_of.way) == ("Het ging snel.", True, "paper")
    with looking(colleague):
        assert HeardAnswer.objects.count() == 0


def test_slip_prints_code_and_questions_without_a_name(guide: Person, file: ClientFile, check: HeardCheck) -> None:
    page = client_for(guide).get(reverse("heard_slip", args=[file.pk, check.talk_id])).content.decode()
    assert shown_code(check.code) in page
    assert "<svg" in page
    assert all(text in page for text in HEARD_QUESTIONS.values())
    assert file.called not in page.replace("Mobiel", "")


def test_open_talk_has_no_slip(guide: Person, file: ClientFile) -> None:
    talk = make_talk(file, guide)
    assert client_for(guide).get(reverse("heard_slip", args=[file.pk, talk.pk])).status_code == 404


def voices(quarter: str, *answers: int) -> list[Voice]:
    return [Voice(quarter, uuid.uuid4().hex, {"listened": given}) for given in answers]


def cells(quarter: str, said: list[Voice]) -> dict[int, int | None]:
    figures = figures_per_quarter(said, today=TODAY)[quarter]
    return dict(next(f for f in figures if f.question == "listened").people_by_face)


def test_four_people_make_no_figures_and_ten_do() -> None:
    assert cells("2027Q1", voices("2027Q1", 2, 2, 2, 2)) == {2: None, 1: None, 0: None}
    assert cells("2027Q1", voices("2027Q1", *[2] * 5, *[1] * 5)) == {2: 5, 1: 5, 0: 0}


def test_one_person_five_times_is_one_person() -> None:
    said = [Voice("2027Q1", "same", {"listened": 2}) for _again in range(5)]
    assert cells("2027Q1", said) == {2: None, 1: None, 0: None}


def test_small_cell_never_stands_alone() -> None:
    assert cells("2027Q1", voices("2027Q1", *[2] * 9, 0)) == {2: 9, 1: None, 0: None}
    assert suppressed({2: 6, 1: 7, 0: 3}) == {2: None, 1: 7, 0: None}


def test_running_quarter_is_not_shown() -> None:
    assert figures_per_quarter(voices("2027Q2", *[2] * 30), today=TODAY) == {}


def test_no_cell_of_a_few_people_can_be_found_again() -> None:
    chance = random.Random(20270503)  # noqa: S311 - a test that repeats itself
    for _attempt in range(2_000):
        counts = {face: chance.randint(0, 12) for face in (2, 1, 0)}
        shown = suppressed(counts)
        hidden = [face for face in counts if shown[face] is None]
        assert all(count is None or count == 0 or count >= LEAST_PEOPLE for count in shown.values())
        assert len(hidden) != 1, "one hidden cell is the total less the rest"
        if sum(counts.values()) < LEAST_PEOPLE:
            assert len(hidden) == len(counts)


def test_figures_of_the_own_organisation_only(guide: Person) -> None:
    other = make_guide()
    last = f"{clock.today().year - 1}Q1"
    with access.as_system():
        for number in range(6):
            for person, face in ((guide, 2), (other, 0)):
                HeardCount.objects.create(
                    organisation=person.memberships.get().organisation, quarter=last, reader_token=f"{number}",
                    answers={"listened": face},
                )  # fmt: skip
    page = client_for(guide).get(reverse("heard_figures"))
    (line,) = page.context["quarters"][last]
    assert [count for _word, count in line.cells] == ["6", "0", "0"]
    assert str(guide) not in page.content.decode().split("<main")[1]
