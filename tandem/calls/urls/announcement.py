"""Answers to the organisations, announcing, and the page where an organisation reads its answer."""

from django.urls import path

from tandem.calls.views import announcement

urlpatterns = [
    path("oproepen/beheer/<uuid:pk>/antwoorden/", announcement.decision_letters, name="decision_letters"),
    path("oproepen/beheer/<uuid:pk>/bekendmaken/", announcement.call_announce, name="call_announce"),
    path("projecten/<uuid:pk>/beslissing/", announcement.submission_decision, name="submission_decision"),
    path("projecten/<uuid:pk>/beslissing/brief/", announcement.decision_letter, name="decision_letter"),
]
