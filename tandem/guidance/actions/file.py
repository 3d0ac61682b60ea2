"""The life of a file: a thread opens, becomes the person's, pauses, goes on. It never closes by a timer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.models import ClientFile, NetworkMember, ThreadMark
from tandem.guidance.queries.doors import Place
from tandem.identity.actions.person import welcome_person
from tandem.identity.rules import GUIDE
from tandem.kernel import audit
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.guidance.models import Partnership
    from tandem.identity.models import Person
    from tandem.identity.rules import Viewer


class CannotOpenThread(Refusal):
    """Only a guide of an organisation keeps threads."""


class CannotBecomeTheirs(Refusal):
    """It is somebody's file already."""


@transaction.atomic
def open_thread(
    viewer: Viewer, *, called: str, by: Person, at: datetime, language: str = "nl",
    partnership: Partnership | None = None, pk: UUID | None = None,
) -> ClientFile:  # fmt: skip
    """Keep a conversation with somebody who gave a first name, or none (outreach first, seed 004)."""
    organisations = viewer.organisation_ids(GUIDE)
    if not organisations:
        raise CannotOpenThread(
            _("Alleen een trajectbegeleider begint een gesprek. Ben je er een? Vraag die rol dan aan je beheerder.")
        )
    mine = viewer.current.organisation_id if viewer.current and viewer.current.role == GUIDE else min(organisations)
    file = ClientFile(
        **({"pk": pk} if pk else {}), called=called.strip(), language=language, partnership=partnership, opened_at=at,
        opened_by=by, opened_for_id=mine, last_contact_at=at,
    )  # fmt: skip
    file.save(force_insert=True)
    audit.record("file.open", file, by=by, at=at)
    return file


@transaction.atomic
def make_theirs(
    place: Place, *, by: Person, at: datetime, called: str, how: str, keep_guide: bool = True
) -> ClientFile:
    """The person says: this is mine. From now on they hold the pen, and say who walks along."""
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=place.file.pk)
    if not file.is_thread:
        raise CannotBecomeTheirs(_("Dit is al een eigen dossier. Bekijk de pagina opnieuw."))
    file.called = called.strip() or file.called
    file.person = welcome_person(first_name=file.called or _("Jij"), language=file.language, by=by, at=at)
    if keep_guide:
        add_guide(file, person=file.opened_by, organisation_id=file.opened_for_id, by=by, at=at, how=how)
    file.theirs_since = at
    file.version += 1
    file.save()
    mark(file, "became_theirs", by=by, at=at)
    audit.record("file.become_theirs", file, by=by, at=at, how=how)
    return file


def add_guide(
    file: ClientFile, *, person: Person | None, organisation_id: int | None, by: Person, at: datetime, how: str
) -> NetworkMember:  # fmt: skip
    """A guide to whom the person said yes and who accepted by being there."""
    return NetworkMember.objects.create(
        file=file, made_at=at, made_by=by, person=person, organisation_id=organisation_id, called=str(person), role="guide",
        state="active", agreed_at=at, agreed_how=how, accepted_at=at, is_by_client=True,
    )  # fmt: skip


@transaction.atomic
def pause(place: Place, *, by: Person, at: datetime) -> ClientFile:
    """Rest. No reason is asked and nothing runs on meanwhile."""
    return _pause(place, at, "pause", by=by, at=at)


@transaction.atomic
def resume(place: Place, *, by: Person, at: datetime) -> ClientFile:
    """Go on where we were."""
    return _pause(place, None, "resume", by=by, at=at)


def _pause(place: Place, paused_at: datetime | None, act: str, *, by: Person, at: datetime) -> ClientFile:
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=place.file.pk)
    if (file.paused_at is None) != (paused_at is None):
        file.paused_at = paused_at
        file.version += 1
        file.save()
        mark(file, act, by=by, at=at)
        audit.record(_ACTS[act], file, by=by, at=at)
    return file


def mark(file: ClientFile, kind: str, *, by: Person | None, at: datetime, words: str = "") -> ThreadMark:
    """A line in the life of the file that the person can read."""
    return ThreadMark.add(file=file, made_at=at, made_by=by, kind=kind, words=words)


_ACTS = {"pause": "file.pause", "resume": "file.resume"}
