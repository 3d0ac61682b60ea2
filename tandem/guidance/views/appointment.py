"""When we see each other, and how to get there."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.guidance.actions import appointment as actions
from tandem.guidance.actions.reading import note_read
from tandem.guidance.forms.appointment import AppointmentAnswerForm, AppointmentForm
from tandem.guidance.queries import appointment as pages
from tandem.guidance.queries.doors import Place, own_place, place_for
from tandem.guidance.views.framing import framed
from tandem.identity.access import Request, known_only
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.refusal import Refusal

TAB = "appointments"


@known_only
def my_appointments(request: Request) -> HttpResponse:
    """The person's own tab."""
    return _page(request, own_place(request.viewer, at=clock.now()))


@known_only
def appointments(request: Request, file: str) -> HttpResponse:
    """The same, with the address of the file."""
    return _page(request, place_for(request.viewer, file, at=clock.now()))


def _page(request: Request, place: Place) -> HttpResponse:
    note_read(place, TAB, at=clock.now())
    found = pages.appointments_of(place)
    return render(request, "guidance/appointments.html", framed(place, TAB, found=found))


@known_only
def appointment_new(request: Request, file: str) -> HttpResponse:
    """Make one."""
    place = place_for(request.viewer, file, at=clock.now())
    form = AppointmentForm(
        request.POST or None, initial={"with_whom": "" if place.is_owner else request.user.first_name}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_appointment(place, by=request.user, at=clock.now(), **_typed(form))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De afspraak staat erbij."))
            return _back(place)
    context = framed(place, TAB, form=form)
    return render(request, "guidance/appointment_new.html", context, status=answer_status(request))


@known_only
def appointment_move(request: Request, file: str, pk: str) -> HttpResponse:
    """Another day, hour or place."""
    place = place_for(request.viewer, file, at=clock.now())
    appointment = pages.appointment_for(place, pk)
    note_read(place, "appointment", at=clock.now(), item_id=appointment.pk)
    form = AppointmentForm(request.POST or None, initial=_as_it_stands(appointment))
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_appointment(place, appointment, by=request.user, at=clock.now(), **_typed(form))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De afspraak is verplaatst."))
            return _back(place)
    context = framed(place, TAB, form=form, row=pages.appointment_row(appointment))
    return render(request, "guidance/appointment_move.html", context, status=answer_status(request))


@known_only
def appointment_answer(request: Request, file: str, pk: str) -> HttpResponse:
    """Ik kom, or liever een andere dag, with words if you like."""
    place = place_for(request.viewer, file, at=clock.now())
    appointment = pages.appointment_for(place, pk)
    note_read(place, "appointment", at=clock.now(), item_id=appointment.pk)
    form = AppointmentAnswerForm(request.POST or None, initial={"answer": request.GET.get("antwoord", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_appointment(place, appointment, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Je antwoord is bewaard.") if place.is_owner else _("Het antwoord is bewaard."))
            return _back(place)
    context = framed(place, TAB, form=form, row=pages.appointment_row(appointment))
    return render(request, "guidance/appointment_answer.html", context, status=answer_status(request))


@known_only
@require_POST
def appointment_withdraw(request: Request, file: str, pk: str) -> HttpResponse:
    """It is not needed any more."""
    place = place_for(request.viewer, file, at=clock.now())
    with telling(request, _("De afspraak is weg.")):
        actions.withdraw_appointment(place, pages.appointment_for(place, pk), by=request.user, at=clock.now())
    return _back(place)


@known_only
def appointment_calendar(request: Request, file: str, pk: str) -> HttpResponse:
    """A file for the calendar on one's own phone."""
    place = place_for(request.viewer, file, at=clock.now())
    appointment = pages.appointment_for(place, pk)
    note_read(place, "appointment", at=clock.now(), item_id=appointment.pk)
    return HttpResponse(
        pages.calendar_of(appointment), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="afspraak.ics"'},
    )  # fmt: skip


def _back(place: Place) -> HttpResponse:
    return redirect("my_appointments") if place.is_owner else redirect("appointments", place.file.pk)


def _typed(form: AppointmentForm) -> Any:
    return form.facts()


def _as_it_stands(appointment: Any) -> dict[str, object]:
    starts: datetime = clock.local(appointment.starts_at)
    return {
        "day": starts.date(), "hour": starts.time(), "with_whom": appointment.with_whom, "place": appointment.place,
        "travel": appointment.travel,
    }  # fmt: skip
