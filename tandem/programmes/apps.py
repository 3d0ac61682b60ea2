from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tandem.programmes"
    label = "programmes"

    def ready(self) -> None:
        from tandem import wiring  # noqa: PLC0415 -- app ready

        wiring.connect()
