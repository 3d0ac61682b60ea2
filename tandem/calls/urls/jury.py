"""The jury: seats for an officer, ties and readings for a juror, and the meeting."""

from django.urls import path

from tandem.calls.views import jury, meeting, reading, ties

urlpatterns = [
    path("jury/", reading.jury_desk, name="jury_desk"),
    path("jury/lezen/<uuid:pk>/", reading.reading, name="reading"),
    path("jury/lezen/<uuid:pk>/bewaar/", reading.reading_autosave, name="reading_autosave"),
    path("jury/lezen/<uuid:pk>/afgeven/", reading.reading_hand_in, name="reading_hand_in"),
    path("jury/lezen/<uuid:pk>/herkend/", ties.reading_recognise, name="reading_recognise"),
    path(
        "jury/lezen/<uuid:pk>/bijlage/<str:question>/<int:index>/",
        reading.reading_attachment,
        name="reading_attachment",
    ),
    path("jury/project/<uuid:pk>/", meeting.deliberation, name="deliberation"),
    path("jury/project/<uuid:pk>/nota/", meeting.deliberation_note, name="deliberation_note"),
    path("jury/<uuid:pk>/", jury.jury, name="jury"),
    path("jury/<uuid:pk>/verdeel/", jury.jury_distribute, name="jury_distribute"),
    path("jury/<uuid:pk>/leden/nieuw/", jury.juror_new, name="juror_new"),
    path("jury/<uuid:pk>/leden/uitnodiging/", jury.juror_invite, name="juror_invite"),
    path("jury/<uuid:pk>/leden/<uuid:juror>/", jury.juror_edit, name="juror_edit"),
    path("jury/<uuid:pk>/leden/<uuid:juror>/uit-de-jury/", jury.juror_remove, name="juror_remove"),
    path("jury/<uuid:pk>/leden/<uuid:juror>/herinner/", jury.juror_remind, name="juror_remind"),
    path("jury/<uuid:pk>/banden/", ties.jury_ties, name="jury_ties"),
    path("jury/<uuid:pk>/gesprek/", meeting.jury_meeting, name="jury_meeting"),
    path("jury/<uuid:pk>/spreiding/", meeting.jury_calibration, name="jury_calibration"),
    path("jury/<uuid:pk>/rangschikking/", meeting.jury_ranking, name="jury_ranking"),
    path("jury/<uuid:pk>/rangschikking/csv/", meeting.jury_ranking_csv, name="jury_ranking_csv"),
    path("jury/<uuid:pk>/rangschikking/gelijk/", meeting.jury_order, name="jury_order"),
    path("jury/<uuid:pk>/rangschikking/tel-opnieuw/", meeting.jury_recount, name="jury_recount"),
]
