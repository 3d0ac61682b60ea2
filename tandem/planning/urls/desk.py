from django.urls import path

from tandem.planning.views import desk

urlpatterns = [
    path("reeksen/<uuid:pk>/duos/", desk.duo_options, name="duo_options"),
    path("reeksen/duos/<uuid:pk>/intrekken/", desk.duo_asking_withdraw, name="duo_asking_withdraw"),
]
