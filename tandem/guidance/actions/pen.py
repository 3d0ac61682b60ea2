"""The person holds the pen: writings that count at once, and proposals that wait for an answer (guidance.md 1)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import FileItem, ItemVersion, Proposal
from tandem.guidance.queries.doors import MODELS, Place, parts
from tandem.guidance.rules.pen import (
    COUNTING_YES,
    OWN,
    SAID_TOGETHER,
    Writing,
    counts_at_once,
    writing_problems,
    yes_problems,
)
from tandem.kernel import audit
from tandem.kernel.refusal import Conflict, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotWrite(Refusal):
    """The words are empty or too long, or the thing is no longer there."""


class SomebodyWroteMeanwhile(Conflict):
    """Two devices changed the same thing; `current` is how it stands now, nothing was lost."""


class CannotAnswer(Refusal):
    """The proposal was withdrawn or answered meanwhile."""


@transaction.atomic
def write(
    place: Place, writing: Writing, *, by: Person, at: datetime, item: FileItem | None = None, version: int = 0,
    how: str = "", why: str = "", pk: UUID | None = None,
) -> FileItem | Proposal:  # fmt: skip
    """Write something new, or change `item` as it stood at `version`.

    By the person, or with a yes said together (`how`), it counts; else a Proposal comes beside the person's own words.
    With `pk` from a phone the same writing sent twice gives one row.
    """
    CannotWrite.if_any(writing_problems(writing))
    if pk and (
        known := MODELS[writing.kind]._default_manager.filter(pk=pk).first() or Proposal.objects.filter(pk=pk).first()
    ):
        return known  # sent twice
    how = how_said(place, how)
    if says_yes(place, how):
        return _apply(place, writing, item=item, version=version, by=by, at=at, how=how, pk=pk)
    proposal = Proposal.add(
        **({"pk": pk} if pk else {}), file=place.file, made_at=at, made_by=by, about_kind=writing.kind,
        about_id=item.pk if item else None, base_version=version or getattr(item, "version", 0),
        words=writing.words, why=why, facts={**writing.facts, "texts": json.dumps(writing.texts)},
    )  # fmt: skip
    audit.record("proposal.make", proposal, by=by, at=at, file=place.file.pk, kind=writing.kind)
    return proposal


@transaction.atomic
def accept(
    place: Place, proposal: Proposal, *, by: Person, at: datetime, how: str, words: str | None = None,
    facts: dict[str, object] | None = None, version: int = 0,
) -> FileItem:  # fmt: skip
    """The person takes a proposal over, as it stands or in other words (`words`). Together in a talk counts too.

    `facts`: what only the person can say, such as whether an expectation is feasible. `version`: the own words that were on
    the screen beside the proposal; without it those that the proposal was written on.
    """
    proposal = _open(place, proposal)
    if not place.is_owner and how not in SAID_TOGETHER:
        raise CannotAnswer(_("Alleen de persoon zelf zegt ja. Neem het samen door, in een gesprek."))
    texts = json.loads(str(proposal.facts.get("texts", "{}")))
    proposed = {name: value for name, value in proposal.facts.items() if name != "texts"}
    said = {**proposed, **(facts or {})}
    writing = Writing(proposal.about_kind, proposal.words if words is None else words, said, texts)
    CannotWrite.if_any(writing_problems(writing))
    item = _first_part(place, proposal) if proposal.about_id else None
    written = _apply(place, writing, item=item, version=version or proposal.base_version, by=by, at=at, how=how)
    is_changed = words is not None and words != proposal.words
    _answer(proposal, "changed" if is_changed else "accepted", by=by, at=at, how=how)
    return written


@transaction.atomic
def decline(place: Place, proposal: Proposal, *, by: Person, at: datetime, how: str, words: str = "") -> Proposal:
    """The person does not take it over. It has no effect on anything else."""
    proposal = _open(place, proposal)
    proposal.answer = words
    return _answer(proposal, "declined", by=by, at=at, how=how)


@transaction.atomic
def withdraw(place: Place, proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Who proposed it takes it back."""
    proposal = _open(place, proposal)
    if proposal.made_by_id != by.pk:
        raise CannotAnswer(_("Alleen wie het voorstelde, trekt het terug."))
    return _answer(proposal, "withdrawn", by=by, at=at, how="")


