"""A talk: begun, typed in, closed. What is typed is kept first, whatever button was pressed (guidance.md 3, 4, 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.agenda_point import settle_points
from tandem.guidance.actions.agreement import agree_in_talk, answer_earlier
from tandem.guidance.actions.heard_check import open_heard_check
from tandem.guidance.actions.pen import CannotWrite, SomebodyWroteMeanwhile
from tandem.guidance.actions.promise import finish_promise, let_promise_go, make_promise, tell_what_came_between
from tandem.guidance.models import ClientFile, Promise, Talk
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import length_problems
from tandem.guidance.rules.talk import (
    AGREEMENT_FIELDS,
    CAME_BETWEEN,
    CLOSE,
    DONE,
    LET_GO,
    NO_NEXT_REASONS,
    NOON,
    PROMISE_FIELDS,
    Draft,
    NextContact,
    PromiseNews,
    TalkWork,
    Typed,
    closing_problems,
    draft_from,
    merged,
)
from tandem.guidance.rules.vocabulary import TALK_PLACES
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotStartTalk(Refusal):
    """The day is still to come, or the place is unknown."""


class CannotCloseTalk(Refusal):
    """Who does what by when, or the next contact, is still open."""


class TalkIsClosed(Refusal):
    """It was closed meanwhile, on another device."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What both typed: the names of the texts that differ, and the version that stands there now."""

    version: int
    theirs: dict[str, str]
    mine: dict[str, str]
    parts: tuple[str, ...]


class TalkConflict(SomebodyWroteMeanwhile):
    """Two devices typed in the same talk: both texts are in `clash`."""

    def __init__(self, *problems: Problem | str, current: Clash) -> None:
        super().__init__(*problems, current=current)
        self.clash = current


@transaction.atomic
def start_talk(
    place: Place, *, key: UUID, held_at: datetime, where: str, place_words: str = "", by: Person, at: datetime
) -> Talk:
    """Begin a talk. `key` comes from the form: sending twice gives one talk."""
    pk = key_in(place.file.pk, "talk", key)
    known = parts(place, Talk).filter(pk=pk).first()
    if known is not None:
        return known
    CannotStartTalk.if_any(_start_problems(held_at, where, at=at))
    talk = Talk(
        pk=pk,
        file=place.file,
        made_at=at,
        made_by=by,
        held_at=held_at,
        place=where,
        place_words=place_words.strip()[:120],
    )
    talk.save(force_insert=True)
    audit.record("talk.start", talk, by=by, at=at, file=place.file.pk)
    return talk


def _start_problems(held_at: datetime, where: str, *, at: datetime) -> list[Problem]:
    problems = []
    if held_at > at:
        problems.append(Problem(_("Kies de dag van vandaag, of een dag die voorbij is."), "held_on"))
    if where not in TALK_PLACES:
        problems.append(Problem(_("Kies waar jullie elkaar spraken."), "place"))
    return problems


@transaction.atomic
def keep_draft(place: Place, talk: Talk, typed: Typed, *, by: Person, at: datetime, is_autosave: bool = False) -> Talk:
    """Keep what was typed, and nothing else: it survives a dead battery and opens on another device."""
    talk = _locked(place, talk)
    CannotWrite.if_any(problem for text in typed.fields.values() for problem in length_problems(text, field=""))
    _keep_typed(talk, typed)
    talk.save()
    if not is_autosave:
        audit.record("talk.keep", talk, by=by, at=at, file=place.file.pk, version=talk.version)
    return talk


@transaction.atomic
def work_on_talk(place: Place, talk: Talk, work: TalkWork, *, by: Person, at: datetime) -> Talk:
    """One press of a button: what was typed is kept, answers on earlier agreements come before anything new."""
    talk = _locked(place, talk)
    draft = _keep_typed(talk, work.typed)
    if work.stores_answers:
        draft = _store_answers(place, talk, draft, work, by=by, at=at)
    if work.adds_agreement and work.agreement:
        agree_in_talk(place, talk, work.agreement, by=by, at=at)
        draft = draft.without(*AGREEMENT_FIELDS)
    if work.adds_promise and work.promise:
        make_promise(place, work.promise, talk=talk, by=by, at=at)
        draft = draft.without(*PROMISE_FIELDS)
    talk.draft = draft.as_text()
    if work.what == CLOSE:
        _close(place, talk, work, by=by, at=at)
    talk.save()
    audit.record("talk.write", talk, by=by, at=at, file=place.file.pk, what=work.what, version=talk.version)
    return talk


