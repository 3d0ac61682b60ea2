from django.urls import path

from tandem.dialogue.views import chapter, dossier, dossier_public, footnote

ONE = "dossiers/<uuid:pk>"
CHAPTER = f"{ONE}/hoofdstukken/<uuid:chapter>"
BLOCK = f"{CHAPTER}/blokken/<uuid:block>"
urlpatterns = [
    path("dossiers/", dossier_public.dossiers_public, name="dossiers_public"),
    path("dossiers/maken/", dossier.dossier_list, name="dossier_list"),
    path("dossiers/nieuw/", dossier.dossier_new, name="dossier_new"),
    path(f"{ONE}/", dossier.dossier, name="dossier"),
    path(f"{ONE}/wijzig/", dossier.dossier_edit, name="dossier_edit"),
    path(f"{ONE}/voorbeeld/", dossier.dossier_preview, name="dossier_preview"),
    path(f"{ONE}/publiceer/", dossier.dossier_publish, name="dossier_publish"),
    path(f"{ONE}/haal-weg/", dossier.dossier_withdraw, name="dossier_withdraw"),
    path(f"{ONE}/hoofdstuk/", dossier.chapter_add, name="chapter_add"),
    path(f"{ONE}/volgorde/", dossier.chapter_order, name="chapter_order"),
    path(f"{CHAPTER}/", chapter.chapter, name="chapter"),
    path(f"{CHAPTER}/wijzig/", chapter.chapter_edit, name="chapter_edit"),
    path(f"{CHAPTER}/weg/", chapter.chapter_drop, name="chapter_drop"),
    path(f"{CHAPTER}/blok/<slug:kind>/", chapter.chapter_block_add, name="chapter_block_add"),
    path(f"{BLOCK}/", chapter.chapter_block_edit, name="chapter_block_edit"),
    path(f"{BLOCK}/plaats/", chapter.chapter_block_move, name="chapter_block_move"),
    path(f"{BLOCK}/opzij/", chapter.chapter_block_aside, name="chapter_block_aside"),
    path(f"{BLOCK}/terug/", chapter.chapter_block_back, name="chapter_block_back"),
    path(f"{BLOCK}/voorgoed-weg/", chapter.chapter_block_forget, name="chapter_block_forget"),
    path(f"{ONE}/voetnoot/", footnote.footnote_add, name="footnote_add"),
    path(f"{ONE}/voetnoten/<int:footnote>/", footnote.footnote_edit, name="footnote_edit"),
    path(f"{ONE}/voetnoten/<int:footnote>/weg/", footnote.footnote_drop, name="footnote_drop"),
    path("dossiers/<slug:slug>/", dossier_public.dossier_public, name="dossier_public"),
    path("dossiers/<slug:slug>/pdf/", dossier_public.dossier_pdf, name="dossier_pdf"),
    path("dossiers/<slug:slug>/pdf/<int:edition>/", dossier_public.dossier_pdf, name="dossier_pdf"),
]
