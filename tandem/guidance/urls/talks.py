"""Addresses of talks, promises, the heard-check and what went differently."""

from django.urls import path

from tandem.guidance.views import heard_check, mishap, promise, talk

FILE = "dossier/<uuid:file>/"
TALK = f"{FILE}gesprekken/<uuid:talk>/"

urlpatterns = [
    path(f"{FILE}gesprekken/", talk.talk_list, name="talk_list"),
    path(f"{FILE}gesprekken/nieuw/", talk.talk_new, name="talk_new"),
    path(TALK, talk.talk, name="talk"),
    path(f"{TALK}klad/", talk.talk_autosave, name="talk_autosave"),
    path(f"{TALK}strookje/", heard_check.heard_slip, name="heard_slip"),
    path(f"{TALK}geef-toestel/", heard_check.heard_hand_over, name="heard_hand_over"),
    path(f"{TALK}wie-leest-het/", heard_check.heard_show, name="heard_show"),
    path(f"{FILE}agendapunten/nieuw/", promise.agenda_point_new, name="agenda_point_new"),
    path(f"{FILE}agendapunten/<uuid:point>/besproken/", promise.agenda_point_settle, name="agenda_point_settle"),
    path(f"{FILE}beloften/", promise.promise_list, name="promise_list"),
    path(f"{FILE}beloften/<uuid:promise>/gedaan/", promise.promise_done, name="promise_done"),
    path(f"{FILE}beloften/<uuid:promise>/hoeft-niet-meer/", promise.promise_let_go, name="promise_let_go"),
    path(
        f"{FILE}beloften/<uuid:promise>/wat-kwam-er-tussen/", promise.promise_came_between, name="promise_came_between"
    ),
    path(f"{FILE}liep-anders/", mishap.mishap_list, name="mishap_list"),
    path(f"{FILE}liep-anders/nieuw/", mishap.mishap_new, name="mishap_new"),
    path(f"{FILE}liep-anders/<uuid:mishap>/", mishap.mishap, name="mishap"),
    path(f"{FILE}liep-anders/<uuid:mishap>/gesprek/", mishap.mishap_talk, name="mishap_talk"),
    path(f"{FILE}liep-anders/<uuid:mishap>/verder/", mishap.mishap_go_on, name="mishap_go_on"),
    path("gehoord/", heard_check.heard_enter, name="heard_enter"),
    path("gehoord/dank/", heard_check.heard_thanks, name="heard_thanks"),
    path("gehoord/strookje/", heard_check.heard_paper, name="heard_paper"),
    path("gehoord/cijfers/", heard_check.heard_figures, name="heard_figures"),
    path("gehoord/<str:code>/", heard_check.heard, name="heard"),
]
