"""Idle sessions lock; what was typed is kept and offered again after unlocking (WCAG 2.2.1, 3.3.7).

Locking ends the access for real: the session is emptied, and unlocking is an ordinary login. Only three things stay
behind: who it was, which role was chosen, and the forms that were not handled yet. They come back for the same person
alone. Elapsed time is measured on the machine's own clock, because the example clock may be moved by months.

What was typed is sealed in the session: whoever reads the database reads none of it.
Who came in with a card locks sooner: on an own device the PIN opens it again, on another's device nothing stays behind.
"""

import base64
import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from tandem.identity.models import Person
from tandem.kernel import sealed_text

SINCE, SEEN, LEFT, KEPT, CHOSEN_MEMBERSHIP = "since", "seen", "left_behind", "kept_forms", "membership_id"
CARD, KNOWN_CARD = "card", "known_card"  # the card that opened this session; the card that an own device knows
CLEAR_SITE_DATA = '"cache", "storage"'
WRITE_EVERY_SECONDS = 30  # how precisely the last click is remembered; a lock never comes earlier than promised
FORMS_KEPT, LONGEST_FORM, KEPT_SECONDS = 5, 500_000, settings.SESSION_COOKIE_AGE
NEVER_KEPT = {"csrfmiddlewaretoken", "form_key", "keep_path", "next", "code", "credential", "token"}
NOT_A_CLICK = ("keep_typed", "lock")
LOOKS = "X-Tandem-Looks"  # a page that renews itself says so: nobody clicked


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Whose session was locked, to greet them and to give back what is theirs."""

    person: int
    email: str
    first_name: str
    membership_id: int | None


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that somebody typed in, its fields sealed; `sent` when the button was pressed. Files are known by name alone."""

    person: int
    path: str
    fields: str
    at: float
    sent: bool
    files: list[str] = field(default_factory=list)

    @property
    def data(self) -> QueryDict:
        """The fields as a form takes them; none when their key is gone."""
        return QueryDict(_opened(self.fields, place=self.path))


def lock_when_idle(request: HttpRequest) -> None:
    """End the access of a session that was idle for a quarter of an hour, or is eight hours old."""
    if not isinstance(request.user, Person):
        return
    now, session = time.time(), request.session
    since, seen = session.get(SINCE, now), session.get(SEEN, now)
    request.lock_after_seconds = idle_seconds(request)  # type: ignore[attr-defined]
    request.is_shared_device = session.get(CARD, {}).get("is_shared", False)  # type: ignore[attr-defined]
    if now - seen > idle_seconds(request) + WRITE_EVERY_SECONDS or now - since > settings.SESSION_LIMIT_SECONDS:
        lock(request)
        return
    if SEEN not in session or (now - seen > WRITE_EVERY_SECONDS and not _is_no_click(request)):
        session[SINCE], session[SEEN] = since, now
    request.kept_here = _is_unsent(kept_form(request))  # type: ignore[attr-defined]


def is_nearly_idle(request: HttpRequest) -> bool:
    """Whether nobody clicked since the warning could be on screen."""
    quiet = time.time() - request.session.get(SEEN, time.time())
    return quiet >= idle_seconds(request) - settings.IDLE_WARNING_SECONDS - WRITE_EVERY_SECONDS


def lock(request: HttpRequest) -> None:
    """Empty the session, but for who it was and what was typed; on another's device empty it wholly."""
    person, session, card = request.user, request.session, request.session.get(CARD)
    if not isinstance(person, Person):
        return
    left = LeftBehind(person.pk, person.email or "", person.first_name, session.get(CHOSEN_MEMBERSHIP))
    kept = session.get(KEPT)
    logout(request)
    if card and (card["is_shared"] or card["until"] < time.time()):
        request.leaves_nothing = True  # type: ignore[attr-defined]
        return
    session[LEFT] = asdict(left)
    if card:
        session[KNOWN_CARD] = card
        session.set_expiry(int(card["until"] - time.time()))
    if kept:
        session[KEPT] = kept


def begin(request: HttpRequest, person: Person) -> None:
    """Start counting after a login; what another person left behind is dropped unseen."""
    session, left = request.session, left_behind(request)
    session.pop(LEFT, None)
    if [session.pop(name) for name in (CARD, KNOWN_CARD) if name in session]:
        session.set_expiry(None)
    if left and left.person == person.pk and left.membership_id:
        session[CHOSEN_MEMBERSHIP] = left.membership_id
    session[KEPT] = [row for row in session.get(KEPT, []) if row["person"] == person.pk]
    session[SINCE] = session[SEEN] = time.time()


def begin_with_card(request: HttpRequest, card_id: int, *, is_shared: bool, until: float = 0) -> None:
    """Remember that a card opened this session. An own device knows the card for thirty days, another's not at all."""
    until = until or time.time() + settings.CARD_KEPT_SECONDS
    request.session[CARD] = {"id": card_id, "is_shared": is_shared, "until": until}
    request.session.set_expiry(0 if is_shared else max(1, int(until - time.time())))


def known_card(request: HttpRequest) -> dict[str, Any] | None:
    """The card that this own device knows while it is locked."""
    card: dict[str, Any] | None = request.session.get(KNOWN_CARD)
    return card if card and card["until"] > time.time() else None


def idle_seconds(request: HttpRequest) -> int:
    """How long somebody may be quiet before the lock."""
    return settings.CARD_IDLE_SECONDS if CARD in request.session else settings.IDLE_LOCK_SECONDS


