"""Addresses of a guide's day, conversations, appointments, messages, rest, and partnerships."""

from django.urls import URLPattern, path

from tandem.guidance.views import appointment, day, health_access, message, more, partnership, pause, people, thread

FILE = "dossier/<uuid:file>"
ONE = "partnerschappen/<uuid:pk>"

urlpatterns: list[URLPattern] = [
    path("begeleiding/", day.guide_day, name="guide_day"),
    path("begeleiding/groep/", people.guide_people, name="guide_people"),
    path("begeleiding/gesprek/", thread.thread_open, name="thread_open"),
    path(f"{FILE}/gesprek/", thread.thread, name="thread"),
    path(f"{FILE}/wordt-van-mij/", thread.file_become_theirs, name="file_become_theirs"),
    path(f"{FILE}/loslaten/", thread.thread_let_go, name="thread_let_go"),
    path("mijn/afspraken/", appointment.my_appointments, name="my_appointments"),
    path(f"{FILE}/afspraken/", appointment.appointments, name="appointments"),
    path(f"{FILE}/afspraken/nieuw/", appointment.appointment_new, name="appointment_new"),
    path(f"{FILE}/afspraken/<uuid:pk>/", appointment.appointment_answer, name="appointment_answer"),
    path(f"{FILE}/afspraken/<uuid:pk>/verplaatsen/", appointment.appointment_move, name="appointment_move"),
    path(f"{FILE}/afspraken/<uuid:pk>/weg/", appointment.appointment_withdraw, name="appointment_withdraw"),
    path(f"{FILE}/afspraken/<uuid:pk>/agenda/", appointment.appointment_calendar, name="appointment_calendar"),
    path("mijn/berichten/", message.my_messages, name="my_messages"),
    path(f"{FILE}/berichten/", message.messages, name="messages"),
    path(f"{FILE}/berichten/gelezen/", message.messages_seen, name="messages_seen"),
    path(f"{FILE}/rust/", pause.file_pause, name="file_pause"),
    path(f"{FILE}/verder/", pause.file_resume, name="file_resume"),
    path("mijn/meer/", more.my_more, name="my_more"),
    path("mijn/veranderen/", more.my_change, name="my_change"),
    path("mijn/taal/", more.my_language, name="my_language"),
    path("partnerschappen/", partnership.partnership_list, name="partnership_list"),
    path("partnerschappen/nieuw/", partnership.partnership_new, name="partnership_new"),
    path(f"{ONE}/", partnership.partnership, name="partnership"),
    path(f"{ONE}/gemeenten/", partnership.partnership_area_add, name="partnership_area_add"),
    path(f"{ONE}/gemeenten/<int:area>/weg/", partnership.partnership_area_end, name="partnership_area_end"),
    path(f"{ONE}/organisaties/", partnership.partnership_member_add, name="partnership_member_add"),
    path(f"{ONE}/organisaties/<int:member>/", partnership.partnership_member_edit, name="partnership_member_edit"),
    path(f"{ONE}/organisaties/<int:member>/weg/", partnership.partnership_member_end, name="partnership_member_end"),
    path(f"{ONE}/levensdomeinen/", partnership.partnership_domain_add, name="partnership_domain_add"),
    path("gezondheidsgegevens/", health_access.health_access_list, name="health_access_list"),
    path("gezondheidsgegevens/nieuw/", health_access.health_access_add, name="health_access_add"),
    path("gezondheidsgegevens/<int:pk>/weg/", health_access.health_access_end, name="health_access_end"),
]
