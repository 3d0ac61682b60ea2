"""Something went differently: context first, over one or more talks, and a light way on (guidance.md 9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import write
from tandem.guidance.models import Agreement, FileItem, Mishap, Talk
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.rules import mishap as rules
from tandem.guidance.rules.keys import key_in
from tandem.guidance.rules.pen import Writing, length_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotTellMishap(Refusal):
    """What was going on is not chosen yet."""


class CannotGoOn(Refusal):
    """How to go on is not chosen yet, or was chosen meanwhile."""


@transaction.atomic
def tell_mishap(
    place: Place, *, key: UUID, contexts: list[str], words: str, about: FileItem | None = None, talk_id: UUID | None = None,
    by: Person, at: datetime,
) -> Mishap:  # fmt: skip
    """What was going on, and in whose words. `key` comes from the form: sending twice gives one."""
    pk = key_in(place.file.pk, "mishap", key)
    known = parts(place, Mishap).filter(pk=pk).first()
    if known is not None:
        return known
    CannotTellMishap.if_any([*rules.context_problems(contexts), *length_problems(words)])
    mishap = Mishap.add(
        pk=pk, file=place.file, made_at=at, made_by=by, is_by_client=place.is_owner, contexts=contexts, words=words,
        about_kind=type(about).__name__.lower() if about else "", about_id=about.pk if about else None,
    )  # fmt: skip
    if talk_id:
        parts(place, Talk).filter(pk=talk_id, mishap__isnull=True).update(mishap=mishap)
    audit.record("mishap.tell", mishap, by=by, at=at, file=place.file.pk)
    return mishap


@transaction.atomic
def talk_about_it(place: Place, mishap: Mishap, talk: Talk, *, words: str = "", by: Person, at: datetime) -> Mishap:
    """One more talk that was about this; what it added in words stands under what was told before."""
    mishap = _locked(place, mishap)
    CannotTellMishap.if_any(length_problems(f"{mishap.words}\n\n{words}"))
    if words.strip():
        mishap.words = "\n\n".join(filter(None, [mishap.words, words.strip()]))
        mishap.save()
    parts(place, Talk).filter(pk=talk.pk).update(mishap=mishap)
    audit.record("mishap.talk", mishap, by=by, at=at, file=place.file.pk, talk=talk.pk)
    return mishap


@transaction.atomic
def go_on(
    place: Place, mishap: Mishap, *, ends_in: str, words: str = "", learnt: str = "", how: str = "", by: Person,
    at: datetime,
) -> Mishap:  # fmt: skip
    """A lighter agreement, another plan, a barrier on the map, a signal, or good as it is. What is the person's goes
    through the pen: a guide's words are a proposal unless they were said together.
    """
    mishap = _locked(place, mishap)
    if mishap.ended_at is not None:
        raise CannotGoOn(_("Hier is al gekozen hoe jullie verdergaan. Bekijk de pagina opnieuw."))
    CannotGoOn.if_any([*rules.end_problems(ends_in, words), *length_problems(learnt, field="learnt")])
    led_to = _led_to(place, mishap, ends_in, words, how=how, by=by, at=at)
    mishap.ends_in, mishap.ended_at, mishap.way_on, mishap.learnt = ends_in, at, words, learnt
    mishap.led_to_id = led_to.pk if led_to else None
    mishap.save()
    audit.record("mishap.go_on", mishap, by=by, at=at, file=place.file.pk, ends_in=ends_in)
    return mishap


def _led_to(
    place: Place, mishap: Mishap, ends_in: str, words: str, *, how: str, by: Person, at: datetime
) -> FileItem | None:
    if ends_in == rules.LIGHTER:
        before = _agreement_of(place, mishap)
        version = before.version if before else 0
        return write(place, Writing("agreement", words), item=before, version=version, by=by, at=at, how=how)
    if ends_in == rules.OTHER_PLAN:
        return write(place, Writing("step", words, {"kind": "other"}), by=by, at=at, how=how)
    if ends_in == rules.BARRIER:
        domains = rules.domains_of(mishap.contexts)
        return write(place, Writing("barrier", words, {"domains": domains}), by=by, at=at, how=how)
    return None


def _agreement_of(place: Place, mishap: Mishap) -> Agreement | None:
    """The agreement this was about, when it still holds: a lighter one takes its place."""
    if mishap.about_kind != "agreement" or mishap.about_id is None:
        return None
    return parts(place, Agreement).filter(pk=mishap.about_id, let_go_at__isnull=True).first()


def _locked(place: Place, mishap: Mishap) -> Mishap:
    current = parts(place, Mishap).select_for_update(of=("self",)).filter(pk=mishap.pk).first()
    if current is None:
        raise CannotGoOn(Problem(_("Dit staat er niet meer. Bekijk de pagina opnieuw.")))
    return current
