from django.urls import URLPattern, path

from tandem.programmes.views import templates as views

urlpatterns: list[URLPattern] = [
    path("programmas/", views.template_list, name="template_list"),
    path("programmas/<uuid:pk>/", views.template, name="template"),
    path("programmas/<uuid:pk>/wijzigen/", views.template_edit, name="template_edit"),
    path("programmas/<uuid:pk>/kopie/", views.template_copy, name="template_copy"),
    path("programmas/<uuid:pk>/publiceren/", views.template_publish, name="template_publish"),
    path("programmas/<uuid:pk>/sluiten/", views.template_withdraw, name="template_withdraw"),
]
