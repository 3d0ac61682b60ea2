"""Projects that were handed in, for officers of the call."""

from django.urls import path

from tandem.calls.views import admissibility, queue

urlpatterns = [
    path("oproepen/beheer/<uuid:pk>/projecten/", queue.submission_queue, name="submission_queue"),
    path("oproepen/beheer/<uuid:pk>/projecten/csv/", queue.submission_export, name="submission_export"),
    path(
        "oproepen/beheer/<uuid:pk>/projecten/ontvankelijk/",
        admissibility.submission_check_all,
        name="submission_check_all",
    ),
    path("oproepen/beheer/<uuid:pk>/jury-begint/", admissibility.call_judge, name="call_judge"),
    path("projecten/dossier/<uuid:pk>/", queue.submission_file, name="submission_file"),
    path("projecten/dossier/<uuid:pk>/nakijken/", admissibility.submission_check, name="submission_check"),
    path(
        "projecten/dossier/<uuid:pk>/brief/", admissibility.submission_letter_release, name="submission_letter_release"
    ),
    path("projecten/dossier/<uuid:pk>/versies/<uuid:version>/", queue.submission_versions, name="submission_versions"),
    path("projecten/dossier/<uuid:pk>/bijlagen/<uuid:file>/", queue.handed_in_file, name="handed_in_file"),
]
