"""The organisation's own projects, and handing them in."""

from django.urls import path

from tandem.calls.views import handing_in

urlpatterns = [
    path("projecten/", handing_in.submission_list, name="submission_list"),
    path("projecten/<uuid:pk>/indienen/", handing_in.submission_submit, name="submission_submit"),
    path("projecten/<uuid:pk>/ontvangstbewijs/", handing_in.submission_receipt, name="submission_receipt"),
    path(
        "projecten/<uuid:pk>/ontvangstbewijs/<uuid:version>/",
        handing_in.submission_receipt_pdf,
        name="submission_receipt_pdf",
    ),
    path("projecten/<uuid:pk>/afdrukken/", handing_in.submission_print, name="submission_print"),
    path("projecten/<uuid:pk>/intrekken/", handing_in.submission_withdraw, name="submission_withdraw"),
]
