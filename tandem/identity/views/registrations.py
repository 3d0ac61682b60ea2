"""'Nog geen login?': an organisation comes in by itself; a code proves the address first."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tandem.identity import proof
from tandem.identity.access import AnyRequest, open_to_all
from tandem.identity.actions import registration as actions
from tandem.identity.forms.member import RegistrationCodeForm, RegistrationForm
from tandem.identity.login import log_in
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal

PENDING = "registration"


@open_to_all
def register(request: AnyRequest) -> HttpResponse:
    """Who are you and for which organisation?"""
    if request.viewer.memberships:
        return redirect("start")
    form = RegistrationForm(request.POST or None, initial=request.session.get(PENDING))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="request_login_code", key=form.cleaned_data["email"]):
            return ratelimit.respond_429(request)
        request.session[PENDING] = form.cleaned_data
        proof.send_code(request, email=form.cleaned_data["email"], at=clock.now())
        return redirect("register_code")
    return render(request, "identity/register.html", {"form": form}, status=answer_status(request))


@open_to_all
def register_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail; then the organisation is made, or those who look after it are asked."""
    facts = request.session.get(PENDING)
    if not facts or not proof.is_waiting(request):
        return redirect("register")
    form = RegistrationCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_proven(request, form):
        try:
            done = actions.register(newcomer=actions.Newcomer(**facts), at=clock.now())
        except actions.Refusal as refusal:
            show_refusal(form, refusal)
        else:
            del request.session[PENDING]
            return log_in(request, done.person, "code") if done.person else redirect("register_asked")
    page = {"form": form, "email": facts["email"]}
    return render(request, "identity/register_code.html", page, status=answer_status(request))


@open_to_all
def register_asked(request: HttpRequest) -> HttpResponse:
    """Somebody else decides first."""
    return render(request, "identity/register_asked.html")


def _is_proven(request: HttpRequest, form: RegistrationCodeForm) -> bool:
    problem = proof.code_problem(request, form.cleaned_data["code"])
    if problem:
        form.add_error("code", problem)
    return not problem
