from django.apps import AppConfig


class LobbyConfig(AppConfig):
    name = "tandem.lobby"
    label = "lobby"
