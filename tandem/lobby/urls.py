from django.urls import path

from tandem.lobby import views

urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("zoeken/", views.search, name="search"),
    path("logboek/", views.audit_trail, name="audit_trail"),
    path("hulp/", views.help_page, name="help_page"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
