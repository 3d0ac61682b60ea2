"""Talks of a file: the list, and everything one talk shows; what stood before comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.guidance.models import AgendaPoint, Agreement, HeardAnswer, HeardCheck, Promise, Proposal, Talk
from tandem.guidance.queries.agreement import answers_in
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.queries.other_view import other_views_of
from tandem.guidance.queries.promise import OpenPromise, shown_promise
from tandem.guidance.rules.heard_check import is_expired, shown_code
from tandem.guidance.rules.talk import NOON, Draft, draft_from
from tandem.guidance.rules.vocabulary import CONTACT_WAYS, FACES, HEARD_QUESTIONS, STILL_SO, TALK_PLACES
from tandem.kernel import clock, dutch
from tandem.kernel.documents import codes


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One talk in the list."""

    url: str
    held_at: datetime
    where: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An agreement that stood before this talk; `answer` is empty while nobody asked."""

    pk: UUID
    words: str
    made_at: datetime
    answer: str = ""
    answer_text: str = ""
    answer_words: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something for this talk."""

    pk: UUID
    words: str


@dataclass(frozen=True, slots=True)
class MadePromise:
    """A promise of this talk."""

    pk: UUID
    who: str
    words: str
    by_day: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class HeardLine:
    """The heard-check of a talk as this viewer may see it: whether it was answered, and what only when shown."""

    code: str
    shown_code: str
    is_answered: bool
    is_expired: bool
    answers: tuple[tuple[str, int, str], ...] = ()
    words: str = ""
    is_shown: bool = False  # to the guide too


@dataclass(frozen=True, slots=True)
class TalkPage:
    """One talk with what stood before it and what came out of it."""

    place: Place
    talk: Talk
    where: str
    draft: Draft
    earlier: tuple[Earlier, ...]
    points: tuple[Point, ...]
    open_promises: tuple[OpenPromise, ...]
    agreements: tuple[str, ...]
    proposed: tuple[str, ...]
    promises: tuple[MadePromise, ...]
    heard: HeardLine | None
    other_views: Sequence[object]

    @property
    def is_open(self) -> bool:
        """Not closed yet."""
        return self.talk.closed_at is None

    @property
    def waiting(self) -> tuple[Earlier, ...]:
        """Earlier agreements that were not asked about yet."""
        return tuple(row for row in self.earlier if not row.answer)

    @property
    def next_how(self) -> str:
        """How we hear from each other again, in words."""
        return CONTACT_WAYS.get(self.talk.next_contact_how, "")

    @property
    def next_text(self) -> str:
        """When; without the hour when nobody said one (it is kept as noon)."""
        moment = self.talk.next_contact_at
        is_day = moment is not None and clock.local(moment).time() == NOON
        return dutch.date_nl(moment) if is_day else dutch.datetime_nl(moment)

    @property
    def heard_qr(self) -> str:
        """The door of the heard-check as a picture."""
        link = f"{settings.SITE_URL}{reverse('heard', args=[self.heard.code])}" if self.heard else ""
        return codes.qr_svg(link, title=_("QR-code van de vragen"), size=200)


def talk_lines(place: Place) -> list[TalkLine]:
    """Every talk, newest first."""
    rows = parts(place, Talk).only("file", "held_at", "place", "place_words", "closed_at")
    return [
        TalkLine(
            reverse("talk", args=[place.file.pk, row.pk]), row.held_at, where_of(row, is_owner=place.is_owner),
            row.closed_at is None,
        )
        for row in rows
    ]  # fmt: skip


def where_of(talk: Talk, *, is_owner: bool = False) -> str:
    """Where we spoke, in words."""
    if is_owner and talk.place == "home" and not talk.place_words:
        return _("bij jou thuis")
    return talk.place_words or TALK_PLACES[talk.place]


