from django.urls import path

from tandem.policy_signals.views import answer, consultation

urlpatterns = [
    path("signalen/antwoord/<str:token>/", answer.bundle_answer, name="bundle_answer"),
    path("signalen/overleg/", consultation.consultation_list, name="consultation_list"),
    path("signalen/overleg/nieuw/", consultation.consultation_new, name="consultation_new"),
    path("signalen/overleg/<uuid:pk>/", consultation.consultation, name="consultation"),
    path("signalen/overleg/<uuid:pk>/afdrukken/", consultation.consultation_print, name="consultation_print"),
    path("signalen/overleg/<uuid:pk>/dag/", consultation.consultation_move, name="consultation_move"),
    path("signalen/overleg/<uuid:pk>/agenda/", consultation.consultation_agenda, name="consultation_agenda"),
    path("signalen/overleg/<uuid:pk>/verslag/", consultation.consultation_hold, name="consultation_hold"),
    path("signalen/overleg/<uuid:pk>/gaat-niet-door/", consultation.consultation_cancel, name="consultation_cancel"),
]
