"""The form of a call, for officers: build, try out, print, publish."""

from django.urls import path

from tandem.calls.views import form_builder, form_part, form_publish

FORM = "oproepen/beheer/<uuid:pk>/formulier/"

urlpatterns = [
    path(FORM, form_builder.form_builder, name="form_builder"),
    path(f"{FORM}schik/", form_builder.form_arrange, name="form_arrange"),
    path(f"{FORM}ongedaan/", form_builder.form_undo, name="form_undo"),
    path(f"{FORM}klad-weg/", form_builder.form_drop, name="form_drop"),
    path(f"{FORM}taal/", form_builder.form_language, name="form_language"),
    path(f"{FORM}delen/nieuw/", form_part.form_section_add, name="form_section_add"),
    path(f"{FORM}delen/<str:section>/", form_part.form_section_edit, name="form_section_edit"),
    path(f"{FORM}delen/<str:section>/voorwaarde/", form_part.form_section_when, name="form_section_when"),
    path(f"{FORM}delen/<str:section>/vraag/", form_part.form_question_add, name="form_question_add"),
    path(f"{FORM}vragen/<str:question>/", form_part.form_question_edit, name="form_question_edit"),
    path(f"{FORM}vragen/<str:question>/voorwaarde/", form_part.form_question_when, name="form_question_when"),
    path(f"{FORM}stops/nieuw/", form_part.form_stop_add, name="form_stop_add"),
    path(f"{FORM}stops/<int:index>/", form_part.form_stop_edit, name="form_stop_edit"),
    path(f"{FORM}probeer/", form_publish.form_preview, name="form_preview"),
    path(f"{FORM}papier/", form_publish.form_print, name="form_print"),
    path(f"{FORM}publiceer/", form_publish.form_publish, name="form_publish"),
    path(f"{FORM}versies/<int:number>/", form_publish.form_changes, name="form_changes"),
]
