"""The people a guide walks along with."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.guidance.queries.people import group_of, group_rows
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import GUIDE
from tandem.kernel import clock
from tandem.kernel.pages import paginate


@roles_only(GUIDE)
def guide_people(request: Request) -> HttpResponse:
    """Search by name, or by who heard nothing, rests, or is still a conversation."""
    words, only, at = request.GET.get("zoek", "").strip()[:100], request.GET.get("toon", ""), clock.now()
    page = paginate(group_of(request.viewer, words=words, only=only, at=at), request.GET.get("pagina"))
    context = {"page": page, "rows": group_rows(page, at=at), "words": words, "only": only}
    return render(request, "guidance/guide_people.html", context)
