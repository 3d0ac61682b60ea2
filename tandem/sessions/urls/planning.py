from django.urls import path

from tandem.sessions.views import duo, planning, sessions

urlpatterns = [
    path("planning/", planning.planning_overview, name="planning_overview"),
    path("reeksen/<uuid:pk>/data/", planning.series_dates, name="series_dates"),
    path("reeksen/<uuid:pk>/data/doorgeven/", planning.dates_report, name="dates_report"),
    path("reeksen/<uuid:pk>/duo/", duo.duo_choose, name="duo_choose"),
    path("reeksen/<uuid:pk>/duo/antwoord/", duo.duo_answer, name="duo_answer"),
    path("bijeenkomsten/<uuid:pk>/", sessions.session, name="session"),
    path("bijeenkomsten/<uuid:pk>/datum/", sessions.session_date, name="session_date"),
    path("bijeenkomsten/<uuid:pk>/bevestigen/", sessions.session_confirm, name="session_confirm"),
    path("bijeenkomsten/<uuid:pk>/intrekken/", sessions.session_withdraw, name="session_withdraw"),
    path("bijeenkomsten/<uuid:pk>/plaats/", sessions.session_place, name="session_place"),
    path("bijeenkomsten/<uuid:pk>/afgelasten/", sessions.session_cancel, name="session_cancel"),
    path("bijeenkomsten/<uuid:pk>/opnieuw-plannen/", sessions.session_replan, name="session_replan"),
    path("bijeenkomsten/<uuid:pk>/voorbij/", sessions.session_held, name="session_held"),
    path("bijeenkomsten/<uuid:pk>/invaller/", duo.stand_in, name="stand_in"),
]
