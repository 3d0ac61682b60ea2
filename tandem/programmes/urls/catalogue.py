from django.urls import URLPattern, path

from tandem.programmes.views import catalogue

urlpatterns: list[URLPattern] = [
    path("aanbod/", catalogue.catalogue, name="catalogue"),
    path("aanbod/kom-ik-in-aanmerking/", catalogue.catalogue_check, name="catalogue_check"),
    path("aanbod/<slug:code>/", catalogue.catalogue_offer, name="catalogue_offer"),
]
