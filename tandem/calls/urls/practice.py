from django.urls import path

from tandem.calls.views import practice

urlpatterns = [
    path("netwerken/praktijken/<uuid:pk>/", practice.practice, name="practice"),
    path("netwerken/<uuid:pk>/praktijk/", practice.practice_new, name="practice_new"),
]