def _locked(place: Place, talk: Talk) -> Talk:
    current = parts(place, Talk).select_for_update(of=("self",)).filter(pk=talk.pk).first()
    if current is None or current.closed_at is not None:
        raise TalkIsClosed(
            _("Dit gesprek is intussen afgerond. Wat je nog typte, staat hieronder. Neem het mee in een nieuw gesprek.")
        )
    return current


def _keep_typed(talk: Talk, typed: Typed) -> Draft:
    """The draft with what was typed now; refuses when another device typed something else meanwhile."""
    before = draft_from(talk.draft)
    fields = dict(typed.fields)
    is_newest = typed.version == talk.version
    if typed.choices or (not is_newest and before.device != typed.device):
        fields, clashing = merged(typed.fields, before.fields, typed.choices if is_newest else {})
        if clashing:
            text = _("Op een ander toestel is dit intussen veranderd. Hieronder staan allebei: kies wat blijft.")
            clash = Clash(talk.version, dict(before.fields), dict(typed.fields), clashing)
            raise TalkConflict(Problem(text), current=clash)
    draft = Draft(typed.device, fields)
    talk.draft = draft.as_text()
    talk.version += 1
    return draft


def _store_answers(place: Place, talk: Talk, draft: Draft, work: TalkWork, *, by: Person, at: datetime) -> Draft:
    answer_earlier(place, talk, work.answers, by=by, at=at)
    settle_points(place, work.points, by=by, at=at)
    for news in work.news:
        _tell(place, news, by=by, at=at)
    stored = [f"{name}{pk.hex}" for name, pk in _stored_names(work)]
    return draft.without(*stored)


def _stored_names(work: TalkWork) -> list[tuple[str, UUID]]:
    answers = [(name, given.agreement_id) for given in work.answers for name in ("still_", "stillwords_")]
    news = [(name, told.promise_id) for told in work.news for name in ("kept_", "between_")]
    return [*answers, *news, *(("point_", pk) for pk in work.points)]


def _tell(place: Place, news: PromiseNews, *, by: Person, at: datetime) -> None:
    promise = parts(place, Promise).filter(pk=news.promise_id, done_at__isnull=True, let_go_at__isnull=True).first()
    if promise is None:
        return  # already told, on another device
    if news.state == DONE:
        finish_promise(place, promise, by=by, at=at)
    elif news.state == LET_GO:
        let_promise_go(place, promise, by=by, at=at, how="together")
    elif news.state == CAME_BETWEEN:
        tell_what_came_between(place, promise, words=news.words, by=by, at=at)


def _close(place: Place, talk: Talk, work: TalkWork, *, by: Person, at: datetime) -> None:
    promises = parts(place, Promise).filter(talk=talk).count()
    next_at = moment_of(work.next)
    CannotCloseTalk.if_any(closing_problems(work, promises=promises, at=at, next_at=next_at))
    draft = draft_from(talk.draft).fields
    talk.content = draft.get("content", work.content)
    talk.relation = draft.get("relation", work.relation)
    talk.nobody_reason = "" if promises else work.nobody_reason
    talk.next_contact_at = next_at
    talk.next_contact_how = work.next.how if next_at else ""
    talk.no_next_contact_reason = "" if next_at else reason_text(work.next)
    talk.closed_at, talk.draft = at, ""
    _tell_file(place, talk, work.next, by=by, at=at)
    open_heard_check(place, talk, by=by, at=at)


def _tell_file(place: Place, talk: Talk, contact: NextContact, *, by: Person, at: datetime) -> None:
    """The file knows when we spoke last and when we speak again; the words of a reason stay sealed in the talk."""
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=place.file.pk)
    file.last_contact_at = max(filter(None, [file.last_contact_at, talk.held_at]))
    file.next_contact_at = talk.next_contact_at
    file.no_next_contact_reason = "" if talk.next_contact_at else NO_NEXT_REASONS[contact.reason]
    file.save(update_fields=["last_contact_at", "next_contact_at", "no_next_contact_reason"])
    audit.record("talk.close", talk, by=by, at=at, file=file.pk, has_next=talk.next_contact_at is not None)


def moment_of(contact: NextContact) -> datetime | None:
    """The next contact; a day without an hour is kept as noon."""
    if contact.day is None:
        return None
    hour = contact.hour or NOON
    return clock.moment_on(contact.day, hour.hour, hour.minute)


def reason_text(contact: NextContact) -> str:
    """Why no next contact was said, in words."""
    return ": ".join(filter(None, [NO_NEXT_REASONS[contact.reason], contact.reason_words.strip()]))
