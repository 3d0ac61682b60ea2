"""One file as it moves through time: each act has its day, and who did it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from tandem.example.world.cast import at_hour
from tandem.guidance.actions.pen import accept, decline, write
from tandem.guidance.actions.promise import finish_promise, make_promise
from tandem.guidance.actions.talk import start_talk, work_on_talk
from tandem.guidance.actions.thread import become_theirs, begin_thread
from tandem.guidance.models import ClientFile, FileItem, Promise, Proposal, Talk
from tandem.guidance.queries.agreement import unanswered
from tandem.guidance.queries.doors import Place, part_for, place_for
from tandem.guidance.queries.promise import open_promises
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.talk import CLOSE, EarlierAnswer, NewAgreement, NewPromise, NextContact, TalkWork, Typed
from tandem.identity.models import Person
from tandem.identity.queries import viewer_of
from tandem.identity.rules import Viewer
from tandem.kernel.ids import new_id

Item = TypeVar("Item", bound=FileItem)


class Path:
    """A guide and a person: `mine` is the file as the person sees it that day, `along` as the guide does."""

    def __init__(self, guide: Person, today: date, *, days_ago: int, called: str, met: str, note: str,
                 language: str = "nl") -> None:  # fmt: skip
        self.today, self.guide = today, guide
        self._viewers: dict[int, Viewer] = {}
        self._places: dict[int, Place] = {}
        self.file: ClientFile = begin_thread(
            self._viewer(guide), called=called, language=language, met=met, note=note, by=guide, at=self.at(days_ago)
        )

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment on that day; a day to come has a negative number."""
        return at_hour(self.today - timedelta(days=days_ago), hour, minute)

    @property
    def person(self) -> Person:
        """Whose file it is."""
        assert self.file.person is not None, "still a conversation"  # noqa: S101
        return self.file.person

    def becomes_theirs(self, days_ago: int, *, called: str = "", contact_way: str = "visit", year: int | None = None,
                       needs_interpreter: bool = False) -> None:  # fmt: skip
        """Together, at the kitchen table."""
        self.file = become_theirs(
            self.along(days_ago), called=called or self.file.called, language=self.file.language,
            contact_way=contact_way, needs_interpreter=needs_interpreter, birth_year=year, by=self.guide,
            at=self.at(days_ago, 11),
        )  # fmt: skip
        self._places.clear()

    def mine(self, days_ago: int) -> Place:
        """The file as the person sees it."""
        return self.seen_by(self.person, days_ago)

    def along(self, days_ago: int) -> Place:
        """The file as the guide sees it."""
        return self.seen_by(self.guide, days_ago)

    def seen_by(self, who: Person, days_ago: int, *, is_whole: bool = True) -> Place:
        """The file as somebody sees it on a day; looked up once per person."""
        known = self._places.get(who.pk)
        if known is None:
            known = place_for(self._viewer(who), self.file.pk, at=self.at(days_ago), is_whole=is_whole)
            self._places[who.pk] = known
        return replace(known, at=self.at(days_ago))

    def writes(
        self, days_ago: int, kind: str, words: str, texts: dict[str, str] | None = None, /, **facts: object
    ) -> FileItem:
        """The person writes."""
        writing = Writing(kind, words, facts, texts or {})
        return write(self.mine(days_ago), writing, by=self.person, at=self.at(days_ago))

    def said(
        self, days_ago: int, kind: str, words: str, texts: dict[str, str] | None = None, /, **facts: object
    ) -> FileItem:
        """Said together in a talk, with the guide typing."""
        writing = Writing(kind, words, facts, texts or {})
        return write(self.along(days_ago), writing, by=self.guide, at=self.at(days_ago), how="together")

    def proposes(
        self, days_ago: int, kind: str, words: str, why: str, /, item: FileItem | None = None, **facts: object
    ) -> Proposal:
        """The guide proposes; the person decides later."""
        made = write(
            self.along(days_ago), Writing(kind, words, facts), by=self.guide, at=self.at(days_ago), item=item, why=why
        )
        assert isinstance(made, Proposal)  # noqa: S101 -- a guide's own writing in somebody's file always is one
        return made

    def takes_over(self, days_ago: int, proposal: Proposal, words: str | None = None) -> None:
        """The person takes a proposal over, perhaps in other words."""
        accept(self.mine(days_ago), proposal, by=self.person, at=self.at(days_ago, 19), how="own", words=words)

    def puts_by(self, days_ago: int, proposal: Proposal) -> None:
        """The person would rather not."""
        decline(self.mine(days_ago), proposal, by=self.person, at=self.at(days_ago, 19), how="own")

    def talks(self, days_ago: int, content: str, relation: str, *, where: str = "home", agreement: str = "",
              promise: NewPromise | None = None, next_in: int | None = None) -> Talk:  # fmt: skip
        """A talk from begin to end: what was agreed, who does what, and when they hear each other again."""
        talk = start_talk(self.along(days_ago), key=new_id(), held_at=self.at(days_ago), where=where, by=self.guide,
                          at=self.at(days_ago))  # fmt: skip
        next_day = None if next_in is None else self.today - timedelta(days=days_ago - next_in)
        contact = NextContact(reason="client_calls") if next_day is None else NextContact(day=next_day, how="visit")
        work = TalkWork(
            typed=Typed({"content": content, "relation": relation}, device="example"), what=CLOSE,
            answers=tuple(EarlierAnswer(row.pk, "still") for row in unanswered(self.along(days_ago), talk)),
            agreement=NewAgreement(agreement, "together", new_id()) if agreement else None, promise=promise, next=contact,
            nobody_reason="" if promise else "We praatten alleen bij.",
        )  # fmt: skip
        return work_on_talk(self.along(days_ago), talk, work, by=self.guide, at=self.at(days_ago, 11))

    def service_promises(self, days_ago: int, words: str, *, within: int) -> None:
        """The guide says what the service will do, and by when."""
        by_day = self.today - timedelta(days=days_ago - within)
        new = NewPromise("service", words, who=self.guide.first_name, by_day=by_day)
        make_promise(self.along(days_ago), new, by=self.guide, at=self.at(days_ago))

    def keeps_promises(self, days_ago: int) -> None:
        """What was promised until now is done."""
        for promise in open_promises(self.along(days_ago)):
            row = part_for(self.along(days_ago), Promise, promise.pk)
            finish_promise(self.along(days_ago), row, by=self.guide, at=self.at(days_ago))

    def _viewer(self, person: Person) -> Viewer:
        if person.pk not in self._viewers:
            self._viewers[person.pk] = viewer_of(person, on=self.today)
        return self._viewers[person.pk]
