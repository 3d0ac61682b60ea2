"""Addresses: signals that leave a file, and the answers that come back."""

from django.urls import path

from tandem.guidance.views import lifted_signal as views

SIGNALS = "dossier/<uuid:file>/signalen"
ONE = f"{SIGNALS}/<uuid:signal>"

urlpatterns = [
    path(f"{SIGNALS}/", views.lifted_signals, name="lifted_signals"),
    path(f"{SIGNALS}/nieuw/", views.lifted_signal_new, name="lifted_signal_new"),
    path(f"{ONE}/", views.lifted_signal, name="lifted_signal"),
    path(f"{ONE}/woorden/", views.lifted_signal_edit, name="lifted_signal_edit"),
    path(f"{ONE}/ja/", views.lifted_signal_approve, name="lifted_signal_approve"),
    path(f"{ONE}/terug/", views.lifted_signal_take_back, name="lifted_signal_take_back"),
    path(f"{ONE}/antwoord/", views.lifted_signal_mark, name="lifted_signal_mark"),
]
