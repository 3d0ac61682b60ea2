from django.urls import path

from tandem.planning.views import desk, desk_load, desk_queue, desk_repair

urlpatterns = [
    path("reeksen/<uuid:pk>/duos/", desk.duo_options, name="duo_options"),
    path("wachtrij/", desk_queue.planning_queue, name="planning_queue"),
    path("herstel/", desk_repair.repair_start, name="repair_start"),
    path("herstel/<uuid:pk>/", desk_repair.repair_hindrance, name="repair_hindrance"),
    path("belasting/", desk_load.load_by_month, name="load_by_month"),
    path("belasting/csv/", desk_load.load_csv, name="load_csv"),
    path("reiskaart/", desk_load.travel_map, name="travel_map"),
]
