"""My story, told once: blocks with who sees them, what they spared, and what somebody asks for (guidance.md 11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from tandem.guidance.models import ItemAccess, NetworkMember, Read, Share, StoryBlock, StoryRequest
from tandem.guidance.queries.doors import Place, part_for, parts
from tandem.guidance.queries.proposal import ProposalLine, beside, open_proposals
from tandem.guidance.queries.share import shares_of, topic_words
from tandem.guidance.rules.proposal import KIND_WORDS
from tandem.guidance.rules.story import OLD_AFTER_DAYS
from tandem.guidance.rules.vocabulary import DOMAINS

BLOCK = "storyblock"


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block of the story."""

    pk: UUID
    title: str
    topic: str
    words: str
    confirmed_at: datetime
    is_old: bool
    is_mine_only: bool
    is_put_away: bool
    seen_by: list[str]
    spared: int
    proposals: list[ProposalLine]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Somebody asks for a block."""

    pk: UUID
    who: str
    topic: str
    purpose: str
    at: datetime
    was_shared_already: bool
    state: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The whole story, what is asked, and how often a block spared a retelling."""

    blocks: list[BlockRow]
    put_away: list[BlockRow]
    proposals: list[ProposalLine]
    open_requests: list[RequestRow]
    asked_again: list[RequestRow]
    spared: int


def story_page(place: Place) -> StoryPage:
    """Blocks, proposals, requests: six queries whatever their number."""
    blocks = list(parts(place, StoryBlock))
    ids = [block.pk for block in blocks]
    shares, spared = shares_of(place, ids), spared_retellings(place, ids)
    proposals = [line for line in open_proposals(place) if line.about_id in ids or line.about_id is None]
    rows = [
        _block_row(block, shares[block.pk], spared.get(block.pk, 0), beside(proposals), place.at) for block in blocks
    ]
    requests = [_request_row(request) for request in _requests(place)]
    return StoryPage(
        blocks=[row for row in rows if not row.is_put_away], put_away=[row for row in rows if row.is_put_away],
        proposals=[line for line in proposals if line.about_id is None and line.about == KIND_WORDS[BLOCK]],
        open_requests=[row for row in requests if row.state == "open"],
        asked_again=[row for row in requests if row.was_shared_already], spared=sum(spared.values()),
    )  # fmt: skip


def spared_retellings(place: Place, block_ids: Collection[UUID]) -> dict[UUID, int]:
    """Per block how many different people read it through a share. Only the person sees everybody's reads."""
    if not place.is_owner:
        return {}
    rows = Read.objects.filter(file=place.file, page=BLOCK, item_id__in=block_ids, reader__isnull=False)
    return dict(rows.values_list("item_id").annotate(Count("reader", distinct=True)).order_by())


def block_for(place: Place, pk: object) -> StoryBlock:
    """One block; 404 for what is not there for this viewer."""
    return part_for(place, StoryBlock, pk)


def topics(place: Place) -> list[tuple[str, str]]:
    """Life domains to tell about: the shipped ones and those of the partnership."""
    partnership = place.file.partnership
    extra = partnership.extra_domains.values_list("key", "name") if partnership else []
    return [*DOMAINS.items(), *extra]


def request_for(place: Place, pk: object) -> StoryRequest:
    """One request that waits for an answer, with who asks."""
    request = part_for(place, StoryRequest, pk)
    if request.answered_at:
        raise Http404
    return request


def blocks_about(place: Place, topic: str) -> list[StoryBlock]:
    """Blocks that could be given for a topic; those of the topic first."""
    blocks = parts(place, StoryBlock).filter(put_away_at__isnull=True, is_mine_only=False)
    return sorted(blocks, key=lambda block: (block.topic != topic, block.pk))


def block_shared_already(member: NetworkMember, topic: str, *, at: datetime) -> StoryBlock | None:
    """A block of this topic that this member can read now."""
    holds_now = Q(until__isnull=True) | Q(until__gt=at)
    ids = ItemAccess.objects.filter(holds_now, share__member=member).values("item_id")
    return member.file.storyblock_set.filter(pk__in=ids, topic=topic, is_mine_only=False).first()


def own_requests(place: Place) -> list[RequestRow]:
    """What the viewer asked in this file, newest first."""
    rows = place.file.storyrequest_set.filter(made_by_id=place.viewer.person_id).select_related("member")
    return [_request_row(row) for row in rows]


def _requests(place: Place) -> list[StoryRequest]:
    return list(parts(place, StoryRequest).select_related("member", "member__organisation"))


def _block_row(
    block: StoryBlock, shares: list[Share], spared: int, proposals: dict[UUID, list[ProposalLine]], at: datetime
) -> BlockRow:  # fmt: skip
    return BlockRow(
        pk=block.pk, title=block.title or topic_words(block.topic).capitalize(), topic=topic_words(block.topic),
        words=block.words, confirmed_at=block.confirmed_at,
        is_old=at - block.confirmed_at > timedelta(days=OLD_AFTER_DAYS), is_mine_only=block.is_mine_only,
        is_put_away=block.put_away_at is not None, seen_by=[share.member.called for share in shares], spared=spared,
        proposals=proposals.get(block.pk, []),
    )  # fmt: skip


def _request_row(request: StoryRequest) -> RequestRow:
    state = "open" if request.answered_at is None else "given" if request.is_given else "kept"
    organisation = f", {request.member.organisation}" if request.member.organisation_id else ""
    return RequestRow(
        pk=request.pk, who=f"{request.member.called}{organisation}", topic=topic_words(request.topic),
        purpose=request.purpose, at=request.made_at, was_shared_already=request.was_shared_already, state=state,
    )  # fmt: skip
