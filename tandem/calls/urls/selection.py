"""The rules beside each other; storing one."""

from django.urls import path

from tandem.calls.views import selection

urlpatterns = [
    path("oproepen/beheer/<uuid:pk>/selectie/", selection.selection, name="selection"),
    path("oproepen/beheer/<uuid:pk>/selectie/bewaar/", selection.selection_store, name="selection_store"),
]
