"""The board of the decision and the waiting list."""

from django.urls import path

from tandem.calls.views import decision

urlpatterns = [
    path("oproepen/beheer/<uuid:pk>/bord/", decision.selection_board, name="selection_board"),
    path("oproepen/beheer/<uuid:pk>/bord/wachtlijst/", decision.selection_waiting, name="selection_waiting"),
    path("oproepen/beheer/<uuid:pk>/bord/rond-af/", decision.selection_finish, name="selection_finish"),
    path("oproepen/beheer/<uuid:pk>/bord/heropen/", decision.selection_reopen, name="selection_reopen"),
    path("oproepen/beheer/<uuid:pk>/wachtlijst/", decision.waiting_list, name="waiting_list"),
    path("oproepen/beheer/<uuid:pk>/wachtlijst/<int:number>/", decision.waiting_promote, name="waiting_promote"),
]
