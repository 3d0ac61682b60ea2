"""Addresses of what is the person's own: card, papers, export, erasing; and how long files are kept."""

from django.urls import path

from tandem.guidance.views import document, erasure, export, own, retention

FILE = "dossier/<uuid:file>"

urlpatterns = [
    path(f"{FILE}/meer/", own.file_more, name="file_more"),
    path(f"{FILE}/kaart/", own.card_give, name="card_give"),
    path(f"{FILE}/kaart/overhandigen/", own.card_print, name="card_print"),
    path(f"{FILE}/kaart/afdrukken/", own.card_paper, name="card_paper"),
    path(f"{FILE}/papieren/", document.documents, name="documents"),
    path(f"{FILE}/papieren/nieuw/", document.document_add, name="document_add"),
    path(f"{FILE}/papieren/<uuid:pk>/", document.document, name="document"),
    path(f"{FILE}/papieren/<uuid:pk>/opbergen/", document.document_put_away, name="document_put_away"),
    path(f"{FILE}/alles/", export.file_export, name="file_export"),
    path(f"{FILE}/alles/boekje/", export.booklet, name="booklet"),
    path(f"{FILE}/alles/gegevens/", export.export_data, name="export_data"),
    path(f"{FILE}/alles/samen/", export.export_bundle, name="export_bundle"),
    path(f"{FILE}/wissen/", erasure.erasure, name="erasure"),
    path(f"{FILE}/wissen/toch-niet/", erasure.erasure_call_off, name="erasure_call_off"),
    path("partnerschap/bewaren/", retention.retention_review, name="retention_review"),
    path("gewist/", erasure.erasure_done, name="erasure_done"),
]
