"""Calls for officers, and for everybody."""

from django.urls import path

from tandem.calls.views import call, call_public, consultation, criteria, document, money

ONE = "oproepen/beheer/<uuid:pk>"
urlpatterns = [
    path("oproepen/", call_public.calls_public, name="calls_public"),
    path("oproepen/nieuws.rss", call_public.calls_feed, name="calls_feed"),
    path("oproepen/beheer/", call.call_list, name="call_list"),
    path("oproepen/beheer/nieuw/", call.call_new, name="call_new"),
    path(f"{ONE}/", call.call_setup, name="call_setup"),
    path(f"{ONE}/wijzig/", call.call_edit, name="call_edit"),
    path(f"{ONE}/kopie/", call.call_copy, name="call_copy"),
    path(f"{ONE}/publiceer/", call.call_publish, name="call_publish"),
    path(f"{ONE}/stop/", call.call_stop, name="call_stop"),
    path(f"{ONE}/geld/", money.call_money, name="call_money"),
    path(f"{ONE}/golven/", money.call_waves, name="call_waves"),
    path(f"{ONE}/gebieden/", money.call_areas, name="call_areas"),
    path(f"{ONE}/criteria/", criteria.call_criteria, name="call_criteria"),
    path(f"{ONE}/gehoord/", consultation.call_consultation_new, name="call_consultation_new"),
    path(f"{ONE}/gehoord/<uuid:consultation>/", consultation.call_consultation_edit, name="call_consultation_edit"),
    path(f"{ONE}/gehoord/<uuid:consultation>/weg/", consultation.call_consultation_drop, name="call_consultation_drop"),
    path(f"{ONE}/document/", document.call_document_add, name="call_document_add"),
    path(f"{ONE}/documenten/<uuid:document>/weg/", document.call_document_drop, name="call_document_drop"),
    path("oproepen/<uuid:pk>/", call_public.call_public, name="call_public"),
    path("oproepen/<uuid:pk>/documenten/<uuid:document>/", document.call_document, name="call_document"),
]
