from django.urls import path

from tandem.sessions.views import calendar

urlpatterns = [
    path("agenda/", calendar.calendar, name="calendar"),
    path("agenda/afdrukken/", calendar.calendar_print, name="calendar_print"),
    path("agenda/adres/", calendar.calendar_address, name="calendar_address"),
    path("agenda/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
