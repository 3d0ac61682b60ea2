"""Addresses of the room, one file per noun, in the order of the alphabet."""

from tandem.calls.urls import announcement, decision, results, selection, support

urlpatterns = [
    *announcement.urlpatterns,
    *decision.urlpatterns,
    *results.urlpatterns,
    *selection.urlpatterns,
    *support.urlpatterns,
]
