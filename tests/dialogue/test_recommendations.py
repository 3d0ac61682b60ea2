"""From a draft to what became of it, over two reviews, with what the groups say."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.dialogue.actions import recommendation as actions
from tandem.dialogue.models import FollowUp, Recommendation
from tandem.dialogue.rules.recommendation import groups_say, is_review_due
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.dialogue.factories import make_dialogue_group, make_facilitator
from tests.factories import client_for
from tests.policy_signals.factories import make_addressee, make_policy_worker

pytestmark = pytest.mark.django_db
SOON = {"review_on": "1/6/2030"}


def make_draft(worker: Person, **fields: object) -> Recommendation:
    """A draft without evidence."""
    facts = {"number": Recommendation.objects.count() + 1, "title": "Bus voor wie vroeg werkt", "theme": "mobility",
             "words": "Laat de eerste bus vroeger rijden.", "policy_domain": "mobility", "made_at": clock.now(),
             "made_by": worker, **fields}  # fmt: skip
    return Recommendation.objects.create(**facts)


def make_proposed(worker: Person, **fields: object) -> Recommendation:
    """One that was put to somebody."""
    row = make_draft(
        worker, addressee=make_addressee(), owner=worker, review_on=clock.today() + timedelta(days=9), **fields
    )
    actions.add_evidence(row, actions.Proof("source", "Vijf lijnen", "Vervoersplan 2025"), by=worker, at=clock.now())
    return actions.propose(row, by=worker, at=clock.now())


def test_recommendation_goes_from_draft_over_two_reviews_to_a_verdict() -> None:
    worker, facilitator = make_policy_worker(), make_facilitator()
    row, browser = make_draft(worker), client_for(worker)
    addressee = make_addressee(name="Dienst Vervoer")
    at = [row.pk]
    browser.post(reverse("recommendation_propose", args=at))
    assert _state(row) == "draft"  # nobody to put it to, and no evidence
    edit = reverse("recommendation_edit", args=at)
    typed = {"title": row.title, "words": row.words, "theme": "mobility", "policy_domain": "mobility", "version": "1",
             "addressee": str(addressee.pk), "owner": str(worker.pk), **SOON}  # fmt: skip
    assert browser.post(edit, typed).status_code == 302
    browser.post(reverse("evidence_add", args=at), {"kind": "source", "words": "Vijf lijnen", "source": "Plan 2025"})
    assert Client().get(reverse("recommendation_public", args=at)).status_code == 404
    browser.post(reverse("recommendation_propose", args=at))
    assert _state(row) == "proposed"

    _step(browser, row, verb="take_up", words="De dienst telt de reizigers.", **SOON)
    _step(
        browser,
        row,
        verb="not_follow",
        words="Het plan ligt vast.",
        reason="Er is geen geld voor vroege bussen.",
        **SOON,
    )
    row.refresh_from_db()
    assert row.review_on is None  # nothing to look at again
    last = FollowUp.objects.latest("at")
    group = make_dialogue_group(facilitator)
    verdict = reverse("verdict_give", args=[row.pk, last.pk])
    group_browser = client_for(facilitator)
    group_browser.post(
        verdict, {"group": str(group.pk), "verdict": "not_good", "words": "Wij raken er nog altijd niet."}
    )
    again = group_browser.post(verdict, {"group": str(group.pk), "verdict": "good"})
    assert again.status_code == 422
    public = Client().get(reverse("recommendation_public", args=at)).text
    for words in ("De dienst telt de reizigers.", "Er is geen geld voor vroege bussen.", "De groep vindt dit niet goed genoeg.",
                  "Wij raken er nog altijd niet.", "Dienst Vervoer"):  # fmt: skip
        assert words in public


def test_sheet_is_one_tagged_page_with_what_became_of_it() -> None:
    worker = make_policy_worker()
    row = make_proposed(worker)
    content = Client().get(reverse("recommendation_sheet", args=[row.pk])).content
    paper = PdfReader(BytesIO(content))
    assert len(paper.pages) == 1
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Laat de eerste bus vroeger rijden." in paper.pages[0].extract_text()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "quote", "words": "Ik wacht"}, "Een citaat kan pas mee"),
        ({"kind": "figure", "words": "5 procent"}, "Noteer de bron"),
        ({"kind": "signal", "words": "Zie signaal"}, "Kies het structurele signaal"),
        ({"kind": "source", "words": "x", "source": "Boek", "link": "geen adres"}, "Dit is geen webadres"),
        ({"words": "zonder soort"}, "Kies wat voor bewijs"),
    ],
)
def test_evidence_that_lacks_something_is_refused_and_kept(typed: dict[str, str], sentence: str) -> None:
    worker = make_policy_worker()
    answer = client_for(worker).post(reverse("evidence_add", args=[make_draft(worker).pk]), typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed["words"] in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"verb": "not_follow", "words": "Nee."}, "Schrijf waarom de aanbeveling niet gevolgd wordt."),
        ({"verb": "take_up", "words": "Bezig."}, "Kies een dag in de toekomst"),
        ({"verb": "take_up", "words": "Bezig.", "review_on": "1/1/2020"}, "Kies een dag in de toekomst"),
        ({"words": "Bezig."}, "Kies wat er van de aanbeveling werd."),
    ],
)
def test_step_that_lacks_something_is_refused(typed: dict[str, str], sentence: str) -> None:
    worker = make_policy_worker()
    row = make_proposed(worker)
    answer = client_for(worker).post(
        reverse("recommendation_follow_up", args=[row.pk]), {"version": row.version, **typed}
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert FollowUp.objects.count() == 1


def test_two_who_note_a_step_at_once_do_not_lose_one_unseen() -> None:
    worker = make_policy_worker()
    row = make_proposed(worker)
    browser, address = client_for(worker), reverse("recommendation_follow_up", args=[row.pk])
    typed = {"verb": "look_again", "words": "Niets gehoord.", "version": row.version, **SOON}
    assert browser.post(address, typed).status_code == 302
    late = browser.post(address, {**typed, "words": "Toch een brief."})
    assert late.status_code == 422
    assert "Toch een brief." in late.text


def test_what_became_of_it_is_only_added_to() -> None:
    make_proposed(make_policy_worker())
    step = FollowUp.objects.get()
    for act in (lambda: FollowUp.objects.filter(pk=step.pk).update(words="Anders"), step.delete):
        with access.as_system(), pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_last_evidence_stays_once_it_is_public() -> None:
    worker = make_policy_worker()
    row = make_proposed(worker)
    browser = client_for(worker)
    browser.post(reverse("evidence_drop", args=[row.pk, row.evidence.get().pk]))
    assert row.evidence.count() == 1


def test_lists_search_in_dutch_and_filter(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    worker = make_policy_worker()
    rows = [make_proposed(worker, title=f"Bussen rijden {number}") for number in range(4)]
    make_draft(worker, title="Kamers en huizen", theme="housing")
    for name, person in (("recommendation_list", worker), ("recommendations_public", None)):
        browser = client_for(person) if person else Client()
        found = browser.get(reverse(name), {"zoek": "bus"}).text
        assert rows[0].title in found
        assert "Kamers en huizen" not in browser.get(reverse(name), {"thema": "mobility", "stand": "proposed"}).text
        with django_assert_max_num_queries(10):
            browser.get(reverse(name))
    assert "Kamers en huizen" not in Client().get(reverse("recommendations_public")).text


def test_facilitator_cannot_write_a_recommendation() -> None:
    worker = make_policy_worker()
    row, browser = make_proposed(worker), client_for(make_facilitator())
    for name in ("recommendation", "recommendation_edit", "evidence_add", "recommendation_follow_up"):
        assert browser.get(reverse(name, args=[row.pk])).status_code == 403


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ([], ""), (["good"], "De groep vindt dit goed genoeg."), (["good", "good"], "De groepen vinden dit goed genoeg."),
        (["not_good"], "De groep vindt dit niet goed genoeg."), (["partly"], "De groep vindt dit deels goed."),
        (["good", "not_good"], "De groepen zijn het niet eens."), (["partly", "partly"], "De groepen vinden dit deels goed."),
    ],
)  # fmt: skip
def test_groups_speak_in_one_sentence(verdicts: list[str], sentence: str) -> None:
    assert groups_say(verdicts) == sentence


def test_review_is_due_until_it_is_done_or_left() -> None:
    today = clock.today()
    assert [is_review_due(state, today, today) for state in ("draft", "proposed", "taken_up", "done", "not_followed")] == [
        False, True, True, False, False,
    ]  # fmt: skip


def _step(browser, row: Recommendation, **typed: str) -> None:  # type: ignore[no-untyped-def]
    version = Recommendation.objects.get(pk=row.pk).version
    answer = browser.post(reverse("recommendation_follow_up", args=[row.pk]), {"version": version, **typed})
    assert answer.status_code == 302


def _state(row: Recommendation) -> str:
    return Recommendation.objects.get(pk=row.pk).state
