"""Addresses: steps, money before yes, an organisation's no, a programme that the service stops."""

from django.urls import path

from tandem.guidance.views import money_ask, organisation_no, service_stop, step, step_money

urlpatterns = [
    path("mijn/geld/", step_money.my_money, name="my_money"),
    path("dossier/<uuid:file>/geld/", step_money.money, name="money"),
    path("dossier/<uuid:file>/stappen/", step.step_list, name="step_list"),
    path("dossier/<uuid:file>/stappen/nieuw/", step.step_new, name="step_new"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/", step.step, name="step"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/woorden/", step.step_edit, name="step_edit"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/ja/", step.step_choose, name="step_choose"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/begin/", step.step_start, name="step_start"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/opzij/", step.step_put_aside, name="step_put_aside"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/terug/", step.step_take_up, name="step_take_up"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/gedaan/", step.step_done, name="step_done"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/geld/", step_money.step_money, name="step_money"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/geld/vragen/", money_ask.money_ask, name="money_ask"),
    path("dossier/<uuid:file>/stappen/<uuid:step>/geld/uitkomst/", money_ask.money_result, name="money_result"),
    path("dossier/<uuid:file>/geld/<uuid:money>/gezien/", step_money.step_money_know, name="step_money_know"),
    path("dossier/<uuid:file>/antwoorden/", organisation_no.organisation_no_list, name="organisation_no_list"),
    path("dossier/<uuid:file>/antwoorden/nieuw/", organisation_no.organisation_no_new, name="organisation_no_new"),
    path(
        "dossier/<uuid:file>/antwoorden/<uuid:no>/", organisation_no.organisation_no_reply, name="organisation_no_reply"
    ),
    path("dossier/<uuid:file>/aanbod-stopt/", service_stop.service_stop_new, name="service_stop_new"),
]
