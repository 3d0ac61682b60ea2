"""What stands on the paper list, the closed list, a correction and a certificate: facts for the Typst templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tandem.kernel import clock, dutch
from tandem.kernel.documents.codes import list_code, qr_png
from tandem.kernel.documents.page_pictures import page_picture
from tandem.kernel.documents.pdf import Picture
from tandem.kernel.documents.storage import read_file
from tandem.kernel.models import StoredFile
from tandem.sessions import rules, signing, timetable
from tandem.sessions.models import (
    Attendance,
    AttendanceCorrection,
    AttendanceList,
    PaperScan,
    Participant,
    Session,
)
from tandem.sessions.queries.attendance import present_participants

if TYPE_CHECKING:
    from tandem.identity.models import Person

EXTRA_ROWS = 4
APPENDIX_PAGES = 10
APPENDIX_SIDE = 1500
APPENDIX_BYTES = 4 * 1024 * 1024
Sheet = Mapping[str, object]


def paper_sheet(session: Session, *, at: datetime) -> Sheet:
    """The list to print: every participant and some empty lines, the code on each page."""
    people = list(Participant.objects.filter(series_id=session.series_id, is_active=True).order_by("name", "pk"))
    has_functions = any(person.function for person in people)
    lines = [(person.name, person.function) for person in people] + [("", "")] * EXTRA_ROWS
    code = list_code(session.pk)
    return {
        "title": _("Aanwezigheidslijst"),
        "subtitle": _("Neem na afloop een foto van elke bladzijde, met de code erop."),
        "footer": f"{session.title} · {code}",
        "made_on": at,
        "session": session.title,
        "code": code,
        "qr": Picture(qr_png(code), alt=_("QR-code van deze lijst")),
        "facts": _session_facts(session),
        "intro": [_("Zet je handtekening naast je naam. Sta je er niet bij? Schrijf je naam op een lege regel.")],
        "columns": [_("Nr"), _("Naam"), *([_("Functie")] if has_functions else []), _("Handtekening")],
        "rows": [[n, *line] if has_functions else [n, line[0]] for n, line in enumerate(lines, 1)],
        "duo_title": _("Het duo"),
        "duo_text": _("Wij waren er en deze lijst klopt."),
        "duo": [{"name": name, "part": part} for name, part in _duo_names(session)],
    }


def closed_list_sheet(session: Session, attendance_list: AttendanceList, *, at: datetime) -> Sheet:
    """The list as it is closed: signatures, the duo, and the paper that was handed in with its SHA-256."""
    signed = (
        Attendance.objects.filter(session_id=session.pk, waits_for_duo=False)
        .select_related("participant", "signature")
        .order_by("participant__name", "pk")
    )
    rows = [_signed_row(number, attendance, session) for number, attendance in enumerate(signed, 1)]
    scans = list(PaperScan.objects.filter(attendance_list=attendance_list).select_related("file", "uploaded_by")
                 .order_by("uploaded_at", "pk"))  # fmt: skip
    return {
        "title": _("Aanwezigheidslijst"),
        "subtitle": session.title,
        "footer": _("Aanwezigheidslijst %(code)s") % {"code": attendance_list.code},
        "organisation": session.series.provider.name,
        "made_on": at,
        "facts": [
            *_session_facts(session),
            [_("Code"), attendance_list.code],
            [_("Afgesloten"), _("%(when)s door %(name)s")
             % {"when": dutch.datetime_nl(at), "name": str(attendance_list.closed_by)}],
        ],
        "present_title": _("Aanwezig: %(count)s") % {"count": len(rows)},
        "present_text": _("Iedereen hieronder was er en tekende voor deze halve dag."),
        "columns": _columns(("Nr", "auto"), (_("Naam"), 3), (_("Functie"), 2), (_("Hoe en wanneer"), 3),
                            (_("Handtekening"), 3)),
        "rows": rows,
        "duo_title": _("Het duo"),
        "duo_text": _("Allebei waren we er en allebei bevestigen we deze lijst, elk met een eigen aanmelding."),
        "duo_columns": _columns((_("Naam"), 2), (_("Rol"), 2), (_("Getekend"), 2), (_("Handtekening"), 2)),
        "duo": _duo_rows(session, attendance_list),
        "papers_title": _("Papieren lijst"),
        "papers_text": _("Deze foto's of scans werden bij de lijst bewaard. Het kenmerk (SHA-256) toont dat een bestand "
                         "niet veranderde. Leesbare bladzijden staan hierna als bijlage."),
        "papers_columns": _columns((_("Bestand"), 3), (_("Opgeladen"), 3), (_("Kenmerk (SHA-256)"), 4)),
        "papers": [[scan.file.name, _when_and_who(scan), scan.file.sha256] for scan in scans],
        "pages": list(_appendix(scans)),
    }  # fmt: skip


def correction_sheet(session: Session, correction: AttendanceCorrection, *, at: datetime) -> Sheet:
    """What the closed list says and what is corrected, side by side: neither replaces the other."""
    attendance_list = correction.attendance_list
    signed = Attendance.objects.filter(session_id=session.pk, waits_for_duo=False).order_by("participant__name", "pk")
    names = list(signed.values_list("participant__name", flat=True))
    before = present_participants(session.pk)
    count = len(before) + (1 if correction.kind == signing.ADD else -1)
    return {
        "title": _("Correctie op een aanwezigheidslijst"),
        "subtitle": session.title,
        "footer": _("Correctie op aanwezigheidslijst %(code)s") % {"code": attendance_list.code},
        "organisation": session.series.provider.name,
        "made_on": at,
        "facts": [*_session_facts(session), [_("Code"), attendance_list.code]],
        "parts": [_closed_part(attendance_list, names), _corrected_part(correction, count)],
        "duo_title": _("Getuigen"),
        "duo_text": _("Beide leden van het duo bevestigen deze correctie, elk met een eigen aanmelding."),
        "duo_columns": _columns((_("Naam"), 2), (_("Rol"), 2), (_("Bevestigd"), 3)),
        "duo": [
            [name, part, dutch.datetime_nl(moment)]
            for (name, part), moment in zip(
                _duo_names(session), (correction.trainer_witnessed_at, correction.expert_witnessed_at), strict=True
            )
        ],
    }


def certificate_sheet(participant: Participant, sessions: Iterable[Session], *, at: datetime) -> Sheet:
    """What one participant really attended, per half-day (seed 001)."""
    attended = list(sessions)
    half_days = sum(session.half_days for session in attended)
    words = {"name": participant.name, "title": participant.series.title, "count": half_days}
    statement = (
        _("%(name)s was aanwezig op %(count)s halve dag van het traject «%(title)s».")
        if half_days == 1
        else _("%(name)s was aanwezig op %(count)s halve dagen van het traject «%(title)s».")
    )
    return {
        "title": _("Attest van aanwezigheid"),
        "organisation": participant.series.provider.name,
        "made_on": at,
        "facts": [
            [_("Naam"), participant.name],
            *([[_("Functie"), participant.function]] if participant.function else []),
            [_("Organisatie"), participant.series.organisation.name],
        ],
        "statement": statement % words,
        "columns": _columns((_("Datum"), 3), (_("Bijeenkomst"), 4), (_("Halve dagen"), 2)),
        "rows": [[dutch.date_nl(session.starts_at), session.title, session.half_days] for session in attended],
        "notes": [
            _("Dit attest volgt de aanwezigheidslijsten die het duo afsloot. Gemaakt op %(when)s.")
            % {"when": dutch.date_nl(at)}
        ],
    }


def _session_facts(session: Session) -> list[list[str]]:
    place = _("online") if session.is_remote else session.place
    return [
        [_("Organisatie"), session.series.organisation.name],
        [_("Wanneer"), _when(session)],
        [_("Plaats"), place],
    ]


def _when(session: Session) -> str:
    if session.starts_at is None or session.ends_at is None:
        return _("nog niet gepland")
    half = timetable.HALF_DAY_NAMES[timetable.half_day_of(session.starts_at)]
    return _("%(day)s, %(half)s, van %(starts)s tot %(ends)s") % {
        "day": dutch.date_nl(session.starts_at), "half": half,
        "starts": dutch.time_nl(session.starts_at), "ends": dutch.time_nl(session.ends_at),
    }  # fmt: skip


def _signed_row(number: int, attendance: Attendance, session: Session) -> list[object]:
    person = attendance.participant
    how, moment = rules.SIGNING_METHODS[attendance.method], _moment(attendance.signed_at, session)
    if attendance.method == "paper":
        moment = _("overgenomen: %(when)s") % {"when": moment}
    return [number, person.name, person.function, [how, moment], _signature(attendance)]


def _moment(at: datetime, session: Session) -> str:
    same_day = session.starts_at is not None and clock.local(at).date() == clock.local(session.starts_at).date()
    return dutch.time_nl(at) if same_day else f"{dutch.date_short(at)}, {dutch.time_nl(at)}"


def _signature(attendance: Attendance) -> object:
    if attendance.signature is not None:
        return _drawn(attendance.signature, attendance.participant.name)
    if attendance.typed_name:
        return _("getypt: %(name)s") % {"name": attendance.typed_name}
    return _("op papier")


def _drawn(file: StoredFile, name: str) -> Picture:
    return Picture(read_file(file), alt=_("Handtekening van %(name)s") % {"name": name}, height_mm=11)


def _duo_names(session: Session) -> list[tuple[str, str]]:
    return [
        (str(session.trainer or ""), _("vormingsmedewerker")),
        (str(session.experiential_expert or ""), _("opgeleide ervaringsdeskundige")),
    ]


def _duo_rows(session: Session, attendance_list: AttendanceList) -> list[list[object]]:
    signed: list[tuple[Person | None, datetime | None, StoredFile | None]] = [
        (session.trainer, attendance_list.trainer_signed_at, attendance_list.trainer_signature),
        (session.experiential_expert, attendance_list.expert_signed_at, attendance_list.expert_signature),
    ]
    return [
        [str(person), part, dutch.datetime_nl(at), _drawn(file, str(person)) if file else _("met eigen aanmelding")]
        for (person, at, file), (_name, part) in zip(signed, _duo_names(session), strict=True)
    ]


def _when_and_who(scan: PaperScan) -> str:
    return _("%(when)s door %(name)s") % {"when": dutch.datetime_nl(scan.uploaded_at), "name": str(scan.uploaded_by)}


def _appendix(scans: Iterable[PaperScan]) -> Iterable[dict[str, object]]:
    """Readable pages of the scans, as many as a document can carry; the rest is listed with its SHA-256 only."""
    room, shown = APPENDIX_BYTES, 0
    for scan in {scan.file_id: scan for scan in scans}.values():
        content = read_file(scan.file)
        for page in range(1, min(scan.pages, APPENDIX_PAGES - shown) + 1):
            picture = page_picture(content, page=page, longest_side=APPENDIX_SIDE)
            if picture is None or len(picture) > room:
                break
            room, shown = room - len(picture), shown + 1
            words = {"name": scan.file.name, "page": page}
            yield {
                "title": _("Bijlage: %(name)s, bladzijde %(page)s") % words,
                "picture": Picture(picture, alt=_("Foto of scan van de papieren lijst, bladzijde %(page)s") % words),
            }


def _closed_part(attendance_list: AttendanceList, names: list[str]) -> dict[str, object]:
    when = {"when": dutch.datetime_nl(attendance_list.closed_at)}
    return {
        "heading": _("Wat de afgesloten lijst zegt"),
        "body": [
            _("Afgesloten en verzegeld op %(when)s. Die lijst verandert niet.") % when,
            {"facts": [[_("Aanwezig"), str(attendance_list.present_count)], [_("Namen"), ", ".join(names)]]},
            {"facts": [[_("Kenmerk (SHA-256)"), attendance_list.document.sha256 if attendance_list.document else ""]]},
        ],
    }


def _corrected_part(correction: AttendanceCorrection, count: int) -> dict[str, object]:
    what = _("was er wel") if correction.kind == signing.ADD else _("was er niet")
    facts: list[list[object]] = [
        [_("Wie"), correction.participant.name],
        [_("Wat"), what],
        [_("Waarom"), correction.reason],
        [_("Gevraagd"), _("%(when)s door %(name)s")
         % {"when": dutch.datetime_nl(correction.made_at), "name": str(correction.made_by)}],
    ]  # fmt: skip
    if correction.signature is not None:
        facts.append([_("Handtekening"), _drawn(correction.signature, correction.participant.name)])
    elif correction.typed_name:
        facts.append([_("Handtekening"), _("getypt: %(name)s") % {"name": correction.typed_name}])
    facts.append([_("Aanwezig na deze correctie"), str(count)])
    return {"heading": _("Wat er verandert"), "body": [{"facts": facts}]}


def _columns(*columns: tuple[str, str | int]) -> list[dict[str, object]]:
    return [{"label": label, "width": width} for label, width in columns]
