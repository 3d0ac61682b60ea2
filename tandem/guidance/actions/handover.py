"""Another guide: warm, confirmed by the person; or simply ended by the person. And leaving a partnership with the file.

Nothing of the file moves: access ends for one and starts for the other in one transaction.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.file import mark
from tandem.guidance.actions.network import end_member, give_link, says_the_person, send_link
from tandem.guidance.models import ClientFile, Handover, NetworkMember
from tandem.guidance.queries.doors import Place, parts
from tandem.guidance.queries.handover import facts_of, guides_of_partnership, handover_for
from tandem.guidance.rules import handover as rules
from tandem.guidance.rules.network import GUIDE_ROLE, MAIL, invite_problems
from tandem.kernel import audit
from tandem.kernel.refusal import Problem, Refusal
from tandem.kernel.sealed_text import wrap_again

if TYPE_CHECKING:
    from tandem.identity.models import Person

PLATFORM = 0


class CannotHandOver(Refusal):
    """Somebody is no longer there, or something misses."""


class CannotLeave(Refusal):
    """It is the person who leaves, and there must be something to leave."""


@transaction.atomic
def propose_handover(
    place: Place, from_member: NetworkMember, *, to_member: NetworkMember | None, to_name: str, to_email: str,
    meets_at: datetime | None, words: str, by: Person, at: datetime,
) -> tuple[Handover, str]:  # fmt: skip
    """Plan it: from whom, to whom, when the three of you meet. Nobody's access changes. A new guide gets a link (returned)."""
    if from_member.state != "active" or from_member.role != GUIDE_ROLE:
        raise CannotHandOver(Problem(_("Deze gids is al gestopt. Nodig de nieuwe gids gewoon uit."), "from_member"))
    if _is_waiting(place, from_member):
        raise CannotHandOver(_("Er loopt al een overdracht. Bevestig die, of zeg ze af."))
    token = ""
    if to_member is None:
        to_member, token = _invite_guide(place, to_name, to_email, by=by, at=at)
    handover = Handover.add(
        file=place.file, made_at=at, made_by=by, from_member=from_member, to_member=to_member, meets_at=meets_at, words=words,
        is_by_client=place.is_owner,
    )  # fmt: skip
    audit.record("handover.propose", handover, by=by, at=at, file=place.file.pk)
    return handover, token


@transaction.atomic
def confirm_handover(
    place: Place, handover: Handover, *, were_both_there: bool, by: Person, at: datetime, how: str = "own"
) -> Handover:  # fmt: skip
    """The person says yes: the new guide starts and the old one stops, at once and together."""
    how = says_the_person(place, how)
    handover = _locked(place, handover)
    CannotHandOver.if_any(rules.confirming_problems(facts_of(place, handover)))
    to_member = handover.to_member
    to_member.role, to_member.state, to_member.agreed_at, to_member.agreed_how = GUIDE_ROLE, "active", at, how
    to_member.save()
    handover.confirmed_at, handover.confirmed_how, handover.were_both_there = at, how, were_both_there
    handover.save()
    audit.record("handover.confirm", handover, by=by, at=at, file=place.file.pk, how=how)
    mark(place.file, "other_guide", by=by, at=at)
    _end_old(handover.from_member, by_client=True, at=at)  # last: who confirms on the old guide's phone still writes
    return handover


@transaction.atomic
def call_off(place: Place, handover: Handover, *, by: Person, at: datetime) -> Handover:
    """It does not go on; everything stays as it is. A new guide who was only asked for this is not asked any more."""
    handover = _locked(place, handover)
    if handover.confirmed_at or handover.called_off_at:
        raise CannotHandOver(_("Deze overdracht is al bevestigd of afgezegd."))
    handover.called_off_at = at
    handover.save()
    if handover.to_member.state == "invited" and handover.to_member.agreed_at is None:
        _end_old(handover.to_member, by_client=True, at=at, state="declined")
    audit.record("handover.call_off", handover, by=by, at=at, file=place.file.pk)
    return handover


@transaction.atomic
def leave_partnership(place: Place, *, by: Person, at: datetime) -> ClientFile:
    """The person leaves; the file stays theirs. Guides of the partnership stop, and the key moves to the platform."""
    if not place.is_owner:
        raise CannotLeave(_("Alleen de persoon zelf verlaat een partnerschap."))
    if place.file.partnership_id is None:
        raise CannotLeave(_("Je dossier hoort bij geen partnerschap. Er verandert niets."))
    for member in guides_of_partnership(place):
        end_member(place, member, by=by, at=at)
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=place.file.pk)
    partnership_id, file.partnership = file.partnership_id, None
    file.keep_key(wrap_again(file.text_key(), owner_id=PLATFORM))
    file.version += 1
    file.save()
    mark(file, "left_partnership", by=by, at=at)
    audit.record("file.leave_partnership", file, by=by, at=at, partnership=partnership_id)
    return file


def _invite_guide(place: Place, name: str, email: str, *, by: Person, at: datetime) -> tuple[NetworkMember, str]:
    """Somebody new: asked now, but a guide only after the person confirmed."""
    problems = invite_problems(called=name, role=GUIDE_ROLE, way=MAIL if email else "link", email=email)
    CannotHandOver.if_any(Problem(p.text, "to_name" if p.field == "called" else "to_email") for p in problems)
    member = NetworkMember(
        file=place.file, made_at=at, made_by=by, called=name.strip(), role=GUIDE_ROLE, state="invited",
        email=email.strip().lower(),
    )  # fmt: skip
    token = give_link(member, at=at)
    member.save(force_insert=True)
    send_link(member, token, by=by, at=at)
    audit.record("network.invite", member, by=by, at=at, file=place.file.pk, role=GUIDE_ROLE, how="handover")
    return member, "" if member.email else token


def _is_waiting(place: Place, from_member: NetworkMember) -> bool:
    rows = parts(place, Handover).filter(confirmed_at__isnull=True, called_off_at__isnull=True)
    return rows.filter(from_member=from_member).exists()


def _locked(place: Place, handover: Handover) -> Handover:
    """The handover and both members, locked in this order."""
    parts(place, Handover).select_for_update(of=("self",)).filter(pk=handover.pk).first()
    wanted = [handover.from_member_id, handover.to_member_id]
    list(parts(place, NetworkMember).select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    return handover_for(place, handover.pk)


def _end_old(member: NetworkMember, *, by_client: bool, at: datetime, state: str = "ended") -> None:
    member.state, member.ended_at, member.ended_by_client = state, at, by_client
    member.token_hash, member.expires_at = "", None
    member.save()
