from django.urls import path

from tandem.calls.views import network, network_contact

ONE = "netwerken/<uuid:pk>"
urlpatterns = [
    path("netwerken/", network.network_list, name="network_list"),
    path("netwerken/csv/", network.network_csv, name="network_csv"),
    path("netwerken/nieuw/", network.network_new, name="network_new"),
    path(f"{ONE}/", network.ally_network, name="ally_network"),
    path(f"{ONE}/wijzig/", network.network_edit, name="network_edit"),
    path(f"{ONE}/partners/", network.network_company, name="network_company"),
    path(f"{ONE}/start/", network.network_start, name="network_start"),
    path(f"{ONE}/einde/", network.ally_network_end, name="ally_network_end"),
    path(f"{ONE}/contact/", network_contact.network_note_new, name="network_note_new"),
    path(f"{ONE}/signalen/", network_contact.network_signals, name="network_signals"),
    path(f"{ONE}/signaal/", network_contact.network_signal_new, name="network_signal_new"),
]