def leave_nothing(request: HttpRequest, response: HttpResponse, *, had_card: bool) -> HttpResponse:
    """After a session with a card the browser forgets what it kept of this site, unless it is an own device."""
    if had_card and not request.user.is_authenticated and known_card(request) is None:
        response.headers["Clear-Site-Data"] = CLEAR_SITE_DATA
    return response


def left_behind(request: HttpRequest) -> LeftBehind | None:
    """Whose session was locked in this browser."""
    facts = request.session.get(LEFT)
    return LeftBehind(**facts) if facts else None


def keep_what_was_typed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A form that meets the lock is kept and comes back after the login; a handled form is forgotten."""
    if getattr(request, "leaves_nothing", False) and _asks_login(response):
        return _instead_of_card(request)
    if _asks_login(response):
        return _instead_of_login(request, response)
    if request.method == "POST" and 300 <= response.status_code < 400:
        forget_forms(request, {request.path, _page_of(request).partition("?")[0]})
    return response


def keep_form(request: HttpRequest, path: str, *, sent: bool) -> bool:
    """Keep the posted fields for the person of this session or of the locked one. False when there is nobody."""
    left = left_behind(request)
    person = request.user.pk or (left.person if left else None)
    if person is None or not path.startswith("/") or path.startswith(("//", "/\\")):
        return False
    fields = request.POST.copy()
    for name in [name for name in fields if name in NEVER_KEPT or name.startswith(("password", "pin"))]:
        del fields[name]
    text = fields.urlencode()
    if len(text) > LONGEST_FORM or not (fields or request.FILES):
        return False
    names = [upload.name or "" for _, uploads in request.FILES.lists() for upload in uploads]
    kept = KeptForm(person, path, _sealed(text, place=path), time.time(), sent, names)
    others = [row for row in request.session.get(KEPT, []) if row["path"] != path]
    request.session[KEPT] = [*others, asdict(kept)][-FORMS_KEPT:]
    return True


def kept_forms(request: HttpRequest) -> list[KeptForm]:
    """What the person who is logged in typed and did not get handled, newest first."""
    rows = [KeptForm(**row) for row in request.session.get(KEPT, [])]
    oldest = time.time() - KEPT_SECONDS
    return [row for row in reversed(rows) if row.person == request.user.pk and row.at > oldest]


def kept_form(request: HttpRequest) -> KeptForm | None:
    """The form kept for this address."""
    here = request.get_full_path()
    return next((row for row in kept_forms(request) if row.path == here), None)


def kept_input(request: HttpRequest) -> QueryDict | None:
    """The fields kept for this address, for a view that fills its own form: `SomeForm(kept_input(request))`."""
    kept = kept_form(request)
    return kept.data if kept else None


def forget_forms(request: HttpRequest, paths: Iterable[str]) -> None:
    """Drop what was kept for these addresses."""
    rows = request.session.get(KEPT)
    if rows:
        request.session[KEPT] = [row for row in rows if row["path"].partition("?")[0] not in paths]


def login_url(next_path: str) -> str:
    """The login page, and where to go after it."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({REDIRECT_FIELD_NAME: next_path}, safe='/')}"


def _sealed(text: str, *, place: str) -> str:
    key = sealed_text.new_key(0)
    parts = (key.wrapped, sealed_text.seal(key, text, place=f"kept form|{place}"))
    return json.dumps([key.version, *(base64.b64encode(part).decode() for part in parts)])


def _opened(sealed: str, *, place: str) -> str:
    try:
        version, *parts = json.loads(sealed)
        wrapped, text = (base64.b64decode(part) for part in parts)
        return sealed_text.unseal(sealed_text.WrappedKey(wrapped, 0, version), text, place=f"kept form|{place}")
    except (ValueError, sealed_text.CannotOpen):  # typed before an update, or the key was lost
        return ""


def _instead_of_login(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method == "POST":
        sent = not _is_background(request)
        is_kept = keep_form(request, request.get_full_path() if sent else _page_of(request), sent=sent)
        if not sent:
            return HttpResponse(status=401)
        response = redirect(login_url(reverse("typed") if is_kept else _page_of(request)))
    if request.headers.get("HX-Request"):
        return _whole_page(request, response)
    return response


def _instead_of_card(request: HttpRequest) -> HttpResponse:
    """Nothing of the page before is passed on: who comes next starts with an own card."""
    if request.method == "POST" and _is_background(request):
        return HttpResponse(status=401)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("card_enter")})
    return redirect("card_enter")


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """htmx asked for a piece of a page: let the browser go to the login as a whole."""
    to = response.headers["Location"] if request.method == "POST" else login_url(_page_of(request))
    return HttpResponse(headers={"HX-Redirect": to})


def _asks_login(response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    parts = urlsplit(response.headers["Location"])
    return parts.path == resolve_url(settings.LOGIN_URL) and REDIRECT_FIELD_NAME + "=" in parts.query


def _is_background(request: HttpRequest) -> bool:
    """Sent by a script such as saving while typing, not by a button."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" and "HX-Request" not in request.headers


def _page_of(request: HttpRequest) -> str:
    """The address of the page that sent this request, on this site; else the start page."""
    try:
        sender = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    except ValueError:  # no address at all, such as "http://["
        sender = urlsplit("")
    if not sender.path or sender.netloc != request.get_host():
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return sender.path + (f"?{sender.query}" if sender.query else "")


def _is_no_click(request: HttpRequest) -> bool:
    return LOOKS in request.headers or request.path in {reverse(name) for name in NOT_A_CLICK}


def _is_unsent(kept: KeptForm | None) -> bool:
    return kept is not None and not kept.sent
