"""A conversation before there is a file: it opens, becomes the person's, or is let go with all its words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.guidance.actions.erasure import erase_file
from tandem.guidance.actions.file import make_theirs, mark, open_thread
from tandem.guidance.models import ClientFile
from tandem.guidance.queries.doors import Place
from tandem.guidance.queries.partnership import partnership_of
from tandem.guidance.rules.thread import birth_year_problems
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tandem.identity.models import Person
    from tandem.identity.rules import Viewer


class CannotBegin(Refusal):
    """A year of birth that is none."""


class CannotLetGo(Refusal):
    """It is somebody's file: only they can have it erased."""


@transaction.atomic
def begin_thread(
    viewer: Viewer, *, called: str, language: str, met: str, note: str, by: Person, at: datetime, pk: UUID | None = None
) -> ClientFile:  # fmt: skip
    """Keep a conversation, with where it began and a first note when there is one."""
    file = open_thread(viewer, called=called, language=language, by=by, at=at, pk=pk)
    file.partnership = partnership_of(file.opened_for_id, on=clock.local(at).date())
    if file.partnership:
        file.save()
    words = "\n".join(text.strip() for text in (met, note) if text.strip())
    if words:
        mark(file, "met", by=by, at=at, words=words)
    return file


@transaction.atomic
def become_theirs(
    place: Place, *, called: str, language: str, contact_way: str, needs_interpreter: bool, birth_year: int | None,
    by: Person, at: datetime,
) -> ClientFile:  # fmt: skip
    """The person sits beside the guide and says: this is mine."""
    CannotBegin.if_any(birth_year_problems(birth_year, this_year=clock.local(at).year))
    ClientFile.objects.filter(pk=place.file.pk).update(
        language=language, contact_way=contact_way, needs_interpreter=needs_interpreter, birth_year=birth_year
    )
    return make_theirs(place, by=by, at=at, called=called, how="together")


@transaction.atomic
def let_thread_go(place: Place, *, by: Person, at: datetime) -> None:
    """Forget a conversation: its words go, its key goes, and nobody finds it any more."""
    file = ClientFile.objects.select_for_update(of=("self",)).get(pk=place.file.pk)
    if not file.is_thread:
        raise CannotLetGo(_("Dit is een eigen dossier. Alleen de persoon zelf laat het wissen."))
    erase_file(file.pk, by=by, at=at)
    audit.record("file.let_go", file, by=by, at=at)
