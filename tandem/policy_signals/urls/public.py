from django.urls import path

from tandem.policy_signals.views import feed, figures, public

urlpatterns = [
    path("signalen/", public.structural_signals, name="structural_signals"),
    path("signalen/cijfers/", figures.signal_figures, name="signal_figures"),
    path("signalen/nieuws.rss", feed.signal_feed_rss, name="signal_feed_rss"),
    path("signalen/nieuws.json", feed.signal_feed_json, name="signal_feed_json"),
    path("signalen/<uuid:pk>/", public.structural_signal, name="structural_signal"),
    path("signalen/<uuid:pk>/bijlage/", public.structural_signal_document, name="structural_signal_document"),
]
