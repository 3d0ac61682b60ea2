from django.urls import path

from tandem.calls.views import need

ONE = "netwerken/noden/<uuid:pk>"
urlpatterns = [
    path("netwerken/noden/", need.need_list, name="need_list"),
    path("netwerken/noden/csv/", need.need_csv, name="need_csv"),
    path(f"{ONE}/", need.need, name="need"),
    path(f"{ONE}/wijzig/", need.need_edit, name="need_edit"),
    path(f"{ONE}/stap/<slug:verb>/", need.need_move, name="need_move"),
    path("netwerken/<uuid:pk>/nieuwe-noden/", need.need_new, name="need_new"),
]
