"""Addresses: network, shares, story, who looked, another guide."""

from django.urls import path

from tandem.guidance.views import handover, invitation, network, reads, share, story, story_requests

_FILE = "dossier/<uuid:file>"
_NETWORK = [
    path(f"{_FILE}/netwerk/", network.network, name="network"),
    path(f"{_FILE}/netwerk/uitnodigen/", network.network_invite, name="network_invite"),
    path(f"{_FILE}/netwerk/voorstellen/", network.network_suggest, name="network_suggest"),
    path(f"{_FILE}/netwerk/ik-stop/", network.network_leave, name="network_leave"),
    path(f"{_FILE}/netwerk/<uuid:member>/antwoord/", network.network_answer, name="network_answer"),
    path(f"{_FILE}/netwerk/<uuid:member>/link/", network.network_link, name="network_link"),
    path(f"{_FILE}/netwerk/<uuid:member>/stop/", network.network_end, name="network_end"),
    path(f"{_FILE}/netwerk/<uuid:member>/zo-ziet-die-het/", share.see_as, name="see_as"),
    path("uitnodiging/netwerk/<str:token>/", invitation.network_invitation, name="network_invitation"),
]
_SHARES = [
    path(f"{_FILE}/delen/", share.share_list, name="share_list"),
    path(f"{_FILE}/delen/kies/", share.share_choose, name="share_choose"),
    path(f"{_FILE}/delen/<slug:kind>/<uuid:item>/", share.share_new, name="share_new"),
    path(f"{_FILE}/delen/<uuid:share>/stop/", share.share_revoke, name="share_revoke"),
    path(f"{_FILE}/gedeeld/", share.shared_file, name="shared_file"),
    path("gedeeld-met-mij/", share.shared_with_me, name="shared_with_me"),
]
_STORY = [
    path(f"{_FILE}/verhaal/", story.story, name="story"),
    path(f"{_FILE}/verhaal/nieuw/", story.story_block_new, name="story_block_new"),
    path(f"{_FILE}/verhaal/vragen/", story_requests.story_request_new, name="story_request_new"),
    path(f"{_FILE}/verhaal/vragen/<uuid:story_request>/", story_requests.story_request, name="story_request"),
    path(f"{_FILE}/verhaal/<uuid:block>/", story.story_block, name="story_block"),
    path(f"{_FILE}/verhaal/<uuid:block>/klopt-nog/", story.story_confirm, name="story_confirm"),
    path(f"{_FILE}/verhaal/<uuid:block>/opbergen/", story.story_put_away, name="story_put_away"),
]
_READS = [
    path(f"{_FILE}/wie-keek/", reads.reads, name="reads"),
    path(f"{_FILE}/wie-keek/<int:read>/waarom/", reads.read_ask_why, name="read_ask_why"),
    path("gekeken/vragen/", reads.reads_to_answer, name="reads_to_answer"),
    path("gekeken/vragen/<uuid:question>/", reads.read_answer, name="read_answer"),
]
_HANDOVER = [
    path(f"{_FILE}/gids/", handover.guide_change, name="guide_change"),
    path(f"{_FILE}/gids/overdracht/", handover.handover_new, name="handover_new"),
    path(f"{_FILE}/gids/overdracht/<uuid:handover>/", handover.handover, name="handover"),
    path(f"{_FILE}/gids/overdracht/<uuid:handover>/afzeggen/", handover.handover_call_off, name="handover_call_off"),
    path(f"{_FILE}/partnerschap/verlaten/", handover.partnership_leave, name="partnership_leave"),
]
urlpatterns = [*_NETWORK, *_SHARES, *_STORY, *_READS, *_HANDOVER]
