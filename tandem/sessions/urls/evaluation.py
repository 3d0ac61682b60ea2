from django.urls import URLPattern, path

from tandem.sessions.views import evaluation, evaluation_answer

urlpatterns: list[URLPattern] = [
    path("evaluatie/<str:token>/", evaluation_answer.evaluation_answer, name="evaluation_answer"),
    path("evaluatie/<str:token>/bedankt/", evaluation_answer.evaluation_thanks, name="evaluation_thanks"),
    path("evaluaties/", evaluation.evaluation_overview, name="evaluation_overview"),
    path("reeksen/<uuid:pk>/evaluatie/", evaluation.evaluation_share, name="evaluation_share"),
    path("reeksen/<uuid:pk>/evaluatie/openen/", evaluation.evaluation_open, name="evaluation_open"),
    path("reeksen/<uuid:pk>/evaluatie/affiche/", evaluation.evaluation_sheet, name="evaluation_sheet"),
    path("reeksen/<uuid:pk>/evaluatie/papier/<str:language>/", evaluation.evaluation_paper, name="evaluation_paper"),
    path("reeksen/<uuid:pk>/evaluatie/formulieren/", evaluation.evaluation_upload, name="evaluation_upload"),
    path("reeksen/<uuid:pk>/evaluatie/formulieren/<int:scan>/", evaluation.evaluation_scan, name="evaluation_scan"),
    path("reeksen/<uuid:pk>/evaluatie/overtypen/", evaluation.evaluation_enter, name="evaluation_enter"),
    path("reeksen/<uuid:pk>/evaluatie/resultaten/", evaluation.evaluation_results, name="evaluation_results"),
    path("reeksen/<uuid:pk>/evaluatie/afronden/", evaluation.evaluation_complete, name="evaluation_complete"),
]
