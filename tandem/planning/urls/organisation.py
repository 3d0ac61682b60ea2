from django.urls import path

from tandem.planning.views import organisation

urlpatterns = [
    path("reeksen/<uuid:pk>/wensen/", organisation.request_sheet, name="request_sheet"),
    path("reeksen/<uuid:pk>/mogelijke-dagen/", organisation.possible_days, name="possible_days"),
    path("reeksen/<uuid:pk>/mogelijke-dagen/opnieuw/", organisation.possible_days_again, name="possible_days_again"),
    path(
        "reeksen/<uuid:pk>/mogelijke-dagen/intrekken/",
        organisation.possible_days_withdraw,
        name="possible_days_withdraw",
    ),
]
