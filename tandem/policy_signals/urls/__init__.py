"""Addresses of the room, one file per noun."""

from tandem.policy_signals.urls import desk, participation, public, sending

urlpatterns = [
    *desk.urlpatterns,
    *sending.urlpatterns,
    *public.urlpatterns,
    *participation.urlpatterns,
]
