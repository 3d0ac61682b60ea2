"""Promises of both sides: made, done, let go together, or told what came between (guidance.md 4)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import Promise, Talk
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import length_problems
from tandem.guidance.rules.promise import CLIENT, SERVICE
from tandem.guidance.rules.talk import NewPromise, promise_problems
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotPromise(Refusal):
    """Who, what, or the day of the service is still open."""


class CannotChangePromise(Refusal):
    """The promise was closed meanwhile, or this is not this person's to say."""


@transaction.atomic
def make_promise(place: Place, new: NewPromise, *, talk: Talk | None = None, by: Person, at: datetime) -> Promise:
    """Who does what by when. With a key from the form the same promise sent twice gives one."""
    pk = key_in(place.file.pk, "promise", new.key or uuid4())
    if known := parts(place, Promise).filter(pk=pk).first():
        return known
    problems = promise_problems(new, today=clock.local(at).date())
    CannotPromise.if_any([*problems, *length_problems(new.words, field="promise_words")])
    promise = Promise.add(
        pk=pk, file=place.file, made_at=at, made_by=by, talk=talk, side=new.side,
        who=_who(place, new, by), promised_by=by if new.side == SERVICE else place.file.person, words=new.words,
        by_day=new.by_day, is_by_client=new.side == CLIENT,
    )  # fmt: skip
    audit.record("promise.make", promise, by=by, at=at, file=place.file.pk, side=new.side)
    return promise


@transaction.atomic
def finish_promise(place: Place, promise: Promise, *, by: Person, at: datetime) -> Promise:
    """It is done."""
    promise = _open(place, promise)
    promise.done_at = at
    return _kept(promise, "promise.finish", by=by, at=at)


@transaction.atomic
def let_promise_go(place: Place, promise: Promise, *, by: Person, at: datetime, how: str = "") -> Promise:
    """It is no longer needed, says the person; a service cannot let its own promise go alone."""
    promise = _open(place, promise)
    if not place.is_owner and how != "together":
        raise CannotChangePromise(
            _("Bekijk dit samen, in een gesprek. Alleen de persoon zegt dat het niet meer hoeft.")
        )
    promise.let_go_at = at
    return _kept(promise, "promise.let_go", by=by, at=at)


@transaction.atomic
def tell_what_came_between(place: Place, promise: Promise, *, words: str, by: Person, at: datetime) -> Promise:
    """Wat kwam er tussen? Asked of the person's own step alone; it stays open, without a judgement."""
    promise = _open(place, promise)
    if promise.side != CLIENT:
        raise CannotChangePromise(_("Dit is een belofte van de dienst. Doe ze, of spreek samen een nieuwe dag af."))
    if not words.strip():
        raise CannotPromise(Problem(_("Schrijf in een paar woorden wat er tussen kwam."), "words"))
    CannotPromise.if_any(length_problems(words))
    promise.came_between = words
    return _kept(promise, "promise.tell", by=by, at=at)


def _who(place: Place, new: NewPromise, by: Person) -> str:
    usual = str(by) if new.side == SERVICE else str(place.file)
    return (new.who.strip() or usual)[:80]


def _open(place: Place, promise: Promise) -> Promise:
    current = parts(place, Promise).select_for_update(of=("self",)).filter(pk=promise.pk).first()
    if current is None or current.done_at or current.let_go_at:
        raise CannotChangePromise(_("Deze belofte is intussen klaar of losgelaten. Bekijk de pagina opnieuw."))
    return current


def _kept(promise: Promise, act: str, *, by: Person, at: datetime) -> Promise:
    promise.save()
    audit.record(act, promise, by=by, at=at, file=promise.file_id, side=promise.side)
    return promise
