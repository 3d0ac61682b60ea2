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


def draft_organisation(world: World, *, days_ago: int = 3) -> Dossier:
    """Just begun: only the joint committee is chosen."""
    return fill_in(begin(world, "klaver", THREE, days_ago=days_ago), until="organisation")


def draft_reason(world: World, *, days_ago: int = 6) -> Dossier:
    """Wrote why."""
    return fill_in(begin(world, "regenton", SIX, days_ago=days_ago), until="reason")


def draft_group(world: World, *, days_ago: int = 12) -> Dossier:
    """Knows who takes part."""
    return fill_in(begin(world, "zolder", TWO, days_ago=days_ago), until="group")


def draft_period(world: World, *, days_ago: int = 26) -> Dossier:
    """Chose a period and then went on leave."""
    return fill_in(begin(world, "vlaschaard", TWO, days_ago=days_ago), until="period")


def draft_contact(world: World, *, days_ago: int = 4) -> Dossier:
    """Everything but the last look."""
    return fill_in(begin(world, "parasol", SIX, days_ago=days_ago), until="contact")


def draft_check(world: World, *, days_ago: int = 8) -> Dossier:
    """Ready to send."""
    return fill_in(begin(world, "trammetje", TWO, days_ago=days_ago))


def waiting_since_days(world: World, *, days_ago: int = 5) -> Dossier:
    """Sent the day before yesterday or so."""
    return submit(fill_in(begin(world, "kantwerk", SIX, days_ago=days_ago)))


def waiting_since_a_week(world: World, *, days_ago: int = 10) -> Dossier:
    """At another fund."""
    return submit(fill_in(begin(world, "mijnlamp", SIX, days_ago=days_ago)))


def waiting_since_weeks(world: World, *, days_ago: int = 24) -> Dossier:
    """Longer than usual."""
    return submit(fill_in(begin(world, "baken", THREE, days_ago=days_ago)))


def waiting_for_long(world: World, *, days_ago: int = 41) -> Dossier:
    """Far too long: it stands on top of the queue."""
    return submit(fill_in(begin(world, "olifant", TWO, days_ago=days_ago)))


def asked_once(world: World, *, days_ago: int = 16) -> Dossier:
    """The fund asked who decides; the organisation has not answered."""
    return ask(submit(fill_in(begin(world, "hopveld", SIX, days_ago=days_ago))), texts.QUESTION_GROUP)


def asked_twice(world: World, *, days_ago: int = 31) -> Dossier:
    """Asked, answered, and asked something else."""
    dossier = ask(submit(fill_in(begin(world, "dubbel", TWO, days_ago=days_ago))), texts.QUESTION_GROUP)
    return ask(answer(dossier, texts.ANSWER_GROUP), texts.QUESTION_PLACE)


def answered(world: World, *, days_ago: int = 20) -> Dossier:
    """The answer is there: the fund's turn again."""
    dossier = ask(submit(fill_in(begin(world, "wegwijzer", THREE, days_ago=days_ago))), texts.QUESTION_GROUP)
    return answer(dossier, texts.ANSWER_GROUP)


def approved_not_released(world: World, *, days_ago: int = 13) -> Dossier:
    """Decided; the letter waits for a person."""
    return approve(submit(fill_in(begin(world, "brugpijler", SIX, days_ago=days_ago))), note=texts.APPROVAL_NOTES[1])


def refused_not_released(world: World, *, days_ago: int = 14) -> Dossier:
    """A refusal that nobody outside the fund has seen."""
    dossier = submit(fill_in(begin(world, "waterspin", THREE, days_ago=days_ago)))
    return refuse(dossier, reason=texts.REFUSAL_DOUBLE, alternative=texts.REFUSAL_DOUBLE_ALTERNATIVE)


def refused(world: World, *, days_ago: int = 60) -> Dossier:
    """Refused with another way, and the letter is out."""
    dossier = submit(fill_in(begin(world, "kompas", SIX, days_ago=days_ago), expected_participants=2))
    return release(refuse(dossier, reason=texts.REFUSAL_OPEN_OFFER, alternative=texts.REFUSAL_OPEN_OFFER_ALTERNATIVE))


def refused_after_question(world: World, *, days_ago: int = 75) -> Dossier:
    """Asked first, refused afterwards."""
    dossier = ask(submit(fill_in(begin(world, "zinneke", THREE, days_ago=days_ago))), texts.QUESTION_EARLIER)
    dossier = answer(dossier, "Hetzelfde als toen, maar dan voor het hele team.")
    return release(refuse(dossier, reason=texts.REFUSAL_DOUBLE, alternative=texts.REFUSAL_DOUBLE_ALTERNATIVE))


def withdrawn_draft(world: World, *, days_ago: int = 50) -> Dossier:
    """A draft that somebody threw away."""
    return withdraw(fill_in(begin(world, "sneeuwuil", TWO, days_ago=days_ago), until="reason"))


def withdrawn(world: World, *, days_ago: int = 37) -> Dossier:
    """Taken back after sending."""
    return withdraw(submit(fill_in(begin(world, "ganzenveer", THREE, days_ago=days_ago))))


STORIES = (
    draft_organisation, draft_reason, draft_group, draft_period, draft_contact, draft_check, waiting_since_days,
    waiting_since_a_week, waiting_since_weeks, waiting_for_long, asked_once, asked_twice, answered,
    approved_not_released, refused_not_released, refused, refused_after_question, withdrawn_draft, withdrawn,
)  # fmt: skip
