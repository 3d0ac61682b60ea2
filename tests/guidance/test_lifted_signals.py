"""A barrier leaves a file as words without a name, only with the person's yes; the answer comes back to that person."""

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from tandem.guidance.actions import lifted_signal as actions
from tandem.guidance.actions.erasure import erase_now
from tandem.guidance.actions.pen import write
from tandem.guidance.models import ClientFile, FileItem, LiftedSignal, StepMoney
from tandem.guidance.queries.export import export_of
from tandem.guidance.rules.pen import Writing
from tandem.kernel import access, clock
from tandem.policy_signals.models import Bundle, Signal
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, make_thread, place_of
from tests.policy_signals.test_signal import sent_bundle

pytestmark = pytest.mark.django_db
WORDS = "Bij elke woning vragen ze loonbrieven. Ik heb er geen."
TYPED = {"words": WORDS, "theme": "housing", "policy_domain": "housing", "area": "limburg", "version": ""}


def lift(file: ClientFile, browser=None, **typed: str) -> LiftedSignal:  # type: ignore[no-untyped-def]
    """A draft made through the page."""
    barrier = make_item(file, "barrier", "Niemand verhuurt aan mij.", domains=["housing"])
    address = f"{reverse('lifted_signal_new', args=[file.pk])}?van=barrier:{barrier.pk}"
    answer = (browser or client_for(file.person)).post(address, {**TYPED, **typed})
    assert answer.status_code == 302, answer.text
    with access.as_system():
        return LiftedSignal.objects.latest("pk")


def test_form_stands_ready_with_theme_and_domain_and_shows_the_source() -> None:
    file = make_file()
    barrier = make_item(file, "barrier", "Niemand verhuurt aan mij.", domains=["housing"])
    page = client_for(file.person).get(f"{reverse('lifted_signal_new', args=[file.pk])}?van=barrier:{barrier.pk}").text
    assert "Niemand verhuurt aan mij." in page
    assert page.count('value="housing" selected') == 2


def test_nothing_leaves_before_the_person_says_yes() -> None:
    guide = make_guide()
    file = make_file(guide)
    row = lift(file, client_for(guide))
    approve = reverse("lifted_signal_approve", args=[file.pk, row.pk])
    client_for(guide).post(approve, {"version": row.version})
    assert _signals() == []
    client_for(file.person).post(approve, {"version": row.version})
    assert _signals() == [WORDS]
    client_for(file.person).post(approve, {"version": row.version + 1})
    assert _signals() == [WORDS]  # once


def test_said_together_in_a_talk_is_a_yes_and_is_recorded_as_such() -> None:
    guide = make_guide()
    file = make_file(guide)
    row = lift(file, client_for(guide))
    client_for(guide).post(
        reverse("lifted_signal_approve", args=[file.pk, row.pk]), {"version": row.version, "how": "together"}
    )
    assert _signals() == [WORDS]
    with access.as_system():
        assert LiftedSignal.objects.get(pk=row.pk).approved_how == "together"


def test_words_that_changed_after_they_were_read_do_not_leave() -> None:
    guide = make_guide()
    file = make_file(guide)
    row = lift(file, client_for(guide))
    edit = reverse("lifted_signal_edit", args=[file.pk, row.pk])
    assert (
        client_for(guide).post(edit, {**TYPED, "words": "Andere woorden.", "version": row.version}).status_code == 302
    )
    client_for(file.person).post(reverse("lifted_signal_approve", args=[file.pk, row.pk]), {"version": row.version})
    assert _signals() == []
    late = client_for(guide).post(edit, {**TYPED, "words": "Nog andere.", "version": row.version})
    assert late.status_code == 422
    assert "Nog andere." in late.text


def test_names_and_numbers_are_shown_before_anything_is_kept() -> None:
    file = make_file()
    barrier = make_item(file, "barrier", "Iets", domains=["housing"])
    address = f"{reverse('lifted_signal_new', args=[file.pk])}?van=barrier:{barrier.pk}"
    browser, words = client_for(file.person), "Ik belde mevrouw Vandermeulen op 0470 12 34 56."
    first = browser.post(address, {**TYPED, "words": words})
    assert first.status_code == 422
    for found in ("Vandermeulen", "0470 12 34 56"):
        assert f"{found}</strong>" in first.text
    assert browser.post(address, {**TYPED, "words": words, "seen": words}).status_code == 302
    assert browser.post(address, {**TYPED, "words": f"{words} Rue 5.", "seen": words}).status_code == 422


def test_signal_tells_the_desk_nothing_of_the_file() -> None:
    guide = make_guide()
    file = make_file(guide)
    _approved(file, lift(file))
    with access.as_system():
        signal = Signal.objects.get()
    told = " ".join(str(value) for value in vars(signal).values())
    for secret in (file.pk, file.person_id, file.person, guide.pk, file.opened_for_id):
        assert f" {secret} " not in f" {told} "


def test_two_signals_of_one_person_count_as_one_giver() -> None:
    file = make_file()
    for _ in range(2):
        _approved(file, lift(file))
    with access.as_system():
        assert len(set(Signal.objects.values_list("giver", flat=True))) == 1


