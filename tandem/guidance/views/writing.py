"""Writing in the plan from a form: what became of it, and what the page answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _

from tandem.guidance.actions.pen import SomebodyWroteMeanwhile, write
from tandem.guidance.queries.proposal import is_proposal
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import keep_typed, show_refusal
from tandem.kernel.refusal import Refusal

if TYPE_CHECKING:
    from django.forms import Form

    from tandem.guidance.forms.plan import PenForm
    from tandem.guidance.models import FileItem
    from tandem.guidance.queries.doors import Place
    from tandem.guidance.rules.pen import Writing
    from tandem.identity.access import Request


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form, and the status of the page that shows it again.

    `now_there`: another device was first, and this is how it stands now.
    """

    status: int
    is_written: bool = False
    now_there: Any = None


def outcome_of(request: Request, place: Place, form: Form, act: Callable[[], FileItem]) -> Outcome:
    """Does `act` when the form came in and is right. What goes wrong stands in the form; of a clash the page shows both."""
    if request.method != "POST" or not form.is_valid():
        return Outcome(answer_status(request))
    try:
        written = act()
    except SomebodyWroteMeanwhile as conflict:
        show_refusal(form, conflict)
        keep_typed(form, conflict.current)
        return Outcome(409, now_there=conflict.current)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return Outcome(422)
    tell_written(request, place, written)
    return Outcome(200, is_written=True)


def write_down(
    request: Request, place: Place, form: PenForm, writing: Writing, *, item: FileItem | None = None
) -> FileItem:
    """New, or over `item` as it stood when the form was shown; as the form says how it came about."""
    version = (form.cleaned_data["version"] or 0) if item else 0
    return write(place, writing, by=request.user, at=clock.now(), item=item, version=version, how=form.how(),
                 why=form.why())  # fmt: skip


def tell_written(request: Request, place: Place, written: FileItem) -> None:
    """One sentence after a writing: does it count, or does it wait?"""
    if is_proposal(written):
        text = _("Je voorstel ligt klaar. Het telt pas na een ja van %(name)s.") % {"name": place.file}
    elif place.is_owner:
        text = _("Dit staat nu in je plan.")
    elif place.file.is_thread:
        text = _("Dit is genoteerd.")
    else:
        text = _("Dit staat nu in het plan, samen gezegd.")
    messages.success(request, text)
