"""Addresses: barriers with what makes what harder, and life domains."""

from django.urls import path

from tandem.guidance.views import barrier, domain

urlpatterns = [
    path("dossier/<uuid:file>/drempels/", barrier.barriers, name="barriers"),
    path("dossier/<uuid:file>/drempels/nieuw/", barrier.barrier_new, name="barrier_new"),
    path("dossier/<uuid:file>/drempels/<uuid:barrier>/", barrier.barrier, name="barrier"),
    path("dossier/<uuid:file>/drempels/<uuid:barrier>/woorden/", barrier.barrier_edit, name="barrier_edit"),
    path("dossier/<uuid:file>/drempels/<uuid:barrier>/hoe-staat-het/", barrier.barrier_state, name="barrier_state"),
    path("dossier/<uuid:file>/drempels/<uuid:barrier>/moeilijker/", barrier.barrier_edge_new, name="barrier_edge_new"),
    path("dossier/<uuid:file>/verbanden/<uuid:edge>/los/", barrier.barrier_edge_end, name="barrier_edge_end"),
    path("dossier/<uuid:file>/verbanden/<uuid:edge>/terug/", barrier.barrier_edge_restore, name="barrier_edge_restore"),
    path("dossier/<uuid:file>/levensdomeinen/", domain.domains, name="domains"),
    path("dossier/<uuid:file>/levensdomeinen/nieuw/", domain.domain_view_new, name="domain_view_new"),
]