def test_answer_comes_back_to_the_person_who_alone_says_whether_it_is_one() -> None:
    guide = make_guide()
    file = make_file(guide)
    row = _approved(file, lift(file))
    with access.as_system():
        bundle = sent_bundle(Signal.objects.get())
    assert "Er is antwoord" not in client_for(file.person).get(reverse("my_plan")).text
    with access.as_system():
        Bundle.objects.filter(pk=bundle.pk).update(
            state="answered", answer="Er komt een modelbrief.", answered_at=clock.now()
        )
    browser, page = client_for(file.person), reverse("lifted_signal", args=[file.pk, row.pk])
    assert "Er is antwoord op een signaal." in browser.get(reverse("my_plan")).text
    assert "Er komt een modelbrief." in browser.get(page).text
    guide_page = client_for(guide).get(page).text
    assert "Als sms" in guide_page
    mark = reverse("lifted_signal_mark", args=[file.pk, row.pk])
    client_for(guide).post(mark, {"is_answer": "yes"})
    assert _mark(row) is None
    browser.post(mark, {"is_answer": "no"})
    assert _mark(row) is False
    assert "Er is antwoord" not in browser.get(reverse("my_plan")).text


def test_signal_is_taken_back_until_it_is_sent() -> None:
    file = make_file()
    first, second = _approved(file, lift(file)), _approved(file, lift(file))
    browser = client_for(file.person)
    browser.post(reverse("lifted_signal_take_back", args=[file.pk, first.pk]))
    with access.as_system():
        assert Signal.objects.get(pk=first.signal_id).withdrawn_at is not None
        sent_bundle(Signal.objects.get(pk=second.signal_id))
    page = browser.post(reverse("lifted_signal_take_back", args=[file.pk, second.pk]), follow=True).text
    assert "al verstuurd" in page


def test_loss_of_money_is_lifted_and_a_gain_is_not() -> None:
    file = make_file()
    step = make_item(file, "step", "Een opleiding", kind="training")
    losing, gaining = (_look(file, step, figures) for figures in ("[120000, 150000]", "[160000, 170000]"))
    browser, address = client_for(file.person), reverse("lifted_signal_new", args=[file.pk])
    assert browser.get(f"{address}?van=income_loss:{losing.pk}").status_code == 200
    assert browser.get(f"{address}?van=income_loss:{gaining.pk}").status_code == 404
    for nonsense in ("", "barrier:", "iets:1", f"barrier:{step.pk}"):
        assert browser.get(address, {"van": nonsense}).status_code == 404


def test_conversation_before_a_file_gives_no_signal() -> None:
    guide = make_guide()
    thread = make_thread(guide)
    with looking(guide):
        barrier = write(
            place_of(thread, guide), Writing("barrier", "Iets", {"domains": ["housing"]}), by=guide, at=clock.now()
        )
    answer = client_for(guide).get(f"{reverse('lifted_signal_new', args=[thread.pk])}?van=barrier:{barrier.pk}")
    assert answer.status_code == 404


def test_other_guide_sees_no_signals_and_the_database_refuses_them() -> None:
    file, other = make_file(), make_guide()
    row = lift(file)
    assert client_for(other).get(reverse("lifted_signals", args=[file.pk])).status_code == 404
    with looking(other):
        assert not LiftedSignal.objects.exists()
    with looking(other), pytest.raises(ProgrammingError), transaction.atomic():
        LiftedSignal.add(file=file, made_at=clock.now(), made_by=other, words="x", source_kind="barrier")
    with looking(file.person):
        assert LiftedSignal.objects.get() == row


def test_what_left_is_not_rewritten_by_hand() -> None:
    file = make_file()
    row = _approved(file, lift(file))
    with looking(file.person), pytest.raises(ProgrammingError), transaction.atomic():
        LiftedSignal.objects.filter(pk=row.pk).update(theme="work")


def test_answer_goes_along_on_paper() -> None:
    file = make_file()
    _approved(file, lift(file))
    with access.as_system():
        sent_bundle(Signal.objects.get(), answer="Er komt een modelbrief.")
    with looking(file.person):  # type: ignore[arg-type]
        chapters = {chapter.kind: chapter for chapter in export_of(place_of(file)).filled}
    lines = dict(chapters["liftedsignal"].entries[0].lines)
    assert (lines["Over"], lines["Waar"], lines["Het antwoord"]) == ("Wonen", "Limburg", "Er komt een modelbrief.")


def test_erasing_a_file_takes_back_what_was_not_sent() -> None:
    file = make_file()
    waiting, sent = _approved(file, lift(file)), _approved(file, lift(file))
    with access.as_system():
        sent_bundle(Signal.objects.get(pk=sent.signal_id))
    with looking(file.person):  # type: ignore[arg-type]
        erase_now(place_of(file), by=file.person, at=clock.now())  # type: ignore[arg-type]
    with access.as_system():
        assert Signal.objects.get(pk=waiting.signal_id).withdrawn_at is not None
        assert Signal.objects.get(pk=sent.signal_id).withdrawn_at is None


def test_list_asks_as_much_for_many(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    file = make_file()
    for _ in range(4):
        _approved(file, lift(file))
    browser, address = client_for(file.person), reverse("lifted_signals", args=[file.pk])
    browser.get(address)
    with django_assert_max_num_queries(17):
        browser.get(address)


def _look(file: ClientFile, step: FileItem, months: str) -> StepMoney:
    with access.as_system():
        return StepMoney.add(
            file=file,
            made_at=clock.now(),
            step_id=step.pk,
            figures=f'{{"from": "2026-12-01", "now": 150000, "months": {months}}}',
        )


def _approved(file: ClientFile, row: LiftedSignal) -> LiftedSignal:
    assert file.person is not None
    with looking(file.person):
        return actions.approve_signal(
            place_of(file), row, version=row.version, by=file.person, at=clock.now(), how="own"
        )  # fmt: skip


def _signals() -> list[str]:
    with access.as_system():
        return list(Signal.objects.values_list("words", flat=True))


def _mark(row: LiftedSignal) -> bool | None:
    with access.as_system():
        return LiftedSignal.objects.get(pk=row.pk).is_answer
