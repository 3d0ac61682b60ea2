"""The person erases their file: every row, every paper and the key; now, or after seven days to think it over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.file import mark
from tandem.guidance.actions.lifted_signal import take_back_unsent
from tandem.guidance.events import PersonErased
from tandem.guidance.models import ClientFile, FileDocument
from tandem.guidance.queries.doors import MODELS, Place
from tandem.guidance.queries.erasure import files_to_erase
from tandem.guidance.rules.erasure import ASKED, CALLED_OFF
from tandem.identity.actions.forgetting import forget_person
from tandem.kernel import access, audit, events
from tandem.kernel.documents import storage
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotErase(Refusal):
    """Only the person erases their file."""


@transaction.atomic
def ask_erasure(place: Place, *, by: Person, at: datetime) -> None:
    """Erase after a week; until then one tap calls it off."""
    _only_own(place)
    mark(place.file, ASKED, by=by, at=at, words=_("Over zeven dagen wissen we alles."))
    audit.record("file.ask_erasure", place.file, by=by, at=at)


@transaction.atomic
def call_off(place: Place, *, by: Person, at: datetime) -> None:
    """Keep everything after all."""
    _only_own(place)
    files = ClientFile.objects.select_for_update(of=("self",))
    if files.filter(pk=place.file.pk, erased_at__isnull=True).first() is None:
        raise CannotErase(_("Alles is al gewist. Er is niets meer om te bewaren."))
    mark(place.file, CALLED_OFF, by=by, at=at, words=_("Toch niet gewist."))
    audit.record("file.call_off_erasure", place.file, by=by, at=at)


@transaction.atomic
def erase_now(place: Place, *, by: Person, at: datetime) -> None:
    """Erase at once."""
    _only_own(place)
    erase_file(place.file.pk, by=by, at=at)


@transaction.atomic
def erase_after_week(file_id: UUID, *, by: Person, at: datetime) -> None:
    """Erase when the person still wants it: asked again under the lock that calling off takes too."""
    with access.as_system():
        ClientFile.objects.select_for_update(of=("self",)).get(pk=file_id)
        if (file_id, by.pk) in files_to_erase(at=at):
            erase_file(file_id, by=by, at=at)


@transaction.atomic
def erase_file(file_id: UUID, *, by: Person, at: datetime) -> None:
    """Every row and paper, the names on the file, its key, the person's card and ways in. Nothing undoes this."""
    with access.as_system():
        file = ClientFile.objects.select_for_update(of=("self",)).get(pk=file_id)
        if file.erased_at is not None:
            return
        person = file.person
        _erase_rows(file, at=at)
        _erase_head(file, at=at)
        if person is not None:
            forget_person(person=person, by=by, at=at)
        audit.record("file.erase", file, by=by, at=at)
        events.publish(PersonErased(file.pk, person.pk if person else None, at))


def _only_own(place: Place) -> None:
    if not place.is_owner:
        raise CannotErase(_("Alleen de persoon zelf wist een dossier. Geef een kaart en doe het samen."))


def _erase_rows(file: ClientFile, *, at: datetime) -> None:
    take_back_unsent(file, at=at)
    papers = [row.stored for row in FileDocument.objects.filter(file=file).select_related("stored")]
    for model in MODELS.values():
        model._default_manager.filter(file=file).delete()
    file.reads.all().delete()
    for stored in papers:
        storage.forget(stored)


def _erase_head(file: ClientFile, *, at: datetime) -> None:
    file.erased_at = at
    file.person = file.birth_year = file.paused_at = file.next_contact_at = file.last_contact_at = None
    file.called = file.contact_way = file.no_next_contact_reason = ""
    file.language, file.needs_interpreter, file.wants_reminders = "nl", False, False
    file.key_wrapped, file.key_owner_id = b"", 0
    file.version += 1
    file.save()
