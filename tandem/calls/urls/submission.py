"""Addresses of a project, for who writes it."""

from django.urls import path

from tandem.calls.views import answers, partners, rebase, submission

urlpatterns = [
    path("projecten/nieuw/<uuid:pk>/", submission.submission_start, name="submission_start"),
    path("projecten/<uuid:pk>/", submission.submission, name="submission"),
    path("projecten/<uuid:pk>/deel/<slug:section>/", answers.submission_section, name="submission_section"),
    path("projecten/<uuid:pk>/antwoord/<slug:question>/", answers.submission_answer, name="submission_answer"),
    path("projecten/<uuid:pk>/bestand/<uuid:file>/", answers.submission_attachment, name="submission_attachment"),
    path("projecten/<uuid:pk>/partners/", partners.submission_partners, name="submission_partners"),
    path(
        "projecten/<uuid:pk>/partners/<int:partner>/weg/",
        partners.submission_partner_remove,
        name="submission_partner_remove",
    ),
    path("projecten/<uuid:pk>/schrijvers/", partners.submission_editors, name="submission_editors"),
    path(
        "projecten/<uuid:pk>/schrijvers/<int:editor>/weg/",
        partners.submission_editor_remove,
        name="submission_editor_remove",
    ),
    path("projecten/<uuid:pk>/geschiedenis/", submission.submission_history, name="submission_history"),
    path(
        "projecten/<uuid:pk>/geschiedenis/<slug:question>/<int:number>/",
        submission.submission_put_back,
        name="submission_put_back",
    ),
    path("projecten/<uuid:pk>/formulier/", rebase.submission_rebase, name="submission_rebase"),
]
