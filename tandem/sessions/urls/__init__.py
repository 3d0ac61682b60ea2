"""Addresses of the room, one file per noun."""

from tandem.sessions.urls import attendance, calendar, evaluation, planning

urlpatterns = [
    *planning.urlpatterns,
    *attendance.urlpatterns,
    *evaluation.urlpatterns,
    *calendar.urlpatterns,
]
