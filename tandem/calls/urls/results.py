"""The chosen projects of a call, for everybody."""

from django.urls import path

from tandem.calls.views import results

urlpatterns = [
    path("oproepen/<uuid:pk>/gekozen/", results.call_results, name="call_results"),
    path("oproepen/<uuid:pk>/gekozen/projecten.csv", results.call_results_csv, name="call_results_csv"),
    path("oproepen/<uuid:pk>/gekozen/projecten.json", results.call_results_json, name="call_results_json"),
]
