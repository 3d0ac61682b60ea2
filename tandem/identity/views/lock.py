"""The lock: stay, lock, keep what is on the screen, and give back what was typed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.identity import locking
from tandem.identity.access import Request, known_only, open_to_all


@open_to_all
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the request itself counts as a click."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


@open_to_all
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now. Without a button press only a session that is idle anyway, so that a link cannot lock anybody out."""
    after = safe_next(request)
    if request.user.is_authenticated and request.method == "GET" and not locking.is_nearly_idle(request):
        return render(request, "identity/lock.html", {"after": after})
    locking.lock(request)
    return redirect(locking.login_url(after))


@open_to_all
@require_POST
def keep_typed(request: HttpRequest) -> HttpResponse:
    """Keep the form that is on the screen, just before it locks."""
    is_kept = locking.keep_form(request, request.POST.get("keep_path", ""), sent=False)
    return HttpResponse(status=204 if is_kept else 401)


@open_to_all
@require_POST
def someone_else(request: HttpRequest) -> HttpResponse:
    """Another person sits here now: forget who was before."""
    request.session.flush()
    return redirect("account_login")


@known_only
@require_GET
def typed(request: Request) -> HttpResponse:
    """What was typed and not handled: send it after all, or go back to the form."""
    forms = [_TypedForm(kept) for kept in locking.kept_forms(request)]
    if not forms:
        return redirect("start")
    return render(request, "identity/typed.html", {"typed": forms})


@known_only
@require_GET
def kept_fields(request: Request) -> JsonResponse:
    """The fields kept for one page, for the script that fills them in again."""
    path = request.GET.get("pad", "")
    kept = next((form for form in locking.kept_forms(request) if form.path == path), None)
    return JsonResponse({"fields": [[name, values] for name, values in kept.data.lists()] if kept else []})


@known_only
@require_POST
def forget_typed(request: Request) -> HttpResponse:
    """Throw away what was typed for one page."""
    locking.forget_forms(request, {request.POST.get("pad", "").partition("?")[0]})
    messages.success(request, _("Weggegooid. Er is niets verstuurd."))
    return redirect("typed")


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards, on this site only."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else resolve_url("start")


class _TypedForm:
    """A kept form as the page shows it: longer texts to recognise it by, and every field to send."""

    def __init__(self, kept: locking.KeptForm) -> None:
        self.path, self.files, self.sent = kept.path, kept.files, kept.sent
        self.fields = [(name, value) for name, values in kept.data.lists() for value in values]
        self.texts = [value for _, value in self.fields if len(value) > 20 or " " in value.strip()]
