"""The story in blocks: the page, writing through the pen, klopt dit nog, for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import story as actions
from tandem.guidance.actions.pen import how_said
from tandem.guidance.forms.story import BlockForm
from tandem.guidance.queries.proposal import is_proposal
from tandem.guidance.queries.story import block_for, story_page, topics
from tandem.guidance.rules.pen import Writing
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import opened, pen_facts, spoken_by
from tandem.guidance.views.writing import outcome_of, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import telling

if TYPE_CHECKING:
    from tandem.guidance.models import FileItem, StoryBlock
    from tandem.guidance.queries.doors import Place


@known_only
def story(request: Request, file: str) -> HttpResponse:
    """The whole story, who sees which block, and what is asked."""
    place = opened(request, file, "story")
    return render(request, "guidance/story.html", framed(place, "story", page=story_page(place), said=spoken_by(place)))


@known_only
def story_block_new(request: Request, file: str) -> HttpResponse:
    """Tell something, once."""
    place = opened(request, file, "story_block")
    initial = {"topic": request.GET.get("over", "")}
    form = BlockForm(request.POST or None, initial=initial, **_facts(place))
    outcome = outcome_of(request, place, form, lambda: _told(request, place, form))
    if outcome.is_written:
        return redirect("story", file)
    context = framed(place, "story", form=form)
    return render(request, "guidance/story_block_new.html", context, status=outcome.status)


@known_only
def story_block(request: Request, file: str, block: str) -> HttpResponse:
    """Other words, or for whom. When another device was first, both stand on the page."""
    place = opened(request, file, "story_block")
    row = block_for(place, block)
    form = BlockForm(request.POST or None, initial=_first(row), **_facts(place))
    outcome = outcome_of(request, place, form, lambda: _told(request, place, form, row))
    if outcome.is_written:
        return redirect("story", file)
    now_there = outcome.now_there
    context = framed(place, "story", form=form, told=now_there or row, now_there=now_there, said=spoken_by(place))
    return render(request, "guidance/story_block.html", context, status=outcome.status)


@known_only
@require_POST
def story_confirm(request: Request, file: str, block: str) -> HttpResponse:
    """Klopt dit nog? Yes."""
    return _done(request, file, block, actions.confirm, _("Goed. Dit stuk klopt nog."))


@known_only
@require_POST
def story_put_away(request: Request, file: str, block: str) -> HttpResponse:
    """Out of the story, or back in."""
    return _done(request, file, block, actions.put_away, _("Gedaan. Terugdraaien kan altijd."))


def _done(request: Request, file: str, block: str, act: Callable[..., object], words: str) -> HttpResponse:
    place = opened(request, file, "story_block")
    how = how_said(place, request.POST.get("how", ""))
    with telling(request, words):
        act(place, block_for(place, block), by=request.user, at=clock.now(), how=how)
    return redirect("story", file)


def _facts(place: Place) -> dict[str, Any]:
    return {**pen_facts(place), "topics": topics(place), "is_owner": place.is_owner}


def _first(row: StoryBlock) -> dict[str, object]:
    return {"topic": row.topic, "title": row.title, "words": row.words, "version": row.version,
            "is_mine_only": row.is_mine_only}  # fmt: skip


def _told(request: Request, place: Place, form: BlockForm, row: StoryBlock | None = None) -> FileItem:
    """The block as it was typed; the person also says who sees it."""
    data = form.cleaned_data
    writing = Writing("storyblock", data["words"], {"topic": form.chosen_topic()}, {"title": data["title"]})
    written = write_down(request, place, form, writing, item=row)
    if place.is_owner and not is_proposal(written):
        actions.show_to(place, written, is_mine_only=data["is_mine_only"], by=request.user, at=clock.now())  # type: ignore[arg-type]
    return written
