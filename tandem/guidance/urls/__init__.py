"""Addresses of the room, one file per noun."""

from tandem.guidance.urls import barriers, day, network, own, plan, signals, steps, talks

urlpatterns = [
    *day.urlpatterns,
    *plan.urlpatterns,
    *barriers.urlpatterns,
    *steps.urlpatterns,
    *talks.urlpatterns,
    *network.urlpatterns,
    *own.urlpatterns,
    *signals.urlpatterns,
]
