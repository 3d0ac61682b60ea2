from django.urls import URLPattern, path

from tandem.programmes.views import trajectories

urlpatterns: list[URLPattern] = [
    path("trajecten/", trajectories.trajectory_list, name="trajectory_list"),
    path("trajecten/<uuid:pk>/", trajectories.trajectory, name="trajectory"),
]
