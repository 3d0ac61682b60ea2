"""The door: a changing code on the duo's screen, and the participant's own phone without login."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.identity.access import Request, members_only, open_to_all
from tandem.kernel import access, clock
from tandem.kernel.documents.codes import clean_list_code, qr_svg
from tandem.kernel.ids import new_id
from tandem.sessions import door, rules
from tandem.sessions.actions.attendance import CannotSign, record_attendance
from tandem.sessions.door_limits import may_knock, note_visit, note_wrong_code
from tandem.sessions.door_words import WORDS, DoorWords, translations, words_in
from tandem.sessions.forms.attendance_door import DoorNameForm, DoorSignForm
from tandem.sessions.models import Attendance, AttendanceList, Participant
from tandem.sessions.participant_names import name_key
from tandem.sessions.queries import doors
from tandem.sessions.queries.attendance import list_facts, list_of
from tandem.sessions.queries.attendance_door import (
    is_known_name,
    list_behind,
    names_at_door,
    series_behind,
    signed_with,
)
from tandem.sessions.queries.attendance_page import door_times

DUO = frozenset({doors.DUO})
OPEN = (door.DoorState.OPEN, door.DoorState.LATE)


@members_only
def attendance_door(request: Request, pk: str) -> HttpResponse:
    """The screen at the door: one big code, how many signed."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    sheet = list_of(session)
    if sheet is None or sheet.closed_at is not None:
        messages.error(request, _("De lijst is niet open. Open ze eerst, dan kan je de code tonen."))
        return redirect("attendance", pk=session.pk)
    state = door.door_state(door_times(session, sheet), at=clock.now())
    problem = "" if state in OPEN else WORDS["nl"].sentence_for(state)
    context = {"session": session, "problem": problem, "is_late": state is door.DoorState.LATE,
               "seconds": rules.DOOR_CODE_SECONDS, "facts": list_facts(session, sheet), "translations": translations()}  # fmt: skip
    return render(request, "sessions/attendance_door.html", context)


@members_only
@require_safe
def attendance_door_code(request: Request, pk: str) -> HttpResponse:
    """The QR of this half minute, as a picture that the page asks for again and again."""
    session = doors.session_for(request.viewer, pk, parts=DUO)
    sheet = list_of(session)
    if sheet is None or sheet.closed_at is not None:
        raise Http404
    code = door.door_code(sheet.door_secret, clock.now())
    address = request.build_absolute_uri(reverse("door_sign", args=[sheet.code, code]))
    return HttpResponse(qr_svg(address, title=_("QR-code van de deur"), size=640), content_type="image/svg+xml")


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the door who scanned in time, on one list, in a language."""

    request: HttpRequest
    sheet: AttendanceList
    language: str
    ticket: door.Ticket
    is_late: bool

    @property
    def words(self) -> DoorWords:
        """The sentences in the language of the reader."""
        return WORDS[self.language]


def at_the_door(page: Callable[[HttpRequest, AttendanceList, str, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Looks up one opened list, within the rows of its series only: everything else stays invisible."""

    @wraps(page)
    def found(request: HttpRequest, list_code: str, code: str) -> HttpResponse:
        language, words = _language_of(request)
        known = clean_list_code(list_code)
        if known is None:
            return _refuse(request, language, words.scan_again, status=404)
        if not may_knock(request, known):
            return _refuse(request, language, words.too_many, status=429)
        with access.as_system():
            series_id = series_behind(known)
        if series_id is None:
            return _refuse(request, language, words.scan_again, status=404)
        with access.for_scope(series_id):
            answer = page(request, list_behind(known), code, language)
        note_visit(request, known)
        return answer

    return found


@open_to_all
@at_the_door
def door_sign(request: HttpRequest, sheet: AttendanceList, code: str, language: str) -> HttpResponse:
    """A scan gives a ticket; with it somebody picks a name and signs. The code may roll over meanwhile."""
    at = clock.now()
    if request.method == "POST":
        ticket = door.read_ticket(sheet.door_secret, request.POST.get("ticket", ""), at=at)
    else:
        ticket = door.Ticket(new_id(), at) if door.is_door_code(sheet.door_secret, code, at=at) else None
    state = door.door_state(door_times(sheet.session, sheet), at=ticket.issued_at if ticket else at)
    if state not in OPEN:
        return _refuse(request, language, WORDS[language].sentence_for(state))
    if ticket is None:
        note_wrong_code(request, sheet.code)
        return _refuse(request, language, WORDS[language].scan_again)
    return _step(Visit(request, sheet, language, ticket, state is door.DoorState.LATE))


@open_to_all
def door_done(request: HttpRequest, list_code: str) -> HttpResponse:
    """The end: on the list."""
    return _end(request, is_waiting=False)


