from django.urls import path

from tandem.dialogue.views import group, meeting, report

ONE = "groepsgesprekken/<uuid:pk>"
SAID = f"{ONE}/uitspraken/<uuid:statement>"
urlpatterns = [
    path("groepen/", group.group_list, name="group_list"),
    path("groepen/nieuw/", group.group_new, name="group_new"),
    path("groepen/<uuid:pk>/", group.group, name="group"),
    path("groepen/<uuid:pk>/wijzig/", group.group_edit, name="group_edit"),
    path("groepen/<uuid:pk>/stop/", group.group_end, name="group_end"),
    path("groepen/<uuid:pk>/herbegin/", group.group_restart, name="group_restart"),
    path("groepen/<uuid:pk>/bijeenkomst/", meeting.meeting_new, name="meeting_new"),
    path("groepsverslagen/", report.meeting_reports, name="meeting_reports"),
    path(f"{ONE}/", meeting.meeting, name="meeting"),
    path(f"{ONE}/wijzig/", meeting.meeting_edit, name="meeting_edit"),
    path(f"{ONE}/agenda/", meeting.point_add, name="point_add"),
    path(f"{ONE}/agenda/<int:point>/weg/", meeting.point_drop, name="point_drop"),
    path(f"{ONE}/gehouden/", meeting.meeting_hold, name="meeting_hold"),
    path(f"{ONE}/uitspraak/", meeting.statement_add, name="statement_add"),
    path(f"{SAID}/", meeting.statement_reword, name="statement_reword"),
    path(f"{SAID}/opzij/", meeting.statement_aside, name="statement_aside"),
    path(f"{SAID}/terug/", meeting.statement_back, name="statement_back"),
    path(f"{SAID}/stem/", meeting.voice_add, name="voice_add"),
    path(f"{SAID}/signaal/", meeting.statement_give_on, name="statement_give_on"),
    path(f"{ONE}/verslag/", report.meeting_report, name="meeting_report"),
    path(f"{ONE}/verslag/schrijven/", report.meeting_report_edit, name="meeting_report_edit"),
    path(f"{ONE}/teruglezen/", report.meeting_read_back, name="meeting_read_back"),
    path(f"{ONE}/terugnemen/", report.meeting_take_back, name="meeting_take_back"),
    path(f"{ONE}/verbetering/", report.correction_add, name="correction_add"),
    path(f"{ONE}/verbeteringen/<int:correction>/", report.correction_answer, name="correction_answer"),
    path(f"{ONE}/definitief/", report.meeting_final, name="meeting_final"),
]
