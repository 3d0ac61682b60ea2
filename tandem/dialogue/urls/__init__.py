"""Addresses of the room, one file per noun."""

from tandem.dialogue.urls import dossiers, forum, groups, recommendations

urlpatterns = [
    *groups.urlpatterns,
    *forum.urlpatterns,
    *recommendations.urlpatterns,
    *dossiers.urlpatterns,
]
