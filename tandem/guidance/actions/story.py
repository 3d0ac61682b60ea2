"""The story: still right, for whom, put away; and somebody who asks for a block (guidance.md 11)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions import share as shares
from tandem.guidance.actions.network import says_the_person
from tandem.guidance.models import ItemVersion, NetworkMember, Proposal, Share, StoryBlock, StoryRequest
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.story import block_shared_already
from tandem.guidance.rules.story import LONGEST_TOPIC, request_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.guidance.rules.share import Terms
    from tandem.identity.models import Person


class CannotChangeStory(Refusal):
    """It is the person's story, or the block is gone."""


class CannotAsk(Refusal):
    """The request misses something, was answered already, or the asker takes no part."""


@transaction.atomic
def confirm(place: Place, block: StoryBlock, *, by: Person, at: datetime, how: str = "own") -> StoryBlock:
    """Klopt dit nog? Yes."""
    how = says_the_person(place, how)
    block = _locked(place, block)
    block.confirmed_at = at
    block.save(update_fields=["confirmed_at"])
    audit.record("story.confirm", block, by=by, at=at, file=place.file.pk, how=how)
    return block


@transaction.atomic
def put_away(place: Place, block: StoryBlock, *, by: Person, at: datetime, how: str = "own") -> StoryBlock:
    """Out of the story; nobody reads it through a share any more. It can come back."""
    says_the_person(place, how)
    block = _locked(place, block)
    if block.put_away_at is None:
        _share_no_more(place, block, by=by, at=at)
    block.put_away_at = None if block.put_away_at else at
    block.save(update_fields=["put_away_at"])
    audit.record("story.put_away", block, by=by, at=at, file=place.file.pk, is_away=block.put_away_at is not None)
    return block


@transaction.atomic
def show_to(place: Place, block: StoryBlock, *, is_mine_only: bool, by: Person, at: datetime) -> StoryBlock:
    """For the person alone, or for the guide too. Older words and proposals go along; what was shared stops for good."""
    if not place.is_owner:
        raise CannotChangeStory(_("Alleen de persoon kiest wie dit ziet."))
    block = _locked(place, block)
    if block.is_mine_only != is_mine_only:
        _share_no_more(place, block, by=by, at=at)
        block.is_mine_only = is_mine_only
        block.save(update_fields=["is_mine_only"])
        ItemVersion.objects.filter(file=place.file, item_id=block.pk).update(is_mine_only=is_mine_only)
        Proposal.objects.filter(file=place.file, about_id=block.pk).update(is_mine_only=is_mine_only)
        audit.record("story.show_to", block, by=by, at=at, file=place.file.pk, is_mine_only=is_mine_only)
    return block


@transaction.atomic
def ask_for(
    place: Place, member: NetworkMember, *, topic: str, purpose: str, by: Person, at: datetime
) -> StoryRequest:  # fmt: skip
    """A member asks for one topic, and says why. What is shared already is pointed out, and asks nothing of the person."""
    CannotAsk.if_any(request_problems(topic=topic, purpose=purpose))
    block = block_shared_already(member, topic, at=at)
    if block is None and _waits_already(place, by, topic):
        raise CannotAsk(_("Je vroeg dit al. Het antwoord komt hier."))
    request = StoryRequest.add(
        file=place.file, made_at=at, made_by=by, member=member, topic=topic.strip()[:LONGEST_TOPIC], purpose=purpose.strip(),
        block=block, was_shared_already=block is not None, answered_at=at if block else None, is_given=True if block else None,
    )  # fmt: skip
    audit.record("story.ask", request, by=by, at=at, file=place.file.pk, was_shared_already=block is not None)
    return request


@transaction.atomic
def grant(
    place: Place, request: StoryRequest, block: StoryBlock, terms: Terms, *, by: Person, at: datetime
) -> StoryRequest:  # fmt: skip
    """The person gives this block to who asked."""
    request = _open_request(place, request)
    shares.give(place, block, request.member, terms, by=by, at=at)
    request.block, request.is_given, request.answered_at = block, True, at
    request.save()
    audit.record("story.grant", request, by=by, at=at, file=place.file.pk, block=block.pk)
    return request


@transaction.atomic
def keep(place: Place, request: StoryRequest, *, by: Person, at: datetime, how: str = "own") -> StoryRequest:
    """The person keeps it. No reason, no effect on anything else."""
    says_the_person(place, how)
    request = _open_request(place, request)
    request.is_given, request.answered_at = False, at
    request.save()
    audit.record("story.keep", request, by=by, at=at, file=place.file.pk)
    return request


def _share_no_more(place: Place, block: StoryBlock, *, by: Person, at: datetime) -> None:
    for share in parts(place, Share).filter(item_id=block.pk, revoked_at__isnull=True):
        shares.revoke(place, share, by=by, at=at)


def _locked(place: Place, block: StoryBlock) -> StoryBlock:
    current = parts(place, StoryBlock).select_for_update(of=("self",)).filter(pk=block.pk).first()
    if current is None:
        raise CannotChangeStory(_("Dit stuk staat er niet meer. Bekijk de pagina opnieuw."))
    return current


def _open_request(place: Place, request: StoryRequest) -> StoryRequest:
    rows = parts(place, StoryRequest).select_related("member").select_for_update(of=("self",))
    current = rows.filter(pk=request.pk).first()
    if current is None or current.answered_at:
        raise CannotAsk(_("Op deze vraag kwam al een antwoord. Bekijk de pagina opnieuw."))
    return current


def _waits_already(place: Place, by: Person, topic: str) -> bool:
    return StoryRequest.objects.filter(file=place.file, made_by=by, topic=topic, answered_at__isnull=True).exists()
