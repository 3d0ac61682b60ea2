"""Sharing one item with one member, in words that were agreed; and stopping it, at once (guidance.md 12)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.network import says_the_person
from tandem.guidance.models import FileItem, NetworkMember, Share
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.network import day_of, standings
from tandem.guidance.queries.share import is_health_item, receiver_of
from tandem.guidance.rules.share import Terms, share_problems
from tandem.guidance.rules.share_texts import CURRENT, share_text
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotShare(Refusal):
    """The member cannot get it this way, or something misses."""


@transaction.atomic
def give(place: Place, item: FileItem, member: NetworkMember, terms: Terms, *, by: Person, at: datetime) -> Share:
    """Show this item to this member, for this, until then. A share that ran out makes room for the new one."""
    given_by = says_the_person(place, terms.given_by)
    (standing,) = standings([member], on=day_of(place))
    problems = share_problems(
        receiver_of(member, standing), terms, is_health_item=is_health_item(item), is_mine_only=item.is_mine_only, at=at
    )
    CannotShare.if_any(problems)
    _make_room(place, item, member, at=at)
    share = Share.add(
        file=place.file, made_at=at, made_by=by, is_by_client=True, member=member, item_kind=type(item).__name__.lower(),
        item_id=item.pk, purpose=terms.purpose.strip(), agreed_text=CURRENT, agreed_language=share_text(CURRENT).language,
        given_by=given_by, helped_by=terms.helped_by.strip(), until=terms.until,
    )  # fmt: skip
    audit.record("share.give", share, by=by, at=at, file=place.file.pk, item=item.pk, member=member.pk, how=given_by)
    return share


@transaction.atomic
def revoke(place: Place, share: Share, *, by: Person, at: datetime) -> Share:
    """Stop it now. Anybody who sees the whole file may close; only the person opens."""
    current = parts(place, Share).select_for_update(of=("self",)).filter(pk=share.pk).first()
    if current is None:
        raise CannotShare(_("Dit deel je niet meer."))
    if current.revoked_at is None:
        current.revoked_at = at
        current.save()
        audit.record("share.revoke", current, by=by, at=at, file=place.file.pk, item=current.item_id)
    return current


def _make_room(place: Place, item: FileItem, member: NetworkMember, *, at: datetime) -> None:
    rows = Share.objects.select_for_update(of=("self",))
    for old in rows.filter(file=place.file, member=member, item_id=item.pk, revoked_at__isnull=True):
        if old.until is None or old.until > at:
            raise CannotShare(Problem(_("Dit deel je al met deze persoon."), "member"))
        old.revoked_at = at
        old.save(update_fields=["revoked_at"])
