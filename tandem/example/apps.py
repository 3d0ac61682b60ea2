from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "tandem.example"
    label = "example"
