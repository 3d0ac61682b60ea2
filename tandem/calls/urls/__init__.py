"""Addresses of the room, one file per noun, in the order of the alphabet."""

from tandem.calls.urls import (
    announcement,
    call,
    decision,
    form_builder,
    handing_in,
    jury,
    queue,
    results,
    selection,
    submission,
    support,
)

urlpatterns = [
    *announcement.urlpatterns,
    *call.urlpatterns,
    *decision.urlpatterns,
    *form_builder.urlpatterns,
    *handing_in.urlpatterns,
    *jury.urlpatterns,
    *queue.urlpatterns,
    *results.urlpatterns,
    *selection.urlpatterns,
    *submission.urlpatterns,
    *support.urlpatterns,
]
