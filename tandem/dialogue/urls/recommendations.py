from django.urls import path

from tandem.dialogue.views import recommendation, recommendation_public

ONE = "aanbevelingen/<uuid:pk>"
urlpatterns = [
    path("aanbevelingen/", recommendation_public.recommendations_public, name="recommendations_public"),
    path("aanbevelingen/opvolging/", recommendation.recommendation_list, name="recommendation_list"),
    path(f"{ONE}/", recommendation_public.recommendation_public, name="recommendation_public"),
    path(f"{ONE}/blad/", recommendation_public.recommendation_sheet, name="recommendation_sheet"),
    path(f"{ONE}/opvolging/", recommendation.recommendation, name="recommendation"),
    path(f"{ONE}/uitwerken/", recommendation.recommendation_edit, name="recommendation_edit"),
    path(f"{ONE}/bewijs/", recommendation.evidence_add, name="evidence_add"),
    path(f"{ONE}/bewijs/<int:evidence>/weg/", recommendation.evidence_drop, name="evidence_drop"),
    path(f"{ONE}/voorleggen/", recommendation.recommendation_propose, name="recommendation_propose"),
    path(f"{ONE}/stap/", recommendation.recommendation_follow_up, name="recommendation_follow_up"),
    path(f"{ONE}/stap/<uuid:follow_up>/oordeel/", recommendation_public.verdict_give, name="verdict_give"),
]
