"""Where a tablet sends its sealed letters, and the worker that keeps its page at hand without network."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tandem.dialogue.actions.table import take_in
from tandem.dialogue.queries.table import table_with
from tandem.dialogue.views.table import shell_page
from tandem.identity.access import open_to_all
from tandem.kernel import clock
from tandem.sessions.door_limits import may_knock, note_visit

HEADER = "X-Tandem-Letters"
# The same for everybody and no words of anybody: all that may stay on a tablet besides its sealed letters.
SHELL_FILES = (
    "built/site.css",
    "built/site.js",
    "built/table-notes.js",
    "built/letterbox.js",
    "built/character-count.js",
)


@csrf_exempt  # no cookie counts here: only who knows the link of the table can post, and no other site's page can
@open_to_all
@require_POST
def forum_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Letters come in, also hours later; each gets its own answer. A letter that comes again counts once.

    A page of another site knows no link, and cannot set our header without asking (CORS), which we never allow.
    """
    if not _is_from_our_page(request):
        return _told(_("Open de pagina van je tafel opnieuw en probeer het dan nog eens."), status=403)
    table = table_with(token)
    if table is None:
        sentence = _("Deze link werkt niet meer. Open op dit toestel de nieuwe link van je tafel: dan gaat alles mee.")
        return _told(sentence, status=404)
    if not may_knock(request, f"tafel-{table.pk}"):
        return _told(_("Het is druk. Alles blijft op dit toestel en vertrekt straks vanzelf."), status=429)
    letters = _letters(request)
    if letters is None:
        return _told(_("Dit zijn geen brieven. Open de pagina van je tafel opnieuw."), status=400)
    receipts = take_in(table, letters, by=None, at=clock.now())
    note_visit(request, f"tafel-{table.pk}")
    return JsonResponse({"receipts": [asdict(receipt) for receipt in receipts]})


@open_to_all
def forum_worker(request: HttpRequest) -> HttpResponse:
    """The worker of the table pages, with the list of files it may keep; other files, another name."""
    files = [static(name) for name in SHELL_FILES]
    mark = hashlib.sha256(shell_page(request).content + "".join(files).encode()).hexdigest()[:16]
    facts = {"name": f"tandem-table-{mark}", "files": files, "shell": reverse("forum_shell")}
    text = f"self.tandemShell = {json.dumps(facts)};\nimportScripts({json.dumps(static('built/table-worker.js'))});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _is_from_our_page(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.get_host()
    return is_ours and request.content_type == "application/json" and HEADER in request.headers


def _letters(request: HttpRequest) -> list[object] | None:
    try:
        letters = json.loads(request.body)["letters"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return letters if isinstance(letters, list) else None


def _told(sentence: str, *, status: int) -> JsonResponse:
    return JsonResponse({"message": sentence}, status=status)
