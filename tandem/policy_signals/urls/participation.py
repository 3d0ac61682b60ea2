from django.urls import path

from tandem.policy_signals.views import participation

urlpatterns = [
    path("betrokken/<slug:kind>/<slug:pk>/", participation.participation_edit, name="participation_edit"),
]
