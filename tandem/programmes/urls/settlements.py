from django.urls import URLPattern, path

from tandem.programmes.views import settlements as views

urlpatterns: list[URLPattern] = [
    path("afrekeningen/", views.settlement_queue, name="settlement_queue"),
    path("trajecten/<uuid:pk>/afrekening/", views.trajectory_settlements, name="trajectory_settlements"),
    path("afrekeningen/<uuid:pk>/", views.settlement, name="settlement"),
    path("afrekeningen/<uuid:pk>/indienen/", views.settlement_claim, name="settlement_claim"),
    path("afrekeningen/<uuid:pk>/andere-kost/", views.settlement_cost, name="settlement_cost"),
    path("afrekeningen/<uuid:pk>/vraag/", views.settlement_ask, name="settlement_ask"),
    path("afrekeningen/<uuid:pk>/antwoord/", views.settlement_answer, name="settlement_answer"),
    path("afrekeningen/<uuid:pk>/aanvaarden/", views.settlement_accept, name="settlement_accept"),
    path("afrekeningen/<uuid:pk>/betaald/", views.settlement_paid, name="settlement_paid"),
    path("afrekeningen/<uuid:pk>/pdf/", views.settlement_document, name="settlement_document"),
    path("afrekeningen/<uuid:pk>/csv/", views.settlement_csv, name="settlement_csv"),
]
