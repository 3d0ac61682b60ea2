from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "tandem.dialogue"
