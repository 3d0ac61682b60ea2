"""Applications that are not (yet) a trajectory: drafts on each step, waiting, asked, decided, refused, withdrawn."""

from tandem.example.world.applications import (
    SIX,
    THREE,
    TWO,
    answer,
    approve,
    ask,
    begin,
    fill_in,
    refuse,
    release,
    submit,
    withdraw,
)
from tandem.example.world.cast import World
from tandem.example.world.dossier import Dossier
from tandem.example.world.texts import applications as texts


def draft_organisation(world: World) -> Dossier:
    """Just begun: only the joint committee is chosen."""
    return fill_in(begin(world, "klaver", THREE, days_ago=3), until="organisation")


def draft_reason(world: World) -> Dossier:
    """Wrote why."""
    return fill_in(begin(world, "regenton", SIX, days_ago=6), until="reason")


def draft_group(world: World) -> Dossier:
    """Knows who takes part."""
    return fill_in(begin(world, "zolder", TWO, days_ago=12), until="group")


def draft_period(world: World) -> Dossier:
    """Chose a period and then went on leave."""
    return fill_in(begin(world, "vlaschaard", TWO, days_ago=26), until="period")


def draft_contact(world: World) -> Dossier:
    """Everything but the last look."""
    return fill_in(begin(world, "parasol", SIX, days_ago=4), until="contact")


def draft_check(world: World) -> Dossier:
    """Ready to send."""
    return fill_in(begin(world, "trammetje", TWO, days_ago=8))


def waiting_since_days(world: World) -> Dossier:
    """Sent the day before yesterday or so."""
    return submit(fill_in(begin(world, "kantwerk", SIX, days_ago=5)))


def waiting_since_a_week(world: World) -> Dossier:
    """At another fund."""
    return submit(fill_in(begin(world, "mijnlamp", SIX, days_ago=10)))


def waiting_since_weeks(world: World) -> Dossier:
    """Longer than usual."""
    return submit(fill_in(begin(world, "baken", THREE, days_ago=24)))


def waiting_for_long(world: World) -> Dossier:
    """Far too long: it stands on top of the queue."""
    return submit(fill_in(begin(world, "olifant", TWO, days_ago=41)))


def asked_once(world: World) -> Dossier:
    """The fund asked who decides; the organisation has not answered."""
    return ask(submit(fill_in(begin(world, "hopveld", SIX, days_ago=16))), texts.QUESTION_GROUP)


def asked_twice(world: World) -> Dossier:
    """Asked, answered, and asked something else."""
    dossier = ask(submit(fill_in(begin(world, "dubbel", TWO, days_ago=31))), texts.QUESTION_GROUP)
    return ask(answer(dossier, texts.ANSWER_GROUP), texts.QUESTION_PLACE)


def answered(world: World) -> Dossier:
    """The answer is there: the fund's turn again."""
    dossier = ask(submit(fill_in(begin(world, "wegwijzer", THREE, days_ago=20))), texts.QUESTION_GROUP)
    return answer(dossier, texts.ANSWER_GROUP)


def approved_not_released(world: World) -> Dossier:
    """Decided; the letter waits for a person."""
    return approve(submit(fill_in(begin(world, "brugpijler", SIX, days_ago=13))), note=texts.APPROVAL_NOTES[1])


def refused_not_released(world: World) -> Dossier:
    """A refusal that nobody outside the fund has seen."""
    dossier = submit(fill_in(begin(world, "waterspin", THREE, days_ago=14)))
    return refuse(dossier, reason=texts.REFUSAL_DOUBLE, alternative=texts.REFUSAL_DOUBLE_ALTERNATIVE)


def refused(world: World) -> Dossier:
    """Refused with another way, and the letter is out."""
    dossier = submit(fill_in(begin(world, "kompas", SIX, days_ago=60), expected_participants=2))
    return release(refuse(dossier, reason=texts.REFUSAL_OPEN_OFFER, alternative=texts.REFUSAL_OPEN_OFFER_ALTERNATIVE))


def refused_after_question(world: World) -> Dossier:
    """Asked first, refused afterwards."""
    dossier = ask(submit(fill_in(begin(world, "zinneke", THREE, days_ago=75))), texts.QUESTION_EARLIER)
    dossier = answer(dossier, "Hetzelfde als toen, maar dan voor het hele team.")
    return release(refuse(dossier, reason=texts.REFUSAL_DOUBLE, alternative=texts.REFUSAL_DOUBLE_ALTERNATIVE))


def withdrawn_draft(world: World) -> Dossier:
    """A draft that somebody threw away."""
    return withdraw(fill_in(begin(world, "sneeuwuil", TWO, days_ago=50), until="reason"))


def withdrawn(world: World) -> Dossier:
    """Taken back after sending."""
    return withdraw(submit(fill_in(begin(world, "ganzenveer", THREE, days_ago=37))))


STORIES = (
    draft_organisation, draft_reason, draft_group, draft_period, draft_contact, draft_check, waiting_since_days,
    waiting_since_a_week, waiting_since_weeks, waiting_for_long, asked_once, asked_twice, answered,
    approved_not_released, refused_not_released, refused, refused_after_question, withdrawn_draft, withdrawn,
)  # fmt: skip
