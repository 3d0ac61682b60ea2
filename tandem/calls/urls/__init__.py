"""Addresses of the room, one file per noun, in the order of the alphabet."""

from tandem.calls.urls import (
    announcement,
    call,
    decision,
    form_builder,
    handing_in,
    jury,
    need,
    network,
    overview,
    practice,
    queue,
    results,
    selection,
    start_day,
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
    *need.urlpatterns,
    *network.urlpatterns,
    *overview.urlpatterns,
    *practice.urlpatterns,
    *queue.urlpatterns,
    *results.urlpatterns,
    *selection.urlpatterns,
    *start_day.urlpatterns,
    *submission.urlpatterns,
    *support.urlpatterns,
]
