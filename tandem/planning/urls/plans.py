from django.urls import path

from tandem.planning.views import plan_asking, plan_changes, plans

PLAN = "plannen/<uuid:pk>"

urlpatterns = [
    path("plannen/", plans.duo_plan_list, name="duo_plan_list"),
    path("plannen/nieuw/", plans.duo_plan_new, name="duo_plan_new"),
    path(f"{PLAN}/", plans.duo_plan, name="duo_plan"),
    path(f"{PLAN}/stand/", plans.duo_plan_progress, name="duo_plan_progress"),
    path(f"{PLAN}/stop/", plans.duo_plan_stop, name="duo_plan_stop"),
    path(f"{PLAN}/wegleggen/", plans.duo_plan_drop, name="duo_plan_drop"),
    path(f"{PLAN}/herneem/", plans.duo_plan_retry, name="duo_plan_retry"),
    path(f"{PLAN}/aanvraag/<uuid:series>/", plan_changes.duo_plan_request, name="duo_plan_request"),
    path(f"{PLAN}/wijzig/", plan_changes.duo_plan_change, name="duo_plan_change"),
    path(f"{PLAN}/opnieuw/", plan_changes.duo_plan_again, name="duo_plan_again"),
    path(f"{PLAN}/naast/<uuid:other>/", plan_changes.duo_plan_compare, name="duo_plan_compare"),
    path(f"{PLAN}/wat-als/", plan_changes.duo_plan_what_if, name="duo_plan_what_if"),
    path(f"{PLAN}/vragen/", plan_asking.duo_plan_ask, name="duo_plan_ask"),
    path(f"{PLAN}/rest/", plan_asking.duo_plan_rest, name="duo_plan_rest"),
]
