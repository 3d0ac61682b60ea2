"""Structural signals for everybody: no login, no personal data, kept by a browser only as long as nothing changed."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from tandem.identity.access import AnyRequest, asked_again, open_to_all
from tandem.kernel import clock
from tandem.kernel.documents.storage import attachment_response
from tandem.kernel.pages import paginate
from tandem.policy_signals.queries import public as queries
from tandem.policy_signals.rules.shown import STATE_CHOICES, wanted_from
from tandem.policy_signals.rules.vocabulary import AREAS, POLICY_DOMAINS, THEMES, WHOLE_AREA

PER_PAGE = 20


@open_to_all
@asked_again
def structural_signals(request: AnyRequest) -> HttpResponse:
    """Search and filter; whose answer is late stands first."""
    wanted, today = wanted_from(request.GET.dict()), clock.today()
    page = paginate(queries.signals_shown(wanted, on=today), request.GET.get("pagina"), PER_PAGE)
    context = {
        "page": page, "rows": queries.rows_of(list(page.object_list), on=today), "wanted": wanted, "themes": THEMES,
        "domains": POLICY_DOMAINS, "states": {key: label for key, (label, _states) in STATE_CHOICES.items()},
    }  # fmt: skip
    return render(request, "policy_signals/structural_signals.html", context)


@open_to_all
@asked_again
def structural_signal(request: AnyRequest, pk: str) -> HttpResponse:
    """One signal: words, to whom, since when, what came back and what the givers say of it."""
    page = queries.signal_page(pk, on=clock.today())
    context = {"page": page, "bundle": page.bundle, "area": AREAS.get(page.bundle.area, WHOLE_AREA)}
    return render(request, "policy_signals/structural_signal.html", context)


@open_to_all
def structural_signal_document(request: AnyRequest, pk: str) -> FileResponse:
    """The file that came with the answer."""
    return attachment_response(queries.answer_document_for(pk))
