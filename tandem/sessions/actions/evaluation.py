"""The evaluation of a series: opened after the last workshop, answered without a name, completed by the organisation."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import access, audit, clock
from tandem.kernel.documents import storage
from tandem.kernel.documents.uploads import CheckedUpload
from tandem.kernel.events import publish
from tandem.kernel.mail import NOTICE, write_mail
from tandem.kernel.refusal import Refusal
from tandem.sessions.actions.notices import address_of
from tandem.sessions.evaluation_anonymity import PAPER, PHONE, batch_size
from tandem.sessions.events import SeriesChanged
from tandem.sessions.models import EvaluationForm, EvaluationResponse, EvaluationScan, Series
from tandem.sessions.queries.people import contacts_of

if TYPE_CHECKING:
    from tandem.identity.models import Person

OPEN_FOR = timedelta(days=60)


class CannotAnswer(Refusal):
    """The evaluation takes no more answers."""


class CannotComplete(Refusal):
    """The evaluation is not open, or was already completed."""


@transaction.atomic
def open_evaluation(series: Series, *, by: Person | None, at: datetime) -> EvaluationForm:
    """Give the series its secret link and tell the organisation; a second call changes nothing (seeds 000, 001)."""
    form, is_new = EvaluationForm.objects.get_or_create(
        series=series,
        defaults={
            "token": secrets.token_urlsafe(24), "opened_at": at, "closes_on": clock.local(at + OPEN_FOR).date(),
        },
    )  # fmt: skip
    if is_new:
        audit.record("sessions.open_evaluation", series, by=by, at=at, form=form.pk)
        _tell_organisation(series, form, by=by, at=at)
    return form


def _tell_organisation(series: Series, form: EvaluationForm, *, by: Person | None, at: datetime) -> None:
    body = _(
        "Dag %(name)s\n\nDe evaluatie van «%(title)s» staat open. Laat de deelnemers de vragen invullen: op hun telefoon "
        "met een QR-code, of op papier. Je vindt alles hier:\n%(page)s\n\nKreeg iedereen de kans? Klik dan op die pagina op "
        "«Rond de evaluatie af».\n"
    )
    page = address_of("evaluation_share", series.pk)
    for person in contacts_of(series, on=clock.local(at).date()):
        if person.email:
            write_mail(
                key=f"evaluation-open:{form.pk}:{person.pk}", kind=NOTICE, to_email=person.email, to_name=str(person),
                to_person=person, subject=_("De evaluatie staat open"), about=series, at=at, by=by,
                body=body % {"name": person.first_name, "title": series.title, "page": page},
            )  # fmt: skip


@transaction.atomic
def give_answers(
    form: EvaluationForm, *, language: str, answers: Mapping[str, object], nonce: UUID, by: None = None, at: datetime
) -> None:
    """One participant's answers by phone. The same nonce twice counts once; nothing tells who it was or at what hour."""
    with access.for_scope(form.series_id):
        locked = _open_form(form, at=at)
        if EvaluationResponse.objects.filter(nonce=nonce).exists():
            return
        _keep(locked, language=language, answers=answers, nonce=nonce, source=PHONE, at=at)
        _publish_batch(locked)
        noon = clock.moment_on(clock.local(at).date(), 12)
        audit.record("sessions.answer_evaluation", locked, by=by, at=noon, source=PHONE)


@transaction.atomic
def enter_answers(
    form: EvaluationForm, *, language: str, answers: Mapping[str, object], nonce: UUID, by: Person, at: datetime
) -> None:
    """Somebody of the organisation types over one paper form."""
    locked = _open_form(form, at=at, also_after_closing=True)
    if EvaluationResponse.objects.filter(nonce=nonce).exists():
        return
    _keep(locked, language=language, answers=answers, nonce=nonce, source=PAPER, at=at)
    audit.record("sessions.enter_evaluation", locked, by=by, at=at, source=PAPER)


def _open_form(form: EvaluationForm, *, at: datetime, also_after_closing: bool = False) -> EvaluationForm:
    """The form, locked: completing and answering never cross."""
    locked = EvaluationForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    if locked.completed_at is not None:
        raise CannotAnswer(_("De evaluatie is afgerond. Er komen geen antwoorden meer bij."))
    if is_closed(locked, at=at) and not also_after_closing:
        raise CannotAnswer(_("Deze vragenlijst is gesloten. Vraag het duo of je organisatie om hulp."))
    return locked


def is_closed(form: EvaluationForm, *, at: datetime) -> bool:
    """Completed by the organisation, or past its last day."""
    is_past = form.closes_on is not None and clock.local(at).date() > form.closes_on
    return form.completed_at is not None or is_past


def _keep(
    form: EvaluationForm, *, language: str, answers: Mapping[str, object], nonce: UUID, source: str, at: datetime
) -> None:
    EvaluationResponse.objects.create(
        form=form, language=language, source=source, answers=dict(answers), given_on=clock.local(at).date(), nonce=nonce
    )


def _publish_batch(form: EvaluationForm) -> None:
    """Let five answers leave the reserve when five stay behind; keys are random, so nobody knows which five."""
    reserve = EvaluationResponse.objects.filter(form=form, source=PHONE, batch=0).order_by("pk")
    keys = list(reserve.values_list("pk", flat=True))
    leaving = keys[: batch_size(len(keys))]
    if leaving:
        last = EvaluationResponse.objects.filter(form=form).order_by("-batch").values_list("batch", flat=True)[0]
        EvaluationResponse.objects.filter(pk__in=leaving).update(batch=last + 1)


@transaction.atomic
def keep_evaluation_scans(
    form: EvaluationForm, *, uploads: Iterable[CheckedUpload], by: Person, at: datetime
) -> list[EvaluationScan]:
    """Paper forms, uploaded by the organisation (seeds 000 and 001)."""
    scans = [
        EvaluationScan.objects.create(
            form=form, uploaded_at=at, uploaded_by=by,
            file=storage.store(upload.content, kind="evaluation_scan", name=upload.clean_name,
                               content_type=upload.content_type, by=by, at=at),
        )
        for upload in uploads
    ]  # fmt: skip
    audit.record("sessions.upload_evaluation", form.series, by=by, at=at, files=len(scans))
    return scans


@transaction.atomic
def complete_evaluation(series: Series, *, by: Person, at: datetime) -> EvaluationForm:
    """The organisation says: everyone had the chance. The link closes and the last answers leave the reserve."""
    form = EvaluationForm.objects.select_for_update(of=("self",)).filter(series=series).first()
    if form is None:
        raise CannotComplete(_("De evaluatie staat nog niet open. Ze opent na de laatste workshop."))
    if form.completed_at is not None:
        raise CannotComplete(_("De evaluatie is al afgerond."))
    form.completed_at = at
    form.save(update_fields=["completed_at"])
    audit.record("sessions.complete_evaluation", series, by=by, at=at, answers=form.responses.count())
    publish(SeriesChanged(series_id=series.pk, what="evaluation_completed", at=at, by_id=by.pk))
    return form
