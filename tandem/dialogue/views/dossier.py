"""Dossiers, for who composes them: contents, what lacks, publishing and withdrawing."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.dialogue.actions import dossier as actions
from tandem.dialogue.actions.dossier_publish import publish, withdraw
from tandem.dialogue.forms.dossier import ChapterForm, DossierEditForm, DossierForm, OrderForm, WithdrawForm
from tandem.dialogue.queries import dossier as pages
from tandem.dialogue.queries.doors import dossier_for
from tandem.identity.access import Request, roles_only
from tandem.identity.rules import POLICY_WORKER
from tandem.kernel import clock
from tandem.kernel.answering import answer_status, telling
from tandem.kernel.form_problems import show_refusal
from tandem.kernel.pages import paginate
from tandem.kernel.refusal import Refusal


@roles_only(POLICY_WORKER)
def dossier_list(request: Request) -> HttpResponse:
    """Every dossier, the newest first."""
    words = request.GET.get("zoek", "").strip()[:100]
    page = paginate(pages.every_dossier(words), request.GET.get("pagina"))
    context = {"page": page, "rows": [pages.dossier_row(row) for row in page], "words": words}
    return render(request, "dialogue/dossier_list.html", context)


@roles_only(POLICY_WORKER)
def dossier_new(request: Request) -> HttpResponse:
    """Start one with its title."""
    form = DossierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_dossier(_facts(form), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het dossier is gemaakt. Voeg nu een hoofdstuk toe."))
            return redirect("dossier", made.pk)
    return render(request, "dialogue/dossier_new.html", {"form": form}, status=answer_status(request))


@roles_only(POLICY_WORKER)
def dossier(request: Request, pk: str) -> HttpResponse:
    """Contents, footnotes, editions and what still lacks."""
    row = dossier_for(request.viewer, pk)
    context = {"page": pages.dossier_page(row, on=clock.today()), "row": row}
    return render(request, "dialogue/dossier.html", context)


@roles_only(POLICY_WORKER)
def dossier_edit(request: Request, pk: str) -> HttpResponse:
    """Another title or summary. Two who change it at once see both."""
    row, current = dossier_for(request.viewer, pk), None
    initial = {
        "title": row.title,
        "subtitle": row.subtitle,
        "summary": row.summary,
        "slug": row.slug,
        "version": row.version,
    }
    form = DossierEditForm(request.POST or None, initial=initial, was_published=bool(row.edition))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_dossier(
                row, _facts(form), version=form.cleaned_data["version"], by=request.user, at=clock.now()
            )
        except actions.DossierChanged as conflict:
            show_refusal(form, conflict)
            current = conflict.current
            keep_typed(form, version=conflict.current.version)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het dossier is bewaard."))
            return redirect("dossier", row.pk)
    context = {"form": form, "row": row, "current": current}
    return render(request, "dialogue/dossier_edit.html", context, status=answer_status(request))


@roles_only(POLICY_WORKER)
def dossier_preview(request: Request, pk: str) -> HttpResponse:
    """The page as it will be."""
    row = dossier_for(request.viewer, pk)
    context = {"row": row, "published": pages.preview(row, on=clock.today())}
    return render(request, "dialogue/dossier_preview.html", context)


@roles_only(POLICY_WORKER)
@require_POST
def dossier_publish(request: Request, pk: str) -> HttpResponse:
    """The next edition, for everybody."""
    row = dossier_for(request.viewer, pk)
    with telling(request, _("Het dossier staat online, als pagina en als pdf.")):
        publish(row, by=request.user, at=clock.now())
    return redirect("dossier", row.pk)


@roles_only(POLICY_WORKER)
def dossier_withdraw(request: Request, pk: str) -> HttpResponse:
    """Take the publication away, with a reason."""
    row = dossier_for(request.viewer, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het dossier staat niet meer online. De reden wel."))
            return redirect("dossier", row.pk)
    return render(request, "dialogue/dossier_withdraw.html", {"form": form, "row": row}, status=answer_status(request))


@roles_only(POLICY_WORKER)
def chapter_add(request: Request, pk: str) -> HttpResponse:
    """A new chapter, behind the others."""
    row = dossier_for(request.viewer, pk)
    form = ChapterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_chapter(row, title=form.cleaned_data["title"], by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Het hoofdstuk staat erbij. Schrijf nu wat erin komt."))
            return redirect("chapter", row.pk, made.pk)
    return render(request, "dialogue/chapter_add.html", {"form": form, "row": row}, status=answer_status(request))


@roles_only(POLICY_WORKER)
def chapter_order(request: Request, pk: str) -> HttpResponse:
    """The order of the chapters, by numbers."""
    row = dossier_for(request.viewer, pk)
    form = OrderForm(request.POST or None, chapters=pages.chapter_titles(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.order_chapters(row, form.places(), by=request.user, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("De hoofdstukken staan in de nieuwe orde."))
            return redirect("dossier", row.pk)
    return render(request, "dialogue/chapter_order.html", {"form": form, "row": row}, status=answer_status(request))


def keep_typed(form: forms.Form, **fresh: object) -> None:
    """The form keeps what was typed, and starts from what stands there now."""
    if isinstance(form.data, QueryDict):
        typed = form.data.copy()
        for name, value in fresh.items():
            typed[name] = str(value)
        form.data = typed


def _facts(form: DossierForm) -> actions.DossierFacts:
    typed = form.cleaned_data
    return actions.DossierFacts(typed["title"], typed.get("slug", ""), typed["subtitle"], typed["summary"])
