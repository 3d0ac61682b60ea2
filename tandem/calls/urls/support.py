"""The offer of the support team and the requests of networks."""

from django.urls import path

from tandem.calls.views import offer, support

urlpatterns = [
    path("netwerken/aanbod/", offer.offer_list, name="offer_list"),
    path("netwerken/aanbod/nieuw/", offer.offer_new, name="offer_new"),
    path("netwerken/aanbod/<uuid:pk>/wijzig/", offer.offer_edit, name="offer_edit"),
    path("netwerken/vragen/", support.support_request_queue, name="support_request_queue"),
    path("netwerken/vragen/nieuw/", support.support_request_new, name="support_request_new"),
    path("netwerken/vragen/bij-elkaar/", support.need_match, name="need_match"),
    path("netwerken/vragen/<uuid:pk>/", support.support_request, name="support_request"),
    path("netwerken/vragen/<uuid:pk>/plan/", support.support_plan, name="support_plan"),
    path("netwerken/vragen/<uuid:pk>/intrekken/", support.support_withdraw, name="support_withdraw"),
    path("netwerken/vragen/<uuid:pk>/voorbij/", support.support_hold, name="support_hold"),
]
