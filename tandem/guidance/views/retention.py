"""How long things are kept and why, and of which files it is time to talk. Nothing is deleted here."""

from django.http import HttpResponse
from django.shortcuts import render

from tandem.guidance.queries.retention import review_rows
from tandem.guidance.rules.retention import MARKS, TERMS
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import ADMINISTRATOR, PARTNERSHIP_COORDINATOR
from tandem.kernel import clock
from tandem.kernel.pages import paginate


@roles_only(PARTNERSHIP_COORDINATOR, ADMINISTRATOR)
def retention_review(request: Request) -> HttpResponse:
    """Quiet files of the partnership, without names, and the terms with how sure we are of each."""
    page = paginate(review_rows(request.viewer, at=clock.now()), request.GET.get("pagina"))
    context = {"page": page, "terms": TERMS, "marks": MARKS.items()}
    return render(request, "guidance/retention_review.html", context)
