"""Groups that meet, two forum days with their tables, and the recommendations that came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tandem.dialogue.actions import recommendation as following
from tandem.dialogue.actions.forum import (
    Company,
    Place,
    close_forum_day,
    make_forum_day,
    open_forum_day,
    set_associations,
    set_tables,
)
from tandem.dialogue.actions.group import make_group
from tandem.dialogue.actions.meeting import (
    MeetingFacts,
    answer_correction,
    correct,
    hear,
    hold_meeting,
    make_final,
    plan_meeting,
    read_back,
    say,
)
from tandem.dialogue.actions.recommendation_draft import draft_recommendation
from tandem.dialogue.actions.statement import Heard, Note, hear_voice, note_statement
from tandem.dialogue.models import FollowUp, ForumDay, Group, Recommendation, Statement
from tandem.example.world.cast import World, at_hour
from tandem.example.world.signals.cast import SignalCast
from tandem.example.world.signals.table_texts import DAYS, MEETINGS, DayText, RecommendationText
from tandem.example.world.signals.texts import ASSOCIATIONS
from tandem.kernel.ids import new_id
from tandem.policy_signals.models import Bundle
from tandem.sessions.timetable import working_days


def tell_groups(world: World, cast: SignalCast) -> list[Group]:
    """One group per association; the first met three times."""
    groups = []
    for facilitator, association in zip(cast.facilitators, cast.associations, strict=True):
        at = at_hour(world.today - timedelta(days=700), 10)
        about = "Elke tweede dinsdag, met koffie."
        groups.append(
            make_group(association.pk, name=f"Groep {association.name[:-4]}", about=about, by=facilitator, at=at)
        )
    for number, (title, theme, days_ago, statements) in enumerate(MEETINGS):
        _meeting(world, cast, groups[number % len(groups)], title, theme, days_ago, statements)
    return groups


def tell_forum_days(
    world: World, cast: SignalCast, groups: Sequence[Group], bundles: Sequence[Bundle]
) -> list[Recommendation]:
    """Two forum days; the recommendations of the first were looked at twice."""
    made: list[Recommendation] = []
    for text in DAYS:
        held_on = next(working_days(world.today - timedelta(days=text.days_ago)))
        day = _forum_day(cast, text, held_on)
        made += [_recommend(world, cast, day, held_on, each, groups, bundles) for each in text.recommendations]
    return made


def _meeting(
    world: World, cast: SignalCast, group: Group, title: str, theme: str, days_ago: int, statements: Sequence[str]
) -> None:  # fmt: skip
    by = cast.facilitators[cast.associations.index(group.association)]
    held_on = next(working_days(world.today - timedelta(days=days_ago)))
    at = at_hour(held_on, 14)
    facts = MeetingFacts(title, held_on, "In het huis van de vereniging. Bus 4 stopt voor de deur.", [theme])
    planned_on = min(held_on - timedelta(days=14), world.today - timedelta(days=2))
    meeting = plan_meeting(group, facts, by=by, at=at_hour(planned_on, 10))
    if days_ago < 0:
        return
    meeting = hold_meeting(meeting, people=7 + days_ago % 5, by=by, at=at)
    said = [
        say(meeting, words=words, theme=theme, is_what_helps=words.startswith("Laat"), by=by, at=at)
        for words in statements
    ]
    hear(meeting, said[0], kind="agree", words="", by=by, at=at)
    hear(meeting, said[0], kind="differ", words="Bij mij ging het wel vlot.", by=by, at=at)
    if days_ago < 20:
        return
    read_back(meeting, by=by, at=at + timedelta(days=7))
    correction = correct(meeting, words="Zet erbij dat het al jaren zo is.", by=by, at=at + timedelta(days=7))
    answer_correction(correction, is_taken=True, answer="Staat erbij.", by=by, at=at + timedelta(days=8))
    make_final(meeting, by=by, at=at + timedelta(days=9))


def _forum_day(cast: SignalCast, text: DayText, held_on: date) -> ForumDay:
    facts = {
        "title": text.title, "question": text.question, "theme": text.theme, "held_on": held_on, "place": text.place,
        "getting_there": text.getting_there,
    }  # fmt: skip
    prepared = at_hour(held_on - timedelta(days=40), 10)
    day = make_forum_day(facts, host=cast.umbrella, by=cast.worker, at=prepared)
    companies = [Company(name, people) for name, people in ASSOCIATIONS[: text.associations]]
    set_associations(day, companies, by=cast.worker, at=prepared)
    places = [Place(number, topic) for number, (topic, _said) in enumerate(text.tables, 1)]
    tables = set_tables(day, places, by=cast.worker, at=prepared)
    open_forum_day(day, by=cast.worker, at=at_hour(held_on, 9))
    for table, (_topic, said) in zip(tables, text.tables, strict=True):
        for minute, words in enumerate(said):
            at = at_hour(held_on, 10, 3 * minute)
            note = Note(new_id(), words, is_what_helps=minute >= len(said) - 1, said_at=at)
            note_statement(table, note, by=None, at=at)
            if not minute:
                hear_voice(table, Heard(new_id(), note.id, "agree", ""), by=None, at=at)
    close_forum_day(day, by=cast.worker, at=at_hour(held_on, 16))
    return day


def _recommend(
    world: World, cast: SignalCast, day: ForumDay, held_on: date, text: RecommendationText, groups: Sequence[Group],
    bundles: Sequence[Bundle],
) -> Recommendation:  # fmt: skip
    said = list(Statement.objects.filter(table__forum_day=day, table__number__in=text.tables).select_related("table"))
    written_on = next(working_days(held_on + timedelta(days=20)))
    at = at_hour(written_on, 11)
    row = draft_recommendation(day, said[:4], text.title, text.words, cast.worker, at, policy_domain=text.domain)
    for bundle in (bundle for bundle in bundles if text.signal and bundle.title == text.signal):
        proof = following.Proof("signal", "Veel mensen gaven hierover een signaal.", bundle_id=bundle.pk)
        following.add_evidence(row, proof, by=cast.worker, at=at)
    if text.course == "draft":
        return row
    review_on = written_on + timedelta(days=182)
    facts = following.Facts(
        row.title, row.words, row.theme, row.policy_domain, cast.addressees[text.domain].pk, cast.worker.pk, review_on
    )
    row = following.work_out(row, facts, version=row.version, by=cast.worker, at=at)
    row = following.propose(row, by=cast.worker, at=at + timedelta(days=2))
    return _follow(world, cast, row, text, groups, review_on)


def _follow(
    world: World, cast: SignalCast, row: Recommendation, text: RecommendationText, groups: Sequence[Group], review_on: date
) -> Recommendation:  # fmt: skip
    """One step at each review day that is past."""
    for verb, words, reason in text.steps:
        at = at_hour(next(working_days(review_on)), 14)
        if at.date() > world.today:
            break
        review_on = at.date() + timedelta(days=182)
        is_open = verb in {"take_up", "look_again"}
        step = following.Step(verb, words, reason, review_on if is_open else None)
        made = following.follow_up(row, step, version=row.version, by=cast.worker, at=at)
        row = Recommendation.objects.get(pk=row.pk)
        _judge(cast, groups, made)
    return row


def _judge(cast: SignalCast, groups: Sequence[Group], step: FollowUp) -> None:
    verdict = {"done": "good", "not_followed": "not_good"}.get(step.state, "partly")
    for facilitator, group in zip(cast.facilitators[:2], groups[:2], strict=True):
        at = step.at + timedelta(days=12)
        following.give_verdict(step, group, verdict=verdict, words="Besproken in de groep.", by=facilitator, at=at)