def says_yes(place: Place, how: str) -> bool:
    """Whether this is the person speaking: self, together in a talk, or heard by a guide before there is a file."""
    return counts_at_once(is_owner=place.is_owner, is_thread=place.file.is_thread, how=how)


def how_said(place: Place, how: str) -> str:
    """How it is recorded: what the person does is always their own."""
    return OWN if place.is_owner else how


def _apply(
    place: Place, writing: Writing, *, item: FileItem | None, version: int, by: Person, at: datetime, how: str,
    pk: UUID | None = None,
) -> FileItem:  # fmt: skip
    CannotWrite.if_any(yes_problems(writing))
    model = MODELS[writing.kind]
    if item is None:
        item = model(file=place.file, made_at=at, made_by=by, **({"pk": pk} if pk else {}))
        if writing.kind == "storyblock":
            item.confirmed_at = at  # type: ignore[attr-defined]
        act = f"{writing.kind}.write"
    else:
        item = _locked(place, item, version)
        _keep_version(item, by=by, at=at)
        item.version += 1  # type: ignore[attr-defined]
        act = f"{writing.kind}.rewrite"
    _fill(item, writing)
    item.is_by_client = how in COUNTING_YES
    item.save()
    audit.record(act, item, by=by, at=at, file=place.file.pk, how=how)
    return item


def _fill(item: FileItem, writing: Writing) -> None:
    for name, value in {**writing.facts, **writing.texts, "words": writing.words}.items():
        setattr(item, name, value)


def _locked(place: Place, item: FileItem, version: int) -> FileItem:
    current = parts(place, type(item)).select_for_update(of=("self",)).filter(pk=item.pk).first()
    if current is None:
        raise CannotWrite(_("Dit staat er niet meer. Bekijk de pagina opnieuw."))
    if version and current.version != version:  # type: ignore[attr-defined]
        raise SomebodyWroteMeanwhile(
            _("Op een ander toestel is dit intussen veranderd. Hieronder staan allebei: kies wat blijft."),
            current=current,
        )
    return current


def _keep_version(item: FileItem, *, by: Person, at: datetime) -> None:
    ItemVersion.add(
        file=item.file, made_at=at, made_by=by, item_id=item.pk, item_kind=type(item).__name__.lower(),
        number=item.version, words=item.words, is_mine_only=item.is_mine_only,  # type: ignore[attr-defined]
    )  # fmt: skip


def _first_part(place: Place, proposal: Proposal) -> FileItem:
    item = parts(place, MODELS[proposal.about_kind]).filter(pk=str(proposal.about_id)).first()
    if item is None:
        raise CannotAnswer(_("Waar dit voorstel over ging, staat er niet meer. Leg het voorstel naast je neer."))
    return item


def _open(place: Place, proposal: Proposal) -> Proposal:
    current = parts(place, Proposal).select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if current is None or current.state == "withdrawn":
        raise CannotAnswer(_("Dit voorstel is intussen teruggetrokken. Er verandert niets voor jou."))
    if current.state != "open":
        raise CannotAnswer(_("Op dit voorstel kwam al een antwoord. Bekijk de pagina opnieuw."))
    return current


def _answer(proposal: Proposal, state: str, *, by: Person, at: datetime, how: str) -> Proposal:
    proposal.state, proposal.answered_at, proposal.answered_how = state, at, how
    proposal.save()
    audit.record(_ACTS[state], proposal, by=by, at=at, file=proposal.file_id, how=how)
    return proposal


_ACTS = {
    "accepted": "proposal.accept",
    "changed": "proposal.change",
    "declined": "proposal.decline",
    "withdrawn": "proposal.withdraw",
}
