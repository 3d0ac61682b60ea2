"""Addresses of every room. Example mode adds its own (see `urls_example`)."""

from django.urls import include, path

from tandem.kernel import gallery, views

urlpatterns = [
    path("", include("tandem.lobby.urls")),
    path("", include("tandem.identity.urls")),
    path("", include("tandem.sessions.urls")),
    path("", include("tandem.planning.urls")),
    path("", include("tandem.programmes.urls")),
    path("", include("tandem.guidance.urls")),
    path("", include("tandem.policy_signals.urls")),
    path("", include("tandem.dialogue.urls")),
    path("", include("tandem.calls.urls")),
    path("", include("tandem.income.urls")),
    path("components/", gallery.components, name="components"),
    path("healthz/", views.healthz, name="healthz"),
]

handler400 = "tandem.kernel.views.bad_request"
handler403 = "tandem.kernel.views.forbidden"
handler404 = "tandem.kernel.views.not_found"
handler500 = "tandem.kernel.views.server_error"
