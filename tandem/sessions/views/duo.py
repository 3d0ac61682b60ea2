"""The duo: choose both people, answer yes or no, and find somebody who falls in for one session."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, PLANNER, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions import duo as actions
from tandem.sessions.forms.duo import AnswerForm, DuoForm, StandInForm
from tandem.sessions.models import Series, Session
from tandem.sessions.queries import candidates, doors
from tandem.sessions.queries.answers import answer_page
from tandem.sessions.queries.dates import session_page
from tandem.sessions.queries.duos import duo_card
from tandem.sessions.queries.people import member_of_provider

PLANNERS = frozenset({doors.PLANNING})


@roles_only(PLANNER)
def duo_choose(request: Request, pk: str) -> HttpResponse:
    """Everybody of the provider with what counts for this series; both people are chosen at once."""
    series = doors.series_for(request.viewer, pk, parts=PLANNERS)
    trainers, experts = candidates.duo_candidates(series, on=clock.today())
    form = DuoForm(
        request.POST or None, trainers=[c.person_id for c in trainers], experts=[c.person_id for c in experts]
    )
    if request.method == "POST" and form.is_valid() and _assign(request, series, form):
        return redirect("series_dates", series.pk)
    context = {"series": series, "trainers": trainers, "experts": experts, "form": form, "duo": duo_card(series)}
    return render(request, "sessions/duo_choose.html", context, status=answer_status(request))


def _assign(request: Request, series: Series, form: DuoForm) -> bool:
    on, chosen = clock.today(), form.cleaned_data
    try:
        actions.assign_duo(
            series, trainer=member_of_provider(series, chosen["trainer"], TRAINER, on=on), by=request.user, at=clock.now(),
            experiential_expert=member_of_provider(series, chosen["experiential_expert"], EXPERIENTIAL_EXPERT, on=on),
        )  # fmt: skip
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("Het duo is gekozen. Beiden krijgen een mail met de vraag: ja of nee?"))
    return True


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def duo_answer(request: Request, pk: str) -> HttpResponse:
    """A member of the duo sees what is asked and says yes or no."""
    series = doors.series_for(request.viewer, pk, parts=frozenset({doors.DUO}))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["answer"] == "ja"
        try:
            actions.answer_duo(
                series, agrees=agrees, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bedankt. Je staat in het duo.") if agrees else
                             _("Bedankt om het te zeggen. De planner zoekt iemand anders."))  # fmt: skip
            return redirect("calendar")
    context = {"page": answer_page(series, request.viewer), "series": series, "form": form}
    return render(request, "sessions/duo_answer.html", context, status=answer_status(request))


@roles_only(PLANNER)
def stand_in(request: Request, pk: str) -> HttpResponse:
    """Same day, somebody else: who is free at that moment."""
    session = doors.session_for(request.viewer, pk, parts=PLANNERS)
    trainers, experts = candidates.stand_ins(session, on=clock.today())
    form = StandInForm(request.POST or None, people=[c.person_id for c in (*trainers, *experts)])
    if request.method == "POST" and form.is_valid() and _fall_in(request, session, form):
        return redirect("session", session.pk)
    present = {session.trainer_id, session.experiential_expert_id}
    context = {
        "page": session_page(session, request.viewer, at=clock.now()), "form": form,
        "groups": [
            (EXPERIENTIAL_EXPERT, _("Zelfde dag, andere ervaringsdeskundige"), [c for c in experts if c.person_id not in present]),
            (TRAINER, _("Zelfde dag, andere vormingsmedewerker"), [c for c in trainers if c.person_id not in present]),
        ],
        "told": candidates.people_told(session, on=clock.today()),
    }  # fmt: skip
    return render(request, "sessions/stand_in.html", context, status=answer_status(request))


def _fall_in(request: Request, session: Session, form: StandInForm) -> bool:
    chosen = form.cleaned_data
    person = member_of_provider(session.series, chosen["person"], chosen["role"], on=clock.today())
    try:
        actions.assign_stand_in(session, role=chosen["role"], person=person, version=chosen["version"], by=request.user,
                                at=clock.now())  # fmt: skip
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("%(name)s valt in. Iedereen die het moet weten, krijgt bericht.") % {"name": person})
    return True
