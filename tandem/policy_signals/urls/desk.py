from django.urls import path

from tandem.policy_signals.views import addressee, bundle, desk, moving, queue, sending

urlpatterns = [
    path("signalen/bureau/", desk.signal_desk, name="signal_desk"),
    path("signalen/bureau/wachtrij/", queue.signal_queue, name="signal_queue"),
    path("signalen/bureau/lijst/", bundle.bundle_list, name="bundle_list"),
    path("signalen/bureau/nieuw/", bundle.bundle_new, name="bundle_new"),
    path("signalen/bureau/<uuid:pk>/", bundle.bundle, name="bundle"),
    path("signalen/bureau/<uuid:pk>/wijzigen/", bundle.bundle_edit, name="bundle_edit"),
    path("signalen/bureau/<uuid:pk>/erbij/", moving.bundle_add, name="bundle_add"),
    path("signalen/bureau/<uuid:pk>/weghalen/", moving.bundle_remove, name="bundle_remove"),
    path("signalen/bureau/<uuid:pk>/samenvoegen/", moving.bundle_merge, name="bundle_merge"),
    path("signalen/bureau/<uuid:pk>/splitsen/", moving.bundle_split, name="bundle_split"),
    path("signalen/bureau/<uuid:pk>/niet-versturen/", moving.bundle_end, name="bundle_end"),
    path("signalen/bureau/<uuid:pk>/versturen/", sending.bundle_send, name="bundle_send"),
    path("signalen/bureau/<uuid:pk>/opnieuw-versturen/", sending.bundle_send_again, name="bundle_send_again"),
    path("signalen/bestemmelingen/", addressee.addressee_list, name="addressee_list"),
    path("signalen/bestemmelingen/nieuw/", addressee.addressee_new, name="addressee_new"),
    path("signalen/bestemmelingen/<uuid:pk>/", addressee.addressee_edit, name="addressee_edit"),
    path("signalen/bestemmelingen/<uuid:pk>/stopt/", addressee.addressee_end, name="addressee_end"),
]
