"""Addresses of the room, one file per noun."""

from tandem.programmes.urls import applications, catalogue, reports, settlements, templates, trajectories

urlpatterns = [
    *catalogue.urlpatterns,
    *applications.urlpatterns,
    *trajectories.urlpatterns,
    *reports.urlpatterns,
    *settlements.urlpatterns,
    *templates.urlpatterns,
]
