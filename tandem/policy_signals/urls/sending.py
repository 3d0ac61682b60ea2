from django.urls import path

from tandem.policy_signals.views import answer

urlpatterns = [
    path("signalen/antwoord/<str:token>/", answer.bundle_answer, name="bundle_answer"),
]
