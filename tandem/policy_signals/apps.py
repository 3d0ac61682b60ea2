from django.apps import AppConfig


class PolicySignalsConfig(AppConfig):
    name = "tandem.policy_signals"
