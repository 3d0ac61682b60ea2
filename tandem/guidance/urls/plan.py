"""Addresses: the plan, what the person wants and can, proposals, decisions, expectations, own views."""

from django.urls import path

from tandem.guidance.views import other_view

urlpatterns = [
    path(
        "dossier/<uuid:file>/ik-zag-het-anders/<slug:kind>/<uuid:item>/",
        other_view.other_view_new,
        name="other_view_new",
    ),
]
