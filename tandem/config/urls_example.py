"""Example mode: the same addresses, plus the role switcher, the clock and the outbox of invented mail."""

from django.urls import include, path

from tandem.config import urls

urlpatterns = [path("voorbeeld/", include("tandem.example.urls")), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
