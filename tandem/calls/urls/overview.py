from django.urls import path

from tandem.calls.views import overview

urlpatterns = [
    path("netwerken/overzicht/", overview.support_overview, name="support_overview"),
    path("netwerken/kaart/", overview.network_map, name="network_map"),
    path("netwerken/vlaanderen/", overview.networks_public, name="networks_public"),
]
