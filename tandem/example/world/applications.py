"""How an application comes about: step by step, sent, asked, decided, released."""

from datetime import timedelta
from typing import Any

from tandem.example.world.cast import Home, World, at_hour
from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import applications as texts
from tandem.programmes.actions.application import save_step, start_application
from tandem.programmes.actions.application_sending import answer_question, submit_application, withdraw_application
from tandem.programmes.actions.decision import approve_application, ask_for_more, refuse_application
from tandem.programmes.actions.decision_release import release_decision
from tandem.programmes.models import ProgrammeTemplate
from tandem.programmes.queries.application_answers import answers_of
from tandem.programmes.rules.application import STEP_FIELDS, STEPS, shown_answers
from tandem.sessions.timetable import working_days

SIX, TWO, THREE = "zes-workshops", "twee-fasen", "drie-fasen"


def begin(world: World, home_key: str, programme: str, *, days_ago: int, sector: str = "") -> Dossier:
    """Somebody opens the form; the organisation's facts are filled in already."""
    home = world.homes[home_key]
    day = next(working_days(world.today - timedelta(days=days_ago)))
    random = world.random(home_key, programme, days_ago)
    at = at_hour(day, random.randint(9, 15), random.randrange(60))
    application = start_application(
        organisation=home.organisation,
        template=_template(world, programme, day),
        sector=sector,
        by=home.people[0],
        at=at,
    )
    return Dossier(
        world=world, home=home, fund=_fund_of(world, application), application=application, random=random, at=at
    )


def _template(world: World, programme: str, day: Any) -> ProgrammeTemplate:
    return ProgrammeTemplate.objects.open_on(day).filter(code=programme).order_by("-version")[0]


def _fund_of(world: World, application: Any) -> Home:
    return world.funds[application.fund.fund_code]


def fill_in(dossier: Dossier, *, until: str = "check", **own: Any) -> Dossier:
    """Save the steps one after the other, up to and with `until`."""
    answers = {**_answers(dossier), **own}
    for step in STEPS[: STEPS.index(until) + 1]:
        fields = STEP_FIELDS[step]
        typed = {field: answers[field] for field in fields if field in answers}
        shown = shown_answers(answers_of(dossier.application), fields)
        dossier.application = save_step(
            dossier.application, step=step, typed=typed, shown=shown, by=dossier.contact, at=dossier.later()
        )
    return dossier


def _answers(dossier: Dossier) -> dict[str, Any]:
    random, reason = dossier.random, dossier.random.choice(texts.REASONS)
    from_on = dossier.at.date() + timedelta(days=random.randint(35, 60))
    return {
        "applicant_kind": reason.kind, "motives": list(reason.motives), "motive_text": reason.motive_text,
        "wishes": reason.wishes, "group_description": reason.group,
        "expected_participants": random.randint(9, 14), "place_kind": random.choice(["on_site", "on_site", "mixed"]),
        "place": dossier.application.place, "wished_from": from_on,
        "wished_until": from_on + timedelta(days=random.randint(120, 160)),
        "period_note": random.choice(texts.PERIOD_NOTES), "contact_name": dossier.application.contact_name,
        "contact_email": dossier.application.contact_email, "contact_phone": dossier.application.contact_phone,
    }  # fmt: skip


def submit(dossier: Dossier) -> Dossier:
    """Send it to the fund."""
    dossier.application = submit_application(dossier.application, by=dossier.contact, at=dossier.later())
    return dossier


def ask(dossier: Dossier, question: str, *, after_days: int = 3) -> Dossier:
    """The fund wants to know more."""
    dossier.application = ask_for_more(
        dossier.application, question=question, by=dossier.officer, at=dossier.later(after_days)
    )
    return dossier


def answer(dossier: Dossier, answer: str, *, after_days: int = 2) -> Dossier:
    """The organisation answers."""
    dossier.application = answer_question(
        dossier.application, answer=answer, by=dossier.contact, at=dossier.later(after_days)
    )
    return dossier


def approve(dossier: Dossier, *, after_days: int = 5, note: str = "") -> Dossier:
    """The fund says yes; the letter still waits."""
    assert dossier.world.provider is not None  # noqa: S101
    dossier.application = approve_application(
        dossier.application, by=dossier.officer, at=dossier.later(after_days), note=note,
        provider=dossier.world.provider.organisation,
    )  # fmt: skip
    return dossier


def refuse(dossier: Dossier, *, reason: str, alternative: str, after_days: int = 5) -> Dossier:
    """The fund says no, and what is possible instead; the letter still waits."""
    dossier.application = refuse_application(
        dossier.application, reason=reason, alternative=alternative, by=dossier.officer, at=dossier.later(after_days)
    )
    return dossier


def release(dossier: Dossier, *, after_days: int = 1) -> Dossier:
    """Somebody of the fund lets the letter go; an approval starts the trajectory."""
    dossier.application = release_decision(dossier.application, by=dossier.officer, at=dossier.later(after_days))
    return dossier


def withdraw(dossier: Dossier, *, after_days: int = 4) -> Dossier:
    """The organisation takes it back."""
    dossier.application = withdraw_application(dossier.application, by=dossier.contact, at=dossier.later(after_days))
    return dossier


def approved(world: World, home_key: str, programme: str, *, days_ago: int, sector: str = "", **own: Any) -> Dossier:
    """From the first click to the released approval."""
    dossier = submit(fill_in(begin(world, home_key, programme, days_ago=days_ago, sector=sector), **own))
    return release(approve(dossier, after_days=dossier.random.randint(3, 9)))
