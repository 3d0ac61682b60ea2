from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "tandem.kernel"
    label = "kernel"