@open_to_all
def door_wait(request: HttpRequest, list_code: str) -> HttpResponse:
    """The end for who comes late: the duo decides."""
    return _end(request, is_waiting=True)


def _step(visit: Visit) -> HttpResponse:
    """Which screen comes now: the names, the signature, or the end. Choosing a language stays on the same screen."""
    posted = visit.request.POST
    wanted, name = posted.get("wie", ""), posted.get("naam", "")
    used = signed_with(visit.sheet.session, visit.ticket.nonce)
    if used is not None:
        is_same = wanted == str(used.participant_id) or name_key(name) == name_key(used.participant.name)
        return _thanks(visit, used) if is_same else _refuse(visit.request, visit.language, visit.words.scan_again)
    if wanted:
        return _step_of_known(visit, wanted)
    return _step_of_new(visit, name) if "naam" in posted else _pick(visit)


def _step_of_known(visit: Visit, wanted: str) -> HttpResponse:
    for person, short in names_at_door(visit.sheet.session):
        if str(person.pk) == wanted:
            return _sign(visit, person, short)
    return _pick(visit, problem=visit.words.gone_name)


def _step_of_new(visit: Visit, typed: str) -> HttpResponse:
    form = DoorNameForm({"name": typed})
    problem = form.problem(visit.words)
    if not problem and is_known_name(visit.sheet.session, form.cleaned_data["name"]):
        problem = visit.words.known_name
    return _pick(visit, problem=problem, typed=typed) if problem else _sign(visit, None, form.cleaned_data["name"])


def _pick(visit: Visit, *, problem: str = "", typed: str = "") -> HttpResponse:
    names = [(person.pk, short) for person, short in names_at_door(visit.sheet.session)]
    return _page(visit, "sessions/door_pick.html", problem, names=names, typed=typed)


def _sign(visit: Visit, person: Participant | None, name: str) -> HttpResponse:
    posted, problem = visit.request.POST, ""
    if "teken" in posted:
        form = DoorSignForm(posted)
        problem = form.problem(visit.words)
        if not problem:
            return _record(visit, form, person, name)
    typed = posted.get("typed_name", "" if person else name)
    drawn = "" if problem == visit.words.bad_signature else posted.get("signature", "")
    return _page(visit, "sessions/door_sign.html", problem, person=person, name=name, typed=typed, drawn=drawn)


def _record(visit: Visit, form: DoorSignForm, person: Participant | None, name: str) -> HttpResponse:
    try:
        signed = record_attendance(
            visit.sheet.session, participant=person, new_name="" if person else name, method="phone",
            nonce=visit.ticket.nonce, typed_name=form.cleaned_data["typed_name"],
            signature=form.cleaned_data["signature"], waits_for_duo=visit.is_late, by=None, at=clock.now(),
        )  # fmt: skip
    except CannotSign:  # somebody was a moment earlier: with this name, or with closing the list
        return _refuse(visit.request, visit.language, visit.words.ask_duo)
    return _thanks(visit, signed)


def _thanks(visit: Visit, signed: Attendance) -> HttpResponse:
    page = "door_wait" if signed.waits_for_duo else "door_done"
    answer = redirect(page, list_code=visit.sheet.code)
    answer["Location"] += f"?taal={visit.language}"
    return answer


def _page(visit: Visit, template: str, problem: str, **facts: object) -> HttpResponse:
    ticket = door.issue_ticket(visit.sheet.door_secret, visit.ticket.nonce, visit.ticket.issued_at)
    facts |= {"ticket": ticket, "problem": problem, "is_late": visit.is_late, "title": visit.sheet.session.title}
    return _render(visit.request, visit.language, template, facts, status=422 if problem else 200)


def _end(request: HttpRequest, *, is_waiting: bool) -> HttpResponse:
    language, _words = _language_of(request)
    return _render(request, language, "sessions/door_done.html", {"is_waiting": is_waiting})


def _refuse(request: HttpRequest, language: str, sentence: str, *, status: int = 403) -> HttpResponse:
    return _render(request, language, "sessions/door_refused.html", {"sentence": sentence}, status=status)


def _render(
    request: HttpRequest, language: str, template: str, facts: dict[str, object], *, status: int = 200
) -> HttpResponse:
    words = WORDS[language]
    context = {
        "words": words,
        "language": language,
        "languages": rules.LANGUAGES.items(),
        "posted": request.POST,
        **facts,
    }
    with translation.override(language):
        return render(request, template, context, status=status)


def _language_of(request: HttpRequest) -> tuple[str, DoorWords]:
    asked = request.POST.get("kies_taal") or request.POST.get("taal") or request.GET.get("taal")
    return words_in(asked)
