"""Addresses of the room."""

from django.urls import path

from tandem.income.views.what_if import what_if, what_if_sheet

urlpatterns = [
    path("wat-als/", what_if, name="what_if"),
    path("wat-als/blad/", what_if_sheet, name="what_if_sheet"),
]
