"""One tablet going round: the next name big, a drawing or a typed name, and on to the next."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from tandem.identity.access import Request, members_only
from tandem.kernel import clock
from tandem.kernel.refusal import Refusal
from tandem.sessions import rules, signing
from tandem.sessions.actions.attendance import record_attendance
from tandem.sessions.door_words import DUTCH, words_in
from tandem.sessions.forms.attendance_door import DoorNameForm, DoorSignForm
from tandem.sessions.models import Participant, Session
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import list_of, participant_of, unsigned_participants

DUO = frozenset({doors.DUO})
NEW = "nieuw"


@members_only
def attendance_tablet(request: Request, pk: str) -> HttpResponse:
    """The name that `?wie=` asks for, else the first that did not sign; `?wie=nieuw` for who is not on the list."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    sheet = list_of(session)
    if sheet is None or sheet.closed_at is not None:
        messages.error(
            request, _("De lijst is niet open. Open ze eerst, of maak een correctie als ze al is afgesloten.")
        )
        return redirect("attendance", pk=session.pk)
    if request.method == "POST":
        return _sign(request, session)
    people = unsigned_participants(session)
    wanted = request.GET.get("wie", "")
    if wanted == NEW or not people:
        return _page(request, session, None, people)
    return _page(request, session, next((one for one in people if str(one.pk) == wanted), people[0]), people)


def _sign(request: Request, session: Session) -> HttpResponse:
    """The name that was on the screen signs, nobody else: it travels with the form."""
    person = participant_of(session, request.POST.get("participant", ""))
    problem = _problem(request, person) or _record(request, session, person)
    if problem:
        return _page(request, session, person, unsigned_participants(session), problem=problem)
    return redirect("attendance_tablet", pk=session.pk)


def _problem(request: Request, person: Participant | None) -> str:
    """What is missing, in the language of the screen. Who types a new name and draws nothing signs with that name."""
    _language, words = words_in(request.GET.get("taal"))
    named = "" if person else DoorNameForm({"name": request.POST.get("naam", "")}).problem(words)
    return named or _sign_form(request).problem(words)


def _sign_form(request: Request) -> DoorSignForm:
    typed = request.POST.get("typed_name") or request.POST.get("naam", "")
    return DoorSignForm({"signature": request.POST.get("signature", ""), "typed_name": typed})


def _record(request: Request, session: Session, person: Participant | None) -> str:
    """Keep the signature; a sentence when that cannot be."""
    form, at = _sign_form(request), clock.now()
    form.full_clean()
    try:
        signed = record_attendance(
            session, participant=person, new_name=request.POST.get("naam", ""), nonce=_nonce(request),
            method="late" if signing.is_late_list(session.ends_at, at=at) else "tablet",
            typed_name=form.cleaned_data["typed_name"], signature=form.cleaned_data["signature"], by=request.user, at=at,
        )  # fmt: skip
    except Refusal as refusal:
        return str(refusal)
    _language, words = words_in(request.GET.get("taal"))
    messages.success(request, f"{words.thanks}, {signed.participant.name}.")
    return ""


def _nonce(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("nonce", ""))
    except ValueError:
        return uuid.uuid4()


def _page(
    request: Request, session: Session, person: Participant | None, people: list[Participant], *, problem: str = ""
) -> HttpResponse:
    language, words = words_in(request.GET.get("taal") or DUTCH)
    posted = request.POST
    context = {
        "session": session, "person": person, "others": [other for other in people if other != person],
        "signed_count": session.attendances.count(), "problem": problem, "words": words, "language": language,
        "languages": rules.LANGUAGES.items(), "nonce": posted.get("nonce") or uuid.uuid4(),
        "name": posted.get("naam", ""), "typed": posted.get("typed_name", ""),
        "drawn": "" if problem == words.bad_signature else posted.get("signature", ""),
    }  # fmt: skip
    with translation.override(language):
        return render(request, "sessions/attendance_tablet.html", context, status=422 if problem else 200)
