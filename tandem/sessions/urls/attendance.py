from django.urls import path

from tandem.sessions.views import (
    attendance,
    attendance_corrections,
    attendance_door,
    attendance_presence,
    attendance_scans,
    attendance_tablet,
    participants,
)

LIST = "bijeenkomsten/<uuid:pk>/aanwezigheid/"

urlpatterns = [
    path("reeksen/<uuid:pk>/deelnemers/", participants.participants, name="participants"),
    path("reeksen/<uuid:pk>/deelnemers/plakken/", participants.participants_paste, name="participants_paste"),
    path("deelnemers/<int:pk>/", participants.participant, name="participant"),
    path("deelnemers/<int:pk>/weg/", participants.participant_remove, name="participant_remove"),
    path("deelnemers/<int:pk>/attest/", attendance_presence.attendance_certificate, name="attendance_certificate"),
    path("reeksen/<uuid:pk>/aanwezigheid/", attendance_presence.series_presence, name="series_presence"),
    path("reeksen/<uuid:pk>/aanwezigheid/csv/", attendance_presence.series_presence_csv, name="series_presence_csv"),
    path(LIST, attendance.attendance, name="attendance"),
    path(f"{LIST}openen/", attendance.attendance_open, name="attendance_open"),
    path(f"{LIST}papier/", attendance.attendance_paper, name="attendance_paper"),
    path(f"{LIST}tablet/", attendance_tablet.attendance_tablet, name="attendance_tablet"),
    path(f"{LIST}deur/", attendance_door.attendance_door, name="attendance_door"),
    path(f"{LIST}deur/code/", attendance_door.attendance_door_code, name="attendance_door_code"),
    path(f"{LIST}deur/sluiten/", attendance.attendance_door_switch, name="attendance_door_switch"),
    path(f"{LIST}tekenen/", attendance.attendance_countersign, name="attendance_countersign"),
    path(f"{LIST}afsluiten/", attendance.attendance_close, name="attendance_close"),
    path(f"{LIST}lijst/", attendance.attendance_document, name="attendance_document"),
    path(f"{LIST}zegel/", attendance.attendance_check, name="attendance_check"),
    path(f"{LIST}foto/", attendance_scans.attendance_scan, name="attendance_scan"),
    path(f"{LIST}correctie/", attendance_corrections.attendance_correct, name="attendance_correct"),
    path("aanwezigheden/<int:pk>/toelaten/", attendance.attendance_let_in, name="attendance_let_in"),
    path("aanwezigheden/<int:pk>/ongedaan/", attendance.attendance_undo, name="attendance_undo"),
    path("papieren-lijsten/", attendance_scans.attendance_scan_any, name="attendance_scan_any"),
    path("papieren-lijsten/<int:pk>/", attendance_scans.attendance_scan_names, name="attendance_scan_names"),
    path("papieren-lijsten/<int:pk>/kiezen/", attendance_scans.attendance_scan_assign, name="attendance_scan_assign"),
    path("papieren-lijsten/<int:pk>/bestand/", attendance_scans.attendance_scan_file, name="attendance_scan_file"),
    path(
        "papieren-lijsten/<int:pk>/blad/<int:page>/",
        attendance_scans.attendance_scan_picture,
        name="attendance_scan_picture",
    ),
    path("correcties/<int:pk>/bevestigen/", attendance_corrections.attendance_witness, name="attendance_witness"),
    path(
        "correcties/<int:pk>/intrekken/",
        attendance_corrections.attendance_correction_withdraw,
        name="attendance_correction_withdraw",
    ),
    path(
        "correcties/<int:pk>/document/",
        attendance_corrections.attendance_correction_document,
        name="attendance_correction_document",
    ),
    path("deur/<str:list_code>/klaar/", attendance_door.door_done, name="door_done"),
    path("deur/<str:list_code>/wacht/", attendance_door.door_wait, name="door_wait"),
    path("deur/<str:list_code>/<str:code>/", attendance_door.door_sign, name="door_sign"),
]
