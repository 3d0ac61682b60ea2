from django.urls import path

from tandem.planning.views import own, own_hindrance, own_limit, own_planning

urlpatterns = [
    path("vragen/", own.asking_list, name="asking_list"),
    path("vragen/<uuid:pk>/", own.asking_answer, name="asking_answer"),
    path("vragen/<uuid:pk>/intrekken/", own.asking_withdraw, name="asking_withdraw"),
    path("mijn-planning/", own_planning.my_planning, name="my_planning"),
    path("mijn-planning/afdruk/", own_planning.my_planning_print, name="my_planning_print"),
    path("lukt-niet/periode/", own_hindrance.absence, name="absence"),
    path("lukt-niet/periode/<int:person>/", own_hindrance.absence_of, name="absence_of"),
    path("lukt-niet/<uuid:pk>/", own_hindrance.cannot_come, name="cannot_come"),
    path("lukt-niet/toch/<uuid:pk>/", own_hindrance.hindrance_withdraw, name="hindrance_withdraw"),
    path("grenzen/<uuid:pk>/", own_limit.limit_answer, name="limit_answer"),
]
