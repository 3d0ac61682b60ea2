"""Addresses of the room, one file per place where somebody walks in."""

from tandem.planning.urls import desk, organisation, own, people, plans

urlpatterns = [
    *people.urlpatterns,
    *own.urlpatterns,
    *organisation.urlpatterns,
    *plans.urlpatterns,
    *desk.urlpatterns,
]