def open_points(place: Place, *, but_of: Talk | None = None) -> tuple[Point, ...]:
    """What waits for a next talk; what came out of a talk itself is for the one after it."""
    rows = parts(place, AgendaPoint).filter(done_at__isnull=True)
    if but_of is not None:
        rows = rows.exclude(raised_in=but_of)
    return tuple(Point(row.pk, row.words) for row in rows)


def point_for(place: Place, pk: object) -> AgendaPoint:
    """One point of this file."""
    return part_for(place, AgendaPoint, pk)


def talk_for(place: Place, pk: object) -> Talk:
    """One talk of this file."""
    return part_for(place, Talk, pk)


def talk_page(place: Place, pk: object) -> TalkPage:
    """Everything on the page of one talk."""
    talk = talk_for(place, pk)
    is_open = talk.closed_at is None
    agreements = list(parts(place, Agreement).order_by("made_at", "pk"))
    promises = list(parts(place, Promise).filter(Q(done_at__isnull=True, let_go_at__isnull=True) | Q(talk=talk)))
    return TalkPage(
        place=place, talk=talk, where=where_of(talk, is_owner=place.is_owner), draft=draft_from(talk.draft) if is_open else Draft(),
        earlier=_earlier(place, talk, agreements),
        points=open_points(place, but_of=talk) if is_open else (),
        open_promises=_still_open(promises, talk, place) if is_open else (),
        agreements=tuple(row.words for row in agreements if row.talk_id == talk.pk),
        proposed=_proposed(place, talk),
        promises=tuple(_made(row) for row in promises if row.talk_id == talk.pk),
        heard=None if is_open else _heard(place, talk),
        other_views=() if is_open else other_views_of(place, [talk.pk])[talk.pk],
    )  # fmt: skip


def _earlier(place: Place, talk: Talk, agreements: list[Agreement]) -> tuple[Earlier, ...]:
    answers = answers_in(place, talk)
    shown = []
    for row in agreements:
        given = answers.get(row.pk)
        stood = row.talk_id != talk.pk and row.made_at <= talk.made_at and row.let_go_at is None
        if given:
            text = STILL_SO[given.answer]
            shown.append(Earlier(row.pk, row.words, row.made_at, given.answer, text, given.words))
        elif stood and talk.closed_at is None:
            shown.append(Earlier(row.pk, row.words, row.made_at))
    return tuple(shown)


def _still_open(promises: list[Promise], talk: Talk, place: Place) -> tuple[OpenPromise, ...]:
    rows = [shown_promise(row, place.at) for row in promises if row.talk_id != talk.pk]
    return tuple(sorted(rows, key=lambda row: not row.is_late))


def _proposed(place: Place, talk: Talk) -> tuple[str, ...]:
    rows = parts(place, Proposal).filter(about_kind="agreement", state="open", facts__talk_id=str(talk.pk))
    return tuple(row.words for row in rows.order_by("made_at", "pk"))


def _made(row: Promise) -> MadePromise:
    return MadePromise(row.pk, row.who, row.words, row.by_day, row.done_at is not None)


def _heard(place: Place, talk: Talk) -> HeardLine | None:
    check = parts(place, HeardCheck).filter(talk=talk).first()
    if check is None:
        return None
    answer = parts(place, HeardAnswer).filter(check_of=check).first() if check.answered_at else None
    return HeardLine(
        check.code, shown_code(check.code), check.answered_at is not None, is_expired(check.made_at, at=place.at),
        _faces(answer.answers) if answer else (), answer.words if answer else "",
        answer is not None and not answer.is_mine_only,
    )  # fmt: skip


def _faces(answers: Mapping[str, int]) -> tuple[tuple[str, int, str], ...]:
    return tuple((text, answers[key], FACES[answers[key]]) for key, text in HEARD_QUESTIONS.items() if key in answers)


def closed_talk(place: Place, pk: object) -> TalkPage:
    """A talk with its code, for the slip and the shared device."""
    page = talk_page(place, pk)
    if page.heard is None:
        raise Http404
    return page
