"""What the person wants and can: write, change, put away, bring back, look back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import wish as actions
from tandem.guidance.forms.wish import WishForm
from tandem.guidance.queries.wish import grouped, wish_for, wishes_of, wordings_of
from tandem.guidance.rules.pen import Writing
from tandem.guidance.rules.vocabulary import WISH_KINDS
from tandem.guidance.views.framing import framed
from tandem.guidance.views.plan import home_of, opened, pen_facts, posted, said_together
from tandem.guidance.views.writing import outcome_of, write_down
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import telling


@known_only
def wish_list(request: Request, file: str) -> HttpResponse:
    """All of it, also what was put away."""
    place = opened(request, file, "wish")
    wishes = wishes_of(place)
    context = framed(
        place, "plan", home=home_of(place), groups=grouped([wish for wish in wishes if not wish.put_away_at]),
        put_away=[line for group in grouped([wish for wish in wishes if wish.put_away_at]) for line in group.lines],
    )  # fmt: skip
    return render(request, "guidance/wish_list.html", context)


@known_only
def wish_new(request: Request, file: str) -> HttpResponse:
    """Something I want, can, or how I like to work."""
    place = opened(request, file, "wish")
    asked = request.GET.get("soort", "")
    first = {"kind": asked if asked in WISH_KINDS else "want"}
    form = WishForm(posted(request), initial=first, **pen_facts(place))
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form)))
    if outcome.is_written:
        return redirect(home_of(place))
    context = framed(place, "plan", form=form, home=home_of(place))
    return render(request, "guidance/wish_new.html", context, status=outcome.status)


@known_only
def wish_edit(request: Request, file: str, wish: str) -> HttpResponse:
    """Other words. When another device was first, both stand on the page."""
    place = opened(request, file, "wish")
    row = wish_for(place, wish)
    first = {"kind": row.kind, "words": row.words, "version": row.version}
    form = WishForm(posted(request), initial=first, **pen_facts(place))
    outcome = outcome_of(request, place, form, lambda: write_down(request, place, form, _writing(form), item=row))
    if outcome.is_written:
        return redirect(home_of(place))
    now_there = outcome.now_there
    context = framed(place, "plan", form=form, home=home_of(place), wish=now_there or row, now_there=now_there)
    return render(request, "guidance/wish_edit.html", context, status=outcome.status)


@known_only
def wish_history(request: Request, file: str, wish: str) -> HttpResponse:
    """How the words changed."""
    place = opened(request, file, "wish")
    row = wish_for(place, wish)
    return render(
        request, "guidance/wish_history.html", framed(place, "plan", wish=row, wordings=wordings_of(place, row))
    )


@known_only
@require_POST
def wish_put_away(request: Request, file: str, wish: str) -> HttpResponse:
    """Out of the plan; it can come back."""
    place = opened(request, file, "wish")
    with telling(request, _("Opgeborgen. Onderaan haal je het terug wanneer je wil.")):
        actions.put_away(place, wish_for(place, wish), by=request.user, at=clock.now(), how=said_together(request))
    return redirect("wish_list", place.file.pk)


@known_only
@require_POST
def wish_bring_back(request: Request, file: str, wish: str) -> HttpResponse:
    """Back in the plan."""
    place = opened(request, file, "wish")
    with telling(request, _("Dit staat weer in het plan.")):
        actions.bring_back(place, wish_for(place, wish), by=request.user, at=clock.now(), how=said_together(request))
    return redirect("wish_list", place.file.pk)


def _writing(form: WishForm) -> Writing:
    return Writing("wish", form.cleaned_data["words"], {"kind": form.cleaned_data["kind"]})
