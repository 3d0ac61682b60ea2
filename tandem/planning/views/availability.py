"""My availability: what trainers and experiential experts tell about themselves, on a phone."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.identity.access import Request, roles_only
from tandem.identity.rules import EXPERIENTIAL_EXPERT, TRAINER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal
from tandem.planning.actions import agenda
from tandem.planning.actions.availability import forget_sheet, remove_dates
from tandem.planning.forms.availability import AgendaForm, ForgetForm
from tandem.planning.queries import availability as queries
from tandem.planning.views import sheet_forms


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability(request: Request) -> HttpResponse:
    """The usual week, and the way to everything else."""
    on, person = clock.today(), request.user
    form = sheet_forms.week_form(request, person)
    outcome = sheet_forms.saved(request, form, person, done=_("Bewaard. De planner ziet nu wanneer je kan."))
    if outcome is True:
        lacks_home = not queries.profile_of(person).home
        return redirect("availability_about" if lacks_home else "availability")
    sheet = queries.sheet_of(person, on=on)
    context = {
        "form": form, "sheet": sheet, "changes": queries.changes_of(sheet.profile), "standing": outcome or None,
        "qualifications": queries.noted_about(person), "today": on,
        "dates": queries.dates_of(person, on=on).count(), "imported": queries.imported_dates(person, on=on).count(),
    }  # fmt: skip
    status = 409 if outcome else answer_status(request)
    return render(request, "planning/availability.html", context, status=status)


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_about(request: Request) -> HttpResponse:
    """From where, how, in which languages, about what."""
    return sheet_forms.sheet_page(
        request, sheet_forms.about_form, request.user, template="planning/availability_about.html",
        after=reverse("availability"), done=_("Bewaard."),
    )  # fmt: skip


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_wishes(request: Request) -> HttpResponse:
    """Kept where possible."""
    return sheet_forms.sheet_page(
        request, sheet_forms.wish_form, request.user, template="planning/availability_wishes.html",
        after=reverse("availability"), done=_("Bewaard. We houden er rekening mee waar het kan."),
    )  # fmt: skip


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_dates(request: Request) -> HttpResponse:
    """Days off and extra days: the list, and a form to add some."""
    form = sheet_forms.dates_form(request)
    if request.method == "POST" and sheet_forms.dates_added(request, form, request.user):
        return redirect("availability_dates")
    page = paginate(queries.dates_of(request.user, on=clock.today()), request.GET.get("pagina"))
    context = {"form": form, "page": page, "removed": sheet_forms.removed(request)}
    return render(request, "planning/availability_dates.html", context, status=answer_status(request))


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
@require_POST
def availability_date_remove(request: Request, pk: int) -> HttpResponse:
    """Days that hold no longer; the list offers to put them back."""
    row = queries.dates_for(request.user, pk)
    undo, came_from_calendar = sheet_forms.undo_of(row), bool(row.calendar_uid)
    remove_dates(row, by=request.user, at=clock.now())
    if came_from_calendar:
        messages.success(request, _("Weg. Je kan dan weer."))
        return redirect("availability_import")
    return redirect(f"{reverse('availability_dates')}?{urlencode(undo)}")


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_import(request: Request) -> HttpResponse:
    """Take days off out of a calendar file: choose it, look at the days, then keep them."""
    form = AgendaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = agenda.read_agenda(request.user, file, size=file.size, today=clock.today())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return _preview(request, found)
    page = paginate(queries.imported_dates(request.user, on=clock.today()), request.GET.get("pagina"))
    context = {"form": form, "page": page}
    return render(request, "planning/availability_import.html", context, status=answer_status(request))


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
@require_POST
def availability_import_save(request: Request) -> HttpResponse:
    """Keep the days that were looked at."""
    try:
        found = agenda.opened(request.user, request.POST.get("seal", ""))
        count = agenda.keep_agenda(request.user, found, by=request.user, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("availability_import")
    messages.success(request, _("Bewaard. Uit deze agenda staan nu %(count)s keer vrij.") % {"count": count})
    return redirect("availability")


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
@require_POST
def availability_import_forget(request: Request) -> HttpResponse:
    """Take away every day that came from a calendar."""
    agenda.forget_agenda(request.user, by=request.user, at=clock.now())
    messages.success(request, _("Alle dagen uit je agenda zijn weg. Kies je agenda opnieuw om ze terug te zetten."))
    return redirect("availability_import")


@roles_only(TRAINER, EXPERIENTIAL_EXPERT)
def availability_forget(request: Request) -> HttpResponse:
    """Take everything back, after a yes."""
    form = ForgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        forget_sheet(request.user, by=request.user, at=clock.now())
        messages.success(request, _("Alles is gewist. Niemand plant je nog voor iets nieuws."))
        return redirect("availability")
    return render(request, "planning/availability_forget.html", {"form": form}, status=answer_status(request))


def _preview(request: Request, found: agenda.Import) -> HttpResponse:
    rows = [(row.first, row.last, row.half) for row in found.rows]
    context = {
        "found": found,
        "months": queries.months_of(rows),
        "hidden": {"seal": agenda.sealed(request.user, found)},
    }
    return render(request, "planning/availability_preview.html", context)
