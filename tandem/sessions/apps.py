from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "tandem.sessions"
    label = "tandem_sessions"  # Django owns "sessions"
