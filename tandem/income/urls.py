"""Addresses of the room."""

from django.urls import path

from tandem.income.views.parameters import (
    parameter,
    parameter_change,
    parameter_check,
    parameter_list,
    parameter_new,
    parameter_publish,
    parameter_withdraw,
)
from tandem.income.views.what_if import what_if, what_if_sheet

urlpatterns = [
    path("wat-als/", what_if, name="what_if"),
    path("wat-als/blad/", what_if_sheet, name="what_if_sheet"),
    path("inkomen/bedragen/", parameter_list, name="parameter_list"),
    path("inkomen/bedragen/voorstel/<uuid:pk>/", parameter_change, name="parameter_change"),
    path("inkomen/bedragen/voorstel/<uuid:pk>/gebruik/", parameter_publish, name="parameter_publish"),
    path("inkomen/bedragen/voorstel/<uuid:pk>/trek-in/", parameter_withdraw, name="parameter_withdraw"),
    path("inkomen/bedragen/<str:key>/", parameter, name="parameter"),
    path("inkomen/bedragen/<str:key>/nieuw/", parameter_new, name="parameter_new"),
    path("inkomen/bedragen/<str:key>/nagekeken/<str:since>/", parameter_check, name="parameter_check"),
]
