"""Addresses of the room, one file per noun, in the order of the alphabet."""

from tandem.calls.urls import support

urlpatterns = [
    *support.urlpatterns,
]
