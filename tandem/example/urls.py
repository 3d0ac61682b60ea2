from django.urls import path

from tandem.example import views

urlpatterns = [
    path("", views.example_role_switcher, name="example_role_switcher"),
    path("word/<int:pk>/", views.example_become, name="example_become"),
    path("persoon/<int:pk>/", views.example_become_owner, name="example_become_owner"),
    path("klok/", views.example_clock, name="example_clock"),
    path("post/", views.example_outbox, name="example_outbox"),
    path("post/<uuid:pk>/", views.example_mail, name="example_mail"),
]
