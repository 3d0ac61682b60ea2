from django.urls import path

from tandem.planning.views import own

urlpatterns = [
    path("vragen/<uuid:pk>/", own.asking_answer, name="asking_answer"),
]
